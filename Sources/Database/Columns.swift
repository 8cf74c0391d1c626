import CSQLite

/// The kinds of value that SQLite stores.
public enum ValueKind: Sendable, Hashable {
  /// No value.
  case null
  /// An integer.
  case integer
  /// A floating-point number.
  case real
  /// Text.
  case text
  /// Bytes that are not text.
  case blob

  init(_ code: Int32) {
    switch code {
    case SQLITE_INTEGER: self = .integer
    case SQLITE_FLOAT: self = .real
    case SQLITE_TEXT: self = .text
    case SQLITE_BLOB: self = .blob
    default: self = .null
    }
  }
}

/// The columns of the row it stands on, counted from 0. SQLite converts what is of another kind; NULL reads as 0
/// or as nothing, and so does a column that isn't there.
extension Statement {
  /// What kind of value a column holds. To be asked before the value is read as another kind.
  public func kind(_ column: Int) -> ValueKind {
    ValueKind(sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)))
  }

  /// Whether a column holds no value.
  @inlinable public func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)) == SQLITE_NULL
  }

  /// A column as an integer.
  @inlinable public func int64(_ column: Int) -> Int64 {
    sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column))
  }

  /// A column as an integer.
  @inlinable public func int(_ column: Int) -> Int { Int(truncatingIfNeeded: int64(column)) }

  /// A column as a number.
  @inlinable public func double(_ column: Int) -> Double {
    sqlite3_column_double(handle, Int32(truncatingIfNeeded: column))
  }

  /// A column's bytes as they are stored, text or not.
  public func bytes(_ column: Int) -> [UInt8] { Array(stored(column)) }

  /// A column as text; what isn't UTF-8 in it becomes U+FFFD.
  public func string(_ column: Int) -> String { String(decoding: stored(column), as: UTF8.self) }

  /// Hands over a column's bytes without copying them. They live for the call only.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(stored(column))
  }

  /// A column as it is stored.
  public func value(_ column: Int) -> Value {
    switch kind(column) {
    case .null: .null
    case .integer: .integer(int64(column))
    case .real: .real(double(column))
    case .text: .text(bytes(column))
    case .blob: .blob(bytes(column))
    }
  }

  /// Valid until the next step, reset or conversion.
  @inlinable func stored(_ column: Int) -> UnsafeRawBufferPointer {
    let index = Int32(truncatingIfNeeded: column)
    // As a blob, text would come in the encoding of the file, which may be UTF-16.
    let start =
      sqlite3_column_type(handle, index) == SQLITE_BLOB
      ? sqlite3_column_blob(handle, index)
      : UnsafeRawPointer(sqlite3_column_text(handle, index))
    guard let start else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }
}
