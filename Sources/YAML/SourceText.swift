import CYAML

/// The text being parsed, and where libyaml's marks lie in it. libyaml counts characters; callers want bytes.
struct SourceText {
  /// The text without its byte order mark.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The offset of the text's first byte in the caller's input.
  let base: Int
  private let isASCII: Bool
  // The place last asked for; the next is near, so all of them together cost one walk over the text.
  private var character = 0
  private var byte = 0

  /// Checks that `bytes` are UTF-8 and hold no character that YAML forbids.
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) throws(YAMLError) {
    let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasByteOrderMark ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
    self.base = hasByteOrderMark ? base + 3 : base
    switch CharacterCheck(self.bytes) {
    case .ascii: isASCII = true
    case .unicode: isASCII = false
    case .invalid(let offset, let problem):
      isASCII = false
      throw YAMLError(problem: problem, mark: position(offset))
    }
  }

  /// Refuses text of very many `%TAG` lines, since libyaml compares each with all before it.
  func checkDirectives() throws(YAMLError) {
    let most = 64
    var count = 0
    for at in bytes.indices where bytes[at] == UInt8(ascii: "%") {
      if !bytes[at...].starts(with: "%TAG".utf8) || !isAtLineStart(at) { continue }
      count += 1
      if count > most { throw YAMLError(problem: "more than \(most) directives", mark: position(at)) }
    }
  }

  /// The end of the text; line and column are not counted.
  var end: YAMLMark { YAMLMark(offset: base + bytes.count, line: 0, column: 0) }

  mutating func mark(_ mark: yaml_mark_t) -> YAMLMark {
    let at = offset(ofCharacter: Int(mark.index))
    // At the end libyaml begins a new line even where no line break is.
    if at == bytes.count && mark.column == 0 { return position(at) }
    return YAMLMark(offset: base + at, line: Int(mark.line), column: Int(mark.column))
  }

  /// The mark of an offset, found by going there from the beginning.
  private func position(_ offset: Int) -> YAMLMark {
    var mark = YAMLMark(offset: base, line: 0, column: 0)
    while mark.offset < base + offset { step(&mark) }
    return mark
  }

  func isAfterColon(_ mark: YAMLMark) -> Bool {
    mark.offset > base && bytes[mark.offset - base - 1] == UInt8(ascii: ":")
  }

  private mutating func offset(ofCharacter index: Int) -> Int {
    if isASCII { return min(index, bytes.count) }
    while character < index, byte < bytes.count {
      byte += Self.width(bytes[byte])
      character += 1
    }
    while character > index, byte > 0 {
      repeat { byte -= 1 } while byte > 0 && bytes[byte] & 0xC0 == 0x80
      character -= 1
    }
    return byte
  }

  /// Goes past at most so many tags and anchors, and the blanks, comments and line breaks after each.
  func skippingProperties(
    _ start: YAMLMark, to end: YAMLMark, atMost count: Int
  ) -> (end: YAMLMark, hasTag: Bool) {
    var mark = start
    var hasTag = false
    var left = count
    func current() -> UInt8? { mark.offset < end.offset ? bytes[mark.offset - base] : nil }
    while left > 0, let first = current(), first == UInt8(ascii: "!") || first == UInt8(ascii: "&") {
      left -= 1
      hasTag = hasTag || first == UInt8(ascii: "!")
      step(&mark)
      // An anchor also ends before a character that begins a value, as in `&a:b`.
      while mark.offset < end.offset, !isBlankOrBreak(mark.offset - base),
        first == UInt8(ascii: "!") || Self.isInAnchor(bytes[mark.offset - base])
      { step(&mark) }
      while let next = current() {
        if next == UInt8(ascii: "#") {
          while mark.offset < end.offset, lineBreak(at: mark.offset - base) == 0 { step(&mark) }
        } else if isBlankOrBreak(mark.offset - base)
          || mark.column == 0 && isByteOrderMark(mark.offset - base)
        {
          step(&mark)
        } else {
          break
        }
      }
    }
    return (mark, hasTag)
  }

  /// The end of a block scalar without the empty lines after it that are no part of its text.
  ///
  /// `end` is libyaml's, which takes them in.
  func endOfBlockScalar(
    from start: YAMLMark, to end: YAMLMark, text: UnsafeBufferPointer<UInt8>
  ) -> YAMLMark {
    var mark = start
    var keepsEmptyLines = false
    // The header: `|` or `>`, then an indentation and what becomes of the last line breaks.
    repeat {
      keepsEmptyLines = keepsEmptyLines || bytes[mark.offset - base] == UInt8(ascii: "+")
      step(&mark)
    } while mark.offset < end.offset && "+-0123456789".utf8.contains(bytes[mark.offset - base])
    skipLine(&mark, to: end)
    if keepsEmptyLines || mark.offset >= end.offset { return end }
    step(&mark)

    let body = UnsafeBufferPointer(rebasing: bytes[(mark.offset - base)..<(end.offset - base)])
    // A line of blanks is text as far as it is wider than the indentation.
    var indentation = Int.max
    if let inSource = Self.indentation(of: body), let inText = Self.indentation(of: text) {
      indentation = inSource - inText
    } else if text.contains(UInt8(ascii: " ")) {
      return end
    }
    var last = mark
    while mark.offset < end.offset {
      let lineStart = mark.offset - base
      skipLine(&mark, to: end)
      let line = bytes[lineStart..<(mark.offset - base)]
      let isEmpty = line.count <= indentation && line.allSatisfy { $0 == UInt8(ascii: " ") }
      if mark.offset < end.offset { step(&mark) } else { mark = end }
      if !isEmpty { last = mark }
    }
    return last
  }

  /// Blanks before the first character that is neither blank nor line break.
  private static func indentation(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    var count = 0
    var at = 0
    while at < text.count {
      let width = lineBreak(in: text, at: at)
      if width == 0 && text[at] != UInt8(ascii: " ") { return count }
      count = width == 0 ? count + 1 : 0
      at += max(width, 1)
    }
    return nil
  }

  private func skipLine(_ mark: inout YAMLMark, to end: YAMLMark) {
    while mark.offset < end.offset, lineBreak(at: mark.offset - base) == 0 { step(&mark) }
  }

  /// Moves a mark over one character or line break.
  private func step(_ mark: inout YAMLMark) {
    let at = mark.offset - base
    let width = lineBreak(at: at)
    if width > 0 {
      mark = YAMLMark(offset: mark.offset + width, line: mark.line + 1, column: 0)
    } else {
      mark.offset += Self.width(bytes[at])
      mark.column += 1
    }
  }

  private func isBlankOrBreak(_ at: Int) -> Bool {
    bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") || lineBreak(at: at) > 0
  }

  private static func isInAnchor(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private func isAtLineStart(_ at: Int) -> Bool {
    at == 0 || lineBreak(at: at - 1) == 1 || at >= 2 && lineBreak(at: at - 2) == 2
      || at >= 3 && (lineBreak(at: at - 3) == 3 || isByteOrderMark(at - 3))
  }

  /// libyaml lets one stand at the beginning of any line.
  private func isByteOrderMark(_ at: Int) -> Bool { bytes[at...].starts(with: [0xEF, 0xBB, 0xBF]) }

  private func lineBreak(at offset: Int) -> Int { Self.lineBreak(in: bytes, at: offset) }

  /// The width of the line break at an offset, 0 if there is none. As in YAML 1.1, NEL, LS and PS are breaks.
  private static func lineBreak(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    func has(_ expected: UInt8, _ distance: Int) -> Bool {
      offset + distance < bytes.count && bytes[offset + distance] == expected
    }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return has(0x0A, 1) ? 2 : 1
    case 0xC2: return has(0x85, 1) ? 2 : 0
    case 0xE2: return has(0x80, 1) && (has(0xA8, 2) || has(0xA9, 2)) ? 3 : 0
    default: return 0
    }
  }

  /// How many bytes the character has that begins with this one.
  private static func width(_ first: UInt8) -> Int {
    switch first {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }
}
