/// Cuts the front matter of a template into pieces. It can't be read as YAML before it is filled (`user: {{USER}}`
/// is a mapping in a mapping to a parser), so it is scanned as text, with YAML's own idea of where scalars begin.
struct FrontMatterLexer {
  private let text: [UInt8]
  private let end: Int
  private var index: Int
  private var literal: Int
  private var line: Int
  private var flow: [UInt8] = []
  private var lineStart: Int
  private var dash: Int?
  private var keyColumn = 0
  private var pieces: [TemplatePiece] = []

  init(_ text: [UInt8], _ range: Range<Int>, firstLine: Int) {
    self.text = text
    end = range.upperBound
    index = range.lowerBound
    literal = index
    lineStart = index
    line = firstLine
  }

  mutating func run() throws(Template.Fault) -> [TemplatePiece] {
    while index < end { try step() }
    flush(to: end)
    return pieces
  }

  private mutating func step() throws(Template.Fault) {
    let byte = text[index]
    switch byte {
    case .newline:
      index += 1
      line += 1
      lineStart = index
      dash = nil
    case .space, .tab, UInt8(ascii: ","): index += 1
    case UInt8(ascii: "!"), UInt8(ascii: "&"): property()
    case .hash: site(.comment, to: endOfLine())
    case .quote, .apostrophe: try quoted(byte)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      _ = flow.popLast()
      index += 1
    case UInt8(ascii: "["): open(byte)
    case UInt8(ascii: "{") where slotEnd(index) == nil: open(byte)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      if flow.isEmpty, isBlockHeader() { block() } else { try plain() }
    case .dash where flow.isEmpty && isBlankOrEnd(index + 1):
      dash = index
      keyColumn = index - lineStart
      index += 1
    case .colon where isBlankOrEnd(index + 1):
      if flow.isEmpty { keyColumn = blockParent() }
      index += 1
    default: try plain()
    }
  }

  /// A tag or an anchor: no part of the value behind it.
  private mutating func property() {
    let isAnchor = text[index] == UInt8(ascii: "&")
    index += 1
    while !isBlankOrEnd(index), slotEnd(index) == nil, !isAnchor || isAnchorLetter(text[index]) { index += 1 }
  }

  /// To libyaml, an anchor's name ends where its letters do, and a value may follow without a blank.
  private func isAnchorLetter(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == .dash || byte == UInt8(ascii: "_")
  }

  private mutating func open(_ bracket: UInt8) {
    flow.append(bracket)
    index += 1
  }

  private func slotEnd(_ start: Int) -> Int? { SlotSyntax.slot(in: text, at: start, end: end)?.end }

  private func isBlankOrEnd(_ offset: Int) -> Bool {
    offset >= end || text[offset].isBlank || text[offset] == .newline
  }

  private func endOfLine() -> Int {
    var offset = index
    while offset < end, text[offset] != .newline { offset += 1 }
    return offset
  }

  /// A scalar in quotes; one that is never closed is as good as plain.
  private mutating func quoted(_ quote: UInt8) throws(Template.Fault) {
    guard let stop = endOfQuotes(quote) else { return try plain() }
    let isInSequence = flow.last == UInt8(ascii: "[")
    let place: SlotPlace =
      quote == .quote ? .doubleQuoted(inSequence: isInSequence) : .singleQuoted(inSequence: isInSequence)
    site(place, to: stop, quotes: true)
  }

  private func endOfQuotes(_ quote: UInt8) -> Int? {
    var offset = index + 1
    while offset < end {
      if text[offset] == .backslash, quote == .quote {
        offset += 2
      } else if text[offset] == quote {
        guard quote == .apostrophe, offset + 1 < end, text[offset + 1] == quote else { return offset + 1 }
        offset += 2
      } else {
        offset += 1
      }
    }
    return nil
  }

  /// A scalar without quotes: up to a comment, the colon after a key, or in brackets a comma or bracket. One that goes
  /// on in the next line has no place for a value that needs quotes.
  private mutating func plain() throws(Template.Fault) {
    let start = index
    let parent = plainParent()
    var offset = index
    var last = index
    var hasSlot = false
    var isFolded = false
    scan: while offset < end {
      if let next = slotEnd(offset) {
        (offset, last, hasSlot) = (next, next, true)
        continue
      }
      let byte = text[offset]
      switch byte {
      case .newline:
        guard let next = continuation(behind: offset, parent) else {
          if hasSlot { try checkTabs(behind: offset) }
          break scan
        }
        isFolded = true
        offset = next
        continue
      case .hash where offset > start && text[offset - 1].isBlank: break scan
      case .colon where isBlankOrEnd(offset + 1): break scan
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        if !flow.isEmpty { break scan }
      default: break
      }
      offset += 1
      if !byte.isBlank { last = offset }
    }
    if isFolded, hasSlot {
      throw Template.Fault(
        line: line,
        message: "a slot stands in a value of several lines without quotes; put quotes around the whole value"
      )
    }
    if last == start { last = start + 1 }
    site(.plain(position(start, last)), to: last)
  }

  /// Where a plain scalar goes on behind the end of a line, if it does.
  private func continuation(behind offset: Int, _ parent: Int) -> Int? {
    var place = offset
    var margin = 0
    while place < end, text[place].isBlank || text[place] == .newline {
      margin = text[place] == .newline ? 0 : margin + 1
      place += 1
    }
    guard place < end, text[place] != .hash else { return nil }
    if !flow.isEmpty {
      let isMark = [",", "[", "]", "{", "}", ":"].contains(UnicodeScalar(text[place]))
      return isMark && slotEnd(place) == nil ? nil : place
    }
    return margin > parent ? place : nil
  }

  /// To libyaml, a tab on an empty line belongs to a scalar without quotes, and is a mistake behind one in quotes.
  private func checkTabs(behind offset: Int) throws(Template.Fault) {
    guard flow.isEmpty else { return }
    let blank = text[offset..<end].prefix { $0.isBlank || $0 == .newline }
    let empty = blank[..<(blank.lastIndex(of: .newline) ?? blank.startIndex)]
    guard let tab = empty.firstIndex(of: .tab) else { return }
    throw Template.Fault(
      line: line + text[offset..<tab].count { $0 == .newline },
      message: "the front matter has an empty line with a tab in it, which many can't read; remove the tab")
  }

  /// The column that the next lines of a plain scalar have to pass. A slot alone on its line stands for the lines of
  /// a list, which nothing goes on behind.
  private func plainParent() -> Int {
    guard text[lineStart..<index].allSatisfy(\.isBlank) else { return blockParent() }
    if let stop = slotEnd(index), isBlankOrEnd(stop) { return .max }
    return index - lineStart - 1
  }

  private func position(_ start: Int, _ last: Int) -> SlotPlace.Position {
    if let bracket = flow.last { return .flow(inSequence: bracket == UInt8(ascii: "[")) }
    let isKey = last < end && text[last] == .colon
    if isKey { return .value }
    if let dash, text[(dash + 1)..<start].allSatisfy(\.isBlank) {
      return .item(indentation: dash - lineStart)
    }
    if text[lineStart..<start].allSatisfy(\.isBlank) { return .listLines(indentation: start - lineStart) }
    return .value
  }

  private func isBlockHeader() -> Bool {
    var offset = index + 1
    while offset < end, text[offset].isDigit || text[offset] == .dash || text[offset] == UInt8(ascii: "+") {
      offset += 1
    }
    while offset < end, text[offset].isBlank { offset += 1 }
    return offset == end || text[offset] == .newline || text[offset] == .hash
  }

  /// A block scalar: its header, and every line that is empty or set in as its first one is. A comment may end it that is
  /// set in less.
  private mutating func block() {
    let start = index
    let parent = blockParent()
    let headerEnd = endOfLine()
    let comment = text[start..<headerEnd].firstIndex(of: .hash) ?? headerEnd
    let bodyStart = min(headerEnd + 1, end)
    var indentation = text[start..<comment].first { $0.isDigit }.map { parent + Int($0 - 0x30) }
    var offset = bodyStart
    while let next = text.line(at: offset, end: end) {
      let margin = text[next.content].prefix { $0 == .space }.count
      let isEmpty = margin == next.content.count
      if !isEmpty, margin <= parent || margin < indentation ?? 0 { break }
      if !isEmpty, indentation == nil { indentation = margin }
      offset = next.next
    }
    let first = SlotSyntax.parts(of: text, comment..<bodyStart, line: line)
    let parts = first + SlotSyntax.parts(of: text, bodyStart..<offset, line: line + 1)
    let lines = text[start..<offset].count { $0 == .newline }
    if SlotSyntax.hasSlot(parts) {
      flush(to: start)
      let header = SlotPlace.Block.Header(
        mark: Array(text[start..<comment]), parts: first.count,
        isFirst: text[lineStart..<start].allSatisfy(\.isBlank))
      pieces.append(.site(.block(SlotPlace.Block(header: header, indentation: indentation ?? 0)), parts))
      literal = offset
    }
    index = offset
    line += lines
    lineStart = offset
    dash = nil
  }

  /// The column of the key or dash that a block scalar belongs to; it may stand on an earlier line.
  private func blockParent() -> Int {
    if text[lineStart..<index].allSatisfy(\.isBlank) { return keyColumn }
    var place = lineStart
    var last = lineStart
    while place < index {
      while place < index, text[place] == .space { place += 1 }
      if place < index { last = place }
      guard place < index, text[place] == .dash, isBlankOrEnd(place + 1) else { break }
      place += 1
    }
    return last - lineStart
  }

  /// Takes the text up to an offset as a site, if there is a slot in it. Quotes stay outside the parts.
  private mutating func site(_ place: SlotPlace, to stop: Int, quotes: Bool = false) {
    let stop = max(min(stop, end), index + 1)
    let inner = quotes ? (index + 1)..<(stop - 1) : index..<stop
    let parts = SlotSyntax.parts(of: text, inner, line: line)
    line += text[index..<stop].count { $0 == .newline }
    if SlotSyntax.hasSlot(parts) {
      flush(to: index)
      pieces.append(.site(place, parts))
      literal = stop
    }
    index = stop
  }

  private mutating func flush(to offset: Int) {
    if literal < offset { pieces.append(.literal(Array(text[literal..<offset]))) }
    literal = offset
  }
}
