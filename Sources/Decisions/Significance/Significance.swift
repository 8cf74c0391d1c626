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
    /// The more, the surer; a plain choice comes before what is told in passing.
    public let score: Int
  }

  /// The decisions that a text tells of.
  public static func findings(in text: [UInt8]) -> [Finding] {
    let sentences = Sentence.all(in: text)
    let passages = sentences.indices.map { Passage(around: $0, in: sentences) }
    return heads(of: passages, in: sentences).compactMap { finding(in: passages[$0.passage], head: $0.head) }
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

  /// The sentences that say what was decided, each with its passage: every plain choice, and for what is told in passing
  /// the weightiest sentence of the surest passage, once.
  private static func heads(of passages: [Passage], in sentences: [Sentence]) -> [(
    passage: Int, head: Sentence
  )] {
    let sure = passages.indices.filter { passages[$0].isDecision }
    var heads = sure.filter { sentences[$0].isChoice && !sentences[$0].isPrice }.map {
      (passage: $0, head: sentences[$0])
    }
    for index in sure.sorted(by: { (-passages[$0].score, $0) < (-passages[$1].score, $1) }) {
      let passage = passages[index]
      if heads.contains(where: { head in passage.sentences.contains { $0.isSame(as: head.head) } }) {
        continue
      }
      let candidates = passage.sentences.filter { !$0.isQuestion }
      // What was turned down is no title, nor is what has to be paid.
      let positive = candidates.filter {
        !$0.isPrice && ($0.isChoice || !$0.tells(.rejection, .counterfactual, .comparison))
      }
      let choosing = positive.filter(\.makesChoice)
      let titles = [choosing, positive, candidates.filter { !$0.isPrice }, candidates].first { !$0.isEmpty }
      guard let best = titles?.max(by: { $0.weight < $1.weight }) else { continue }
      heads.append((index, best))
    }
    return heads.sorted { $0.passage < $1.passage }
  }

  private static func finding(in passage: Passage, head: Sentence) -> Finding? {
    let title = head.title
    guard title.split(separator: " ").count > 1 else { return nil }
    return Finding(
      title: title, topic: topic(of: head, in: passage), sentence: head.text, line: head.line,
      impact: passage.impact, alternatives: passage.alternatives, scope: passage.scope,
      score: Int(passage.score * 100) + (head.isChoice ? 100 : 0))
  }

  private static func topic(of head: Sentence, in passage: Passage) -> String {
    let topics = Vocabulary.topics
    let found =
      topics.first { $0.names.contains(where: head.has) } ?? topics.first {
        $0.kinds.contains(where: head.has)
      }
      ?? topics.first { topic in passage.sentences.contains { topic.names.contains(where: $0.has) } }
    return found?.name ?? "architecture"
  }
}
