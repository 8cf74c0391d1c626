import Arguments
import Decisions
import History
import Index
import JSON
import Platform
import Records

enum AdrForCommand: AppCommand {
  static let paths = Key.arguments(
    "PATH", "files or folders, which need not be there yet", required: true, completion: .file)
  static let budget = Key.option(
    "budget", "N", "how many characters at most", as: .integer(in: 200...1_000_000), default: "4000")
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "for", summary: "which decisions in force bind these files? To ask before a change",
    discussion: """
      A decision binds a file by a glob of its `affects`, by a mark such as `ADR-0007` in a comment of the file, or \
      because a prompt that led to it touched the file; and with it bind the ones that amend it. The most specific \
      come first, with their binding part in a few lines. What was decided otherwise before is named.
      """,
    keys: [paths, budget, json],
    examples: [
      Example("clio adr for src/auth/token.swift", "what to know before it is changed"),
      Example("clio adr for src/auth --budget 1500 --json", "for an agent"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let asked = try BindingQuery(session)
    if session[json] {
      asked.showJSON(budget: session[budget])
    } else {
      asked.show(budget: session[budget])
    }
    return .done
  }
}
