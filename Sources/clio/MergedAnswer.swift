import Arguments
import Index
import Platform

/// A hit, in the project it was found in.
struct FoundHit {
  let member: Scope.Member
  let hit: SearchHit
  /// How a user can name the record.
  let reference: String
}

/// The answers of all projects that were asked, as one.
struct MergedAnswer {
  private(set) var hits: [FoundHit] = []
  private(set) var total = 0
  /// How many of them have all the words.
  private(set) var complete = 0
  /// How many records have most of the words, where none has all and those are not asked for.
  private(set) var near = 0
  /// Another query, which the hits are for; without hits one that may have been meant.
  private(set) var correction: String?
  private(set) var hints = SharedHints()
  private(set) var doubtful: [(record: DoubtfulRecord, path: Path)] = []

  private typealias Answer = (member: Scope.Member, answer: SearchAnswer, hits: [FoundHit])

  /// Asks every project. What fits best in one leaves out what fits less in the others.
  init(_ query: Query, _ session: Session) throws {
    let scope = try Scope(session)
    let order = session[SearchCommand.sort]
    // A count needs no record read.
    let limit = session[SearchCommand.count] ? 0 : session[SearchCommand.limit]
    let offset = session[SearchCommand.offset]
    let isForOthers = SearchCommand.wantsPaths(session) || session[SearchCommand.count]
    let width = isForOthers ? 0 : session.isTerminal ? max(20, session.columns - 5) : 160
    var options = SearchOptions(
      limit: limit, offset: offset, order: order, isLive: session[QueryArguments.live], snippetWidth: width,
      few: isForOthers ? 1 : 10)
    // What comes first of all is among what comes first of each. What a word means that one project doesn't know,
    // another may know.
    if scope.isAll { (options.limit, options.offset, options.correctable) = (limit + offset, 0, []) }
    var answers = try Self.ask(query, options, scope, scope.members, session) { member, index, answer in
      doubtful += try index.doubtful(query).map { ($0, member.shown($0.row.path, session)) }
      if answer.total == 0 { hints.add(try index.hints(for: query) { suggestions(for: $0, among: $1) }) }
    }
    if scope.isAll, !answers.contains(where: { Self.distance($0.answer) == 0 }),
      let unknown = answers.map({ $0.answer.unknown }).reduce(
        nil as Set<Int>?, { $0?.intersection($1) ?? $1 }), !unknown.isEmpty
    {
      options.correctable = unknown
      answers = try Self.ask(query, options, scope, answers.map { $0.member }, session) { _, _, _ in }
    }
    answers.removeAll { $0.answer.total == 0 }
    guard let best = answers.map({ Self.distance($0.answer) }).min() else { return }
    answers.removeAll { Self.distance($0.answer) != best }
    correction = answers.first?.answer.correction
    answers.removeAll { $0.answer.correction != correction }
    if best > 0, isForOthers {
      // What was not asked for must not go on to another program.
      if correction == nil { near = answers.reduce(0) { $0 + $1.answer.total } }
      return
    }
    total = answers.reduce(0) { $0 + $1.answer.total }
    complete = answers.reduce(0) { $0 + $1.answer.complete }
    hits = answers.flatMap { $0.hits }
    guard scope.isAll else { return }
    hits.sort { Self.comesBefore($0.hit, $1.hit, order) }
    hits = Array(hits.dropFirst(offset).prefix(limit))
  }

  private static func ask(
    _ query: Query, _ options: SearchOptions, _ scope: Scope, _ members: [Scope.Member], _ session: Session,
    _ body: (Scope.Member, Index, SearchAnswer) throws -> Void
  ) throws -> [Answer] {
    var answers: [Answer] = []
    try scope.forEach(members) { member, index in
      let answer = try index.search(query, options, today: session.today) { suggestions(for: $0, among: $1) }
      let hits = try answer.hits.map {
        FoundHit(member: member, hit: $0, reference: try index.reference(to: $0.row.file))
      }
      try body(member, index, answer)
      answers.append((member, answer, hits))
    }
    return answers
  }

  /// How far an answer is from what was typed: it fits; it fits what may have been meant; it has most of what was typed;
  /// it has most of what may have been meant.
  private static func distance(_ answer: SearchAnswer) -> Int {
    (answer.complete == 0 ? 2 : 0) + (answer.correction == nil ? 0 : 1)
  }

  private static func comesBefore(_ left: SearchHit, _ right: SearchHit, _ order: SearchOptions.Order) -> Bool
  {
    func number(_ hit: SearchHit) -> Int { hit.row.fields["id"].flatMap { Int($0) } ?? .max }
    switch order {
    case .score where left.score != right.score: return left.score > right.score
    case .id where number(left) != number(right): return number(left) < number(right)
    default: return left.row.recency.lexicographicallyPrecedes(right.row.recency)
    }
  }
}

/// The filters that no record of any project fits.
struct SharedHints {
  /// Nil as long as no project was asked that has records.
  private(set) var hints: [FilterHint]?

  /// Adds what one project says; nil of one without records.
  mutating func add(_ others: [FilterHint]?) {
    guard let others else { return }
    hints =
      hints.map { hints in hints.filter { hint in others.contains { $0.typed == hint.typed } } } ?? others
  }

  /// Says each of them.
  func tell(_ session: Session) {
    for hint in hints ?? [] {
      let near =
        hint.suggestions.isEmpty ? "" : "; did you mean \(hint.suggestions.joined(separator: " or "))?"
      session.note("no record \(near.isEmpty ? "fits" : "has") \(hint.typed)\(near)")
    }
  }
}
