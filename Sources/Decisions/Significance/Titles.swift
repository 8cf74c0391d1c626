extension Sentence {
  /// A title for the record of what this sentence decides.
  var title: String {
    guard let (phrase, form) = marker, let end = end(of: phrase) else { return clause }
    switch form {
    case .passive:
      let before = words[..<(end - phrase.count)].reversed().prefix { !$0.isEmpty }.reversed().prefix(8)
      return before.isEmpty ? clause : "Use " + before.joined(separator: " ")
    case .sentence: return clause
    case .own(let verb): return behind(end).map { verb + " " + $0 } ?? clause
    case .thing: return behind(end).map { "Use " + $0 } ?? clause
    case .verb: return behind(end).map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? clause
    }
  }

  /// Whether it is the same sentence of one text.
  func isSame(as other: Sentence) -> Bool { line == other.line && text == other.text }

  /// Whether it says what was chosen, even if nothing is said against it.
  var makesChoice: Bool {
    guard tells(.impact), let (phrase, form) = marker, phrase != ["it", "is"] else { return false }
    if case .sentence = form { return false }
    return true
  }

  /// Whether it begins with what has to be paid for a choice.
  var isPrice: Bool {
    let start = lowered.prefix(5)
    return Vocabulary.prices.contains { phrase in
      start.indices.contains { start[$0...].starts(with: phrase) }
    }
  }

  /// The words that say that something was chosen.
  private var marker: (phrase: [String], form: Vocabulary.Form)? {
    Vocabulary.markers.first { phrase, form in
      guard let end = end(of: phrase) else { return false }
      guard case .own = form else { return true }
      // `X is replaced while loading` tells what a program does; `replaced X with Y` what was decided.
      let before = end - phrase.count > 0 ? lowered[end - phrase.count - 1] : ""
      let isPassive = ["is", "are", "be", "get", "gets", "got", "being", "to"].contains(before)
      return !isPassive && (phrase.count > 1 || lowered[end...].contains { $0 == "with" || $0 == "by" })
    }
  }

  /// Words that end a title: reasons and options follow.
  private static let ends: Set<String> = [
    ",", ":", "because", "since", "as", "instead", "rather", "over", "so", "which", "that", "after", "due",
    "but", "and", "when", "while", "where", "given",
  ]

  /// Words that no title ends with.
  private static let loose: Set<String> = [
    "for", "of", "in", "on", "with", "the", "a", "from", "to", "is", "are",
  ]

  /// What follows a marker, up to the reason.
  private func behind(_ start: Int) -> String? {
    let skipped: Set<String> = [",", ":", "to", "that", "we", "a", "an", "the", "is", "will"]
    let rest = Array(zip(words, lowered)).dropFirst(start).drop { skipped.contains($0.1) }
    return Self.joined(rest.prefix { !Self.ends.contains($0.1) }.prefix(8).map(\.0))
  }

  /// The first clause that is long enough, without the label before it.
  private var clause: String {
    var rest = Array(zip(words, lowered))
    if let colon = rest.prefix(5).firstIndex(where: { $0.1 == ":" }) { rest.removeFirst(colon + 1) }
    let end = rest.indices.first { $0 > 4 && Self.ends.contains(rest[$0].1) } ?? rest.count
    let taken = rest[..<end].map(\.0).filter { !$0.isEmpty && $0.utf8.contains { $0.isLetter || $0.isDigit } }
    return Self.joined(Array(taken.prefix(10))).map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
  }

  private static func joined(_ words: [String]) -> String? {
    var words = words
    while let last = words.last?.lowercased(), loose.contains(last) { words.removeLast() }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
