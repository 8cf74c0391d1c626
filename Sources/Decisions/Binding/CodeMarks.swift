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
        isComment(text, lineStart..<(text[index...].firstIndex(of: .newline) ?? text.count), before: index)
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

  /// Whether a comment has begun in the part of a line before a mark. What is between quotes, or directly behind a
  /// colon as in `http://`, begins none.
  private static func isComment(_ text: [UInt8], _ line: Range<Int>, before mark: Int) -> Bool {
    let start = text.trimmed(line).lowerBound
    guard start < mark else { return false }
    if "*#;%".utf8.contains(text[start]) { return true }
    var index = start
    while index < mark {
      let isOpening = text[index] == .hash || openings.contains { text.hasPrefix($0, at: index) }
      if isOpening, index == start || text[index - 1] != .colon { return true }
      if let end = stringEnd(text, index, line) {
        index = end
      } else if index == start, text[index] == UInt8(ascii: "'") {
        return true
      } else {
        index += 1
      }
    }
    return false
  }

  /// The end of a string that a quote opens; nil for any other byte, an apostrophe as in `don't`, and a quote that the
  /// line doesn't close.
  private static func stringEnd(_ text: [UInt8], _ start: Int, _ line: Range<Int>) -> Int? {
    let quote = text[start]
    guard "\"'`".utf8.contains(quote) else { return nil }
    if quote == UInt8(ascii: "'"), start - 2 >= line.lowerBound, isWord(text[start - 1]),
      isWord(text[start - 2])
    {
      return nil
    }
    var index = start + 1
    while index < line.upperBound, text[index] != quote { index += text[index] == UInt8(ascii: "\\") ? 2 : 1 }
    return index < line.upperBound ? index + 1 : nil
  }
}
