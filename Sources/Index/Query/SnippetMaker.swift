import Records

/// A piece of a text around what was looked for.
public struct Snippet: Equatable, Sendable {
  /// The piece, on one line.
  public let text: String
  /// Where the terms stand in it, as offsets of UTF-8 bytes; in order, never overlapping, around whole characters.
  public let matches: [Range<Int>]
  /// Whether the text goes on before the piece.
  public let isCutAtStart: Bool
  /// Whether the text goes on after the piece.
  public let isCutAtEnd: Bool
  /// How many of the terms stand in the piece.
  public let termCount: Int
}

/// Makes snippets for the terms of one query. The time grows with the length of the text, not faster.
public struct SnippetMaker: Sendable {
  private let matcher: TextMatcher

  /// For the terms that are looked for in a column; with nil for those that are looked for anywhere.
  public init(_ terms: [HighlightTerm], in column: Query.Column? = nil) {
    matcher = TextMatcher(terms.filter { $0.column == nil || $0.column == column })
  }

  /// The best piece of about so many characters: the one with the most different terms, then the most matches.
  /// Without a match, the beginning.
  public func snippet(_ text: [UInt8], width: Int) -> Snippet { Self.render(piece(of: text, width)) }

  /// The snippet of the text whose best piece has most of the terms; nil if all are empty.
  func best(of texts: some Sequence<[UInt8]>, width: Int) -> Snippet? {
    var best: Piece?
    for text in texts where !text.isEmpty {
      let piece = piece(of: text, width)
      if best == nil || piece.termCount > best?.termCount ?? 0 { best = piece }
    }
    return best.map(Self.render)
  }

  /// A part of a text, with the matches that lie in it.
  private struct Piece {
    let bytes: [UInt8]
    let window: Range<Int>
    let matches: [TextMatch]
    let termCount: Int
  }

  private func piece(of text: [UInt8], _ width: Int) -> Piece {
    // Bytes that are no UTF-8 become U+FFFD first, so that offsets stay right.
    let bytes = text.firstOutsideUTF8 == nil ? text : Array(String(decoding: text, as: UTF8.self).utf8)
    let matches = matcher.matches(bytes)
    let width = max(width, 1)
    let window = Self.window(bytes, around: Self.densest(matches, bytes, width: width), width: width)
    let inside = matches.filter { $0.range.overlaps(window) && !$0.range.isEmpty }
    return Piece(bytes: bytes, window: window, matches: inside, termCount: Set(inside.map(\.term)).count)
  }

  /// The matches in a whole text that is shown as it is, such as a title.
  public func matches(_ text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    let ends = Self.boundaries(bytes, in: 0..<bytes.count)
    return Self.united(matcher.matches(bytes).map(\.range)).map { Self.widened($0, ends) }
  }

  /// From the first to the last match of the best group.
  private static func densest(_ matches: [TextMatch], _ bytes: [UInt8], width: Int) -> Range<Int>? {
    guard let first = matches.first else { return nil }
    var best = (score: (0, 0), range: first.range)
    var counts: [Int: Int] = [:]
    var left = 0
    var span = CharacterSpan(bytes: bytes, start: first.range.lowerBound)
    for right in matches.indices {
      span.extend(to: matches[right].range.upperBound)
      while left < right, span.count > width {
        if let count = counts[matches[left].term] {
          counts[matches[left].term] = count > 1 ? count - 1 : nil
        }
        left += 1
        span.shrink(to: matches[left].range.lowerBound)
      }
      counts[matches[right].term, default: 0] += 1
      let score = (counts.count, right - left + 1)
      if score > best.score {
        best = (score, matches[left].range.lowerBound..<max(span.end, matches[right].range.upperBound))
      }
    }
    return best.range
  }

  /// Counts the scalars between two places that only move forward.
  private struct CharacterSpan {
    let bytes: [UInt8]
    var start: Int
    var end: Int
    var count = 0

    init(bytes: [UInt8], start: Int) {
      self.bytes = bytes
      self.start = start
      end = start
    }

    mutating func extend(to position: Int) {
      while end < position {
        if bytes[end] & 0xC0 != 0x80 { count += 1 }
        end += 1
      }
    }

    mutating func shrink(to position: Int) {
      while start < position {
        if start < end, bytes[start] & 0xC0 != 0x80 { count -= 1 }
        start += 1
      }
      if end < start { end = start }
    }
  }

  /// A range of whole characters, beginning and ending between words where one is near.
  private static func window(_ bytes: [UInt8], around focus: Range<Int>?, width: Int) -> Range<Int> {
    let focus = focus ?? 0..<0
    var length = 0
    for index in focus where bytes[index] & 0xC0 != 0x80 { length += 1 }
    var start = focus.lowerBound
    var end = focus.upperBound
    if length > width {
      end = advanced(bytes, from: start, by: width)
    } else {
      // A third of what is left goes before: what comes after explains more.
      let before = (width - length) / 3
      start = retreated(bytes, from: start, by: before)
      var used = 0
      for index in start..<focus.lowerBound where bytes[index] & 0xC0 != 0x80 { used += 1 }
      end = advanced(bytes, from: end, by: width - length - used)
      var have = 0
      for index in start..<end where bytes[index] & 0xC0 != 0x80 { have += 1 }
      if end == bytes.count { start = retreated(bytes, from: start, by: width - have) }
    }
    if start > 0 { start = wordStart(bytes, start, limit: max(start, focus.lowerBound)) }
    if end < bytes.count { end = wordEnd(bytes, end, limit: min(end, max(focus.upperBound, start))) }
    return wholeCharacters(bytes, start..<max(start, end))
  }

  private static func advanced(_ bytes: [UInt8], from start: Int, by count: Int) -> Int {
    var index = start
    var left = count
    while index < bytes.count, left > 0 {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return index
  }

  private static func retreated(_ bytes: [UInt8], from start: Int, by count: Int) -> Int {
    var index = start
    var left = count
    while index > 0, left > 0 {
      index -= 1
      while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
      left -= 1
    }
    return index
  }

  /// How far to look for the border of a word.
  private static let reach = 24

  private static func wordStart(_ bytes: [UInt8], _ start: Int, limit: Int) -> Int {
    if bytes[start - 1].isBlankOrBreak { return start }
    let end = min(start + reach, limit)
    return (start..<max(start, end)).first { bytes[$0].isBlankOrBreak }.map { $0 + 1 } ?? start
  }

  private static func wordEnd(_ bytes: [UInt8], _ end: Int, limit: Int) -> Int {
    if bytes[end].isBlankOrBreak { return end }
    let start = max(end - reach, limit)
    return (min(start, end)..<end).last { bytes[$0].isBlankOrBreak } ?? end
  }

  /// The range, widened so that it cuts no character that a person sees as one.
  private static func wholeCharacters(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    // Between two ASCII bytes there is always a border, but for CR LF.
    func isBorder(_ position: Int) -> Bool {
      if position == 0 || position == bytes.count { return true }
      return bytes[position - 1] < 0x80 && bytes[position] < 0x80
        && !(bytes[position - 1] == 0x0D && bytes[position] == 0x0A)
    }
    var first = range.lowerBound
    while !isBorder(first) { first -= 1 }
    var last = range.upperBound
    while !isBorder(last) { last += 1 }
    if first..<last == range { return range }
    return widened(range, boundaries(bytes, in: first..<last))
  }

  /// The offsets between the characters in a part of a text, both ends included.
  private static func boundaries(_ bytes: [UInt8], in range: Range<Int>) -> [Int] {
    let isPlain = bytes[range].allSatisfy { $0 < 0x80 && $0 != 0x0D }
    if isPlain { return Array(range.lowerBound...range.upperBound) }
    var result = [range.lowerBound]
    var offset = range.lowerBound
    for character in String(decoding: bytes[range], as: UTF8.self) {
      offset += character.utf8.count
      result.append(offset)
    }
    return result
  }

  private static func widened(_ range: Range<Int>, _ ends: [Int]) -> Range<Int> {
    let lower = ends[max(0, firstIndex(ends, above: range.lowerBound) - 1)]
    let above = firstIndex(ends, above: range.upperBound - 1)
    return lower..<max(lower, above < ends.count ? ends[above] : ends[ends.count - 1])
  }

  /// The first of the sorted numbers that is greater.
  private static func firstIndex(_ numbers: [Int], above value: Int) -> Int {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func united(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      if let last = result.last, range.lowerBound < last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// The window on one line: runs of white space become one blank.
  private static func render(_ piece: Piece) -> Snippet {
    let (bytes, window) = (piece.bytes, piece.window)
    var output: [UInt8] = []
    // Where each byte of the window went.
    var places: [Int] = []
    places.reserveCapacity(window.count + 1)
    for index in window {
      places.append(output.count)
      if !bytes[index].isBlankOrBreak {
        output.append(bytes[index])
      } else if let last = output.last, last != UInt8(ascii: " ") {
        output.append(UInt8(ascii: " "))
      }
    }
    if output.last == UInt8(ascii: " ") { output.removeLast() }
    places.append(output.count)
    let ends = boundaries(output, in: 0..<output.count)
    let ranges = united(piece.matches.map(\.range)).compactMap { range -> Range<Int>? in
      let range = range.clamped(to: window)
      let lower = min(places[range.lowerBound - window.lowerBound], output.count)
      let upper = min(places[range.upperBound - window.lowerBound], output.count)
      return lower < upper ? widened(lower..<upper, ends) : nil
    }
    return Snippet(
      text: String(decoding: output, as: UTF8.self), matches: united(ranges),
      isCutAtStart: bytes[..<window.lowerBound].contains { !$0.isBlankOrBreak },
      isCutAtEnd: bytes[window.upperBound...].contains { !$0.isBlankOrBreak },
      termCount: piece.termCount)
  }
}

extension UInt8 {
  fileprivate var isBlankOrBreak: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
