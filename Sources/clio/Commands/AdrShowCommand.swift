import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum AdrShowCommand: AppCommand {
  static let links = Key.flag("links", "only its links: to other decisions, and the prompts that led to it")
  static let path = Key.flag("path", "only the absolute path")

  static let declaration = Command(
    name: "show", summary: "show a decision, and what links with it",
    discussion: "In a pipe, the file as it is. On a terminal, its links from both sides follow.",
    keys: [DecisionKeys.reference, links, path, DecisionKeys.json],
    examples: [
      Example("clio adr show 3", "decision 3"),
      Example("clio adr show 3 --links", "what took its place, what amends it, which prompts led to it"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let index = try book.find(session[DecisionKeys.reference])
    let decision = book.set.all[index]
    if session[path] {
      session.print(book.project.root.path.appending(bytes: decision.path))
    } else if session[DecisionKeys.json] {
      guard case .object(var members) = DecisionView(book, index).json(book.set.successors()) else {
        return .failure
      }
      let all = try LinkView(book).links(of: Path(bytes: decision.path))
      members.removeAll { $0.key == "links" }
      members.append(JSON.Member("links", .array(all.map(\.json))))
      members.append(JSON.Member("text", .text(bytes: decision.record.text)))
      session.print(.object(members))
    } else {
      let all =
        try session[links] || session.isTerminal ? LinkView(book).links(of: Path(bytes: decision.path)) : []
      if !session[links] { session.write(decision.record.text) }
      LinkView.show(all, session)
    }
    return .done
  }
}
