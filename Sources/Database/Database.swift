import CSQLite

/// A connection to an SQLite database, for one thread at a time; it closes when it and its statements are gone.
public final class Database {
  let connection: Connection
  private var kept: [String: Statement] = [:]
  var handle: OpaquePointer { connection.handle }

  /// Opens a database file. That it is none, or damaged, shows with the first statement only.
  public convenience init(path: [UInt8], mode: OpenMode, options: OpenOptions = []) throws(DatabaseError) {
    try self.init(Location(path: path, mode: mode, options: options))
  }

  /// The same for a path that is text.
  public convenience init(path: String, mode: OpenMode, options: OpenOptions = []) throws(DatabaseError) {
    try self.init(path: Array(path.utf8), mode: mode, options: options)
  }

  init(_ location: Location) throws(DatabaseError) { connection = try Connection(location) }

  deinit { setProgressHandler(nil) }

  /// An empty database in memory.
  public static func inMemory() throws(DatabaseError) -> Database { try Database(.memory) }

  /// The version of the SQLite library that is linked.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Runs any number of statements, whatever rows they give.
  public func execute(_ sql: String) throws(DatabaseError) {
    if sql.utf8.contains(0) { throw .misuse("there is a NUL in the statement", sql: sql) }
    try connection.check(sqlite3_exec(handle, sql, nil, nil, nil), sql: sql)
  }

  /// Compiles one statement; `persistent` says that it will be kept and run often.
  public func prepare(_ sql: String, persistent: Bool = true) throws(DatabaseError) -> Statement {
    try Statement(sql, connection: connection, persistent: persistent)
  }

  /// A statement that is compiled once, and kept for the next that asks for the same text. Whoever runs it must run it
  /// to the end or reset it; while one does, others get one of their own.
  public func prepareOnce(_ sql: String) throws(DatabaseError) -> Statement {
    if let statement = kept[sql], !statement.isRunning { return statement }
    let statement = try prepare(sql)
    kept[sql] = statement
    return statement
  }

  /// How a transaction begins.
  public enum TransactionKind: String, Sendable {
    /// With no lock; the first statement takes what it needs.
    case deferred = "DEFERRED"
    /// As the one writer.
    case immediate = "IMMEDIATE"
    /// As the one writer, with no readers unless the journal is a write-ahead log.
    case exclusive = "EXCLUSIVE"
  }

  /// Does all that `body` does or, if that throws or can't be committed, nothing. Transactions don't nest.
  public func transaction<Result>(
    _ kind: TransactionKind = .immediate, _ body: () throws -> Result
  ) throws -> Result {
    try execute("BEGIN \(kind.rawValue)")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // Some failures have ended it already; the first error is the one that tells.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The row id of the row that was inserted last.
  public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// The number of rows that the last statement inserted, updated or deleted.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The number of rows changed since the database was opened, by triggers too.
  public var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  /// Whether the database can only be read.
  public var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// How long to wait for another connection's lock before an error says that it is busy.
  public func setBusyTimeout(milliseconds: Int) {
    sqlite3_busy_timeout(handle, Int32(clamping: milliseconds))
  }
}
