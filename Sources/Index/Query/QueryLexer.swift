/// A piece of a query: a word, a phrase, a value of a field, or a sign between them.
struct QueryToken {
  enum Kind { case open, close, bar, minus, or, and, not, word, phrase }

  var kind: Kind
  /// All of it, quotation marks included.
  var range: Range<Int>
  /// What is to be searched for.
  var content: Range<Int>
  /// The name before the colon, if it is one that is known.
  var field: Range<Int>?
  /// Whether a star follows the closing quotation mark.
  var isPrefix = false
  /// Whether the closing quotation mark is missing.
  var isUnclosed = false
}

/// Cuts a query into its pieces. Nothing is an error.
struct QueryLexer {
  let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All pieces, in order.
  mutating func tokens() -> [QueryToken] {
    var result: [QueryToken] = []
    while true {
      while index < bytes.count, let length = blankLength(index) { index += length }
      guard index < bytes.count else { return result }
      result.append(next())
    }
  }

  private mutating func next() -> QueryToken {
    let start = index
    if quoteLength(start) != nil { return phrase(from: start) }
    switch bytes[start] {
    case UInt8(ascii: "("): return sign(.open)
    case UInt8(ascii: ")"): return sign(.close)
    case UInt8(ascii: "|"): return sign(.bar)
    // `--dry-run` and a dash by itself are words.
    case UInt8(ascii: "-") where startsOperand(start + 1): return sign(.minus)
    default: return word()
    }
  }

  private mutating func sign(_ kind: QueryToken.Kind) -> QueryToken {
    index += 1
    return QueryToken(kind: kind, range: (index - 1)..<index, content: index..<index)
  }

  private func startsOperand(_ position: Int) -> Bool {
    guard position < bytes.count, blankLength(position) == nil else { return false }
    return ![UInt8(ascii: "-"), UInt8(ascii: ")"), UInt8(ascii: "|")].contains(bytes[position])
  }

  /// From a quotation mark to the next one, or to the end of the query.
  private mutating func phrase(from start: Int, field: Range<Int>? = nil) -> QueryToken {
    index += quoteLength(index) ?? 0
    let first = index
    while index < bytes.count, quoteLength(index) == nil { index += 1 }
    let content = first..<index
    let length = index < bytes.count ? quoteLength(index) : nil
    index += length ?? 0
    let isPrefix = length != nil && index < bytes.count && bytes[index] == UInt8(ascii: "*")
    if isPrefix { index += 1 }
    return QueryToken(
      kind: .phrase, range: start..<index, content: content, field: field, isPrefix: isPrefix,
      isUnclosed: length == nil)
  }

  private mutating func word() -> QueryToken {
    let start = index
    var nesting = 0
    var field: Range<Int>?
    scan: while index < bytes.count, blankLength(index) == nil, quoteLength(index) == nil {
      switch bytes[index] {
      case UInt8(ascii: "|"): break scan
      case UInt8(ascii: "("): nesting += 1
      // The parentheses of `getSession()` are its own; others end the word.
      case UInt8(ascii: ")"):
        if nesting == 0 { break scan }
        nesting -= 1
      case UInt8(ascii: ":") where field == nil && isField(start..<index):
        let value = index + 1
        if value < bytes.count, quoteLength(value) != nil {
          index = value
          return phrase(from: start, field: start..<(value - 1))
        }
        // `file://host` is an address, `user::name` a path of code.
        if value < bytes.count, bytes[value] == UInt8(ascii: ":") || bytes[value] == UInt8(ascii: "\\") {
          break
        }
        if value + 1 < bytes.count, bytes[value] == UInt8(ascii: "/"), bytes[value + 1] == UInt8(ascii: "/") {
          break
        }
        field = start..<index
      default: break
      }
      index += 1
    }
    let content = (field.map { $0.upperBound + 1 } ?? start)..<index
    var token = QueryToken(kind: .word, range: start..<index, content: content, field: field)
    switch bytes[start..<index] {
    case [0x4F, 0x52]: token.kind = .or
    case [0x41, 0x4E, 0x44]: token.kind = .and
    case [0x4E, 0x4F, 0x54]: token.kind = .not
    default: break
    }
    return token
  }

  private func isField(_ range: Range<Int>) -> Bool {
    Query.fieldNames.contains(String(decoding: bytes[range], as: UTF8.self).lowercased())
  }

  /// The length of a quotation mark, straight or curly.
  private func quoteLength(_ position: Int) -> Int? {
    if bytes[position] == UInt8(ascii: "\"") { return 1 }
    guard bytes[position] == 0xE2, position + 2 < bytes.count, bytes[position + 1] == 0x80 else { return nil }
    return [0x9C, 0x9D, 0x9E].contains(bytes[position + 2]) ? 3 : nil
  }

  /// The length of white space; NUL is some, so that it gets no further.
  private func blankLength(_ position: Int) -> Int? {
    let byte = bytes[position]
    if byte == 0 || byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
    guard byte >= 0x80 else { return nil }
    let (scalar, length) = bytes.scalar(at: position)
    return scalar.properties.isWhitespace ? length : nil
  }
}
