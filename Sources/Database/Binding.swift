import CSQLite

extension Statement {
  /// Gives a parameter, counted from 1, a copy of a value.
  public func bind(_ value: Value, at parameter: Int) throws(DatabaseError) {
    let index = Int32(truncatingIfNeeded: parameter)
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(handle, index)
    case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
    case .real(let number): code = sqlite3_bind_double(handle, index, number)
    case .text(let bytes):
      code = bytes.withUnsafeBufferPointer { Self.bindText(handle, $0, index, csqlite_transient()) }
    case .slice(let bytes):
      code = bytes.withUnsafeBufferPointer { Self.bindText(handle, $0, index, csqlite_transient()) }
    case .string(var text): code = text.withUTF8 { Self.bindText(handle, $0, index, csqlite_transient()) }
    case .blob(let bytes):
      code = bytes.withUnsafeBytes { Self.bindBlob(handle, $0, index, csqlite_transient()) }
    }
    if code != SQLITE_OK { throw connection.error(code, sql: sql) }
  }

  /// Gives a parameter a copy of a value, by its name with the sign before it (`:name`).
  public func bind(_ value: Value, to name: String) throws(DatabaseError) {
    try bind(value, at: parameterIndex(name))
  }

  /// The place of a named parameter, counted from 1.
  public func parameterIndex(_ name: String) throws(DatabaseError) -> Int {
    let index = sqlite3_bind_parameter_index(handle, name)
    if index == 0 {
      throw DatabaseError(code: SQLITE_RANGE, message: "there is no parameter \(name)", sql: sql)
    }
    return Int(index)
  }

  /// Makes every parameter NULL.
  public func clearBindings() { sqlite3_clear_bindings(handle) }

  /// Calls `body` while SQLite reads the values where they are, and unbinds them after.
  func withBound(_ values: [Value], _ body: () -> Void) throws(DatabaseError) {
    try refuseIfRunning()
    guard values.count == parameterCount else {
      let message = "\(values.count) values were given for \(parameterCount) parameters"
      throw DatabaseError(code: SQLITE_RANGE, message: message, sql: sql)
    }
    let code = values.withUnsafeBufferPointer { Self.hold(handle, $0, from: 0, body) }
    let failure = code == SQLITE_OK ? nil : connection.error(code, sql: sql)
    sqlite3_clear_bindings(handle)
    if let failure { throw failure }
  }

  /// A buffer's address holds within a closure only; so each text or blob opens one, and the rest goes on there.
  ///
  /// Not a method: each level would count its references to the object up and down.
  private static func hold(
    _ handle: OpaquePointer, _ values: UnsafeBufferPointer<Value>, from start: Int, _ body: () -> Void
  ) -> Int32 {
    for position in start..<values.count {
      let index = Int32(truncatingIfNeeded: position + 1)
      let code: Int32
      switch values[position] {
      case .null: code = sqlite3_bind_null(handle, index)
      case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
      case .real(let number): code = sqlite3_bind_double(handle, index, number)
      case .text(let bytes):
        return bytes.withUnsafeBufferPointer {
          let code = bindText(handle, $0, index, nil)
          return code == SQLITE_OK ? hold(handle, values, from: position + 1, body) : code
        }
      case .slice(let bytes):
        return bytes.withUnsafeBufferPointer {
          let code = bindText(handle, $0, index, nil)
          return code == SQLITE_OK ? hold(handle, values, from: position + 1, body) : code
        }
      case .string(var text):
        return text.withUTF8 {
          let code = bindText(handle, $0, index, nil)
          return code == SQLITE_OK ? hold(handle, values, from: position + 1, body) : code
        }
      case .blob(let bytes):
        return bytes.withUnsafeBytes {
          let code = bindBlob(handle, $0, index, nil)
          return code == SQLITE_OK ? hold(handle, values, from: position + 1, body) : code
        }
      }
      if code != SQLITE_OK { return code }
    }
    body()
    return SQLITE_OK
  }

  private static func bindText(
    _ handle: OpaquePointer, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int32,
    _ destructor: sqlite3_destructor_type?
  ) -> Int32 {
    // No address would mean NULL.
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      return sqlite3_bind_text(handle, index, "", 0, csqlite_transient())
    }
    return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      sqlite3_bind_text64(handle, index, $0, UInt64(bytes.count), destructor, UInt8(SQLITE_UTF8))
    }
  }

  private static func bindBlob(
    _ handle: OpaquePointer, _ bytes: UnsafeRawBufferPointer, _ index: Int32,
    _ destructor: sqlite3_destructor_type?
  ) -> Int32 {
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      return sqlite3_bind_zeroblob(handle, index, 0)
    }
    return sqlite3_bind_blob64(handle, index, start, UInt64(bytes.count), destructor)
  }
}
