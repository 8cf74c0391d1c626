import Records

/// A sentence of a text, as words.
struct Sentence: Sendable {
  /// The line that it begins on, from 1.
  let line: Int
  /// The words as written, without the punctuation around them; empty where `lowered` has a mark.
  let words: [String]
  /// The words in lower case; behind a word with a colon stands `:`, behind one with a comma or the like `,`.
  let lowered: [String]
  /// Whether it asks.
  let isQuestion: Bool
  /// The paragraph or list that it is part of: evidence is looked for there.
  let block: Int
  /// The text of the sentence.
  let text: String
  /// What its words tell.
  let hits: [Signal: [String]]
  /// Whether it says what was chosen, and that something else was not.
  let isChoice: Bool

  /// Where a phrase stands, as the position behind it in `lowered`.
  func end(of phrase: [String]) -> Int? { Self.end(of: phrase, in: lowered) }

  private static func end(of phrase: [String], in words: [String]) -> Int? {
    words.indices.first { words[$0] == phrase[0] && words[$0...].starts(with: phrase) }.map {
      $0 + phrase.count
    }
  }

  /// Whether a phrase is in it.
  func has(_ phrase: [String]) -> Bool { end(of: phrase) != nil }

  /// Whether words of a kind are in it.
  func tells(_ signals: Signal...) -> Bool { signals.contains { hits[$0] != nil } }
}

extension Sentence {
  /// The sentences of a Markdown text, without code, quotations and comments, and without what a person asked for.
  /// A row of a table is one if the table tells of choices.
  static func all(in text: [UInt8]) -> [Sentence] {
    var reader = SentenceReader()
    for line in text.lines() { reader.read(line, of: text) }
    reader.finish()
    return reader.sentences
  }
}

/// Goes through the lines of a Markdown text.
private struct SentenceReader {
  var sentences: [Sentence] = []
  private var fence: Fence?
  private var isInComment = false
  private var isInPrompt = false
  private var block = 0
  private var number = 0
  private var pending: [(line: Int, text: String)] = []
  private var table: [String]?

  init() {}

  mutating func finish() {
    sentences += Sentence.split(pending, block: block)
    pending = []
  }

  mutating func read(_ line: Line, of text: [UInt8]) {
    number += 1
    if let open = fence {
      if open.isClosed(by: text, line) { fence = nil }
      return
    }
    if let open = Fence(text, line) {
      finish()
      fence = open
      return
    }
    let was = isInComment
    isInComment = text.endsInComment(line.content, isInComment)
    let range = text.trimmed(line.content)
    if was || range.isEmpty || text.hasPrefix("<!--", at: range.lowerBound) {
      finish()
      if range.isEmpty { (block, table) = (block + 1, nil) }
      return
    }
    let first = text[range.lowerBound]
    if first == .hash {
      if let title = Heading(text, line).map({ text.string($0.text).lowercased() }) {
        isInPrompt = title == "prompt"
      }
    }
    if isInPrompt { return }
    if first == UInt8(ascii: ">") { return finish() }
    if first == UInt8(ascii: "|") {
      finish()
      return readRow(text.string(range))
    }
    table = nil
    let isItem =
      range.count > 1 && ("-*+".utf8.contains(first) && text[range.lowerBound + 1].isBlank || first.isDigit)
    if first == .hash || isItem { finish() }
    if first == .hash { block += 1 }
    pending.append((number, text.string(range)))
    if first == .hash { finish() }
  }

  /// Headings of a column that holds what was chosen.
  private static let chosen: Set<String> = [
    "choice", "decision", "decided", "chosen", "selected", "we use", "we chose", "solution",
  ]

  private mutating func readRow(_ row: String) {
    var cells = row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map(\.trimmedBlanks)
    if cells.last == "" { cells.removeLast() }
    guard let table else {
      self.table = cells
      return
    }
    guard !row.utf8.allSatisfy({ "|-: ".utf8.contains($0) }),
      table.contains(where: { Self.chosen.contains($0.lowercased()) })
    else { return }
    let named = zip(table, cells).filter { !$0.1.isEmpty }.map { "\($0): \($1)" }
    let parts = named.joined(separator: ", ").split(separator: " ")
    if !parts.isEmpty { sentences.append(Sentence(parts, line: number, block: block)) }
  }
}

extension Sentence {
  /// The sentences of lines that belong together; each has the line that it begins on.
  fileprivate static func split(_ lines: [(line: Int, text: String)], block: Int) -> [Sentence] {
    var result: [Sentence] = []
    var part: [Substring] = []
    var start = 0
    func flush() {
      guard !part.isEmpty else { return }
      result.append(Sentence(part, line: start, block: block))
      part = []
    }
    for (line, word) in lines.flatMap({ line, text in text.split(separator: " ").map { (line, $0) } }) {
      if part.isEmpty { start = line }
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

  fileprivate init(_ parts: [Substring], line: Int, block: Int) {
    var words: [String] = []
    var lowered: [String] = []
    var names: [String] = []
    for part in parts {
      let bytes = Array(part.utf8)
      func isOuter(_ byte: UInt8) -> Bool { "*_`\"'()[]{},;:.!?#".utf8.contains(byte) }
      let start = bytes.firstIndex { !isOuter($0) } ?? bytes.count
      let end = (bytes.lastIndex { !isOuter($0) } ?? start - 1) + 1
      if start < end {
        let word = bytes.string(start..<end)
        words.append(word)
        lowered.append(word.lowercased())
        if bytes[0] != UInt8(ascii: "`"), Self.isName(bytes[start..<end]) { names.append(word.lowercased()) }
      }
      let marks = bytes[(start < end ? end : 0)...].filter { ",;:".utf8.contains($0) }
      if !marks.isEmpty {
        words.append("")
        lowered.append(marks.contains(UInt8(ascii: ":")) ? ":" : ",")
      }
    }
    (self.words, self.lowered, self.line, self.block) = (words, lowered, line, block)
    text = parts.joined(separator: " ")
    isQuestion = parts.last?.utf8.contains(UInt8(ascii: "?")) ?? false
    var hits = Vocabulary.hits(in: lowered)
    if !names.isEmpty { hits[.impact, default: []] += names }
    self.hits = hits
    let isContrast = hits[.comparison] != nil || hits[.rejection] != nil || hits[.change] != nil
    let told = lowered
    isChoice =
      !isQuestion && hits[.impact] != nil && isContrast
      && Vocabulary.markers.contains { Self.end(of: $0.phrase, in: told) != nil }
  }

  /// Words with a shape like a name that are none of a technique.
  private static let common: Set<String> = [
    "README", "JSON", "HTML", "HTTP", "HTTPS", "URL", "PDF", "CSV", "IDs", "CPU", "GPU", "RAM", "PHR", "ADR",
    "API", "SQL", "CSS", "TODO", "FAQ", "NEEDS", "CLARIFICATION", "USER", "ASSISTANT", "MHz", "kHz", "TTL",
    "PRs", "NOTE",
  ]

  /// Whether a word is written as products and protocols are: `CockroachDB`, `gRPC`, `MQTT`, `Next.js`.
  private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first.isLetter, !word.contains(where: { "/_(".utf8.contains($0) }),
      !common.contains(String(decoding: word, as: UTF8.self))
    else { return false }
    let isUpper = { (byte: UInt8) in byte >= 65 && byte <= 90 }
    let isLower = { (byte: UInt8) in byte >= 97 && byte <= 122 }
    if word.contains(where: isLower), word.dropFirst().contains(where: isUpper) { return true }
    let capitals = word.last == UInt8(ascii: "s") ? word.dropLast() : word
    return capitals.count > 2 && capitals.allSatisfy(isUpper) || word.suffix(3).elementsEqual(".js".utf8)
  }
}
