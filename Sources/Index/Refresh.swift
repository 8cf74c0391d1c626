import Database
import History
import Platform
import Records

/// How the index comes to what the files say. What is found is then held on to: until the next refresh everything is
/// read from one state of the database, whatever other processes do with it in the meantime.
extension Index {
  /// So often others may write between our writing and our reading before their state is taken as it is.
  private static let patience = 8

  /// Brings the index up to date; what can't be written, because another process is writing, is laid over it.
  func refresh() throws(IndexError) {
    for _ in 0..<Self.patience {
      let (survey, version) = try look()
      if survey.isEmpty { return }
      letGo()
      switch try write(survey, if: version) {
      case .written(let version):
        let isOurs = try attempting("read the index") { () throws(DatabaseError) in
          try hold()
          return try database.pragma("data_version") == version
        }
        if isOurs { return }
      case .busy:
        try layOver(survey, if: version)
        return
      }
    }
    let (survey, version) = try look()
    if !survey.isEmpty { try layOver(survey, if: version) }
  }

  /// Begins to read from the state that the database is in now.
  private func hold() throws(DatabaseError) {
    letGo()
    try database.execute("BEGIN")
  }

  /// Ends what reads or writes.
  func letGo() {
    overlay = nil
    hidden = []
    if database.isInTransaction { try? database.execute("ROLLBACK") }
  }

  /// Compares the files with the state of the database, which is held.
  private func look() throws(IndexError) -> (Survey, version: Value?) {
    let (known, count, version) = try attempting("read the index") { () throws(DatabaseError) in
      try hold()
      return (try knownFolders(), try recordCount(), try database.pragma("data_version"))
    }
    let survey = try survey(known)
    // Files are compared with what is noted of their folders: a row that is missing would not be missed.
    if count != survey.known {
      letGo()
      throw .database(.corrupt("records are missing in it"), doing: "read the index")
    }
    return (survey, version)
  }

  /// How many records there are, by the smallest of the indexes.
  func recordCount() throws(DatabaseError) -> Int {
    let statement = try database.prepareOnce("SELECT count(*) FROM records")
    defer { statement.reset() }
    return try statement.step() ? statement.int(0) : 0
  }

  private func survey(_ known: [[UInt8]: [UInt8]]) throws(IndexError) -> Survey {
    do throws(HistoryError) {
      return try Survey(project, known: known, now: now)
    } catch {
      letGo()
      throw .history(error)
    }
  }

  func knownFolders() throws(DatabaseError) -> [[UInt8]: [UInt8]] {
    var known: [[UInt8]: [UInt8]] = [:]
    let statement = try database.prepare("SELECT path, entries FROM folders")
    defer { statement.reset() }
    while try statement.step() { known[statement.bytes(0)] = statement.bytes(1) }
    return known
  }

  private enum Outcome {
    /// It is in the database, which had this version then.
    case written(version: Value?)
    /// Others write, or nobody can.
    case busy
  }

  /// Writes what a survey found, in one transaction. If somebody else has written since, the files are compared again.
  private func write(_ survey: Survey, if version: Value?) throws(IndexError) -> Outcome {
    do throws(DatabaseError) {
      // To read a few files takes less time than to wait; to read thousands takes longer than their writer.
      database.setBusyTimeout(milliseconds: min(60_000, max(40, survey.doubtfulFiles)))
      try database.execute("BEGIN IMMEDIATE")
    } catch {
      guard error.isBusy || error.isLocked || error.isReadOnly else {
        throw .database(error, doing: "write the index")
      }
      return .busy
    }
    var failure: DatabaseError?
    var now: Value?
    do throws(DatabaseError) {
      now = try database.pragma("data_version")
    } catch {
      failure = error
    }
    if failure == nil {
      let changed = now == version ? survey : try self.survey(try knownWhileWriting())
      do throws(DatabaseError) {
        try apply(changed)
        try database.execute("COMMIT")
        return .written(version: now)
      } catch {
        failure = error
      }
    }
    letGo()
    guard let failure else { return .busy }
    guard failure.isFull || failure.isReadOnly || failure.isIO || failure.isBusy else {
      throw .database(failure, doing: "write the index")
    }
    if !failure.isBusy { note("the index can't be written: \(failure.message)") }
    return .busy
  }

  private func knownWhileWriting() throws(IndexError) -> [[UInt8]: [UInt8]] {
    try attempting("read the index") { () throws(DatabaseError) in try knownFolders() }
  }

  /// Keeps the changed records in memory: readers don't wait, and never miss a record.
  private func layOver(_ survey: Survey, if version: Value?) throws(IndexError) {
    var survey = survey
    let isSame = try attempting("read the index") { () throws(DatabaseError) in
      if !database.isInTransaction { try hold() }
      return try database.pragma("data_version") == version
    }
    if !isSame { survey = try self.survey(try knownWhileWriting()) }
    if survey.changesNoRecord { return }
    try attempting("keep changed records in memory") { () throws(DatabaseError) in
      let memory = try Database.inMemory()
      try Schema.create(in: memory)
      try relevance.register(in: memory)
      let updater = try Updater(memory)
      var row: Int64 = 1 << 40
      try read(survey, known: false) { (_, _, reading) throws(DatabaseError) in
        guard let entry = reading.entry else { return }
        _ = try updater.add(entry, row: row)
        row += 1
      }
      overlay = memory
      hidden = Set(survey.doubtfulRows)
    }
  }

  /// Puts everything in the place of what was there, in one transaction.
  func replaceAll() throws(DatabaseError) {
    database.setBusyTimeout(milliseconds: 60_000)
    try database.execute("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      try Schema.drop(in: database)
      try Schema.make(in: database)
      let survey: Survey
      do throws(HistoryError) {
        survey = try Survey(project, known: [:], now: now)
      } catch {
        // The refresh that follows meets it again, and tells.
        survey = Survey()
      }
      try apply(survey)
      try database.execute("COMMIT")
    } catch {
      letGo()
      throw error
    }
  }
}
