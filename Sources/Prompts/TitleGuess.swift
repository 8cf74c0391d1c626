import Records

/// A title of three to seven words, made from the beginning of a prompt.
public enum TitleGuess {
  private static let mostWords = 7
  private static let fewestWords = 3
  private static let longest = 70

  private static let openings: [[String]] = [
    ["please"], ["kindly"], ["can", "you"], ["could", "you"], ["would", "you"], ["can", "we"],
    ["could", "we"],
    ["i", "want", "you", "to"], ["i", "want", "to"], ["i", "need", "you", "to"], ["i", "need", "to"],
    ["i", "would", "like", "you", "to"], ["i", "would", "like", "to"], ["i'd", "like", "you", "to"],
    ["i'd", "like", "to"], ["we", "need", "to"], ["we", "want", "to"], ["we", "should"],
    ["you", "need", "to"],
    ["your", "task", "is", "to"], ["go", "ahead", "and"], ["help", "me", "to"], ["help", "me"], ["let's"],
    ["lets"], ["now"], ["ok"], ["okay"], ["hi"], ["hello"], ["hey"], ["so"], ["and"], ["then"], ["also"],
    ["just"], ["great"], ["perfect"], ["fine"], ["nice"], ["good"], ["thanks"], ["thank", "you"],
    ["sure"], ["yes"], ["alright"],
  ]

  /// Words that lead on to what was cut off.
  private static let weakEndings: Set<String> = [
    "a", "an", "the", "to", "of", "and", "or", "with", "for", "in", "on", "at", "by", "from", "that", "which",
    "is",
    "are", "as", "so", "it", "its", "into", "using", "my", "our", "your", "this", "these", "be", "but", "if",
    "when",
    "here", "how", "what", "where", "while", "than", "via", "per", "about", "without", "through", "such",
    "like",
    "all", "any", "each", "every", "some", "can", "will", "must", "should", "not", "no", "&", "+", "covering",
    "including", "between", "within", "because",
  ]

  /// Words that a phrase hangs on which says little if it is cut off itself.
  private static let prepositions: Set<String> = [
    "into", "for", "with", "by", "using", "from", "on", "in", "to", "via", "through", "within", "between",
  ]

  /// Ends of words that say what kind of thing the next word names.
  private static let attributes = [
    "-driven", "-based", "-specific", "-level", "-side", "-aware", "-first", "-ready", "-oriented",
    "-related", "-wide", "-powered", "-friendly", "-only", "-safe",
  ]

  /// Words before a colon that say what kind of text follows.
  private static let labels: Set<String> = [
    "feature", "project", "name", "title", "objective", "context", "task", "goal", "phase", "step", "purpose",
    "description", "summary", "topic", "subject", "overview", "background", "specification", "request",
    "prompt",
    "note", "problem", "todo", "mission", "audience", "focus", "criteria", "constraints", "requirements",
    "scope",
  ]

  private static let articles: Set<String> = ["a", "an", "the"]

  /// The openings by their first word, in their order.
  private static let openingsByFirst = Dictionary(grouping: openings) { $0[0] }

  /// The title for a prompt; its words are kept in their order and spelling.
  public static func title(for prompt: String) -> String {
    let typed = TypedText(Array(prompt.utf8))
    var (words, isCut) = firstClause(
      typed.text.isEmpty ? prompt : String(decoding: typed.text, as: UTF8.self))
    while let length = openingLength(words) { words.removeFirst(length) }
    if words.count > mostWords {
      let next = words[mostWords]
      (words, isCut) = (Array(words.prefix(mostWords)), true)
      dropHalfAddition(&words, before: next)
    }
    dropWeakEnd(&words)
    if isCut {
      shorten(&words)
      dropWeakEnd(&words)
    }
    // What can't be seen, or turns the direction of text, belongs into no name.
    var title = words.joined(separator: " ")
    if title.unicodeScalars.contains(where: isControl) {
      title = String(String.UnicodeScalarView(title.unicodeScalars.filter { !isControl($0) }))
    }
    while let last = title.last, " ,;:.!?-–—&+".contains(last) { title.removeLast() }
    if title.count > longest { title = String(title.prefix(longest - 1)) + "…" }
    guard let first = title.first else { return "Prompt without words" }
    return first.isLowercase && !title.prefix(while: { $0 != " " }).dropFirst().contains(where: \.isUppercase)
      ? first.uppercased() + String(title.dropFirst()) : title
  }

  /// How many words at the beginning only lead on to what is wanted; nil if none do.
  private static func openingLength(_ words: [String]) -> Int? {
    guard let first = words.first else { return nil }
    let opening = openingsByFirst[small(first)]?.first { opening in
      words.count > opening.count && zip(opening, words).dropFirst().allSatisfy { $0 == small($1) }
    }
    return opening?.count
  }

  /// A word in small letters, without the marks that end a sentence.
  private static func small(_ word: String) -> String {
    let marks = Array(",.!".utf8)
    return String(decoding: word.utf8.filter { !marks.contains($0) }.map(\.lowered), as: UTF8.self)
  }

  private static func isWeak(_ word: String) -> Bool {
    weakEndings.contains(word.lowercased().filter { $0 != ":" && $0 != "," })
  }

  private static func dropWeakEnd(_ words: inout [String]) {
    while words.count > fewestWords, let last = words.last, isWeak(last) { words.removeLast() }
  }

  /// Takes away what is added by `and` if it is cut off within what its article begins: `… and write a complete`.
  private static func dropHalfAddition(_ words: inout [String], before next: String) {
    let goesOn = !isWeak(next) && !prepositions.contains(next.lowercased())
    guard goesOn, words.last.map({ !endsSentence($0) }) ?? false,
      words.suffix(2).contains(where: { articles.contains($0.lowercased()) }),
      let and = words.lastIndex(where: { $0.lowercased() == "and" }), and >= fewestWords,
      !words[and...].contains(where: { prepositions.contains($0.lowercased()) })
    else { return }
    words = Array(words[..<and])
  }

  /// Takes away the beginning of a phrase whose end is cut off.
  private static func shorten(_ words: inout [String]) {
    if words.count > fewestWords, let last = words.last, attributes.contains(where: { last.hasSuffix($0) }) {
      words.removeLast()
    }
    guard let last = words.lastIndex(where: { prepositions.contains($0.lowercased()) }), last >= fewestWords
    else {
      return
    }
    let tail = words[(last + 1)...]
    if tail.count <= 1 || tail.dropLast().contains(where: { $0.hasSuffix(",") }) {
      words = Array(words[..<last])
    }
  }

  /// The words of the first clause that has enough of them, and whether it goes on after them.
  private static func firstClause(_ prompt: String) -> (words: [String], isCut: Bool) {
    var words: [String] = []
    var command: String?
    var lines = TitleLines(prompt)
    let top = lines.next
    while let line = lines.next {
      lines.advance()
      var rest = line.words
      // A heading of one word says what follows, not what is wanted.
      if line.isHeading, rest.count == 1, lines.next != nil { continue }
      if words.isEmpty, command == nil, let first = rest.first, first.hasPrefix("/"),
        !first.dropFirst().contains("/")
      {
        command = first
        rest.removeFirst()
      }
      let unlabelled = withoutLabel(rest)
      if unlabelled.count < rest.count, unlabelled.count < fewestWords { continue }
      rest = unlabelled
      if words.isEmpty, rest.count > 2, rest[0].lowercased() == "you", rest[1].lowercased() == "are" {
        guard let end = rest.firstIndex(where: endsSentence), end + fewestWords < rest.count else { continue }
        rest = withoutLabel(Array(rest[(end + 1)...]))
      }
      for (index, word) in rest.enumerated() {
        words.append(word)
        if let end = labelStart(words), end >= fewestWords { return (Array(words[..<end]), false) }
        if words.count >= fewestWords, endsSentence(word) || word.utf8.last == .colon {
          let next = index + 1 < rest.count ? Array(rest[(index + 1)...]) : lines.next?.words ?? []
          return (request(behind: words, next) ?? words, false)
        }
        if words.count >= 24 { return (words, index + 1 < rest.count) }
      }
      if words.count >= fewestWords { return (words, false) }
    }
    if words.count < 2, let command { return ([command] + words, false) }
    return words.isEmpty ? (top?.words ?? [], false) : (words, false)
  }

  /// How a sentence begins that says what is the case, often before one that says what is wanted.
  private static let situations: [[String]] = [
    ["i", "have"], ["we", "have"], ["i", "am"], ["i'm"], ["i've"], ["we're"], ["we've"], ["there", "is"],
    ["there", "are"],
  ]

  /// The sentence that says what is wanted, if the one before it only says what is the case.
  private static func request(behind words: [String], _ next: [String]) -> [String]? {
    let isSituation = situations.contains { $0.elementsEqual(words.prefix($0.count).map(small)) }
    guard isSituation, let opening = openingLength(next), next.count >= opening + fewestWords else {
      return nil
    }
    return Array(next[...(next.firstIndex(where: endsSentence) ?? next.count - 1)])
  }

  private static func endsSentence(_ word: String) -> Bool {
    guard let last = word.unicodeScalars.last else { return false }
    return switch last {
    case ".", "!", "?", ";", "。", "！", "？": true
    default: false
    }
  }

  /// Where a label begins with which the words end, such as `Target audience:`: what follows it is another part of the
  /// text, though no line ended before it.
  private static func labelStart(_ words: [String]) -> Int? {
    guard let last = words.last, last.utf8.last == .colon else { return nil }
    let isCapital = last.first?.isUppercase ?? false
    guard labels.contains(last.lowercased().filter { $0 != ":" }) else { return nil }
    if isCapital { return words.count - 1 }
    return words.dropLast().last?.first?.isUppercase ?? false ? words.count - 2 : nil
  }

  /// `Feature: session expiry` is about the session's expiry.
  private static func withoutLabel(_ words: [String]) -> [String] {
    guard let end = words.prefix(3).firstIndex(where: { $0.utf8.last == .colon }),
      words[...end].contains(where: { labels.contains($0.lowercased().filter { $0 != ":" }) })
    else { return words }
    return Array(words[(end + 1)...])
  }
}
