import CSQLite

extension Database {
  /// What a pragma answers: the first column of its first row, or nil.
  public func pragma(_ name: String) throws(DatabaseError) -> Value? {
    try pragma(name, suffix: "")
  }

  /// Sets a pragma; what it answers, which for `journal_mode` is the mode that now holds.
  @discardableResult
  public func pragma(_ name: String, _ value: Int) throws(DatabaseError) -> Value? {
    try pragma(name, suffix: " = \(value)")
  }

  /// Sets a pragma to a word.
  @discardableResult
  public func pragma(_ name: String, _ value: String) throws(DatabaseError) -> Value? {
    guard Self.isWord(value) else { throw .misuse("no pragma can have this value: \(value)") }
    return try pragma(name, suffix: " = \(value)")
  }

  private func pragma(_ name: String, suffix: String) throws(DatabaseError) -> Value? {
    guard Self.isWord(name) else { throw .misuse("no pragma can have this name: \(name)") }
    let statement = try prepare("PRAGMA \(name)\(suffix)", persistent: false)
    defer { statement.reset() }
    return try statement.step() ? statement.value(0) : nil
  }

  /// Pragmas take no parameters, so what goes into their text must be harmless.
  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      }
  }

  private func number(_ name: String) throws(DatabaseError) -> Int32 {
    guard case .integer(let number)? = try pragma(name) else { return 0 }
    return Int32(truncatingIfNeeded: number)
  }

  /// A number in the file that is the program's own; 0 in a new one.
  public var userVersion: Int32 {
    get throws(DatabaseError) { try number("user_version") }
  }

  /// Writes the program's own number into the file.
  public func setUserVersion(_ version: Int32) throws(DatabaseError) {
    try pragma("user_version", Int(version))
  }

  /// A number in the file that says what program it belongs to; 0 in a new one.
  public var applicationID: Int32 {
    get throws(DatabaseError) { try number("application_id") }
  }

  /// Says in the file what program it belongs to.
  public func setApplicationID(_ identifier: Int32) throws(DatabaseError) {
    try pragma("application_id", Int(identifier))
  }

  /// What is wrong with the file, at most so many faults; `quick` leaves out whether indexes match their tables.
  ///
  /// Throws where the damage lets nothing be read.
  public func integrityCheck(limit: Int = 100, quick: Bool = false) throws(DatabaseError) -> [String] {
    let name = quick ? "quick_check" : "integrity_check"
    let statement = try prepare("PRAGMA \(name)(\(max(1, limit)))", persistent: false)
    defer { statement.reset() }
    var faults: [String] = []
    while try statement.step() { faults.append(statement.string(0)) }
    return faults == ["ok"] ? [] : faults
  }

  /// How much a checkpoint does.
  public enum CheckpointMode: Sendable {
    /// What it can without waiting.
    case passive
    /// All, waiting for readers and the writer.
    case full
    /// The same, and the next writer begins the log anew.
    case restart
    /// The same, and the log is cut to nothing.
    case truncate
  }

  /// Moves what is in the write-ahead log into the database file; the frames in the log, and those moved.
  @discardableResult
  public func checkpoint(
    _ mode: CheckpointMode = .passive
  ) throws(DatabaseError) -> (frames: Int, moved: Int) {
    let code =
      switch mode {
      case .passive: SQLITE_CHECKPOINT_PASSIVE
      case .full: SQLITE_CHECKPOINT_FULL
      case .restart: SQLITE_CHECKPOINT_RESTART
      case .truncate: SQLITE_CHECKPOINT_TRUNCATE
      }
    var (frames, moved): (Int32, Int32) = (0, 0)
    try connection.check(sqlite3_wal_checkpoint_v2(handle, nil, code, &frames, &moved))
    return (max(0, Int(frames)), max(0, Int(moved)))
  }
}

extension Database {
  /// Makes the database empty in place, whatever was in the file; processes that have it open notice.
  public func reset() throws(DatabaseError) {
    try connection.check(csqlite_db_config(handle, SQLITE_DBCONFIG_RESET_DATABASE, 1))
    defer { _ = csqlite_db_config(handle, SQLITE_DBCONFIG_RESET_DATABASE, 0) }
    try execute("VACUUM")
  }
}
