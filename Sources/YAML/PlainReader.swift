/// Reads what most front matter is made of: keys with scalars of one line, and mappings and lists of such. What it
/// reads, libyaml would read to the very same node, mark by mark, in several times the time. In doubt it gives up, and
/// the whole text is libyaml's: this is a short way, no second idea of what YAML is.
struct PlainReader {
  /// There is more to the text than is read here; whether that is YAML, libyaml tells.
  struct GivesUp: Error {}

  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: Int
  private let limits: YAML.Limits
  private var nodes = 0
  private var at = 0
  private var line = 0
  private var lineStart = 0
  /// How many bytes of the line, up to here, only go on with a character.
  private var continuations = 0
  /// The column that the line's first character stands in; -1 at the end of the text.
  private var indentation = 0

  /// Reads `bytes`, which hold nothing but characters that YAML allows. Marks count from `base`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int, limits: YAML.Limits) {
    (self.bytes, self.base, self.limits) = (bytes, base, limits)
  }

  /// The root, a mapping that begins in the first column.
  mutating func document() throws(GivesUp) -> YAMLNode {
    try beginLine()
    guard indentation == 0 else { throw GivesUp() }
    let root = try mapping(depth: 1)
    guard indentation < 0 else { throw GivesUp() }
    return root
  }

  // MARK: Blocks. Each one ends at the first character of the next line that isn't empty.

  private mutating func mapping(depth: Int) throws(GivesUp) -> YAMLNode {
    let (start, column) = (mark, indentation)
    try count(depth)
    var entries: [YAMLEntry] = []
    repeat {
      let key = try key()
      entries.append(YAMLEntry(key: key, value: try value(column, depth)))
    } while indentation == column
    // A line further in goes on with what was read.
    guard indentation < column, let last = entries.last else { throw GivesUp() }
    return YAMLNode(
      content: .mapping(entries, flow: false), outerStart: start, start: start, end: last.value.end)
  }

  /// What stands behind the colon of a key, or in the lines below it.
  private mutating func value(_ column: Int, _ depth: Int) throws(GivesUp) -> YAMLNode {
    let colon = mark
    skipBlanks()
    if at < bytes.count, bytes[at] != Self.newline { return try inline(depth) }
    try beginLine()
    if indentation >= column, isItem { return try sequence(depth: depth + 1) }
    if indentation > column { return try mapping(depth: depth + 1) }
    try count()
    return YAMLNode(content: .scalar("", .plain), outerStart: colon, start: colon, end: colon)
  }

  private mutating func sequence(depth: Int) throws(GivesUp) -> YAMLNode {
    let (start, column) = (mark, indentation)
    try count(depth)
    var items: [YAMLNode] = []
    repeat {
      at += 1
      skipBlanks()
      items.append(try inline(depth))
    } while indentation == column && isItem
    guard indentation <= column, let last = items.last else { throw GivesUp() }
    return YAMLNode(content: .sequence(items, flow: false), outerStart: start, start: start, end: last.end)
  }

  /// Whether a dash with a blank behind it stands here.
  private var isItem: Bool {
    at + 1 < bytes.count && bytes[at] == UInt8(ascii: "-") && bytes[at + 1] == Self.blank
  }

  // MARK: Within a line

  /// A node that is all that is left of the line.
  private mutating func inline(_ depth: Int) throws(GivesUp) -> YAMLNode {
    guard at < bytes.count else { throw GivesUp() }
    let node: YAMLNode
    switch bytes[at] {
    case UInt8(ascii: "["): node = try flowSequence(depth + 1)
    case UInt8(ascii: "{"): node = try flowMapping(depth + 1)
    default: node = try scalar(inFlow: false)
    }
    skipBlanks()
    try beginLine()
    return node
  }

  private mutating func flowSequence(_ depth: Int) throws(GivesUp) -> YAMLNode {
    let start = mark
    try count(depth)
    var items: [YAMLNode] = []
    try eachInFlow(UInt8(ascii: "]")) { (reader) throws(GivesUp) in
      items.append(try reader.scalar(inFlow: true))
    }
    return YAMLNode(content: .sequence(items, flow: true), outerStart: start, start: start, end: mark)
  }

  private mutating func flowMapping(_ depth: Int) throws(GivesUp) -> YAMLNode {
    let start = mark
    try count(depth)
    var entries: [YAMLEntry] = []
    try eachInFlow(UInt8(ascii: "}")) { (reader) throws(GivesUp) in
      let key = try reader.key()
      reader.skipBlanks()
      entries.append(YAMLEntry(key: key, value: try reader.scalar(inFlow: true)))
    }
    return YAMLNode(content: .mapping(entries, flow: true), outerStart: start, start: start, end: mark)
  }

  /// Goes from bracket to bracket, and has what stands between the commas read.
  private mutating func eachInFlow(
    _ closing: UInt8, _ read: (inout Self) throws(GivesUp) -> Void
  ) throws(GivesUp) {
    at += 1
    skipBlanks()
    if at < bytes.count, bytes[at] == closing {
      at += 1
      return
    }
    while true {
      try read(&self)
      skipBlanks()
      guard at < bytes.count else { throw GivesUp() }
      at += 1
      if bytes[at - 1] == closing { return }
      guard bytes[at - 1] == UInt8(ascii: ",") else { throw GivesUp() }
      skipBlanks()
    }
  }

  /// A key of letters, digits, dashes and underscores; then a colon, and the blank or end of line that makes it one.
  private mutating func key() throws(GivesUp) -> YAMLNode {
    let (start, first) = (mark, at)
    while at < bytes.count, Self.isInKey(bytes[at]) { at += 1 }
    guard at > first, at - first < 128, bytes[first] != UInt8(ascii: "-"), at < bytes.count,
      bytes[at] == UInt8(ascii: ":"), isBlankOrEnd(at + 1)
    else { throw GivesUp() }
    let key = try scalar(first..<at, .plain, start, mark)
    at += 1
    return key
  }

  private mutating func scalar(inFlow: Bool) throws(GivesUp) -> YAMLNode {
    guard at < bytes.count else { throw GivesUp() }
    switch bytes[at] {
    case UInt8(ascii: "\""): return try quoted(UInt8(ascii: "\""), .doubleQuoted)
    case UInt8(ascii: "'"): return try quoted(UInt8(ascii: "'"), .singleQuoted)
    default: return try plain(inFlow: inFlow)
    }
  }

  private mutating func quoted(_ quote: UInt8, _ style: YAMLStyle) throws(GivesUp) -> YAMLNode {
    let (start, first) = (mark, at + 1)
    at += 1
    while at < bytes.count, bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "\\"), style == .doubleQuoted { throw GivesUp() }
      try step()
    }
    at += 1
    // Two apostrophes are one.
    guard at <= bytes.count, at == bytes.count || bytes[at] != quote else { throw GivesUp() }
    return try scalar(first..<(at - 1), style, start, mark)
  }

  private mutating func plain(inFlow: Bool) throws(GivesUp) -> YAMLNode {
    let (start, first) = (mark, at)
    if Self.isIndicator(bytes[at]) { throw GivesUp() }
    var end = at
    scan: while at < bytes.count {
      switch bytes[at] {
      case Self.newline: break scan
      case Self.blank:
        at += 1
        continue scan
      case UInt8(ascii: "#"):
        if bytes[at - 1] == Self.blank { throw GivesUp() }
      case UInt8(ascii: ":"):
        if inFlow || isBlankOrEnd(at + 1) { throw GivesUp() }
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if inFlow { break scan }
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"):
        if inFlow { throw GivesUp() }
      default: break
      }
      try step()
      end = at
    }
    at = end
    guard end > first else { throw GivesUp() }
    return try scalar(first..<end, .plain, start, mark)
  }

  private mutating func scalar(
    _ range: Range<Int>, _ style: YAMLStyle, _ start: YAMLMark, _ end: YAMLMark
  ) throws(GivesUp) -> YAMLNode {
    try count()
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    return YAMLNode(content: .scalar(text, style), outerStart: start, start: start, end: end)
  }

  // MARK: Characters

  private static let newline = UInt8(ascii: "\n")
  private static let blank = UInt8(ascii: " ")

  private var mark: YAMLMark {
    YAMLMark(offset: base + at, line: line, column: at - lineStart - continuations)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == Self.blank { at += 1 }
  }

  /// Goes over the end of a line, and of empty ones, to the first character of the next.
  private mutating func beginLine() throws(GivesUp) {
    // At the beginning there is nothing to go over.
    if at > 0, at < bytes.count, bytes[at] != Self.newline { throw GivesUp() }
    while true {
      if at < bytes.count, bytes[at] == Self.newline {
        at += 1
        line += 1
        (lineStart, continuations) = (at, 0)
      }
      skipBlanks()
      if at == bytes.count {
        indentation = -1
        return
      }
      if bytes[at] != Self.newline { break }
    }
    indentation = at - lineStart
  }

  /// Goes over a byte of a scalar. Controls, and characters that libyaml takes for the end of a line or of nothing, are
  /// left to it.
  private mutating func step() throws(GivesUp) {
    let byte = bytes[at]
    at += 1
    if byte >= 0x20, byte < 0x7F { return }
    guard byte >= 0x80 else { throw GivesUp() }
    if byte & 0xC0 == 0x80 {
      continuations += 1
      return
    }
    let next = at < bytes.count ? bytes[at] : 0
    let last = at + 1 < bytes.count ? bytes[at + 1] : 0
    // NEL, LS and PS, and the byte order mark.
    if byte == 0xC2, next == 0x85 { throw GivesUp() }
    if byte == 0xE2, next == 0x80, last & 0xFE == 0xA8 { throw GivesUp() }
    if byte == 0xEF, next == 0xBB, last == 0xBF { throw GivesUp() }
  }

  private func isBlankOrEnd(_ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset] == Self.blank || bytes[offset] == Self.newline
  }

  private static func isInKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Whether a plain scalar can't begin so, or not without a second look.
  private static func isIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      true
    default: false
    }
  }

  // MARK: Limits

  private mutating func count() throws(GivesUp) {
    nodes += 1
    if nodes > limits.maximumNodes { throw GivesUp() }
  }

  private mutating func count(_ depth: Int) throws(GivesUp) {
    try count()
    // Where lines are as deep as that, libyaml's limit counts, not this reader's stack.
    if depth > min(limits.maximumDepth, 16) { throw GivesUp() }
  }
}
