import Records

/// Findings about one thing, as one suggestion.
public struct Suggestion: Sendable {
  /// A finding with the text that it was found in.
  public struct Part: Sendable {
    /// The path of the text.
    public let source: [UInt8]
    /// The finding.
    public let finding: Significance.Finding
  }

  /// The title of the record to write.
  public let title: String
  /// What was found, the surest first.
  public let parts: [Part]
  /// The decision that covers it already, as a position.
  public let coveredBy: Int?

  /// The line of the convention.
  public var line: String {
    "📋 Architectural decision detected: \(title) — Document reasoning and tradeoffs? Run `/sp.adr \(title)`"
  }

  /// Groups findings: what is about one thing in one text or feature belongs in one record.
  public static func grouped(
    _ found: [(source: [UInt8], group: String, finding: Significance.Finding)], in set: DecisionSet
  )
    -> [Suggestion]
  {
    var order: [String] = []
    var groups: [String: [Part]] = [:]
    for (source, group, finding) in found {
      let key = group + "\u{0}" + finding.topic
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(Part(source: source, finding: finding))
    }
    return order.compactMap { key in
      guard let parts = groups[key]?.sorted(by: { $0.finding.score > $1.finding.score }),
        let best = parts.first
      else {
        return nil
      }
      return Suggestion(title: best.finding.title, parts: parts, coveredBy: covering(best.finding, in: set))
    }.sorted { ($0.parts[0].finding.score, $1.title) > ($1.parts[0].finding.score, $0.title) }
  }

  /// The decision whose title or decision names everything that the finding is about; of several, the one whose title
  /// has most of the words that the finding's title has and few other titles.
  private static func covering(_ finding: Significance.Finding, in set: DecisionSet) -> Int? {
    let titles = Sentence.all(in: Array(finding.title.utf8))
    let named = titles.flatMap { sentence in
      sentence.hits[.impact, default: []].map { $0.split(separator: " ").map(String.init) }
    }
    // Names of techniques tell more than words such as "service".
    let kinds = Vocabulary.topics.flatMap(\.kinds)
    let special = named.filter { !kinds.contains($0) }
    let names = special.isEmpty ? named : special
    guard !names.isEmpty else { return nil }
    let covering = set.all.indices.filter { index in
      let decision = set.all[index]
      if decision.standing == .rejected { return false }
      let text = decision.title + ".\n\n" + decision.bindingPart(limit: 2_000)
      let sentences = Sentence.all(in: Array(text.utf8))
      return names.allSatisfy { name in sentences.contains { $0.has(name) } }
    }
    guard covering.count > 1 else { return covering.first }
    let shown = set.all.map { Set(Sentence.all(in: Array($0.title.utf8)).flatMap(\.lowered)) }
    let words = Set(titles.flatMap(\.lowered)).subtracting([",", ":"])
    let likeness = covering.map { index in
      words.intersection(shown[index]).sorted().reduce(0.0) { sum, word in
        sum + 1 / Double(shown.count { $0.contains(word) })
      }
    }
    return zip(covering, likeness).max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0
  }
}
