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
  private(set) var isRelaxed = false
  /// Another query, which the hits are for; without hits one that may have been meant.
  private(set) var correction: String?
  private(set) var hints: [FilterHint] = []
  private(set) var doubtful: [(record: DoubtfulRecord, path: Path)] = []

  /// Asks every project. Where one has what was typed, the others' corrections and near misses are left out.
  init(_ query: Query, _ session: Session) throws {
    let scope = try Scope(session)
    let order = session[SearchCommand.sort]
    // A count needs no record read.
    let limit = session[SearchCommand.count] ? 0 : session[SearchCommand.limit]
    let offset = session[SearchCommand.offset]
    let needsNoText = session[SearchCommand.paths] || session[SearchCommand.count]
    let width = needsNoText ? 0 : session.isTerminal ? max(20, session.columns - 5) : 160
    var options = SearchOptions(
      limit: limit, offset: offset, order: order, isLive: session[QueryArguments.live], snippetWidth: width,
      few: needsNoText ? 1 : 10)
    // What comes first of all is among what comes first of each.
    if scope.isAll { (options.limit, options.offset) = (limit + offset, 0) }
    var answers: [(answer: SearchAnswer, hits: [FoundHit])] = []
    try scope.forEach { member, index in
      let answer = try index.search(query, options, today: session.today) { suggestions(for: $0, among: $1) }
      let hits = try answer.hits.map {
        FoundHit(member: member, hit: $0, reference: try index.reference(to: $0.row.file))
      }
      answers.append((answer, hits))
      doubtful += try index.doubtful(query).map { ($0, member.shown($0.row.path, session)) }
      if answer.total == 0, hints.isEmpty {
        hints = try index.hints(for: query) { suggestions(for: $0, among: $1) }
      }
    }
    let best = answers.lazy.filter { $0.answer.total > 0 }.map { Self.distance($0.answer) }.min()
    correction = answers.lazy.compactMap { $0.answer.correction }.first
    if best == 1, needsNoText {
      // What was not asked for must not go on to another program.
      return
    }
    if best == 0 { correction = nil }
    for (answer, found) in answers where Self.distance(answer) == best && answer.correction == correction {
      total += answer.total
      complete += answer.complete
      hits += found
    }
    isRelaxed = total > 0 && complete == 0
    guard scope.isAll else { return }
    hits.sort { Self.comesBefore($0.hit, $1.hit, order) }
    hits = Array(hits.dropFirst(offset).prefix(limit))
  }

  /// How far an answer is from what was typed: it fits, it fits what may have been meant, or it is only near.
  private static func distance(_ answer: SearchAnswer) -> Int {
    answer.correction != nil ? 1 : answer.isRelaxed ? 2 : 0
  }

  private static func comesBefore(_ left: SearchHit, _ right: SearchHit, _ order: SearchOptions.Order) -> Bool
  {
    func date(_ hit: SearchHit) -> String { hit.row.fields["date"] ?? "" }
    func number(_ hit: SearchHit) -> Int { hit.row.fields["id"].flatMap { Int($0) } ?? .max }
    return switch order {
    case .score: (left.score, date(left)) > (right.score, date(right))
    case .date: date(left) > date(right)
    case .id: number(left) < number(right)
    }
  }
}
