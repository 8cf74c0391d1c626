import Arguments
import History
import Index
import JSON
import Platform
import Records

enum ListCommand: AppCommand {
  static let words = Key.arguments("QUERY", "filters such as stage:red, and words")
  static let sort = Key.option(
    "sort", "ORDER", "newest first, or by number, title or path", as: .choice(of: ListOptions.Order.self),
    default: "date")
  static let reverse = Key.flag("reverse", "the other way round")
  static let limit = Key.option(
    "limit", short: "n", "N", "how many records (else all)", as: .integer(in: 1...10_000_000))
  static let offset = Key.option(
    "offset", "N", "leave out so many records first", as: .integer(in: 0...10_000_000), default: "0")

  static let declaration = Command(
    name: "list", summary: "list the records, newest first",
    discussion: """
      Shows every record of the project, in all layouts and dialects. A file that can't be read is listed with the \
      reason; one whose metadata is damaged is marked with `!`, a decision that is no longer in force with `✗`. The words \
      of clio search narrow the list down, and so do the options. A record that can't be judged, such as one without a \
      date where days are asked for, is named on standard error.
      """,
    keys: [words, sort, reverse, limit, offset, SearchCommand.count, SearchCommand.paths]
      + [SearchCommand.null, SearchCommand.json]
      + QueryArguments.keys,
    examples: [
      Example("clio list", "everything, newest first"),
      Example("clio list stage:red since:2w", "what was debugged in the last two weeks"),
      Example("clio list --kind adr --status accepted", "accepted decisions"),
      Example("clio list --feature 001-auth -0 | xargs -0 wc -w", "file names for other programs"),
    ], section: "Find", unknownArguments: .asWords)

  static func run(_ session: Session) throws -> ExitStatus {
    let query = QueryArguments.query(session, session[words], today: session.today)
    let scope = try Scope(session)
    let isCounting = session[SearchCommand.count]
    let isForOthers = SearchCommand.wantsPaths(session) || session[SearchCommand.json]
    var options = ListOptions(
      order: session[sort], isReversed: session[reverse], isLive: session[QueryArguments.live],
      limit: session[limit] ?? .max, offset: session[offset])
    // What comes first of all is among what comes first of each.
    if scope.isAll {
      options.limit = session[limit].map { $0 + session[offset] } ?? .max
      options.offset = 0
    }
    var records: [(member: Scope.Member, record: ListedRecord, reference: String)] = []
    var doubtful: [(record: DoubtfulRecord, path: Path)] = []
    var hints = SharedHints()
    var total = 0
    try scope.forEach { member, index in
      if isCounting {
        total += try index.count(query, isLive: options.isLive)
      } else {
        let answer = try index.list(query, options)
        total += answer.total
        // A whole list has every namesake in it; of a part, each record has to be looked up.
        let isWhole = query.root == nil && answer.records.count == answer.total && !options.isLive
        let files = answer.records.map(\.row.file)
        let references =
          isForOthers
          ? files.map { _ in "" }
          : isWhole ? RecordFile.references(of: files) : try files.map { try index.reference(to: $0) }
        records += zip(answer.records, references).map { (member, $0, $1) }
      }
      doubtful += try index.doubtful(query).map { ($0, member.shown($0.row.path, session)) }
      if total == 0 { hints.add(try index.hints(for: query) { suggestions(for: $0, among: $1) }) }
    }
    if scope.isAll, !isCounting {
      records.sort {
        let (one, two) = options.isReversed ? ($1, $0) : ($0, $1)
        return one.record.key.lexicographicallyPrecedes(two.record.key)
      }
      records = Array(records.dropFirst(session[offset]).prefix(session[limit] ?? .max))
    }
    session.noteDoubtful(doubtful)
    if isCounting {
      session.print(String(total))
    } else {
      try show(records, session)
    }
    if total == 0 { noteNothing(query, hints, scope, session) }
    return .done
  }

  private static func show(
    _ records: [(member: Scope.Member, record: ListedRecord, reference: String)], _ session: Session
  )
    throws
  {
    if SearchCommand.wantsPaths(session) {
      for (member, record, _) in records {
        SearchCommand.printPath(member.shown(record.row.path, session), session)
      }
    } else if session[SearchCommand.json] {
      try showJSON(records, session)
    } else {
      let lines = records.map { RecordLine($0.record.row, reference: $0.reference, project: $0.member.name) }
      let table = RecordTable(lines, session)
      for line in lines { session.print(table.text(line)) }
    }
  }

  /// An object a record, as its file says: an index has not everything.
  private static func showJSON(
    _ records: [(member: Scope.Member, record: ListedRecord, reference: String)], _ session: Session
  ) throws {
    var projects: [Path: Project] = [:]
    for (member, record, _) in records {
      let project = try projects[member.root] ?? Project(root: member.root.text, world: session.world)
      projects[member.root] = project
      let found = project.read(record.row.file)
      if case .failure(let fault) = found.content, fault.isMissing { continue }
      guard case .object(var members) = RecordView(found).json(root: member.root) else { continue }
      if member.name != nil { members.insert(JSON.Member("project", .text(bytes: member.root.bytes)), at: 0) }
      session.print(.object(members))
    }
  }

  private static func noteNothing(_ query: Query, _ hints: SharedHints, _ scope: Scope, _ session: Session) {
    if !SearchCommand.wantsPaths(session), !session[SearchCommand.json], !session[SearchCommand.count] {
      let isAll = query.root == nil && !session[QueryArguments.live]
      session.note(isAll ? "there are no records \(scope.place)" : "no record fits")
    }
    hints.tell(session)
  }
}
