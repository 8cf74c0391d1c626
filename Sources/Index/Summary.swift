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
    try attempting("read the index") { () throws(DatabaseError) in
      var numbers = [Int](repeating: 0, count: 5)
      for database in [database, overlay].compactMap({ $0 }) {
        let statement = try database.prepare("SELECT row, kind, error IS NOT NULL, size FROM records")
        while try statement.step() {
          if database === self.database, hidden.contains(statement.int64(0)) { continue }
          numbers[0] += 1
          numbers[statement.string(1) == Kind.prompt.rawValue ? 1 : 2] += 1
          numbers[3] += statement.int(2)
          numbers[4] += statement.int(3)
        }
      }
      return IndexSummary(
        records: numbers[0], prompts: numbers[1], decisions: numbers[2], unreadable: numbers[3],
        bytes: numbers[4])
    }
  }
}
