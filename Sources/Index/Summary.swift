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
  /// How much is in the index, what could not be written yet included. The states of the folders tell: to read a row for
  /// every record would take longer than to see that none has changed.
  public func summary() throws(IndexError) -> IndexSummary {
    try mending("read the index") { () throws(DatabaseError) in
      var (counts, unreadable, bytes) = ([Kind: Int](), 0, 0)
      let states = try database.prepareOnce("SELECT kind, entries FROM folders")
      while try states.step() {
        var count = 0
        FolderCursor(states.bytes(1))?.forEachFile { row, size in
          if hidden.contains(row) { return }
          count += 1
          bytes += Int(size)
        }
        counts[try states.recordKind(0), default: 0] += count
      }
      if let overlay {
        let rows = try overlay.prepareOnce("SELECT kind, size FROM records")
        while try rows.step() {
          counts[try rows.recordKind(0), default: 0] += 1
          bytes += rows.int(1)
        }
      }
      try forEachRow { (_) throws(DatabaseError) in
        ("SELECT row FROM records WHERE \(Query.anyDoubt) AND error IS NOT NULL", [])
      } _: { _, _ in
        unreadable += 1
      }
      let (prompts, decisions) = (counts[.prompt] ?? 0, counts[.decision] ?? 0)
      return IndexSummary(
        records: prompts + decisions, prompts: prompts, decisions: decisions, unreadable: unreadable,
        bytes: bytes)
    }
  }
}
