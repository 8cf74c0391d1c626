import Database
import History
import Platform
import Records

/// A way in which the index differs from the files.
public struct IndexFault: Equatable, Sendable {
  /// The record, or nil for the index as a whole.
  public let path: Path?
  /// What differs.
  public let message: String
}

extension Index {
  /// Compares every row and text with its file, and checks the database itself.
  public func verify() throws(IndexError) -> [IndexFault] {
    do throws(DatabaseError) {
      return try attemptVerify()
    } catch {
      return [IndexFault(path: nil, message: "the database is damaged: \(error.message)")]
    }
  }

  private func attemptVerify() throws(DatabaseError) -> [IndexFault] {
    var faults = try database.integrityCheck().map { IndexFault(path: nil, message: $0) }
    do throws(DatabaseError) {
      try database.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")
    } catch  where !error.isReadOnly && !error.isBusy {
      faults.append(IndexFault(path: nil, message: "the full-text index is damaged: \(error.message)"))
    }
    var unseen: [Path: Int64] = [:]
    let rows = try database.prepare("SELECT \(IndexRow.columns) FROM records r ORDER BY r.path")
    defer { rows.reset() }
    let texts = try database.prepare(
      "SELECT \(Schema.textColumns.joined(separator: ", ")) FROM texts WHERE rowid = ?")
    let files = Dictionary(
      (try? project.recordFiles()).map { $0.map { ($0.path, $0) } } ?? [],
      uniquingKeysWith: { first, _ in first })
    for path in files.keys { unseen[path] = 0 }
    while try rows.step() {
      let row = IndexRow(rows)
      if hidden.contains(row.row) { continue }
      guard let file = files[row.path] else {
        faults.append(
          IndexFault(path: row.path, message: "it is in the index, but not in the record folders"))
        continue
      }
      unseen[row.path] = nil
      let document = Document(project.read(file))
      if !row.isSealed || row.fields != document.row || row.error != document.error
        || row.problems != document.problems
        || row.labels != document.labels
      {
        faults.append(IndexFault(path: row.path, message: "its metadata differs from the file"))
      }
      try texts.bind(.integer(row.row), at: 1)
      let isSame =
        try texts.step() && document.texts.indices.allSatisfy { texts.bytes($0) == document.texts[$0] }
      texts.reset()
      if !isSame { faults.append(IndexFault(path: row.path, message: "its texts differ from the file")) }
      try compareLists(row, document, &faults)
    }
    for path in unseen.keys.sorted() where overlay == nil {
      faults.append(IndexFault(path: path, message: "it is not in the index"))
    }
    return faults
  }

  private func compareLists(_ row: IndexRow, _ document: Document, _ faults: inout [IndexFault])
    throws(DatabaseError)
  {
    func strings(_ sql: String) throws(DatabaseError) -> [String] {
      let statement = try database.prepare(sql)
      defer { statement.reset() }
      try statement.bind(.integer(row.row), at: 1)
      var result: [String] = []
      while try statement.step() { result.append(statement.string(0)) }
      return result
    }
    let files = try strings("SELECT path FROM files WHERE row = ? ORDER BY rowid")
    let tests = try strings("SELECT name FROM tests WHERE row = ? ORDER BY rowid")
    let links = try strings("SELECT kind || ' ' || target FROM links WHERE row = ? ORDER BY rowid")
    if files != document.files || tests != document.tests
      || links != document.links.map({ "\($0.kind) \($0.target)" })
    {
      faults.append(IndexFault(path: row.path, message: "its files, tests or links differ from the file"))
    }
  }
}
