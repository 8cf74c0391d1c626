import Database
import Records

/// How much is in an index.
public struct IndexSummary: Equatable, Sendable {
  /// Records of both kinds.
  public let records: Int
  /// Prompts.
  public let prompts: Int
  /// Decisions.
  public let decisions: Int
  /// Files that can't be read.
  public let unreadable: Int
  /// Bytes of the record files.
  public let bytes: Int
}

extension Index {
  /// How much is in the index, what could not be written yet included.
  public func summary() throws(IndexError) -> IndexSummary {
    try mending("read the index") { () throws(DatabaseError) in
      var numbers = [Int](repeating: 0, count: 4)
      for (database, unwanted) in [(database, hidden), (overlay ?? database, [])].prefix(
        overlay == nil ? 1 : 2)
      {
        let statement = try database.prepare(
          "SELECT sum(kind = 'phr'), sum(kind != 'phr'), sum(error IS NOT NULL), sum(size) FROM records "
            + "WHERE row NOT IN (SELECT value FROM json_each(?))")
        let rows = unwanted.map { String($0) }.joined(separator: ",")
        try statement.bind(.string("[" + rows + "]"), at: 1)
        while try statement.step() { for index in numbers.indices { numbers[index] += statement.int(index) } }
      }
      return IndexSummary(
        records: numbers[0] + numbers[1], prompts: numbers[0], decisions: numbers[1], unreadable: numbers[2],
        bytes: numbers[3])
    }
  }
}
