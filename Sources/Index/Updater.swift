import Database
import History
import Platform
import Records

/// Writes documents into a database: the index itself, or a small one in memory that is laid over it.
struct Updater {
  private let database: Database
  private let insertRecord: Statement
  private let insertText: Statement
  private let lists: [(statement: Statement, values: (Document) -> [[Value]])]
  private let deletions: [Statement]
  private let restampRecord: Statement
  private let putFolder: Statement
  private let removeFolder: Statement

  init(_ database: Database) throws(DatabaseError) {
    self.database = database
    let fields = Document.textFields
    let names =
      ["row", "path", "kind"] + fields + ["number", "size", "modified", "error", "problems", "seal"]
    let marks = [String](repeating: "?", count: names.count).joined(separator: ", ")
    insertRecord = try database.prepare(
      "INSERT INTO records (\(names.joined(separator: ", "))) VALUES (\(marks))")
    let columns = Schema.textColumns
    insertText = try database.prepare(
      "INSERT INTO texts (rowid, \(columns.joined(separator: ", "))) VALUES (?, "
        + [String](repeating: "?", count: columns.count).joined(separator: ", ") + ")")
    lists = [
      (try database.prepare("INSERT INTO labels VALUES (?, ?)"), { $0.labels.map { [.string($0)] } }),
      (try database.prepare("INSERT INTO files VALUES (?, ?)"), { $0.files.map { [.string($0)] } }),
      (try database.prepare("INSERT INTO tests VALUES (?, ?)"), { $0.tests.map { [.string($0)] } }),
      (
        try database.prepare("INSERT INTO links VALUES (?, ?, ?)"),
        { $0.links.map { [.string($0.kind), .string($0.target)] } }
      ),
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
  func add(_ document: Document, size: Int64, modified: Int64, row: Int64?) throws(DatabaseError) -> Int64 {
    var values: [Value] = [Value(row), Value(text: document.path.bytes), .string(document.kind.rawValue)]
    values += Document.textFields.map { Value(document.row[$0]) }
    values += [Value(document.number), .integer(size), .integer(modified), Value(document.error)]
    values.append(document.problems.isEmpty ? .null : .string(document.problems.joined(separator: "\n")))
    values.append(.integer(document.seal))
    try insertRecord.run(values)
    let row = database.lastInsertedRow
    try insertText.run([.integer(row)] + document.texts.map { Value(text: $0) })
    for (statement, list) in lists {
      for values in list(document) { try statement.run([.integer(row)] + values) }
    }
    return row
  }

  /// Removes a row from all tables.
  func remove(_ row: Int64) throws(DatabaseError) {
    for statement in deletions { try statement.run([.integer(row)]) }
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
  func removeFolder(_ path: [UInt8]) throws(DatabaseError) { try removeFolder.run([Value(blob: path)]) }
}
