/// A Markdown heading of the `#` kind, with its place.
package struct Heading {
  /// 1 for `#` to 6 for `######`.
  package let level: Int
  /// The text after the marks, without trailing marks and blanks.
  package let text: Range<Int>
  /// The line.
  package let line: Line

  /// Reads a line as a heading.
  package init?(_ bytes: [UInt8], _ line: Line) {
    var index = line.content.lowerBound
    let end = line.content.upperBound
    while index < end, bytes[index] == .hash { index += 1 }
    let level = index - line.content.lowerBound
    guard (1...6).contains(level), index < end, bytes[index].isBlank else { return nil }
    var text = bytes.trimmed(index..<end)
    let marks = bytes[text].reversed().prefix { $0 == .hash }.count
    if marks > 0, marks < text.count, bytes[text.upperBound - marks - 1].isBlank {
      text = bytes.trimmed(text.lowerBound..<(text.upperBound - marks))
    }
    self.level = level
    self.text = text
    self.line = line
  }
}

extension [UInt8] {
  /// The headings of a range outside code fences and HTML comments, in order.
  package func headings(in range: Range<Int>) -> [Heading] {
    var result: [Heading] = []
    var fence: Fence?
    var isInComment = false
    var offset = range.lowerBound
    while let line = line(at: offset, end: range.upperBound) {
      offset = line.next
      if isInComment {
        isInComment = endsInComment(line.content, true)
      } else if let open = fence {
        if open.isClosed(by: self, line) { fence = nil }
      } else if let open = Fence(self, line) {
        fence = open
      } else if let heading = Heading(self, line) {
        result.append(heading)
      } else {
        isInComment = endsInComment(line.content, false)
      }
    }
    return result
  }

  /// Whether an HTML comment is open at the end of a range, if one is or isn't at its beginning.
  package func endsInComment(_ range: Range<Int>, _ startsInComment: Bool) -> Bool {
    var isInside = startsInComment
    var index = range.lowerBound
    while index < range.upperBound {
      if !isInside, self[index] == UInt8(ascii: "<"), index + 4 <= range.upperBound,
        hasPrefix("<!--", at: index)
      {
        isInside = true
        index += 4
      } else if isInside, self[index] == .dash, index + 3 <= range.upperBound, hasPrefix("-->", at: index) {
        isInside = false
        index += 3
      } else {
        index += 1
      }
    }
    return isInside
  }
}

/// An opened code fence.
package struct Fence {
  private let mark: UInt8
  private let count: Int

  /// Reads a line as the opening of a fence.
  package init?(_ bytes: [UInt8], _ line: Line) {
    guard let (mark, count, rest) = Self.run(bytes, line) else { return nil }
    if mark == UInt8(ascii: "`"), bytes[rest].contains(mark) { return nil }
    (self.mark, self.count) = (mark, count)
  }

  /// Whether a line closes this fence.
  package func isClosed(by bytes: [UInt8], _ line: Line) -> Bool {
    guard let (mark, count, rest) = Self.run(bytes, line) else { return false }
    return mark == self.mark && count >= self.count && bytes.trimmed(rest).isEmpty
  }

  private static func run(_ bytes: [UInt8], _ line: Line) -> (UInt8, Int, Range<Int>)? {
    var index = line.content.lowerBound
    let end = line.content.upperBound
    while index < end, bytes[index] == .space, index - line.content.lowerBound < 4 { index += 1 }
    guard index - line.content.lowerBound < 4, index < end else { return nil }
    let mark = bytes[index]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let start = index
    while index < end, bytes[index] == mark { index += 1 }
    return index - start >= 3 ? (mark, index - start, index..<end) : nil
  }
}
