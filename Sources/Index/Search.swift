import Database
import History
import Platform
import Records

extension Index {
  /// Searches. `today` is what the recent is counted from; `suggestions` names the words that a mistyped one may have
  /// meant, the likeliest first.
  public func search(
    _ query: Query, _ options: SearchOptions = SearchOptions(), today: CalendarDate,
    suggestions: @escaping (_ word: String, _ candidates: [String]) -> [String] = { _, _ in [] }
  ) throws(IndexError) -> SearchAnswer {
    try mending("search the index") { () throws(DatabaseError) in
      vocabulary = Vocabulary([database, overlay].compactMap { $0 })
      if let answer = try answer(query, options, today) { return answer }
      let speller = Speller(vocabulary: vocabulary, suggestions: suggestions)
      let unknown = try speller.unknown(in: query)
      var answer = try unfit(query, options, today, speller, unknown)
      answer.unknown = Set(unknown.map(\.range.lowerBound))
      return answer
    }
  }

  /// What there is where nothing fits: all of what may have been meant; most of what was typed; most of what may have
  /// been meant.
  private func unfit(
    _ query: Query, _ options: SearchOptions, _ today: CalendarDate, _ speller: Speller,
    _ unknown: [Query.Term]
  ) throws(DatabaseError) -> SearchAnswer {
    let wrong = unknown.filter { options.correctable?.contains($0.range.lowerBound) ?? true }
    let corrected = try speller.correction(of: query, wrong)
    if let corrected, var answer = try answer(corrected, options, today) {
      answer.correction = corrected.text
      return answer
    }
    if let answer = try nearest(query, options, today) { return answer }
    guard let corrected, var answer = try nearest(corrected, options, today) else { return SearchAnswer() }
    answer.correction = corrected.text
    return answer
  }

  /// The records that have all that is wanted and, if these are few, some that have most; nil if there are none.
  private func answer(
    _ query: Query, _ options: SearchOptions, _ today: CalendarDate
  ) throws(DatabaseError) -> SearchAnswer? {
    let query = try widened(query)
    let translation = query.translation
    var ranked = try candidates(translation, translation.match, translation.phrases, query, options)
    if options.order == .score { Ranking(query: query, today: today).apply(to: &ranked) }
    try putFirst(named(by: query, options), in: &ranked)
    if ranked.isEmpty { return nil }
    let complete = Set(ranked.map(\.row))
    if complete.count < options.few, translation.wantedCount > 1, options.order == .score {
      ranked = joined(ranked, try nearby(query, options, today), options.few)
    }
    ranked = try ordered(ranked, options)
    return SearchAnswer(
      hits: try hits(ranked, complete, query, options), total: ranked.count, complete: complete.count)
  }

  /// A few records that have all the words, and the best of the others.
  private func joined(_ complete: [Candidate], _ nearby: [Candidate], _ few: Int) -> [Candidate] {
    let rows = Set(complete.map(\.row))
    var room = few - complete.count
    let kept = nearby.filter { candidate in
      if rows.contains(candidate.row) { return true }
      room -= 1
      return room >= 0
    }
    let there = Set(kept.map(\.row))
    return complete.filter { !there.contains($0.row) } + kept
  }

  /// The query with other words for its words, as far as the index has them.
  func widened(_ query: Query) throws(DatabaseError) -> Query {
    var failure: DatabaseError?
    func asked<Answer>(_ nothing: Answer, _ body: () throws(DatabaseError) -> Answer) -> Answer {
      do throws(DatabaseError) {
        return try body()
      } catch {
        failure = error
        return nothing
      }
    }
    let widening = Widening(
      stems: { beginning in
        asked([]) { () throws(DatabaseError) in try self.vocabulary.stems(from: beginning).map(\.stem) }
      },
      isTelling: { form in
        asked(false) { () throws(DatabaseError) in
          try self.vocabulary.frequency(of: form) <= Self.mostRelated
        }
      },
      isKnown: { form in
        asked(false) { () throws(DatabaseError) in try self.vocabulary.frequency(of: form) > 0 }
      })
    let result = widening.widened(query)
    if let failure { throw failure }
    return result
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

  /// Every record that fits, with its score.
  func candidates(
    _ translation: Query.Translation, _ match: String?, _ phrases: [MatchExpression.Phrase], _ query: Query,
    _ options: SearchOptions
  ) throws(DatabaseError) -> [Candidate] {
    var frequencies: [MatchExpression.Word: Int] = [:]
    for term in match == nil ? [] : query.wantedTerms {
      frequencies[.term(term.range.lowerBound)] = try vocabulary.frequency(of: term)
      for form in term.forms + term.wider where form.isCompound {
        frequencies[.compound(form)] = try vocabulary.frequency(of: form)
      }
    }
    relevance.prepare(phrases) { frequencies[$0] ?? 0 }
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
        "\(Relevance.name)(texts), r.date, r.title, r.kind, r.status, r.id FROM texts JOIN records r ON r.row = texts.rowid"
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
          source: source, row: statement.int64(0), score: statement.double(1),
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
    case .null: return .null
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

  /// The candidates in order, as far as they are shown. What is equal there has the order of a list.
  func ordered(_ candidates: [Candidate], _ options: SearchOptions) throws(DatabaseError) -> [Candidate] {
    let precedes: (Candidate, Candidate) -> Bool =
      switch options.order {
      case .score: { ($0.score, $0.date ?? "") > ($1.score, $1.date ?? "") }
      case .date: { ($0.date ?? "") > ($1.date ?? "") }
      case .id: { (Int($0.id ?? "") ?? .max) < (Int($1.id ?? "") ?? .max) }
      }
    var sorted = candidates.sorted(by: precedes)
    // Of those near by, some may be wanted that are shown behind others.
    let shown =
      options.limit == 0 ? 0 : min(sorted.count, max(options.offset + options.limit, 2 * options.few))
    var start = 0
    while start < shown {
      var end = start + 1
      while end < sorted.count, !precedes(sorted[start], sorted[end]) { end += 1 }
      if end > start + 1 {
        var tied: [(candidate: Candidate, key: [UInt8])] = []
        for candidate in sorted[start..<end] { tied.append((candidate, try recency(of: candidate))) }
        tied.sort { $0.key.lexicographicallyPrecedes($1.key) }
        sorted.replaceSubrange(start..<end, with: tied.map { $0.candidate })
      }
      start = end
    }
    return sorted
  }

  private func recency(of candidate: Candidate) throws(DatabaseError) -> [UInt8] {
    let database = candidate.source == .index ? database : overlay ?? database
    let statement = try database.prepareOnce(
      "SELECT row, path, date, recorded, uid FROM records WHERE row = ?")
    defer { statement.reset() }
    try statement.bind(.integer(candidate.row), at: 1)
    return try statement.step() ? Self.key(statement, .date) : []
  }

  /// The rows with their records, read from the files: what a damaged index says of a record is never shown.
  func hits(
    _ candidates: [Candidate], _ complete: Set<Int64>, _ query: Query, _ options: SearchOptions
  ) throws(DatabaseError) -> [SearchHit] {
    let terms = query.highlightTerms
    let maker = SnippetMaker(terms)
    var reader = RecordReader(project)
    var result: [SearchHit] = []
    for candidate in candidates.dropFirst(options.offset).prefix(options.limit) {
      let database = candidate.source == .index ? database : overlay ?? database
      let statement = try database.prepareOnce("SELECT r.path, r.kind FROM records r WHERE r.row = ?")
      try statement.bind(.integer(candidate.row), at: 1)
      defer { statement.reset() }
      guard try statement.step() else { continue }
      let file = RecordFile(path: Path(bytes: statement.bytes(0)), kind: try statement.recordKind(1))
      let found = reader.read(file)
      if case .failure = found.content, !mayBeThere(file) { continue }
      let document = Document(found)
      // The title is shown anyway.
      let texts = document.texts[2...].map {
        file.kind == .decision ? SnippetMaker.withoutForm($0) : $0
      }
      let snippet =
        options.snippetWidth > 0 ? maker.best(of: texts, width: options.snippetWidth) : nil
      result.append(
        SearchHit(
          row: IndexRow(document, row: candidate.row), score: candidate.score,
          isComplete: complete.contains(candidate.row),
          found: found, snippet: snippet))
    }
    return result
  }

  /// Whether a file is there, or lies where nobody may look. What a damaged row calls its path may be anything, also what
  /// can be no path.
  private func mayBeThere(_ file: RecordFile) -> Bool {
    do throws(SystemError) {
      return try Files.status(of: project.root.path.appending(bytes: file.path.bytes)) != nil
    } catch {
      return error.isDenied
    }
  }
}
