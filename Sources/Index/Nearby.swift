import Database
import Records

extension Index {
  /// The records that have most of what is wanted, where none has all.
  func nearest(
    _ query: Query, _ options: SearchOptions, _ today: CalendarDate
  ) throws(DatabaseError) -> SearchAnswer? {
    let query = try widened(query)
    let ranked = try nearby(query, options, today)
    if ranked.isEmpty { return nil }
    return SearchAnswer(hits: try hits(ranked, [], query, options), total: ranked.count)
  }

  /// The records that have some of what is wanted, in order. Terms that are so common that the engine would have to
  /// look at too many records count only for those that have a rarer one.
  func nearby(
    _ query: Query, _ options: SearchOptions, _ today: CalendarDate
  ) throws(DatabaseError) -> [Candidate] {
    var frequencies: [(term: Int, count: Int)] = []
    for term in query.wantedTerms {
      frequencies.append((term.range.lowerBound, try vocabulary.reach(of: term)))
    }
    var rare: Set<Int> = []
    var sum = 0
    for (term, count) in frequencies.sorted(by: { $0.count < $1.count }) {
      sum += count
      if rare.isEmpty || sum <= Self.mostOthers { rare.insert(term) }
    }
    guard let relaxed = query.relaxed(isCommon: { !rare.contains($0.range.lowerBound) }) else { return [] }
    var found = try candidates(query.translation, relaxed.text, relaxed.phrases, query, options)
    Ranking(query: query, today: today).apply(to: &found)
    let least = (found.map(\.score).max() ?? 0) * Self.leastShare
    return try ordered(found.filter { $0.score >= least }, options)
  }

  /// What has less than this share of the best score has too little to do with what was asked.
  private static let leastShare = 0.3

  /// So many records are looked at for want of any with all the words.
  private static let mostOthers = 5_000

  /// A related word that more records have is left out: it would bring too many that have nothing else.
  static let mostRelated = 2_000
}
