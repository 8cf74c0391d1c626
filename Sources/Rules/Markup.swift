import Records

/// Which parts of a body are code or comment, and its headings. Texts that provenance vouches for count as code: they
/// mean nothing here, and nothing in them opens or closes anything outside.
struct Markup {
  /// Code spans, fences, HTML comments and vouched texts, in order, not overlapping.
  private(set) var quoted: [Range<Int>] = []
  /// HTML comments.
  private(set) var comments: [Range<Int>] = []
  /// The headings outside of all that.
  private(set) var headings: [Heading] = []

  /// The longest code span: beyond it, runs of marks that match nothing would make the time grow with their square.
  private static let longestSpan = 10_000
  /// Whether there is no mark of a span, a fence or a comment in the whole text.
  private let isPlain: Bool
  /// How often what follows a fence that nobody closes is read anew, for the same reason.
  private var rereads = 8

  /// Reads a body. A fence or comment that is open where one of the record's own sections begins ends there: what was
  /// pasted into a prompt must not swallow what follows.
  init(
    _ text: [UInt8], from start: Int, hiding hidden: [Range<Int>], sections: [Int] = [], bytes: ByteSet
  ) {
    var offset = min(start, text.count)
    isPlain = ["`", "~", "<"].allSatisfy { !bytes.has(UInt8(ascii: $0)) }
    let stops = sections.sorted()
    func parts(_ range: Range<Int>) -> [Range<Int>] {
      let bounds =
        [range.lowerBound] + stops.filter { $0 > range.lowerBound && $0 < range.upperBound } + [
          range.upperBound
        ]
      return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    }
    let hidden = hidden.count < 2 ? hidden : hidden.sorted { $0.lowerBound < $1.lowerBound }
    for range in hidden where range.lowerBound >= offset {
      for part in parts(offset..<range.lowerBound) { read(text, part) }
      quoted.append(range)
      offset = range.upperBound
    }
    for part in parts(offset..<text.count) { read(text, part) }
  }

  private mutating func read(_ text: [UInt8], _ range: Range<Int>) {
    if isPlain { return readHeadings(text, range) }
    var fence: (opened: Fence, line: Line)?
    var comment: Int?
    var offset = range.lowerBound
    while let line = text.line(at: offset, end: range.upperBound) {
      offset = line.next
      if let open = fence {
        if open.opened.isClosed(by: text, line) {
          quoted.append(open.line.content.lowerBound..<line.content.upperBound)
          fence = nil
        }
        continue
      }
      if comment == nil {
        if let opened = Fence(text, line) {
          fence = (opened, line)
          continue
        }
        if text[line.content.lowerBound] == .hash, let heading = Heading(text, line) {
          headings.append(heading)
        }
      }
      comment = inline(text, line.content, comment)
    }
    if let start = comment { add(comment: start..<range.upperBound) }
    guard let open = fence else { return }
    // Strict rules would make code of all that follows a fence that is never closed, and swallow real sections.
    guard rereads > 0 else { return quoted.append(open.line.content.lowerBound..<range.upperBound) }
    rereads -= 1
    read(text, open.line.next..<range.upperBound)
  }

  /// Reads a part of a text that has nothing but headings.
  private mutating func readHeadings(_ text: [UInt8], _ range: Range<Int>) {
    var from = range.lowerBound
    while let mark = text.index(of: .hash, from: from, to: range.upperBound) {
      from = mark + 1
      guard mark == range.lowerBound || text[mark - 1] == .newline,
        let line = text.line(at: mark, end: range.upperBound)
      else { continue }
      from = line.next
      if let heading = Heading(text, line) { headings.append(heading) }
    }
  }

  /// Reads code spans and comments of a line; returns where a comment began that is still open.
  private mutating func inline(_ text: [UInt8], _ line: Range<Int>, _ open: Int?) -> Int? {
    if open == nil, text.index(of: UInt8(ascii: "`"), from: line.lowerBound, to: line.upperBound) == nil,
      text.index(of: UInt8(ascii: "<"), from: line.lowerBound, to: line.upperBound) == nil
    {
      return nil
    }
    var comment = open
    var index = line.lowerBound
    while index < line.upperBound {
      if let start = comment {
        guard text[index] == .dash, index + 3 <= line.upperBound, text.hasPrefix("-->", at: index) else {
          index += 1
          continue
        }
        index += 3
        add(comment: start..<index)
        comment = nil
      } else if text[index] == UInt8(ascii: "`") {
        index = span(text, index, line.upperBound)
      } else if text[index] == UInt8(ascii: "<"), text.hasPrefix("<!--", at: index),
        index + 4 <= line.upperBound
      {
        comment = index
        index += 4
      } else {
        index += 1
      }
    }
    return comment
  }

  private mutating func add(comment range: Range<Int>) {
    quoted.append(range)
    comments.append(range)
  }

  /// A code span ends with as many marks as it began with; without them the marks mean nothing.
  private mutating func span(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    let mark = UInt8(ascii: "`")
    var index = start
    while index < end, text[index] == mark { index += 1 }
    let count = index - start
    let inner = index
    let end = min(end, inner + Self.longestSpan)
    while index < end {
      guard text[index] == mark else {
        index += 1
        continue
      }
      let run = index
      while index < end, text[index] == mark { index += 1 }
      if index - run == count {
        quoted.append(start..<index)
        return index
      }
    }
    return inner
  }

  /// Whether an offset lies in code, a comment or a vouched text.
  func isQuoted(_ offset: Int) -> Bool { Self.contains(quoted, offset) }
  /// Whether an offset lies in an HTML comment.
  func isComment(_ offset: Int) -> Bool { Self.contains(comments, offset) }

  /// The comments that lie in a range.
  func comments(in range: Range<Int>) -> ArraySlice<Range<Int>> {
    comments[Self.first(comments, endingAfter: range.lowerBound)...].prefix {
      $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound
    }
  }

  private static func contains(_ ranges: [Range<Int>], _ offset: Int) -> Bool {
    let index = first(ranges, endingAfter: offset)
    return index < ranges.count && ranges[index].contains(offset)
  }

  private static func first(_ ranges: [Range<Int>], endingAfter offset: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The headings with what stands below them, up to the next heading of the same or a higher level.
  func sections(in text: [UInt8]) -> [(heading: Heading, content: Range<Int>)] {
    headings.indices.map { index in
      let heading = headings[index]
      var next = index + 1
      while next < headings.count, headings[next].level > heading.level { next += 1 }
      let end = next < headings.count ? headings[next].line.content.lowerBound : text.count
      return (heading, heading.line.next..<max(heading.line.next, end))
    }
  }
}
