import YAML

/// The block of metadata at the top of a record, with the place of every value.
public struct FrontMatter: Sendable {
  /// A value and where it stands in the file.
  public enum Value: Sendable {
    /// A scalar's text; the range includes its quotes.
    case scalar(String, Range<Int>, YAMLStyle)
    /// A list.
    case list([Value], Range<Int>, isFlow: Bool)
    /// A mapping.
    case mapping([Entry], Range<Int>, isFlow: Bool)
    /// Nothing after the colon; the offset is where a value would stand.
    case empty(at: Int)
    /// An alias, which is never followed.
    case alias(Range<Int>)
  }

  /// A key with its value.
  public struct Entry: Sendable {
    /// The key as written.
    public let key: String
    /// Where the key stands.
    public let keyRange: Range<Int>
    /// Its value.
    public let value: Value
  }

  /// From the first byte of the opening line to the end of the closing one.
  public let block: Range<Int>
  /// What stands between the two lines.
  public let content: Range<Int>
  /// The top-level entries in order.
  public let entries: [Entry]
  /// What the YAML parser said, if it refused the block. The entries are then recovered line by line.
  public let failure: Failure?
  /// Whether the closing line was found.
  public let isClosed: Bool
  /// The line `...` that ends the block in place of `---`, as YAML allows and records don't.
  public let dots: Range<Int>?
  /// From brace to brace, if the block is written as one mapping in braces.
  package let braces: Range<Int>?

  /// Whether the entries were read line by line, since the block is no proper YAML.
  package var isRecovered: Bool { failure != nil || !isClosed }

  /// Why a block isn't YAML, and where.
  public struct Failure: Equatable, Sendable {
    /// The parser's reason.
    public let reason: String
    /// The place in the file.
    public let offset: Int
  }

  /// The largest block that is parsed as YAML; a larger one is only recovered.
  static let largest = 1 << 20

  /// Finds and reads the block, or returns nil if line 1 doesn't open one.
  public init?(in text: [UInt8]) {
    let start = text.hasPrefix(byteOrderMark, at: 0) ? byteOrderMark.count : 0
    guard let first = text.line(at: start), Self.isFence(text, first) else { return nil }
    var offset = first.next
    var end: Line?
    var dots: Line?
    while let line = text.line(at: offset) {
      if Self.isFence(text, line) {
        end = line
        break
      }
      if Self.isMark("...", text, line) {
        dots = line
        break
      }
      offset = line.next
    }
    self.dots = dots?.content
    guard let end else {
      content = first.next..<(dots?.content.lowerBound ?? Self.endOfUnclosed(text, from: first.next))
      block = start..<(dots?.next ?? content.upperBound)
      isClosed = false
      failure = nil
      braces = nil
      entries = Recovery.entries(text, content)
      guard !entries.isEmpty else { return nil }
      return
    }
    content = first.next..<end.content.lowerBound
    block = start..<end.next
    isClosed = true
    do throws(Failed) {
      (entries, braces) = try Self.parse(text, content)
      failure = nil
    } catch {
      braces = nil
      entries = Recovery.entries(text, content)
      failure = error.failure
    }
  }

  /// The text with lines added at the end of its block, as most blocks take them; nil if no block is closed.
  static func appending(_ lines: [String], to text: [UInt8]) -> [UInt8]? {
    guard let first = text.line(at: 0), isFence(text, first) else { return nil }
    var offset = first.next
    while let line = text.line(at: offset) {
      if isFence(text, line) {
        return text.applying([Edit(offset..<offset, lines.joined(separator: "\n") + "\n")])
      }
      offset = line.next
    }
    return nil
  }

  private struct Failed: Error { let failure: Failure }

  /// Whether a line is `---`, with nothing but blanks behind it.
  package static func isFence(_ text: [UInt8], _ line: Line) -> Bool { isMark("---", text, line) }

  private static func isMark(_ mark: StaticString, _ text: [UInt8], _ line: Line) -> Bool {
    var range = line.content
    while range.upperBound > range.lowerBound, text[range.upperBound - 1].isBlank {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    return range.count == 3 && text.hasPrefix(mark, at: range.lowerBound)
  }

  /// A block that nobody closed ends before the first empty line or heading.
  private static func endOfUnclosed(_ text: [UInt8], from start: Int) -> Int {
    var offset = start
    while let line = text.line(at: offset) {
      if text.trimmed(line.content).isEmpty || text[line.content.lowerBound] == .hash { break }
      offset = line.next
    }
    return offset
  }

  private static func parse(
    _ text: [UInt8], _ content: Range<Int>
  ) throws(Failed) -> (entries: [Entry], braces: Range<Int>?) {
    func fail(_ reason: String, _ offset: Int) -> Failed {
      Failed(failure: Failure(reason: reason, offset: min(offset, text.count)))
    }
    guard content.count <= largest else {
      throw fail("the block is larger than \(largest) bytes", content.lowerBound)
    }
    let root: YAMLNode?
    do {
      root = try YAML.parse(text[content])
    } catch {
      throw fail(error.problem, error.mark.offset)
    }
    guard let root else { return ([], nil) }
    guard case .mapping(let pairs, let isFlow) = root.content else {
      throw fail("the block isn't a mapping of keys to values", root.range.lowerBound)
    }
    return (pairs.map(entry), isFlow ? root.range : nil)
  }

  private static func entry(_ pair: YAMLEntry) -> Entry {
    Entry(key: pair.key.text ?? "", keyRange: pair.key.range, value: value(pair.value))
  }

  private static func value(_ node: YAMLNode) -> Value {
    switch node.content {
    case .scalar(let text, let style):
      if text.isEmpty, style == .plain { return .empty(at: node.start.offset) }
      return .scalar(text, node.range, style)
    case .sequence(let items, let isFlow): return .list(items.map(value), node.range, isFlow: isFlow)
    case .mapping(let pairs, let isFlow): return .mapping(pairs.map(entry), node.range, isFlow: isFlow)
    case .alias: return .alias(node.range)
    }
  }

  /// The first entry of a key, by its exact spelling.
  public func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  /// The first entry whose key means a canonical name, with the exact spelling before any alias.
  public func entry(meaning name: String, kind: Kind) -> Entry? {
    entry(name) ?? entries.first { FieldName.canonical($0.key, kind: kind) == name }
  }
}

extension FrontMatter.Value {
  /// The text of a scalar.
  public var text: String? {
    if case .scalar(let text, _, _) = self { text } else { nil }
  }

  /// Whether it is a YAML null: nothing, `null` or `~`, unquoted.
  public var isNull: Bool {
    switch self {
    case .empty: true
    case .scalar(let text, _, .plain):
      switch text.utf8.count {
      case 1: text == "~"
      case 4: text == "null" || text == "Null" || text == "NULL"
      default: false
      }
    default: false
    }
  }

  /// Whether it is a text in quotes, where blanks at the ends are meant.
  package var isQuoted: Bool {
    switch self {
    case .scalar(_, _, .doubleQuoted), .scalar(_, _, .singleQuoted): true
    default: false
    }
  }

  /// Where the value stands; empty for an absent one.
  public var range: Range<Int> {
    switch self {
    case .scalar(_, let range, _), .list(_, let range, _), .mapping(_, let range, _), .alias(let range): range
    case .empty(let offset): offset..<offset
    }
  }

  /// Whether it is a text, or a list of nothing but texts.
  public var isOfTexts: Bool {
    switch self {
    case .scalar: true
    case .list(let items, _, _): items.allSatisfy { $0.text != nil }
    default: false
    }
  }

  /// The entry of a key in a mapping.
  public func entry(_ key: String) -> FrontMatter.Entry? {
    if case .mapping(let entries, _, _) = self { entries.first { $0.key == key } } else { nil }
  }

  /// The entry of a key in a mapping, in capitals or not; the exact spelling comes first.
  package func inner(_ key: String) -> FrontMatter.Entry? {
    guard case .mapping(let entries, _, _) = self else { return nil }
    return entries.first { $0.key == key } ?? entries.first { $0.key.lowercased() == key.lowercased() }
  }

  /// Whether another value is the same, wherever it stands.
  func says(_ other: FrontMatter.Value) -> Bool {
    switch (self, other) {
    case (.scalar(let text, _, let style), .scalar(let otherText, _, let otherStyle)):
      text == otherText && style == otherStyle
    case (.list(let items, _, _), .list(let others, _, _)):
      items.count == others.count && zip(items, others).allSatisfy { $0.says($1) }
    case (.mapping(let entries, _, _), .mapping(let others, _, _)):
      entries.count == others.count
        && zip(entries, others).allSatisfy { $0.key == $1.key && $0.value.says($1.value) }
    case (.empty, .empty), (.alias, .alias): true
    default: false
    }
  }

  /// The texts of a list of scalars, or of one scalar; nulls and what is no scalar are left out.
  public var texts: [String] {
    switch self {
    case .list(let items, _, _): items.compactMap { $0.isNull ? nil : $0.text }
    case .scalar(let text, _, _): isNull ? [] : [text]
    default: []
    }
  }
}
