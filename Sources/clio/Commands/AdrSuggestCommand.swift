import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum AdrSuggestCommand: AppCommand {
  static let sources = Key.arguments(
    "SOURCE", "records or Markdown files (else all prompts and specs/*/plan.md)", completion: .file)
  static let since = Key.option(
    "since", "COMMIT", "the records, plans and lists of dependencies that changed since a commit")
  static let all = Key.flag("all", "name what a decision covers already, too")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "suggest", summary: "find decisions that were made but not written down; nothing is written",
    discussion: """
      Looks at what was answered and what came of it, and at plans, for decisions with a long-term consequence, several \
      options and a wide scope. Precise rather than complete: an ordinary bug fix is no decision.
      """,
    keys: [sources, since, all, json],
    examples: [
      Example("clio adr suggest", "in all prompts and plans"),
      Example("clio adr suggest --since main", "before a branch is merged"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let found = try SuggestionSources(session, book.project).findings()
    let grouped = Suggestion.grouped(found, in: book.set)
    let suggestions = grouped.filter { session[all] || $0.coveredBy == nil }
    for suggestion in grouped where !session[all] {
      if let covered = suggestion.coveredBy {
        session.note("'\(suggestion.title)' is covered by \(book.name(covered)) already")
      }
    }
    for (index, suggestion) in suggestions.enumerated() {
      if session[json] {
        session.print(json(suggestion, book))
      } else {
        if index > 0 { session.print("") }
        show(suggestion, book, session)
      }
    }
    if suggestions.isEmpty { session.note("no decision was found that isn't written down") }
    return .done
  }

  private static func source(of suggestion: Suggestion) -> String? {
    let path = suggestion.parts[0].source
    return path.count > 10 && String(decoding: path.suffix(10), as: UTF8.self) == ".prompt.md"
      ? String(decoding: path, as: UTF8.self) : nil
  }

  private static func command(_ suggestion: Suggestion) -> String {
    "clio adr new " + shellQuoted(suggestion.title)
      + (source(of: suggestion).map { " --from " + shellQuoted($0) } ?? "")
  }

  private static func show(_ suggestion: Suggestion, _ book: DecisionBook, _ session: Session) {
    session.printSafely(suggestion.line)
    if let covered = suggestion.coveredBy {
      session.printSafely("  covered by \(book.name(covered)) \(book.set.all[covered].title)")
    }
    for part in suggestion.parts.prefix(5) {
      session.printSafely(
        "  \(String(decoding: part.source, as: UTF8.self)):\(part.finding.line): \(Columns.cut(part.finding.sentence, 200))"
      )
    }
    let best = suggestion.parts[0].finding
    for (name, evidence) in [
      ("impact", best.impact), ("alternatives", best.alternatives), ("scope", best.scope),
    ] {
      session.printSafely(
        "    \(name): " + evidence.prefix(4).map { "\($0.words) (line \($0.line))" }.joined(separator: ", "))
    }
    if suggestion.coveredBy == nil { session.printSafely("  " + command(suggestion)) }
  }

  private static func json(_ suggestion: Suggestion, _ book: DecisionBook) -> JSON {
    func list(_ evidence: [Significance.Evidence]) -> JSON {
      .array(evidence.map { ["words": .string($0.words), "line": JSON($0.line)] })
    }
    return [
      "title": .string(suggestion.title), "line": .string(suggestion.line),
      "command": .string(command(suggestion)),
      "covered_by": suggestion.coveredBy.map { .text(bytes: book.set.all[$0].path) } ?? .null,
      "findings": .array(
        suggestion.parts.map { part in
          [
            "path": .text(bytes: part.source), "line": JSON(part.finding.line),
            "topic": .string(part.finding.topic),
            "sentence": .string(part.finding.sentence), "impact": list(part.finding.impact),
            "alternatives": list(part.finding.alternatives), "scope": list(part.finding.scope),
            "score": JSON(part.finding.score),
          ]
        }),
    ]
  }
}
