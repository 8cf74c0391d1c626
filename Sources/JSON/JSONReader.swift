/// Reads values from bytes; the strings' part is in a file of its own.
struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let options: JSON.Options
  /// Where the reader stands.
  var offset = 0
  /// The caller's offset of the first byte.
  private let base: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int, options: JSON.Options) {
    self.bytes = bytes
    self.base = base
    self.options = options
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The byte where the reader stands.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func onlyValue() throws(JSONError) -> JSON {
    skipBlanks()
    let value = try value(depth: 0)
    skipBlanks()
    if current != nil { throw failure("expected nothing after the value") }
    return value
  }

  /// An error at an offset, or where the reader stands.
  func failure(_ reason: String, at place: Int? = nil, isNoUnicode: Bool = false) -> JSONError {
    let place = min(place ?? offset, bytes.count)
    var line = 0
    var column = 0
    for byte in bytes[..<place] {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 0)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    let reason = place < bytes.count ? reason : "unexpected end: " + reason
    return JSONError(
      reason: reason, offset: base + place, line: line, column: column, isNoUnicode: isNoUnicode)
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard let byte = current else { throw failure("expected a value") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(text: try number())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw failure("expected a value")
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    try enter(depth)
    var items: [JSON] = []
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      items.append(try value(depth: depth))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else { throw failure("expected ',' or ']'") }
      skipBlanks()
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSON {
    try enter(depth)
    var members: [JSON.Member] = []
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      guard current == UInt8(ascii: "\"") else { throw failure("expected a key in quotes") }
      let key = try string()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw failure("expected ':'") }
      skipBlanks()
      members.append(JSON.Member(key, try value(depth: depth)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw failure("expected ',' or '}'") }
      skipBlanks()
    }
  }

  /// Goes past the bracket that opens an array or object and what blanks follow.
  private mutating func enter(_ depth: Int) throws(JSONError) {
    if depth > options.maximumDepth {
      throw failure("nested more than \(options.maximumDepth) levels deep")
    }
    offset += 1
    skipBlanks()
  }

  private mutating func literal(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let start = offset
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    for byte in expected where !take(byte) {
      throw failure("expected \(text)", at: current == nil ? offset : start)
    }
    return value
  }

  private mutating func number() throws(JSONError) -> String {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    if offset == start { throw failure("expected a digit") }
  }

  /// Goes past a byte if it is this one.
  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }
}
