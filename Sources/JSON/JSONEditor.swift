/// JSON text that can be changed in places: everything else stays as it is, comments, order and indentation too.
///
/// Reads what programs with settings files read: comments of both kinds, and a comma after the last element.
public struct JSONEditor: Sendable {
  /// The text.
  public private(set) var bytes: [UInt8]
  private var root: Node

  /// Where a value stands in a text, and what is in it.
  struct Node: Sendable {
    enum Content: Sendable {
      case scalar
      case array([Node])
      case object([(key: String, start: Int, value: Node)])
    }

    var range: Range<Int>
    var content: Content

    /// The places of the elements; of a member, with its key.
    var elements: [Range<Int>] {
      switch content {
      case .scalar: []
      case .array(let items): items.map(\.range)
      case .object(let members): members.map { $0.start..<$0.value.range.upperBound }
      }
    }
  }

  /// A step on the way to a value.
  public enum Step: Equatable, Sendable {
    /// To the member with a key.
    case key(String)
    /// To the element with a number.
    case index(Int)
  }

  /// Reads a text. Nothing but blanks and comments counts as an empty object.
  public init(_ bytes: [UInt8]) throws(JSONError) {
    var bytes = bytes
    if try JSONLayout.isEmpty(bytes) { bytes += Array("{}\n".utf8) }
    self.bytes = bytes
    root = try JSONLayout.read(bytes)
  }

  /// The value at a place; nil if there is none.
  public func value(at path: [Step]) -> JSON? {
    guard let node = node(at: path) else { return nil }
    return value(node)
  }

  /// How many elements an object or array has.
  public func count(at path: [Step]) -> Int { node(at: path)?.elements.count ?? 0 }

  /// Puts a member at the end of an object, or an element at the end of an array; false if there is none such.
  public mutating func append(_ value: JSON, key: String? = nil, at path: [Step]) throws(JSONError) -> Bool {
    guard let node = node(at: path) else { return false }
    switch (node.content, key) {
    case (.object, .some), (.array, nil): break
    default: return false
    }
    let elements = node.elements
    let isSpread = elements.isEmpty || bytes[node.range].contains(UInt8(ascii: "\n"))
    let margin =
      elements.first.flatMap { isSpread ? self.margin(of: $0.lowerBound) : nil }
      ?? (self.margin(of: node.range.lowerBound) + unit)
    var text = key.map { JSON.string($0).write() + Array(": ".utf8) } ?? []
    text += isSpread ? spread(value, margin) : value.write()
    let end = newline
    guard let last = elements.last else {
      // Comments may stand in it.
      let close = node.range.upperBound - 1
      let inner = Array(bytes[(node.range.lowerBound + 1)..<close]).droppingBlanksAtEnd
      let new = inner + end + margin + text + end + self.margin(of: node.range.lowerBound)
      try replace((node.range.lowerBound + 1)..<close, with: new)
      return true
    }
    let comma = JSONLayout.comma(in: bytes, after: last.upperBound, before: node.range.upperBound)
    if isSpread {
      let place = lineEnd(after: comma.map { $0 + 1 } ?? last.upperBound, before: node.range.upperBound - 1)
      let trail: [UInt8] = comma == nil ? [] : [UInt8(ascii: ",")]
      try replace(
        place..<place, with: end + margin + text + trail, alsoCommaAt: comma == nil ? last.upperBound : nil)
    } else {
      try replace(last.upperBound..<last.upperBound, with: Array(", ".utf8) + text)
    }
    return true
  }

  /// Takes an element out, with its comma and, if it has them for itself, its lines; false if there is none such.
  public mutating func remove(_ step: Step, at path: [Step]) throws(JSONError) -> Bool {
    guard let node = node(at: path), let index = index(of: step, in: node) else { return false }
    let elements = node.elements
    let element = elements[index]
    let comma = JSONLayout.comma(in: bytes, after: element.upperBound, before: node.range.upperBound)
    let end = comma.map { $0 + 1 } ?? element.upperBound
    if elements.count == 1 {
      let inner = (node.range.lowerBound + 1)..<(node.range.upperBound - 1)
      let before = bytes[inner.lowerBound..<element.lowerBound]
      let after = bytes[end..<inner.upperBound]
      let rest = isLineEnd(end) ? Array(before).droppingBlanksAtEnd + after : Array(before + after)
      try replace(inner, with: rest.allSatisfy(\.isJSONBlank) ? [] : rest)
      return true
    }
    let lineStart = start(ofLineOf: element.lowerBound)
    // With its line goes the line end before it, unless something else stands on that line: it would come to stand
    // behind a comment.
    let isAlone =
      bytes[lineStart..<element.lowerBound].allSatisfy(\.isJSONBlank) && lineStart > 0 && isLineEnd(end)
    let hasReturn = lineStart > 1 && bytes[lineStart - 2] == UInt8(ascii: "\r")
    let isLast = index + 1 == elements.count
    var from = isAlone ? lineStart - (hasReturn ? 2 : 1) : element.lowerBound
    // Nothing follows that the blank before it could stand before.
    if !isAlone, isLast { while bytes[from - 1] == 0x20 || bytes[from - 1] == 0x09 { from -= 1 } }
    if comma == nil, isLast {
      // The comma before it goes too.
      let previous = elements[index - 1].upperBound
      let comma = JSONLayout.comma(in: bytes, after: previous, before: element.lowerBound) ?? from
      let between = bytes[min(comma + 1, from)..<from]
      let kept = between.allSatisfy(\.isJSONBlank) ? [] : Array(between)
      try replace(comma..<end, with: kept)
    } else if isAlone || isLast {
      try replace(from..<end, with: [])
    } else {
      try replace(from..<elements[index + 1].lowerBound, with: [])
    }
    return true
  }

  // MARK: Finding

  private func node(at path: [Step]) -> Node? {
    var node = root
    for step in path {
      guard let index = index(of: step, in: node) else { return nil }
      switch node.content {
      case .array(let items): node = items[index]
      case .object(let members): node = members[index].value
      case .scalar: return nil
      }
    }
    return node
  }

  private func index(of step: Step, in node: Node) -> Int? {
    switch (step, node.content) {
    case (.index(let index), .array(let items)): items.indices.contains(index) ? index : nil
    case (.key(let key), .object(let members)):
      members.lastIndex { $0.key.utf8.elementsEqual(key.utf8) }
    default: nil
    }
  }

  private func value(_ node: Node) -> JSON? {
    switch node.content {
    case .scalar: try? JSON.parse(bytes[node.range])
    case .array(let items): .array(items.compactMap { value($0) })
    case .object(let members):
      .object(members.compactMap { member in value(member.value).map { JSON.Member(member.key, $0) } })
    }
  }

  // MARK: Writing

  private mutating func replace(
    _ range: Range<Int>, with new: [UInt8], alsoCommaAt comma: Int? = nil
  ) throws(JSONError) {
    var text = Array(bytes[..<range.lowerBound]) + new + bytes[range.upperBound...]
    if let comma { text.insert(UInt8(ascii: ","), at: comma) }
    root = try JSONLayout.read(text)
    bytes = text
  }

  /// A value over several lines, in the margins of this text.
  private func spread(_ value: JSON, _ margin: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (number, line) in value.write(pretty: true).split(separator: UInt8(ascii: "\n")).enumerated() {
      let depth = line.prefix { $0 == UInt8(ascii: " ") }.count / 2
      if number > 0 { result += newline + margin + [UInt8](repeating: unit, times: depth) }
      result += line.dropFirst(depth * 2)
    }
    return result
  }

  /// The line end of this text.
  private var newline: [UInt8] {
    guard let at = bytes.firstIndex(of: UInt8(ascii: "\n")), at > 0, bytes[at - 1] == UInt8(ascii: "\r")
    else {
      return Array("\n".utf8)
    }
    return Array("\r\n".utf8)
  }

  /// What one level is indented by: as in the text's first indented line.
  private var unit: [UInt8] {
    for element in root.elements {
      let margin = margin(of: element.lowerBound)
      if !margin.isEmpty { return margin }
    }
    return Array("  ".utf8)
  }

  private func margin(of place: Int) -> [UInt8] {
    Array(bytes[start(ofLineOf: place)..<place].prefix { $0 == 0x20 || $0 == 0x09 })
  }

  private func start(ofLineOf place: Int) -> Int {
    bytes[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// Whether nothing but a comment to the end of the line stands at a place.
  private func isLineEnd(_ place: Int) -> Bool {
    let rest = bytes[place...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return rest.isEmpty || rest.first == UInt8(ascii: "\n") || rest.starts(with: Array("//".utf8))
  }

  /// Behind a comment that stands on the same line.
  private func lineEnd(after place: Int, before end: Int) -> Int {
    let line = bytes[place..<end].firstIndex(of: UInt8(ascii: "\n")) ?? place
    let rest = Array(bytes[place..<line]).droppingBlanksAtEnd
    let isComment = rest.drop(while: \.isJSONBlank).starts(with: Array("//".utf8))
    return isComment ? place + rest.count : place
  }
}

extension UInt8 {
  var isJSONBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

extension [UInt8] {
  fileprivate var droppingBlanksAtEnd: [UInt8] {
    Array(self[..<(lastIndex { !$0.isJSONBlank }.map { $0 + 1 } ?? 0)])
  }

  fileprivate init(repeating unit: [UInt8], times: Int) {
    self = []
    for _ in 0..<times { self += unit }
  }
}
