/// A value that SQLite can store.
///
/// Text is bytes: it need not be UTF-8, and may hold NUL.
public enum Value: Equatable, Sendable {
  /// No value.
  case null
  /// An integer.
  case integer(Int64)
  /// A floating-point number; NaN is stored as NULL.
  case real(Double)
  /// Text.
  case text([UInt8])
  /// Text that is a part of a longer one.
  case slice(ArraySlice<UInt8>)
  /// Text.
  case string(String)
  /// Bytes that are not text.
  case blob([UInt8])

  /// An integer, or NULL.
  @inlinable public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }

  /// An integer, or NULL.
  @inlinable public init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }

  /// A number, or NULL.
  @inlinable public init(_ value: Double?) { self = value.map { .real($0) } ?? .null }

  /// Text, or NULL.
  @inlinable public init(_ value: String?) { self = value.map { .string($0) } ?? .null }

  /// Text, or NULL.
  @inlinable public init(text: [UInt8]?) { self = text.map { .text($0) } ?? .null }

  /// Bytes that are not text, or NULL.
  @inlinable public init(blob: [UInt8]?) { self = blob.map { .blob($0) } ?? .null }
}

// Not by nil: an optional value that is compared with nil would then mean two things.
extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
  /// An integer.
  @inlinable public init(integerLiteral value: Int64) { self = .integer(value) }

  /// A number.
  @inlinable public init(floatLiteral value: Double) { self = .real(value) }

  /// Text.
  @inlinable public init(stringLiteral value: String) { self = .string(value) }
}
