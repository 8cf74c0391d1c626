import Database
import History
import Platform
import Records

/// A document as the tables want it: made ready beside the thread that writes.
struct IndexEntry: Sendable {
  /// The values of `records` but for `row`.
  let record: [Value]
  let texts: [Value]
  /// The rows of `labels`, `files`, `tests` and `links`, but for `row`.
  let lists: [[[Value]]]

  init(_ document: Document, _ stamp: Stamp) {
    var values: [Value] = [Value(text: document.path.bytes), .string(document.kind.rawValue)]
    values += document.row.values.map { Value($0) }
    values += [Value(document.number), .integer(stamp.size), .integer(stamp.modified), Value(document.error)]
    values.append(document.problems.isEmpty ? .null : .string(document.problems.joined(separator: "\n")))
    values.append(.integer(document.seal))
    record = values
    texts = document.texts.map { Value(text: $0) } + [Value(text: document.identifiers)]
    lists = [
      document.labels.map { [.string($0)] }, document.files.map { [.string($0)] },
      document.tests.map { [.string($0)] },
      document.links.map { [.string($0.kind), .string($0.target)] },
    ]
  }
}

/// Writes documents into a database: the index itself, or a small one in memory that is laid over it.
struct Updater {
  private let database: Database
  private let insertRecord: Statement
  private let insertText: Statement
  private let insertLists: [Statement]
  private let deletions: [Statement]
  private let restampRecord: Statement
  private let putFolder: Statement
  private let removeFolder: Statement

  init(_ database: Database) throws(DatabaseError) {
    self.database = database
    let fields = RecordFields.names
    let names =
      ["row", "path", "kind"] + fields + ["number", "size", "modified", "error", "problems", "seal"]
    let marks = [String](repeating: "?", count: names.count).joined(separator: ", ")
    insertRecord = try database.prepare(
      "INSERT INTO records (\(names.joined(separator: ", "))) VALUES (\(marks))")
    let columns = Schema.textColumns
    insertText = try database.prepare(
      "INSERT INTO texts (rowid, \(columns.joined(separator: ", "))) VALUES (?, "
        + [String](repeating: "?", count: columns.count).joined(separator: ", ") + ")")
    insertLists = [
      try database.prepare("INSERT INTO labels VALUES (?, ?)"),
      try database.prepare("INSERT INTO files VALUES (?, ?)"),
      try database.prepare("INSERT INTO tests VALUES (?, ?)"),
      try database.prepare("INSERT INTO links VALUES (?, ?, ?)"),
    ]
    var deletions = [try database.prepare("DELETE FROM records WHERE row = ?")]
    deletions.append(try database.prepare("DELETE FROM texts WHERE rowid = ?"))
    for table in ["labels", "files", "tests", "links"] {
      deletions.append(try database.prepare("DELETE FROM \(table) WHERE row = ?"))
    }
    self.deletions = deletions
    restampRecord = try database.prepare("UPDATE records SET size = ?, modified = ? WHERE row = ?")
    putFolder = try database.prepare("INSERT OR REPLACE INTO folders VALUES (?, ?, ?)")
    removeFolder = try database.prepare("DELETE FROM folders WHERE path = ?")
  }

  /// Adds a document, in a row of its own choice unless one is given.
  func add(_ entry: IndexEntry, row: Int64?) throws(DatabaseError) -> Int64 {
    try insertRecord.run([Value(row)] + entry.record)
    let row = row ?? database.lastInsertedRow
    try insertText.run([.integer(row)] + entry.texts)
    for (statement, list) in zip(insertLists, entry.lists) {
      for values in list { try statement.run([.integer(row)] + values) }
    }
    return row
  }

  /// Removes a row from all tables.
  func remove(_ row: Int64) throws(DatabaseError) {
    for (number, statement) in deletions.enumerated() {
      try statement.run([.integer(row)])
      if number == 0 { try expectOne("record") }
    }
  }

  /// What is removed was there, unless the file is not as it was written.
  private func expectOne(_ what: String) throws(DatabaseError) {
    if database.changes != 1 { throw .corrupt("a \(what) is not where it was put") }
  }

  /// Notes the stamp of a file that was touched without a change.
  func restamp(_ row: Int64, _ stamp: Stamp) throws(DatabaseError) {
    try restampRecord.run([.integer(stamp.size), .integer(stamp.modified), .integer(row)])
  }

  /// Notes the state of a folder.
  func put(_ folder: Path, _ kind: Kind, _ state: FolderState) throws(DatabaseError) {
    try putFolder.run([Value(blob: folder.bytes), .string(kind.rawValue), Value(blob: state.encoded)])
  }

  /// Forgets a folder.
  func removeFolder(_ path: [UInt8]) throws(DatabaseError) {
    try removeFolder.run([Value(blob: path)])
    try expectOne("folder")
  }
}
