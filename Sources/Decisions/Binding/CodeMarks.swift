import Records

/// Marks such as `// ADR-0007` or `# see adr 7` in the comments of code.
public enum CodeMarks {
  /// The numbers that the comments of a file name, in order, each one once, with the line of the first.
  public static func numbers(in text: [UInt8]) -> [(number: Int, line: Int)] {
    var found: [(number: Int, line: Int)] = []
    var line = 1
    var lineStart = 0
    var index = 0
    while index + 3 < text.count {
      let byte = text[index]
      if byte == .newline {
        line += 1
        lineStart = index + 1
      } else if byte | 0x20 == 0x61, text[index + 1] | 0x20 == 0x64, text[index + 2] | 0x20 == 0x72,
        index == 0 || !isWord(text[index - 1]), let (number, end) = number(text, index + 3),
        isComment(text, lineStart..<index)
      {
        if !found.contains(where: { $0.number == number }) { found.append((number, line)) }
        index = end
        continue
      }
      index += 1
    }
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// The number behind `adr`, with a dash, blank, colon, `#` or `/` between, and no letter behind it.
  private static func number(_ text: [UInt8], _ start: Int) -> (Int, Int)? {
    var index = start
    let separators: [UInt8] = [.dash, .space, .colon, .hash, slash, UInt8(ascii: "_")]
    while index < text.count, index - start < 3, separators.contains(text[index]) { index += 1 }
    guard index > start else { return nil }
    let digits = index
    while index < text.count, text[index].isDigit { index += 1 }
    let count = index - digits
    guard count > 0, count <= RecordNumber.longest, index == text.count || !isWord(text[index]) else {
      return nil
    }
    return Int(text.string(digits..<index)).map { ($0, index) }
  }

  private static let openings: [StaticString] = ["//", "/*", "<!--", "--", "\"\"\"", "'''", "{-", "(*"]

  /// Whether a comment has begun in the part of a line before a mark.
  private static func isComment(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    let shown = text.trimmed(range)
    if let first = shown.first.map({ text[$0] }), "*#;%'".utf8.contains(first) { return true }
    for index in shown {
      if text[index] == .hash { return true }
      for opening in openings where text.hasPrefix(opening, at: index) { return true }
    }
    return false
  }
}
