import CSQLite

/// The open handle. Statements and interrupters hold it too, so that it closes after the last of them.
final class Connection {
  let handle: OpaquePointer
  /// What the progress handler calls; SQLite knows its address only.
  var progress: ProgressHandler?

  init(_ location: Location) throws(DatabaseError) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(location.name, &opened, location.flags, nil)
    guard let opened else {
      throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory")
    }
    handle = opened
    // From here on deinit closes the handle, also when this throws.
    sqlite3_extended_result_codes(opened, 1)
    if code != SQLITE_OK { throw error(sqlite3_extended_errcode(opened)) }
  }

  deinit { sqlite3_close_v2(handle) }

  /// What the connection says about a failed call; to be asked before the next one.
  func error(_ code: Int32, sql: String? = nil) -> DatabaseError {
    let isLatest = sqlite3_extended_errcode(handle) == code
    let text = isLatest ? sqlite3_errmsg(handle) : sqlite3_errstr(code)
    return DatabaseError(code: code, message: text.map { String(cString: $0) } ?? "unknown error", sql: sql)
  }

  func check(_ code: Int32, sql: String? = nil) throws(DatabaseError) {
    if code != SQLITE_OK { throw error(code, sql: sql) }
  }
}
