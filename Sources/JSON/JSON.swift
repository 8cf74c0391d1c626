/// A JSON value. Nothing of the text is lost but blanks: order, repeated keys and the digits of numbers stay.
public enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(text: String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A key and its value in an object.
  public struct Member: Equatable, Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSON

    /// A key and its value.
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }
}

extension JSON {
  /// The text of a string.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth value of `true` or `false`.
  public var boolean: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The value of a number that is written as an integer and fits.
  public var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  /// A whole number of others that is safe to reckon with: nil for one beyond 2^48, which no time or count reaches.
  public var boundedInteger: Int? { integer?.bounded }

  /// The items of an array.
  public var items: [JSON]? {
    if case .array(let items) = self { items } else { nil }
  }

  /// The members of an object in the order of writing.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The value of the last member with exactly this key.
  public subscript(key: String) -> JSON? {
    // Compared by bytes: == on strings would also take another composition of an accent.
    members?.last { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }
}

extension Int {
  /// Itself, unless it is beyond 2^48.
  var bounded: Int? { magnitude <= 1 << 48 ? self : nil }
}

extension JSON {
  /// A whole number.
  public init(_ value: Int) {
    self = .number(text: String(value))
  }

  /// A number in the shortest form that reads back as the same; null for infinity and NaN, which JSON lacks.
  public init(_ value: Double) {
    self = value.isFinite ? .number(text: value.description) : .null
  }
}

extension JSON: ExpressibleByStringInterpolation {
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension JSON: ExpressibleByFloatLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self.init(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// An object whose members have the order of the literal.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
