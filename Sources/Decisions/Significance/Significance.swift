import Records

/// Finds decisions that were made in a text, by the three-part test: impact, alternatives, scope. Precise rather than
/// complete: an ordinary bug fix is no decision.
public enum Significance {
  /// Words that show something, with their line.
  public struct Evidence: Equatable, Sendable {
    /// The words.
    public let words: String
    /// The line, from 1.
    public let line: Int
  }

  /// A decision that was found.
  public struct Finding: Equatable, Sendable {
    /// A title for the record.
    public let title: String
    /// What it is about.
    public let topic: String
    /// The sentence.
    public let sentence: String
    /// Its line, from 1.
    public let line: Int
    /// What shows a long-term consequence.
    public let impact: [Evidence]
    /// What shows that there were several options.
    public let alternatives: [Evidence]
    /// What shows how far it reaches.
    public let scope: [Evidence]
    /// The more, the surer.
    public let score: Int
  }

  /// How many sentences behind a decision may tell of its reasons.
  private static let reach = 4

  /// The decisions that a text tells of.
  public static func findings(in text: [UInt8]) -> [Finding] {
    let sentences = Sentence.all(in: text)
    return sentences.indices.compactMap { finding(at: $0, in: sentences) }
  }

  /// The decisions in what was answered to a prompt and in what came of it, with the lines that they have in the file.
  /// What was asked is no decision.
  public static func findings(in record: Record) -> [Finding] {
    [Section.response, .outcome].flatMap { section -> [Finding] in
      guard let content = record.content(section), let range = record.text.firstRange(of: content) else {
        return []
      }
      return findings(in: record.text[..<range.lowerBound].filter { $0 == .newline } + content)
    }
  }

  private static func finding(at index: Int, in sentences: [Sentence]) -> Finding? {
    let sentence = sentences[index]
    guard !sentence.isQuestion, let (phrase, form) = marker(of: sentence) else { return nil }
    if Vocabulary.hedges.contains(where: sentence.has) { return nil }
    let around = sentences[max(0, index - 1)..<min(sentences.count, index + 1 + reach)].filter {
      $0.line == sentence.line || abs($0.block - sentence.block) <= 1
    }
    let own = evidence(Vocabulary.topics.flatMap(\.phrases), in: [sentence])
    guard !own.isEmpty else { return nil }
    let impact = evidence(Vocabulary.topics.flatMap(\.phrases), in: Array(around))
    let isSwitch = if case .own = form { true } else { false }
    var alternatives = evidence(
      Vocabulary.alternatives, in: Array(around))
    if isSwitch { alternatives.append(Evidence(words: phrase.joined(separator: " "), line: sentence.line)) }
    var scope = evidence(Vocabulary.scope, in: Array(around))
    // What several parts rest on reaches far by itself.
    if scope.isEmpty, Set(impact.map(\.words)).count > 1 { scope = [impact[1]] }
    guard !alternatives.isEmpty, !scope.isEmpty else { return nil }
    if Vocabulary.local.contains(where: sentence.has) { return nil }
    if sentences.contains(where: { near in Vocabulary.quoting.contains(where: near.has) }) { return nil }
    let title = title(of: sentence, behind: phrase, form)
    guard title.split(separator: " ").count > 1 else { return nil }
    let topic = Vocabulary.topics.first { $0.phrases.contains(where: sentence.has) }?.name ?? "architecture"
    return Finding(
      title: title, topic: topic, sentence: sentence.text, line: sentence.line, impact: impact,
      alternatives: alternatives, scope: scope,
      score: min(impact.count, 3) + min(alternatives.count, 3) + min(scope.count, 3))
  }

  private static func marker(of sentence: Sentence) -> (phrase: [String], form: Vocabulary.Form)? {
    Vocabulary.markers.first { phrase, form in
      guard let end = sentence.end(of: phrase) else { return false }
      guard case .own = form else { return true }
      // `X is replaced while loading` tells what a program does; `replaced X with Y` what was decided.
      let before = end - phrase.count > 0 ? sentence.lowered[end - phrase.count - 1] : ""
      let isPassive = ["is", "are", "be", "get", "gets", "got", "being", "to"].contains(before)
      return !isPassive
        && (phrase.count > 1 || sentence.lowered[end...].contains { $0 == "with" || $0 == "by" })
    }
  }

  private static func evidence(_ phrases: [[String]], in sentences: [Sentence]) -> [Evidence] {
    var found: [Evidence] = []
    for sentence in sentences {
      for phrase in phrases where sentence.has(phrase) {
        let words = phrase.joined(separator: " ")
        if !found.contains(where: { $0.words == words }) {
          found.append(Evidence(words: words, line: sentence.line))
        }
      }
    }
    return found
  }

  /// Words that end a title: reasons and options follow.
  private static let ends: Set<String> = [
    "", "because", "since", "as", "instead", "rather", "over", "so", "which", "that", "after", "due",
    "to avoid",
    "but", "and", "when", "while", "where", "given",
  ]

  private static func title(of sentence: Sentence, behind phrase: [String], _ form: Vocabulary.Form) -> String
  {
    guard let start = sentence.end(of: phrase) else { return "" }
    switch form {
    case .passive:
      let before = sentence.words[..<(start - phrase.count)].reversed().prefix { !$0.isEmpty }.reversed()
        .prefix(8)
      return before.isEmpty ? "" : "Use " + before.joined(separator: " ")
    case .sentence: return sentence.words.filter { !$0.isEmpty }.prefix(8).joined(separator: " ")
    default: break
    }
    var words: [String] = []
    var isFirst = true
    for (word, lowered) in zip(sentence.words[start...], sentence.lowered[start...]) {
      if isFirst, lowered.isEmpty || ["to", "that", "we", "a", "an", "the", "is", "will"].contains(lowered) {
        continue
      }
      isFirst = false
      if ends.contains(lowered) || words.count == 8 { break }
      words.append(word)
    }
    while let last = words.last?.lowercased(),
      ["for", "of", "in", "on", "with", "the", "a", "from", "to"].contains(last)
    {
      words.removeLast()
    }
    let rest = words.joined(separator: " ")
    guard !rest.isEmpty else { return "" }
    switch form {
    case .passive, .sentence: return ""
    case .own(let verb): return verb + " " + rest
    case .thing: return "Use " + rest
    case .verb: return rest.prefix(1).uppercased() + rest.dropFirst()
    }
  }
}
