import Database
import History
import Platform
import Records

/// The index of a project, fresh: every reading command opens it so, and asks it.
public final class Index {
  /// The project.
  public let project: Project
  /// Where the index lies; nil if it is kept in memory for want of a place.
  public let path: Path?
  /// What a user should know, such as that a damaged index was replaced.
  public private(set) var notes: [String] = []
  /// The records that changed and could not be written, because another process is writing.
  private(set) var overlay: Database?
  /// Rows of the database that are not so any more.
  private(set) var hidden: Set<Int64> = []
  private(set) var database: Database
  private let now: () -> Int64
  private let progress: Progress?

  /// Called while a long build goes on, with how many files are done and how many there are.
  public typealias Progress = (_ done: Int, _ all: Int) -> Void

  /// Opens the index of a project and brings it up to date.
  public convenience init(_ project: Project, progress: Progress? = nil) throws(IndexError) {
    try self.init(project, progress: progress) { Stamp.nanoseconds(Clock.now()) }
  }

  init(_ project: Project, progress: Progress?, now: @escaping () -> Int64) throws(IndexError) {
    self.project = project
    self.progress = progress
    self.now = now
    (database, path, notes) = try Self.open(project)
    do throws(IndexError) {
      try refresh()
    } catch {
      guard case .database(let fault, _) = error, fault.isCorrupt || fault.isNotADatabase else { throw error }
      try startAnew(because: fault.message)
    }
  }

  private static func open(_ project: Project) throws(IndexError) -> (Database, Path?, [String]) {
    var notes: [String] = []
    let isEmpty = project.recordPlaces().isEmpty
    for file in isEmpty ? [] : IndexFile.candidates(for: project) {
      guard let (database, replaced) = try? file.open() else { continue }
      if let replaced { notes.append("the index was made anew: \(replaced)") }
      return (database, file.path, notes)
    }
    // Nowhere to write, or nothing to index: the answer is the same, only slower the next time.
    do throws(DatabaseError) {
      let database = try Database.inMemory()
      try Schema.create(in: database)
      return (database, nil, notes)
    } catch {
      throw .database(error, doing: "make an index in memory")
    }
  }

  /// Empties the index and builds it again.
  public func startAnew(because reason: String? = nil) throws(IndexError) {
    if let reason { notes.append("the index was made anew: \(reason)") }
    try attempting("rebuild the index") { () throws(DatabaseError) in
      try database.reset()
      try database.pragma("journal_mode", "WAL")
      try Schema.create(in: database)
    }
    try refresh()
  }

  /// Brings the index up to date; what can't be written, because another process is writing, is laid over it.
  private func refresh() throws(IndexError) {
    overlay = nil
    hidden = []
    for _ in 0..<8 {
      let (known, version) = try attempting("read the index") { () throws(DatabaseError) in
        (try knownFolders(), try database.pragma("data_version"))
      }
      let survey: Survey
      do throws(HistoryError) {
        survey = try Survey(project, known: known, now: now)
      } catch {
        throw .history(error)
      }
      if survey.isEmpty { return }
      let isDone = try attempting("write the index") { () throws(DatabaseError) in
        try write(survey, if: version)
      }
      if isDone { return }
    }
  }

  private func knownFolders() throws(DatabaseError) -> [[UInt8]: [UInt8]] {
    var known: [[UInt8]: [UInt8]] = [:]
    let statement = try database.prepare("SELECT path, entries FROM folders")
    defer { statement.reset() }
    while try statement.step() { known[statement.bytes(0)] = statement.bytes(1) }
    return known
  }

  /// Writes what a survey found, in one transaction. False if someone else has written since the survey began.
  private func write(_ survey: Survey, if version: Value?) throws(DatabaseError) -> Bool {
    do throws(DatabaseError) {
      try database.execute("BEGIN IMMEDIATE")
    } catch  where error.isBusy || error.isLocked || error.isReadOnly {
      try layOver(survey)
      return true
    }
    do throws(DatabaseError) {
      guard try database.pragma("data_version") == version else {
        try database.execute("ROLLBACK")
        return false
      }
      try apply(survey, Updater(database))
      try database.execute("COMMIT")
      return true
    } catch {
      try? database.execute("ROLLBACK")
      guard error.isFull || error.isReadOnly || error.isIO else { throw error }
      notes.append("the index can't be written: \(error.message)")
      try layOver(survey)
      return true
    }
  }

  private func apply(_ survey: Survey, _ updater: Updater) throws(DatabaseError) {
    let all = survey.folders.reduce(0) { $0 + $1.files.count }
    var done = 0
    for (path, entries) in survey.gone {
      for entry in entries { try updater.remove(entry.row) }
      try updater.removeFolder(path)
    }
    for folder in survey.folders {
      for entry in folder.gone { try updater.remove(entry.row) }
      var entries: [FolderEntry] = []
      for seen in folder.files {
        entries.append(try updated(seen, in: folder, updater))
        done += 1
        if done % 64 == 0 { progress?(done, all) }
      }
      try updater.put(folder.path, folder.kind, FolderState(read: folder.read, entries: entries))
    }
  }

  private func updated(
    _ seen: Survey.Seen, in folder: Survey.Folder, _ updater: Updater
  ) throws(DatabaseError) -> FolderEntry {
    if seen.isTrusted, let old = seen.old { return old }
    let found = project.read(RecordFile(path: folder.path.appending(bytes: seen.name), kind: folder.kind))
    let hash = found.record.map { contentHash($0.text) } ?? 0
    if let old = seen.old, old.hash == hash, hash != 0 {
      if old.stamp != seen.stamp { try updater.restamp(old.row, seen.stamp) }
      return FolderEntry(name: seen.name, stamp: seen.stamp, row: old.row, hash: hash)
    }
    if let old = seen.old { try updater.remove(old.row) }
    let row = try updater.add(
      Document(found), size: seen.stamp.size, modified: seen.stamp.modified, row: seen.old?.row)
    return FolderEntry(name: seen.name, stamp: seen.stamp, row: row, hash: hash)
  }

  /// Keeps the changed records in memory: readers never wait, and never miss a record.
  private func layOver(_ survey: Survey) throws(DatabaseError) {
    let memory = try Database.inMemory()
    try Schema.create(in: memory)
    let updater = try Updater(memory)
    var row: Int64 = 1 << 40
    for folder in survey.folders {
      for seen in folder.files where !seen.isTrusted {
        let found = project.read(RecordFile(path: folder.path.appending(bytes: seen.name), kind: folder.kind))
        _ = try updater.add(Document(found), size: seen.stamp.size, modified: seen.stamp.modified, row: row)
        row += 1
      }
    }
    overlay = memory
    hidden = Set(survey.doubtfulRows)
  }

  func attempting<Result>(
    _ doing: String, _ body: () throws(DatabaseError) -> Result
  ) throws(IndexError) -> Result {
    do throws(DatabaseError) {
      return try body()
    } catch {
      throw .database(error, doing: doing)
    }
  }
}
