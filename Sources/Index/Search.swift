import Database
import History
import Platform
import Records

/// A record that was found.
public struct SearchHit: Sendable {
  /// What the index tells of it.
  public let row: IndexRow
  /// How well it fits; more is better.
  public let score: Double
  /// The record as its file says now: a hit is compared with its file before it is shown.
  public let found: FoundRecord
  /// The piece of text that fits best.
  public let snippet: Snippet?
}

/// The answer to a search.
public struct SearchAnswer: Sendable {
  /// The hits that were asked for, best first.
  public var hits: [SearchHit] = []
  /// How many records fit in all.
  public var total = 0
  /// Whether no record has all the words, so that those that have most are shown.
  public var isRelaxed = false
  /// The query with its words corrected to some that the index holds, if nothing was found.
  public var correction: String?
}

/// What a search wants beside the query.
public struct SearchOptions: Sendable {
  /// The order of the hits.
  public enum Order: String, CaseIterable, Sendable { case score, date, id }

  /// How many hits.
  public var limit: Int
  /// How many to leave out before them.
  public var offset: Int
  /// Their order.
  public var order: Order
  /// Whether superseded and rejected decisions are left out.
  public var isLive: Bool
  /// Characters of a snippet; 0 for none.
  public var snippetWidth: Int

  /// The usual options.
  public init(
    limit: Int = 20, offset: Int = 0, order: Order = .score, isLive: Bool = false, snippetWidth: Int = 160
  ) {
    (self.limit, self.offset, self.order, self.isLive) = (limit, offset, order, isLive)
    self.snippetWidth = snippetWidth
  }
}

extension Index {
  /// Searches. `today` is what the recent is counted from.
  public func search(
    _ query: Query, _ options: SearchOptions = SearchOptions(), today: CalendarDate
  ) throws(IndexError) -> SearchAnswer {
    try mending("search the index") { () throws(DatabaseError) in
      let translation = query.translation
      var ranked = try candidates(translation, match: translation.match, options)
      var answer = SearchAnswer()
      if ranked.isEmpty, translation.pieces.count > 1, let relaxed = translation.relaxed {
        ranked = try candidates(translation, match: relaxed, options)
        try favourComplete(&ranked, translation)
        answer.isRelaxed = !ranked.isEmpty
      }
      answer.total = ranked.count
      if options.order == .score { Ranking(query: query, today: today).apply(to: &ranked) }
      let wanted = try ordered(ranked, options)
      answer.hits = try hits(wanted, query, options)
      return answer
    }
  }

  /// A record that may be a hit.
  struct Candidate {
    let source: Source
    let row: Int64
    var score: Double
    var date: String?
    var title: [UInt8] = []
    var kind: Kind = .prompt
    var status: String?
    var id: String?

    enum Source { case index, overlay }
  }

  /// Every record that fits, with the engine's score.
  private func candidates(
    _ translation: Query.Translation, match: String?, _ options: SearchOptions
  ) throws(DatabaseError) -> [Candidate] {
    var result = try candidates(in: database, .index, translation, match, options)
    if let overlay {
      result.removeAll { hidden.contains($0.row) }
      result += try candidates(in: overlay, .overlay, translation, match, options)
    }
    return result
  }

  private func candidates(
    in database: Database, _ source: Candidate.Source, _ translation: Query.Translation, _ match: String?,
    _ options: SearchOptions
  ) throws(DatabaseError) -> [Candidate] {
    var conditions = translation.conditions.map(\.sql)
    if options.isLive {
      conditions.append("ifnull(r.status, '') NOT IN ('superseded', 'rejected', 'deprecated')")
    }
    var values: [Value] = []
    var sql = "SELECT r.row, "
    if let match {
      sql +=
        "bm25(texts, \(Ranking.weights)), r.date, r.title, r.kind, r.status, r.id FROM texts JOIN records r ON r.row = texts.rowid"
      conditions.insert("texts MATCH ?", at: 0)
      values.append(.string(match))
    } else {
      sql += "0.0, r.date, r.title, r.kind, r.status, r.id FROM records r"
    }
    for condition in translation.conditions {
      for value in condition.values { values.append(try bound(value, in: database)) }
    }
    if !conditions.isEmpty { sql += " WHERE " + conditions.map { "(\($0))" }.joined(separator: " AND ") }
    let statement = try database.prepare(sql, persistent: false)
    for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
    var result: [Candidate] = []
    while try statement.step() {
      result.append(
        Candidate(
          source: source, row: statement.int64(0), score: 0 - statement.double(1),
          date: statement.isNull(2) ? nil : statement.string(2), title: statement.bytes(3),
          kind: statement.string(4) == Kind.decision.rawValue ? .decision : .prompt,
          status: statement.isNull(5) ? nil : statement.string(5),
          id: statement.isNull(6) ? nil : statement.string(6)))
    }
    return result
  }

  func bound(_ value: SQLValue, in database: Database) throws(DatabaseError) -> Value {
    switch value {
    case .text(let text): return .string(text)
    case .integer(let number): return .integer(number)
    case .rows(let glob):
      let statement = try database.prepare(Glob.candidates, persistent: false)
      try statement.bind(.string(glob.likePattern), at: 1)
      var rows: [String] = []
      while try statement.step() {
        if glob.matches(statement.bytes(1)) { rows.append(String(statement.int64(0))) }
      }
      return .string("[" + rows.joined(separator: ",") + "]")
    }
  }

  /// Where no record has all the words, one that has more of them comes before one that has fewer.
  private func favourComplete(_ ranked: inout [Candidate], _ translation: Query.Translation)
    throws(DatabaseError)
  {
    var counts: [Int64: Int] = [:]
    for piece in translation.pieces {
      for database in [database, overlay].compactMap({ $0 }) {
        let statement = try database.prepare("SELECT rowid FROM texts WHERE texts MATCH ?", persistent: false)
        try statement.bind(.string(piece.match), at: 1)
        while try statement.step() { counts[statement.int64(0), default: 0] += 1 }
      }
    }
    let all = Double(translation.pieces.count)
    for index in ranked.indices {
      ranked[index].score *= 1 + Ranking.completeness * Double(counts[ranked[index].row] ?? 0) / all
    }
  }

  private func ordered(_ ranked: [Candidate], _ options: SearchOptions) throws(DatabaseError) -> ArraySlice<
    Candidate
  > {
    let sorted: [Candidate]
    switch options.order {
    case .score:
      sorted = ranked.sorted { ($0.score, $0.date ?? "", $1.row) > ($1.score, $1.date ?? "", $0.row) }
    case .date: sorted = ranked.sorted { ($0.date ?? "", $1.row) > ($1.date ?? "", $0.row) }
    case .id:
      sorted = ranked.sorted { (Int($0.id ?? "") ?? .max, $0.row) < (Int($1.id ?? "") ?? .max, $1.row) }
    }
    return sorted.dropFirst(options.offset).prefix(options.limit)
  }

  /// The rows with their records, read from the files: what a damaged index says of a record is never shown.
  private func hits(
    _ candidates: ArraySlice<Candidate>, _ query: Query, _ options: SearchOptions
  ) throws(DatabaseError) -> [SearchHit] {
    let terms = query.highlightTerms
    let maker = SnippetMaker(terms)
    var result: [SearchHit] = []
    for candidate in candidates {
      let database = candidate.source == .index ? database : overlay ?? database
      let statement = try database.prepare("SELECT \(IndexRow.columns) FROM records r WHERE r.row = ?")
      try statement.bind(.integer(candidate.row), at: 1)
      guard try statement.step() else { continue }
      let row = IndexRow(statement)
      statement.reset()
      let found = project.read(RecordFile(path: row.path, kind: row.kind))
      if case .failure(let fault) = found.content, fault.isMissing { continue }
      let document = Document(found)
      let snippet = options.snippetWidth > 0 ? Self.snippet(document, maker, options.snippetWidth) : nil
      result.append(
        SearchHit(
          row: IndexRow(document, row: row.row), score: candidate.score, found: found, snippet: snippet))
    }
    return result
  }

  /// The snippet of the text that has most of the terms; the title is shown anyway.
  private static func snippet(_ document: Document, _ maker: SnippetMaker, _ width: Int) -> Snippet? {
    var best: Snippet?
    for index in 2...5 where !document.texts[index].isEmpty {
      let snippet = maker.snippet(document.texts[index], width: width)
      if best == nil || snippet.termCount > best?.termCount ?? 0 { best = snippet }
    }
    return best
  }
}
