import Records

/// The words of each line at the beginning of a prompt, without Markdown marks; none of a fence. A line is read when it
/// is asked for: most titles come from the first.
struct TitleLines {
  struct Line {
    var words: [String] = []
    var isHeading = false
  }

  /// The line that comes next; nil at the end.
  private(set) var next: Line?
  private var scalars: String.UnicodeScalarView.Iterator
  /// How many characters and words may still be read. No title needs more, whatever is passed over.
  private var room = (scalars: 4000, words: Self.mostWords)
  private static let mostWords = 200

  init(_ prompt: String) {
    scalars = prompt.unicodeScalars.makeIterator()
    advance()
  }

  /// Goes to the next line that has a word.
  mutating func advance() {
    next = nil
    while room.words > 0, room.scalars > 0 {
      guard let line = readLine() else { continue }
      room.words -= line.words.count
      next = line
      return
    }
  }

  /// Reads to the end of a line; nil if there is nothing in it.
  private mutating func readLine() -> Line? {
    var line = Line()
    var word: [Unicode.Scalar] = []
    var count = 0
    var isFence = false
    func end() {
      if word.isEmpty { return }
      if count == 0 {
        isFence = word.starts(with: "```".unicodeScalars) || word.starts(with: "~~~".unicodeScalars)
        line.isHeading = word.first == "#"
      }
      count += 1
      if !isFence, count <= Self.mostWords, let bare = Self.bare(word) { line.words.append(bare) }
      word.removeAll(keepingCapacity: true)
    }
    while room.scalars > 0 {
      guard let scalar = scalars.next() else {
        room.scalars = 0
        break
      }
      room.scalars -= 1
      if Self.isLineBreak(scalar) { break }
      if Self.isBlank(scalar) { end() } else { word.append(scalar) }
    }
    end()
    return line.words.isEmpty ? nil : line
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x7F ? scalar.value <= 0x20 : scalar.properties.isWhitespace
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "#", "*", "`", ">", "|", "\"", "“", "”", "(", ")", "[", "]", "{", "}", "<", "_", "~", "•": true
    default: false
    }
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ":", ";", "!", "?": true
    default: false
    }
  }

  /// A word without marks at its ends; nil if nothing is left that says something.
  private static func bare(_ word: [Unicode.Scalar]) -> String? {
    if word == ["&"] || word == ["+"] { return text(word[...]) }
    let isClean = word.allSatisfy { $0.value < 0x7F }
    var scalars = isClean ? word[...] : word.filter { $0.value < 0x7F || $0.value > 0x9F }[...]
    while let first = scalars.first, isMark(first) || first != "." && isPunctuation(first) {
      scalars.removeFirst()
    }
    // What ends the sentence stays, also where a mark stands before it.
    var end: Unicode.Scalar?
    while let last = scalars.last, isMark(last) || end == nil && isPunctuation(last) {
      if !isMark(last) { end = last }
      scalars.removeLast()
    }
    guard scalars.contains(where: says) else { return nil }
    return text(end.map { scalars + [$0] } ?? scalars)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count)
    for scalar in scalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func says(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? UInt8(truncatingIfNeeded: scalar.value).isLetter || UInt8(truncatingIfNeeded: scalar.value).isDigit
      : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
