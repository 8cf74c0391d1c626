import Arguments
import History
import Index
import JSON
import Platform
import Records

enum SearchCommand: AppCommand {
  static let words = Key.arguments("QUERY", "words, phrases and filters; all are wanted")
  static let limit = Key.option(
    "limit", short: "n", "N", "how many hits", as: .integer(in: 1...100_000), default: "20")
  static let offset = Key.option(
    "offset", "N", "leave out so many hits first", as: .integer(in: 0...1_000_000), default: "0")
  static let sort = Key.option(
    "sort", "ORDER", "best first, newest first, or by number", as: .choice(of: SearchOptions.Order.self),
    default: "score")
  static let count = Key.flag("count", "print only how many records fit")
  static let paths = Key.flag("paths", "print paths only, for xargs")
  static let null = Key.flag(
    "null", short: "0", "like --paths, with NUL after each instead of a line break, for xargs -0")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "search", summary: "search all records by words and filters, best first",
    discussion: """
      All words are wanted; "exact phrase", -word, prefix*, a OR b and parentheses work as one expects. Filters: \
      stage: feature: label: file: model: user: kind: status: branch: since: until: date: id: in: (most are options, \
      too). Code identifiers are found by their parts: getSession finds get_session and AsyncSessionLocal is found \
      by session. Other forms of a word (wrote, db) count nearly as much, related words (delete for remove) a little. \
      When fewer than ten records have all the words, the best of the others fill up, and the output says so; --paths and \
      --count keep to those that have all. If nothing fits, a word that no record has is corrected to one that some have: \
      where a record then has all the words, or where none has even most of those that were typed. --paths and --count \
      only suggest it.

      Nothing that is typed is an error. Put the query in single quotes where your shell would take it apart, and `--` \
      before words that begin with two dashes.
      """,
    keys: [words, limit, offset, sort, count, paths, null, json] + QueryArguments.keys,
    examples: [
      Example("clio search token expiry", "records with both words, best first"),
      Example(
        "clio search 'stage:red \"session timeout\" -redis since:2w'",
        "a phrase, a word to leave out, two filters"),
      Example(
        "clio search 'cache*' --kind adr --status accepted --json", "accepted decisions, for a program"),
      Example("clio search 'file:src/auth/*' -0 | xargs -0 cat", "the records that touched a folder"),
      Example("clio search --all rate limit", "in every project that clio was used in"),
    ], section: "Find", unknownArguments: .asWords)

  static func run(_ session: Session) throws -> ExitStatus {
    if session[words].isEmpty, QueryArguments.wishes(session).isEmpty {
      throw UsageError.missingArgument("QUERY", path: session.parsed.path)
    }
    let query = QueryArguments.query(session, session[words], today: session.today)
    let answer = try MergedAnswer(query, session)
    session.noteDoubtful(answer.doubtful)
    if session[count] { session.print(String(answer.total)) }
    if answer.total == 0 {
      noteNothing(answer, session)
      return .findings
    }
    if session[count] { return .done }
    explain(answer, session)
    if wantsPaths(session) {
      for found in answer.hits { printPath(found.member.shown(found.hit.row.path, session), session) }
    } else if session[json] {
      for found in answer.hits { session.print(json(found.hit, found.member, answer.correction)) }
    } else {
      show(answer.hits, query, session)
      let last = session[offset] + answer.hits.count
      if last < answer.total {
        session.note("\(last) of \(answer.total) shown; --limit and --offset show more")
      }
    }
    return answer.correction == nil ? .done : .findings
  }

  /// Whether only paths are wanted, be it on lines or with NUL behind each.
  static func wantsPaths(_ session: Session) -> Bool { session[paths] || session[null] }

  /// Prints a path as `--paths` or `--null` want it.
  static func printPath(_ path: Path, _ session: Session) {
    if session[null] { session.output.write(path.bytes + [0]) } else { session.print(path) }
  }

  /// Says why there are hits that have not all of what was typed.
  private static func explain(_ answer: MergedAnswer, _ session: Session) {
    if let correction = answer.correction {
      session.note("nothing found; showing what there is for: \(correction)")
    }
    if answer.complete == 0 {
      session.note("no record has all the words; these have most of them")
    } else if answer.complete < answer.total {
      let some = answer.complete == 1 ? "1 record has" : "\(answer.complete) records have"
      session.note("\(some) all the words; the others have most of them")
    }
  }

  /// Says that nothing was found, and what is near.
  private static func noteNothing(_ answer: MergedAnswer, _ session: Session) {
    session.note("nothing found")
    answer.hints.tell(session)
    if answer.near > 0 {
      let some = answer.near == 1 ? "1 record has" : "\(answer.near) records have"
      session.note("\(some) most of the words; without --count and --paths they are shown")
    }
    if let correction = answer.correction { session.note("did you mean: \(correction)") }
  }

  /// Each hit in two lines: what it is, and the piece of text that fits.
  private static func show(
    _ hits: [FoundHit], _ query: Query, _ session: Session
  ) {
    let lines = hits.map { RecordLine($0.hit.row, reference: $0.reference, project: $0.member.name) }
    let table = RecordTable(lines, session)
    let maker = SnippetMaker(query.highlightTerms, in: .title)
    let ink = session.ink
    for (line, found) in zip(lines, hits) {
      session.print(table.text(line, matches: ink.isOn ? maker.matches(line.title) : []))
      guard let snippet = found.hit.snippet, !snippet.text.isEmpty else { continue }
      var text = MarkedText(snippet)
      text.cut(to: session.columns == .max ? .max : max(1, session.columns - 5))
      session.print("    " + text.rendered(ink.match))
    }
  }

  private static func json(_ hit: SearchHit, _ member: Scope.Member, _ correction: String?) -> JSON {
    func field(_ name: String) -> JSON { hit.row.fields[name].map { .string($0) } ?? .null }
    var members: [JSON.Member] = [JSON.Member("score", JSON((hit.score * 1_000_000).rounded() / 1_000_000))]
    if member.name != nil { members.append(JSON.Member("project", .text(bytes: member.root.bytes))) }
    members += [
      JSON.Member("kind", .string(hit.row.kind.rawValue)),
      JSON.Member("path", .text(bytes: hit.row.path.bytes)),
    ]
    for name in ["uid", "id", "title", hit.row.kind == .prompt ? "stage" : "status", "date", "feature"] {
      members.append(JSON.Member(name, field(name)))
    }
    members.append(JSON.Member("labels", .array(hit.row.labels.map { .string($0) })))
    members.append(JSON.Member("relaxed", .bool(!hit.isComplete)))
    if let correction { members.append(JSON.Member("corrected", .string(correction))) }
    if let snippet = hit.snippet {
      members.append(
        JSON.Member(
          "snippet",
          [
            "text": .string(snippet.text),
            "matches": .array(snippet.matches.map { [JSON($0.lowerBound), JSON($0.upperBound)] }),
          ]))
    }
    return .object(members)
  }
}
