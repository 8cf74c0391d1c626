import CSQLite

/// A compiled SQL statement, to be run any number of times; it keeps its connection open.
///
/// What is bound by ``bind(_:at:)`` stays until it is bound anew or ``clearBindings()`` is called. A
/// statement that has rows left holds a lock: ``run(_:)``, ``forEachRow(_:_:)`` and their like never leave one
/// so, and who calls ``step()`` and stops before the end calls ``reset()``.
public final class Statement {
  /// The SQL text it was made from.
  public let sql: String
  /// The number of its parameters.
  public let parameterCount: Int
  /// The number of columns in a row; 0 if it gives none.
  public let columnCount: Int
  @usableFromInline let handle: OpaquePointer
  let connection: Connection

  init(_ sql: String, connection: Connection, persistent: Bool) throws(DatabaseError) {
    self.sql = sql
    self.connection = connection
    let found = Self.compile(sql, connection, persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0)
    guard found.code == SQLITE_OK else { throw connection.error(found.code, sql: sql) }
    guard let handle = found.statement else { throw .misuse("there is no statement", sql: sql) }
    self.handle = handle
    parameterCount = Int(sqlite3_bind_parameter_count(handle))
    columnCount = Int(sqlite3_column_count(handle))
    if found.hasMore { throw .misuse("there is more than one statement", sql: sql) }
  }

  deinit { sqlite3_finalize(handle) }

  private static func compile(
    _ sql: String, _ connection: Connection, _ flags: UInt32
  ) -> (code: Int32, statement: OpaquePointer?, hasMore: Bool) {
    var sql = sql
    return sql.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { return (SQLITE_OK, nil, false) }
        guard text.count <= Int32.max else { return (SQLITE_TOOBIG, nil, false) }
        let end = start + text.count
        var (statement, tail): (OpaquePointer?, UnsafePointer<CChar>?)
        let code = sqlite3_prepare_v3(
          connection.handle, start, Int32(text.count), flags, &statement, &tail)
        guard code == SQLITE_OK, let rest = tail, rest < end else { return (code, statement, false) }
        // What follows may be a comment: only the compiler knows.
        var next: OpaquePointer?
        let second = sqlite3_prepare_v3(connection.handle, rest, Int32(end - rest), 0, &next, &tail)
        sqlite3_finalize(next)
        return (SQLITE_OK, statement, second != SQLITE_OK || next != nil || tail != end)
      }
    }
  }

  /// The name of a column of a row.
  public func columnName(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(truncatingIfNeeded: column)).map { String(cString: $0) } ?? ""
  }

  /// Whether it leaves the database as it is.
  public var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Whether it has been stepped and neither finished nor been reset.
  public var isRunning: Bool { sqlite3_stmt_busy(handle) != 0 }

  /// Goes to the next row; false after the last, and then the statement is as it was before the first.
  public func step() throws(DatabaseError) -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE {
      sqlite3_reset(handle)
      return false
    }
    let error = connection.error(code, sql: sql)
    sqlite3_reset(handle)
    throw error
  }

  /// Goes back to before the first row. What is bound stays.
  public func reset() { sqlite3_reset(handle) }

  /// Runs it to the end, whatever rows it gives, with what is bound.
  public func run() throws(DatabaseError) {
    try refuseIfRunning()
    while try step() {}
  }

  /// Runs it to the end with these values for all of its parameters; they are not copied, and unbound after.
  public func run(_ values: [Value]) throws(DatabaseError) {
    var failure: DatabaseError?
    try withBound(values) {
      do throws(DatabaseError) { while try step() {} } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Calls `body` for every row; it reads the columns of the statement it is given.
  ///
  /// Values that are given are for all parameters, are not copied, and are unbound after; without any, those
  /// that are bound hold.
  public func forEachRow(_ values: [Value] = [], _ body: (Statement) throws -> Void) throws {
    var failure: (any Error)?
    func read() {
      defer { reset() }
      do { while try step() { try body(self) } } catch { failure = error }
    }
    if values.isEmpty {
      try refuseIfRunning()
      read()
    } else {
      try withBound(values, read)
    }
    if let failure { throw failure }
  }

  /// What `read` makes of every row.
  @inlinable
  public func map<Result>(_ values: [Value] = [], _ read: (Statement) throws -> Result) throws -> [Result] {
    var results: [Result] = []
    try forEachRow(values) { results.append(try read($0)) }
    return results
  }

  /// What `read` makes of the first row; nil if there is none. The others are not looked for.
  @inlinable
  public func first<Result>(_ values: [Value] = [], _ read: (Statement) throws -> Result) throws -> Result? {
    var result: Result?
    do {
      try forEachRow(values) { row in
        result = try read(row)
        throw Enough()
      }
    } catch is Enough {}
    return result
  }

  @usableFromInline struct Enough: Error {
    @usableFromInline init() {}
  }

  func refuseIfRunning() throws(DatabaseError) {
    if isRunning { throw .misuse("the statement is running already", sql: sql) }
  }
}
