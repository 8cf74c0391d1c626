/// Finds where the values of a JSON text stand. Comments and a last comma are let pass.
struct JSONLayout {
  private let bytes: [UInt8]
  private var offset = 0

  private static let deepest = 200

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The values of a text.
  static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONEditor.Node {
    var layout = JSONLayout(bytes)
    try layout.skip()
    let node = try layout.value(depth: 0)
    try layout.skip()
    if layout.offset < bytes.count { throw layout.failure("expected nothing after the value") }
    return node
  }

  /// Whether there is no value at all.
  static func isEmpty(_ bytes: [UInt8]) throws(JSONError) -> Bool {
    var layout = JSONLayout(bytes)
    try layout.skip()
    return layout.offset >= bytes.count
  }

  /// The comma that follows an element; nil if none does.
  static func comma(in bytes: [UInt8], after start: Int, before end: Int) -> Int? {
    var layout = JSONLayout(bytes)
    layout.offset = start
    guard (try? layout.skip()) != nil, layout.offset < end, bytes[layout.offset] == UInt8(ascii: ",") else {
      return nil
    }
    return layout.offset
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONEditor.Node {
    if depth > Self.deepest { throw failure("nested more than \(Self.deepest) levels deep") }
    let start = offset
    switch current {
    case UInt8(ascii: "{"): return try object(start, depth)
    case UInt8(ascii: "["): return try array(start, depth)
    case UInt8(ascii: "\""): _ = try string()
    case nil: throw failure("expected a value")
    default:
      while let byte = current, !byte.isJSONBlank, !Array(",]}/\"".utf8).contains(byte) { offset += 1 }
      if (try? JSON.parse(bytes[start..<offset])) == nil { throw failure("expected a value", at: start) }
    }
    return JSONEditor.Node(range: start..<offset, content: .scalar)
  }

  private mutating func object(_ start: Int, _ depth: Int) throws(JSONError) -> JSONEditor.Node {
    var members: [(key: String, start: Int, value: JSONEditor.Node)] = []
    try elements(until: UInt8(ascii: "}")) { (layout: inout JSONLayout) throws(JSONError) in
      let begin = layout.offset
      guard layout.current == UInt8(ascii: "\"") else { throw layout.failure("expected a key in quotes") }
      let key = try layout.string()
      try layout.skip()
      guard layout.current == UInt8(ascii: ":") else { throw layout.failure("expected ':'") }
      layout.offset += 1
      try layout.skip()
      members.append((key, begin, try layout.value(depth: depth + 1)))
    }
    return JSONEditor.Node(range: start..<offset, content: .object(members))
  }

  private mutating func array(_ start: Int, _ depth: Int) throws(JSONError) -> JSONEditor.Node {
    var items: [JSONEditor.Node] = []
    try elements(until: UInt8(ascii: "]")) { (layout: inout JSONLayout) throws(JSONError) in
      items.append(try layout.value(depth: depth + 1))
    }
    return JSONEditor.Node(range: start..<offset, content: .array(items))
  }

  private mutating func elements(
    until close: UInt8, _ read: (inout JSONLayout) throws(JSONError) -> Void
  ) throws(JSONError) {
    offset += 1
    try skip()
    while current != close {
      try read(&self)
      try skip()
      if current == UInt8(ascii: ",") {
        offset += 1
        try skip()
      } else if current != close {
        throw failure("expected ',' or the end of the list")
      }
    }
    offset += 1
  }

  private mutating func string() throws(JSONError) -> String {
    let start = offset
    offset += 1
    while let byte = current, byte != UInt8(ascii: "\"") { offset += byte == UInt8(ascii: "\\") ? 2 : 1 }
    guard current != nil else { throw failure("expected '\"'", at: bytes.count) }
    offset += 1
    do throws(JSONError) {
      return try JSON.parse(bytes[start..<offset]).text ?? ""
    } catch {
      throw failure(error.reason, at: start)
    }
  }

  /// Goes past blanks and comments.
  private mutating func skip() throws(JSONError) {
    while let byte = current {
      if byte.isJSONBlank {
        offset += 1
      } else if byte == UInt8(ascii: "/"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "/") {
        while let next = current, next != UInt8(ascii: "\n") { offset += 1 }
      } else if byte == UInt8(ascii: "/"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "*") {
        let start = offset
        offset += 2
        while offset + 1 < bytes.count,
          bytes[offset] != UInt8(ascii: "*") || bytes[offset + 1] != UInt8(ascii: "/")
        {
          offset += 1
        }
        if offset + 1 >= bytes.count { throw failure("this comment has no end", at: start) }
        offset += 2
      } else {
        return
      }
    }
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func failure(_ reason: String, at place: Int? = nil) -> JSONError {
    let place = min(place ?? offset, bytes.count)
    let before = bytes[..<place]
    let line = before.count { $0 == UInt8(ascii: "\n") }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return JSONError(
      reason: reason, offset: place, line: line, column: bytes[start..<place].count { $0 & 0xC0 != 0x80 })
  }
}
