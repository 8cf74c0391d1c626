import Arguments
import History
import Index
import JSON
import Platform
import Records

enum SearchCommand: AppCommand {
  static let words = Key.arguments("QUERY", "words, phrases and filters; all are wanted", required: true)
  static let limit = Key.option(
    "limit", short: "n", "N", "how many hits", as: .integer(in: 1...100_000), default: "20")
  static let offset = Key.option(
    "offset", "N", "leave out so many hits first", as: .integer(in: 0...1_000_000), default: "0")
  static let sort = Key.option(
    "sort", "ORDER", "best first, newest first, or by number", as: .choice(of: SearchOptions.Order.self),
    default: "score")
  static let live = Key.flag("live", "leave out superseded, rejected and deprecated decisions")
  static let count = Key.flag("count", "print only how many records fit")
  static let paths = Key.flag("paths", "print paths only, for xargs")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "search", summary: "search all records by words and filters, best first",
    discussion: """
      All words are wanted; "exact phrase", -word, prefix*, a OR b and parentheses work as one expects. Filters: \
      stage: feature: label: file: model: user: kind: status: branch: since: until: date: id: in:. Code identifiers are \
      found by their parts: getSession finds get_session and AsyncSessionLocal is found by session. When no record has \
      all the words, those that have most are shown, and said to.

      Nothing that is typed is an error. Put the query in single quotes where your shell would take it apart.
      """,
    keys: [words, limit, offset, sort, live, count, paths, json],
    examples: [
      Example("clio search token expiry", "records with both words, best first"),
      Example(
        "clio search 'stage:red \"session timeout\" -redis since:2w'",
        "a phrase, a word to leave out, two filters"),
      Example("clio search 'kind:adr status:accepted cache*' --json", "decisions in force, for a program"),
      Example("clio search file:src/auth/* --paths | xargs cat", "the records that touched a folder"),
    ], section: "Find", unknownArguments: .ignore)

  static func run(_ session: Session) throws -> ExitStatus {
    if let unknown = session.parsed.remainder.first(where: { $0.hasPrefix("--") }) {
      throw Failure("there is no option '\(unknown)'", "to leave out a word, write one dash: -word")
    }
    let text = (session[words] + session.parsed.remainder).joined(separator: " ")
    let today = CalendarDate(Clock.now().localDate.description) ?? CalendarDate.earliest
    let (query, notes) = Query.parse(text, today: today) { suggestions(for: $0, among: $1) }
    for note in notes { session.note(note.message) }
    let index = try session.index()
    let options = SearchOptions(
      limit: session[limit], offset: session[offset], order: session[sort], isLive: session[live],
      snippetWidth: session[paths] || session[count] ? 0 : 160)
    let answer = try index.search(query, options, today: today)
    if session[count] {
      session.print(String(answer.total))
      return answer.total == 0 ? .findings : .done
    }
    if answer.total == 0 {
      session.note("nothing found")
      return .findings
    }
    if answer.isRelaxed { session.note("no record has all the words; these have most of them") }
    for hit in answer.hits {
      if session[paths] {
        session.output.write(hit.row.path.bytes + [UInt8(ascii: "\n")])
      } else if session[json] {
        session.print(json(hit))
      } else {
        HitPrinter(session).show(hit)
      }
    }
    let last = session[offset] + answer.hits.count
    if !session[paths], !session[json], last < answer.total {
      session.note("\(last) of \(answer.total) shown; --limit and --offset show more")
    }
    return .done
  }

  private static func json(_ hit: SearchHit) -> JSON {
    func field(_ name: String) -> JSON { hit.row.fields[name].map { .string($0) } ?? .null }
    var members: [JSON.Member] = [
      JSON.Member("score", JSON((hit.score * 1000).rounded() / 1000)),
      JSON.Member("kind", .string(hit.row.kind.rawValue)),
      JSON.Member("path", .text(bytes: hit.row.path.bytes)),
    ]
    for name in ["uid", "id", "title", hit.row.kind == .prompt ? "stage" : "status", "date", "feature"] {
      members.append(JSON.Member(name, field(name)))
    }
    members.append(JSON.Member("labels", .array(hit.row.labels.map { .string($0) })))
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

/// Shows a hit in two lines: what it is, and the piece of text that fits.
struct HitPrinter {
  private let session: Session
  private let width: Int

  init(_ session: Session) {
    self.session = session
    width = session.isTerminal ? Terminal.width(session.world.environment) : .max
  }

  func show(_ hit: SearchHit) {
    let view = RecordView(hit.found)
    let mark =
      ["superseded", "rejected", "deprecated"].contains(view.state) ? "✗ " : view.isDamaged ? "! " : ""
    let head = Terminal.sanitized(
      "\(view.reference)  \(view.date?.description ?? "-")  \(mark)\(view.state)  ")
    let title = Terminal.sanitized(view.title.replacingLineBreaks)
    let room = width == .max ? .max : max(20, width - Columns.width(head))
    session.print(bold(head.replacing(view.reference, with: view.reference)) + Columns.cut(title, room))
    guard let snippet = hit.snippet, !snippet.text.isEmpty else { return }
    session.print("    " + highlighted(snippet))
  }

  private func bold(_ text: String) -> String { session.isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// The snippet on one line, with what was looked for in bold.
  private func highlighted(_ snippet: Snippet) -> String {
    let bytes = Array(snippet.text.utf8)
    var result = snippet.isCutAtStart ? "…" : ""
    var start = 0
    for match in snippet.matches {
      result += Terminal.sanitized(Array(bytes[start..<match.lowerBound]))
      let text = Terminal.sanitized(Array(bytes[match]))
      result += session.isStyled ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text
      start = match.upperBound
    }
    return result + Terminal.sanitized(Array(bytes[start...])) + (snippet.isCutAtEnd ? "…" : "")
  }
}
