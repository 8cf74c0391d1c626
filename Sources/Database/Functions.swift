import CSQLite

/// What a statement hands to a function of the program; it lives for that call only.
public struct FunctionArguments: ~Copyable {
  /// How many there are.
  public let count: Int
  private let values: UnsafeMutablePointer<OpaquePointer?>?

  init(count: Int32, values: UnsafeMutablePointer<OpaquePointer?>?) {
    self.count = Int(count)
    self.values = values
  }

  private func at(_ index: Int) -> OpaquePointer? {
    index >= 0 && index < count ? values?[index] : nil
  }

  /// What kind of value an argument is, counted from 0; NULL if there are not so many.
  public func kind(_ index: Int) -> ValueKind { ValueKind(at(index).map(sqlite3_value_type) ?? SQLITE_NULL) }

  /// An argument as an integer.
  public func int64(_ index: Int) -> Int64 { at(index).map(sqlite3_value_int64) ?? 0 }

  /// An argument as a number.
  public func double(_ index: Int) -> Double { at(index).map(sqlite3_value_double) ?? 0 }

  /// An argument's bytes, text or not.
  public func bytes(_ index: Int) -> [UInt8] { withBytes(index) { Array($0) } }

  /// An argument as text; what isn't UTF-8 in it becomes U+FFFD.
  public func string(_ index: Int) -> String { withBytes(index) { String(decoding: $0, as: UTF8.self) } }

  /// Hands over an argument's bytes without copying them.
  public func withBytes<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let value = at(index) else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let start =
      sqlite3_value_type(value) == SQLITE_BLOB
      ? sqlite3_value_blob(value) : UnsafeRawPointer(sqlite3_value_text(value))
    let count = start == nil ? 0 : Int(sqlite3_value_bytes(value))
    return try body(UnsafeRawBufferPointer(start: start, count: count))
  }
}

/// A function of the program, as SQLite keeps it.
private final class ScalarFunction {
  let body: @Sendable (borrowing FunctionArguments) throws -> Value

  init(_ body: @escaping @Sendable (borrowing FunctionArguments) throws -> Value) { self.body = body }

  func call(_ context: OpaquePointer?, _ arguments: borrowing FunctionArguments) {
    do {
      Self.answer(context, try body(arguments))
    } catch {
      let message = (error as? DatabaseError)?.message ?? "\(error)"
      sqlite3_result_error(context, message, -1)
    }
  }

  private static func answer(_ context: OpaquePointer?, _ value: Value) {
    switch value {
    case .null: sqlite3_result_null(context)
    case .integer(let number): sqlite3_result_int64(context, number)
    case .real(let number): sqlite3_result_double(context, number)
    case .text(let bytes): bytes.withUnsafeBytes { answer(context, text: $0) }
    case .slice(let bytes): bytes.withUnsafeBytes { answer(context, text: $0) }
    case .string(var text): text.withUTF8 { answer(context, text: UnsafeRawBufferPointer($0)) }
    case .blob(let bytes):
      bytes.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return sqlite3_result_zeroblob(context, 0) }
        sqlite3_result_blob64(context, start, UInt64(bytes.count), csqlite_transient())
      }
    }
  }

  private static func answer(_ context: OpaquePointer?, text: UnsafeRawBufferPointer) {
    guard let start = text.baseAddress else {
      return sqlite3_result_text(context, "", 0, csqlite_transient())
    }
    sqlite3_result_text64(
      context, start.assumingMemoryBound(to: CChar.self), UInt64(text.count), csqlite_transient(),
      UInt8(SQLITE_UTF8))
  }
}

extension Database {
  /// Makes a function known to SQL.
  ///
  /// It is deterministic if equal arguments always give an equal answer. Only the program's own statements can
  /// call it, not the file's schema.
  public func createFunction(
    _ name: String, argumentCount: Int, deterministic: Bool = true,
    _ body: @escaping @Sendable (borrowing FunctionArguments) throws -> Value
  ) throws(DatabaseError) {
    let flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | (deterministic ? SQLITE_DETERMINISTIC : 0)
    // SQLite calls the last of the functions when it forgets the first, and also when this call fails.
    let code = sqlite3_create_function_v2(
      handle, name, Int32(clamping: argumentCount), flags,
      Unmanaged.passRetained(ScalarFunction(body)).toOpaque(),
      { context, count, values in
        guard let address = sqlite3_user_data(context) else { return }
        Unmanaged<ScalarFunction>.fromOpaque(address).takeUnretainedValue()
          .call(context, FunctionArguments(count: count, values: values))
      }, nil, nil,
      { address in
        if let address { Unmanaged<ScalarFunction>.fromOpaque(address).release() }
      })
    try connection.check(code)
  }
}
