/// A few sentences around one, which are judged together: a choice, what was turned down and why seldom stand in one
/// sentence.
struct Passage: Sendable {
  /// The sentences.
  let sentences: [Sentence]
  /// The different words of each kind in them, in order.
  let words: [Signal: [Significance.Evidence]]
  /// How surely a decision is told of, above or below zero.
  let score: Double

  /// How many sentences before and behind count, and how many more where it is only asked whether all is decided.
  private static let (before, behind, nearby) = (3, 4, 8)

  /// The passage around a sentence.
  init(around center: Int, in all: [Sentence]) {
    let reach = max(0, center - Self.before)..<min(all.count, center + Self.behind + 1)
    let members = reach.filter { abs(all[$0].block - all[center].block) <= 1 }
    sentences = members.map { all[$0] }
    let first = members.first ?? center
    let near = max(0, first - Self.nearby)..<min(all.count, first + members.count + Self.nearby)
    words = Self.words(in: sentences[...])
    let doubt =
      (Self.words(in: all[near])[.doubt]?.count ?? 0) + all[near].count { $0.isQuestion }
    score = Self.score(words, sentences) + Signal.doubtNearby * Double(min(doubt, 5))
  }

  /// What was weighed, turned down or would have come instead.
  var alternatives: [Significance.Evidence] {
    words[.rejection, default: []] + words[.comparison, default: []] + words[.counterfactual, default: []]
  }

  /// How far it reaches.
  var scope: [Significance.Evidence] { words[.reach, default: []] + words[.rule, default: []] }

  /// What it changes in the long term.
  var impact: [Significance.Evidence] { words[.impact, default: []] }

  /// Whether all three parts of the test have evidence, and the whole weighs enough.
  var isDecision: Bool {
    score >= Signal.threshold && !alternatives.isEmpty && !scope.isEmpty && !impact.isEmpty
  }

  private static func words(in sentences: ArraySlice<Sentence>) -> [Signal: [Significance.Evidence]] {
    var result: [Signal: [Significance.Evidence]] = [:]
    for sentence in sentences {
      for (signal, phrases) in sentence.hits {
        for phrase in phrases where result[signal]?.contains(where: { $0.words == phrase }) != true {
          result[signal, default: []].append(Significance.Evidence(words: phrase, line: sentence.line))
        }
      }
    }
    return result
  }

  private static func score(_ words: [Signal: [Significance.Evidence]], _ sentences: [Sentence]) -> Double {
    var sum = Signal.start
    for (signal, found) in words { sum += signal.weight * Double(min(found.count, signal.limit)) }
    let choices = sentences.filter(\.isChoice)
    if !choices.isEmpty { sum += Signal.choice }
    let isFar = words[.reach] != nil || words[.rule] != nil
    if isFar, choices.contains(where: { !$0.tells(.detail, .doubt, .repair, .unchanged) }) {
      sum += Signal.plainChoice
    }
    return sum
  }
}

extension Sentence {
  /// What its own words weigh.
  var weight: Double {
    hits.reduce(isChoice ? Signal.plainChoice : 0) { sum, entry in
      sum + entry.key.weight * Double(min(Set(entry.value).count, entry.key.limit))
    }
  }
}
