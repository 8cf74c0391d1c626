/// Why text is not JSON.
public struct JSONError: Error, Equatable, Sendable {
  /// What is wrong.
  public var reason: String
  /// Where, in bytes of the input.
  public var offset: Int
  /// The line, from 0.
  public var line: Int
  /// The column in characters (Unicode scalars), from 0.
  public var column: Int
  /// Whether it would be JSON if all its text were Unicode.
  public var isNoUnicode: Bool

  /// Why text is not JSON.
  public init(reason: String, offset: Int, line: Int, column: Int, isNoUnicode: Bool = false) {
    self.isNoUnicode = isNoUnicode
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
  }
}

extension JSON {
  /// What is read beyond RFC 8259, and how much.
  public struct Options: Equatable, Sendable {
    /// The most arrays and objects around one another.
    public var maximumDepth: Int
    /// Takes control characters in strings as they are; many shell scripts write them so.
    public var allowingControlCharacters: Bool
    /// Takes half a surrogate pair in an escape for U+FFFD; else it is an error, since no text can hold it.
    public var replacingLoneSurrogates: Bool

    /// Options for one text.
    public init(
      maximumDepth: Int = 512, allowingControlCharacters: Bool = false, replacingLoneSurrogates: Bool = false
    ) {
      self.maximumDepth = maximumDepth
      self.replacingLoneSurrogates = replacingLoneSurrogates
      self.allowingControlCharacters = allowingControlCharacters
    }

    /// 512 deep, and nothing that the RFC does not allow.
    public static let standard = Options()
  }

  /// The value that a text is.
  ///
  /// The text is UTF-8; a byte order mark is skipped.
  public static func parse(_ input: [UInt8], options: Options = .standard) throws(JSONError) -> JSON {
    try parse(input[...], options: options)
  }

  /// The value that a part of a text is.
  ///
  /// Offsets of errors are indices of the slice; their lines count from its beginning.
  public static func parse(_ input: ArraySlice<UInt8>, options: Options = .standard) throws(JSONError) -> JSON
  {
    try input.withUnsafeBufferPointer { (bytes) throws(JSONError) -> JSON in
      var reader = JSONReader(bytes, base: input.startIndex, options: options)
      return try reader.onlyValue()
    }
  }
}
