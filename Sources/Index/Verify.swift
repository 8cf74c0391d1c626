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
  /// Compares every row and text with its file, and checks the database itself. Nobody writes in the meantime.
  public func verify() throws(IndexError) -> [IndexFault] {
    letGo()
    do throws(DatabaseError) {
      database.setBusyTimeout(milliseconds: 60_000)
      try database.execute("BEGIN IMMEDIATE")
    } catch  where error.isBusy {
      throw .database(error, doing: "verify the index")
    } catch {
      return [IndexFault(path: nil, message: "the database is damaged: \(error.message)")]
    }
    let faults: [IndexFault]
    do throws(DatabaseError) {
      faults = try attemptVerify()
    } catch {
      faults = [IndexFault(path: nil, message: "the database is damaged: \(error.message)")]
    }
    letGo()
    if faults.isEmpty { try refresh() }
    return faults
  }

  private func attemptVerify() throws(DatabaseError) -> [IndexFault] {
    let known = try knownFolders()
    let survey: Survey
    do throws(HistoryError) {
      survey = try Survey(project, known: known, now: now)
    } catch {
      return [IndexFault(path: nil, message: "the record folders can't be read")]
    }
    if !survey.isEmpty {
      try apply(survey)
      try database.execute("COMMIT; BEGIN IMMEDIATE")
    }
    var faults = survey.unreadable.map { IndexFault(path: $0, message: "the folder can't be read") }
    faults += try database.integrityCheck().map { IndexFault(path: nil, message: $0) }
    do throws(DatabaseError) {
      try database.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")
    } catch  where !error.isReadOnly {
      faults.append(IndexFault(path: nil, message: "the full-text index is damaged: \(error.message)"))
    }
    faults += try compareRows()
    for table in ["labels", "files", "tests", "links"] {
      faults += try strays("SELECT count(*) FROM \(table) WHERE row NOT IN (SELECT row FROM records)", table)
    }
    faults += try strays("SELECT (SELECT count(*) FROM texts) - (SELECT count(*) FROM records)", "texts")
    return faults
  }

  private func strays(_ sql: String, _ table: String) throws(DatabaseError) -> [IndexFault] {
    let statement = try database.prepare(sql, persistent: false)
    defer { statement.reset() }
    guard try statement.step(), statement.int(0) != 0 else { return [] }
    return [IndexFault(path: nil, message: "'\(table)' has rows that belong to no record")]
  }

  /// What the index says of each file, by path: every record file as it was a moment ago.
  private func files() throws(DatabaseError) -> [Path: (file: RecordFile, entry: FolderEntry)] {
    var files: [Path: (file: RecordFile, entry: FolderEntry)] = [:]
    let statement = try database.prepare("SELECT path, kind, entries FROM folders")
    defer { statement.reset() }
    while try statement.step() {
      let folder = Path(bytes: statement.bytes(0))
      let kind = try statement.recordKind(1)
      for entry in FolderState(encoded: statement.bytes(2))?.entries ?? [] {
        let path = folder.appending(bytes: entry.name)
        files[path] = (RecordFile(path: path, kind: kind), entry)
      }
    }
    return files
  }

  private func compareRows() throws(DatabaseError) -> [IndexFault] {
    var faults: [IndexFault] = []
    var files = try files()
    var reader = RecordReader(project)
    let rows = try database.prepare(
      "SELECT \(IndexRow.columns), r.number, r.size, r.modified FROM records r ORDER BY r.path")
    defer { rows.reset() }
    let texts = try database.prepare(
      "SELECT \(Schema.textColumns.joined(separator: ", ")) FROM texts WHERE rowid = ?")
    while try rows.step() {
      let row = IndexRow(rows)
      guard let (file, entry) = files.removeValue(forKey: row.path) else {
        faults.append(
          IndexFault(path: row.path, message: "it is in the index, but not in the record folders"))
        continue
      }
      let found = reader.read(file)
      let document = Document(found)
      let last = rows.columnCount - 3
      let number = rows.isNull(last) ? nil : rows.int(last)
      var messages: [String] = []
      if !row.isSealed || row.fields != document.row || row.error != document.error || row.kind != file.kind
        || row.problems != document.problems || row.labels != document.labels || number != document.number
      {
        messages.append("its metadata differs from the file")
      }
      if entry.row != row.row || rows.int64(last + 1) != entry.stamp.size
        || rows.int64(last + 2) != entry.stamp.modified
        || entry.hash != found.record.map({ contentHash($0.text) }) ?? 0
      {
        messages.append("its stamp differs from the file")
      }
      try texts.bind(.integer(row.row), at: 1)
      let expected = document.texts + [document.identifiers]
      let isSame =
        try texts.step()
        && expected.indices.allSatisfy { texts.kind($0) == .text && texts.bytes($0) == expected[$0] }
      texts.reset()
      if !isSame { messages.append("its texts differ from the file") }
      if try differs(row, document) { messages.append("its files, tests or links differ from the file") }
      if messages.isEmpty || hasChanged(file, since: entry.stamp) { continue }
      faults += messages.map { IndexFault(path: row.path, message: $0) }
    }
    faults += files.keys.sorted().map { IndexFault(path: $0, message: "it is not in the index") }
    return faults
  }

  /// Whether a file has become another one since it was looked at.
  private func hasChanged(_ file: RecordFile, since stamp: Stamp) -> Bool {
    let path = project.root.path.appending(bytes: file.path.bytes)
    guard let status = (try? Files.status(of: path, followingLinks: false)) ?? nil else { return true }
    return Stamp(status) != stamp
  }

  private func differs(_ row: IndexRow, _ document: Document) throws(DatabaseError) -> Bool {
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
    return files != document.files || tests != document.tests
      || links != document.links.map({ "\($0.kind) \($0.target)" })
  }
}
