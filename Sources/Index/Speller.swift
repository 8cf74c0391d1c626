import Database

/// Corrects words that no record has to words that some have.
struct Speller {
  let vocabulary: Vocabulary
  /// Names those of the candidates that a mistyped word may have meant, the likeliest first.
  let suggestions: (_ word: String, _ candidates: [String]) -> [String]

  /// Shorter words can be anything; longer ones are none.
  private static let lengths = 4...40
  /// So many words are corrected.
  private static let mostWords = 4
  /// So many words of the index with the same beginning are looked at.
  private static let mostRead = 6_000
  /// So many of them, the likeliest, are compared with one.
  private static let mostCandidates = 300

  /// The words that no record has in any spelling and that may be mistyped.
  func unknown(in query: Query) throws(DatabaseError) -> [Query.Term] {
    var unknown: [Query.Term] = []
    for term in query.wantedTerms {
      guard let word = term.plainWord, Self.lengths.contains(word.count), word.allSatisfy(\.isLower),
        term.text.utf8.count == word.count, try vocabulary.frequency(of: term) == 0
      else { continue }
      unknown.append(term)
    }
    return unknown
  }

  /// The query with other words for some that no record has; nil if there are none.
  func correction(of query: Query, _ unknown: [Query.Term]) throws(DatabaseError) -> Query? {
    var text = Array(query.text.utf8)
    var better: [Query.Term] = []
    for term in unknown.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      guard better.count < Self.mostWords, let word = term.plainWord, let found = try correction(of: word)
      else { continue }
      let bytes = Array(found.utf8)
      guard
        let term = Query.Term(bytes, 0..<bytes.count, range: term.range, style: .word, column: term.column)
      else { continue }
      better.append(term)
      // Behind the name of a column the word is the end of the range.
      text.replaceSubrange((term.range.upperBound - word.count)..<term.range.upperBound, with: bytes)
    }
    if better.isEmpty { return nil }
    return Query(text: String(decoding: text, as: UTF8.self), root: query.root?.replacing(better))
  }

  /// The first letter is seldom wrong; the second may be, or stand in the place of the first or the third.
  private func correction(of word: [UInt8]) throws(DatabaseError) -> String? {
    let stem = Porter.stem(word)
    let starts = [
      Array(word.prefix(3)), [word[0], word[1]], [word[1], word[0]], [word[0], word[2]], [word[0]],
    ]
    for start in starts {
      let near = try stems(from: start).filter { abs($0.stem.utf8.count - stem.count) < 3 }
        .map { (stem: $0.stem, shared: zip($0.stem.utf8, stem).prefix { $0 == $1 }.count, count: $0.count) }
        .sorted { ($0.shared, $0.count, $1.stem) > ($1.shared, $1.count, $0.stem) }
        .prefix(Self.mostCandidates).map(\.stem)
      let asked = String(decoding: stem, as: UTF8.self)
      for found in suggestions(asked, near) where found.utf8.allSatisfy(\.isLower) {
        let words = try vocabulary.words(for: Array(found.utf8))
        let typed = String(decoding: word, as: UTF8.self)
        if let best = suggestions(typed, words).first ?? words.first { return best }
      }
    }
    return nil
  }

  private func stems(from start: [UInt8]) throws(DatabaseError) -> [(stem: String, count: Int)] {
    try vocabulary.stems(from: String(decoding: start, as: UTF8.self), limit: Self.mostRead)
  }
}

extension Query.Node {
  /// The same with other terms in their places.
  fileprivate func replacing(_ terms: [Query.Term]) -> Query.Node {
    switch self {
    case .text(let term): .text(terms.first { $0.range == term.range } ?? term)
    case .and(let nodes): .and(nodes.map { $0.replacing(terms) })
    case .or(let nodes): .or(nodes.map { $0.replacing(terms) })
    case .filter, .not: self
    }
  }
}
