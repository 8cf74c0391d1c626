import Records

/// A sentence of a text, as words.
struct Sentence: Sendable {
  /// The line that it begins on, from 1.
  let line: Int
  /// The words as written, without the punctuation around them.
  let words: [String]
  /// The words in lower case; behind a word with a comma, colon or the like stands an empty one.
  let lowered: [String]
  /// Whether it asks.
  let isQuestion: Bool
  /// The paragraph or list that it is part of: evidence is looked for there.
  let block: Int

  /// The text of the sentence.
  let text: String

  /// Where a phrase stands, as the position behind it in `lowered`.
  func end(of phrase: [String]) -> Int? {
    guard let first = phrase.first, lowered.count >= phrase.count else { return nil }
    for start in 0...(lowered.count - phrase.count) where lowered[start] == first {
      if lowered[start..<(start + phrase.count)].elementsEqual(phrase) { return start + phrase.count }
    }
    return nil
  }

  /// Whether a phrase is in it.
  func has(_ phrase: [String]) -> Bool { end(of: phrase) != nil }
}

extension Sentence {
  /// The sentences of a Markdown text, without code, tables, quotations and comments.
  static func all(in text: [UInt8]) -> [Sentence] {
    var result: [Sentence] = []
    var fence: Fence?
    var isInComment = false
    var block = 0
    var number = 0
    var pending: (line: Int, text: String)?
    func flush() {
      if let (line, text) = pending { result += split(text, line: line, block: block) }
      pending = nil
    }
    for line in text.lines() {
      number += 1
      if let open = fence {
        if open.isClosed(by: text, line) { fence = nil }
        continue
      }
      if let open = Fence(text, line) {
        flush()
        fence = open
        continue
      }
      let was = isInComment
      isInComment = text.endsInComment(line.content, isInComment)
      let range = text.trimmed(line.content)
      if was || range.isEmpty || text.hasPrefix("<!--", at: range.lowerBound) {
        flush()
        if range.isEmpty, pending == nil { block += 1 }
        continue
      }
      let first = text[range.lowerBound]
      if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
        flush()
        continue
      }
      let isItem =
        range.count > 1 && ("-*+".utf8.contains(first) && text[range.lowerBound + 1].isBlank || first.isDigit)
      if first == .hash || isItem { flush() }
      if first == .hash { block += 1 }
      let shown = text.string(range)
      if let (at, old) = pending { pending = (at, old + " " + shown) } else { pending = (number, shown) }
      if first == .hash { flush() }
    }
    flush()
    return result
  }

  private static func split(_ text: String, line: Int, block: Int) -> [Sentence] {
    var result: [Sentence] = []
    var part: [Substring] = []
    func flush() {
      guard !part.isEmpty else { return }
      result.append(Sentence(part, line: line, block: block))
      part = []
    }
    for word in text.split(separator: " ") {
      part.append(word)
      // A dot ends a sentence, but not in `Next.js` or `e.g.`
      let bare = word.utf8.reversed().drop { "*_`)\"".utf8.contains($0) }
      guard let last = bare.first, ".!?".utf8.contains(last) else { continue }
      if ["e.g.", "i.e.", "vs.", "etc."].contains(word.lowercased()) { continue }
      flush()
    }
    flush()
    return result
  }

  private init(_ parts: [Substring], line: Int, block: Int) {
    var words: [String] = []
    var lowered: [String] = []
    for part in parts {
      let bytes = Array(part.utf8)
      func isOuter(_ byte: UInt8) -> Bool { "*_`\"'()[]{},;:.!?#".utf8.contains(byte) }
      let start = bytes.firstIndex { !isOuter($0) } ?? bytes.count
      let end = (bytes.lastIndex { !isOuter($0) } ?? start - 1) + 1
      if start < end {
        let word = bytes.string(start..<end)
        words.append(word)
        lowered.append(word.lowercased())
      }
      if bytes[max(start, end)...].contains(where: { ",;:".utf8.contains($0) }) {
        words.append("")
        lowered.append("")
      }
    }
    (self.words, self.lowered, self.line, self.block) = (words, lowered, line, block)
    text = parts.joined(separator: " ")
    isQuestion = parts.last?.utf8.contains(UInt8(ascii: "?")) ?? false
  }
}
