import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum AdrListCommand: AppCommand {
  static let live = Key.flag("live", "only decisions in force: accepted, and no other has taken their place")
  static let status = Key.options(
    "status", "STATUS", "only of this status; several mean any of them", as: .choice(of: Status.self))
  static let tag = Key.options("tag", "NAME", "only with this tag; all of several must be there")
  static let feature = Key.option(
    "feature", short: "f", "NAME", "only of this feature; none for those without one")
  static let due = Key.flag("due", "only those proposed or accepted whose day of review has come")
  static let paths = Key.flag("paths", "print paths only, for xargs")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "list", summary: "list the decisions by number, with their status",
    discussion:
      "A file that can't be read is listed with the reason. Of a superseded decision, the successor is shown.",
    keys: [live, status, tag, feature, due, paths, json],
    examples: [
      Example("clio adr list --live", "what binds us now"),
      Example("clio adr list --status proposed", "what waits for a decision"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let successors = book.set.successors()
    let today = session.today
    let chosen = book.set.all.indices.filter { index in
      let decision = book.set.all[index]
      if session[live], !book.set.isLive(index, successors) { return false }
      if !session[status].isEmpty, !session[status].contains(where: { $0 == decision.standing }) {
        return false
      }
      let tags = decision.record.list("tags")
      if !session[tag].allSatisfy({ tags.contains($0) }) { return false }
      if let wanted = session[feature], decision.record.feature ?? "none" != wanted { return false }
      return !session[due] || decision.record.review.map { $0.day <= today } == true
    }
    let isFiltered =
      session[live] || session[due] || !session[status].isEmpty || !session[tag].isEmpty
      || session[feature] != nil
    let unreadable = isFiltered ? [] : book.unreadable
    if session[paths] {
      for path in chosen.map({ Path(bytes: book.set.all[$0].path) }) + unreadable.map(\.file.path) {
        session.print(
          book.project.root.path.appending(bytes: path.bytes).relativePath(from: session.world.directory))
      }
    } else if session[json] {
      for index in chosen { session.print(DecisionView(book, index).json(successors)) }
      for found in unreadable { session.print(RecordView(found).json(root: book.project.root.path)) }
    } else {
      show(chosen, unreadable, book, successors, session)
    }
    if chosen.isEmpty, unreadable.isEmpty, !session[json] {
      session.note(
        isFiltered ? "no decision fits" : "there are no decisions below \(book.project.root.path)")
    }
    return .done
  }

  private static func show(
    _ chosen: [Int], _ unreadable: [FoundRecord], _ book: DecisionBook, _ successors: [Int: [Int]],
    _ session: Session
  ) {
    let rows = chosen.map { index -> (name: String, status: String, text: String) in
      let decision = book.set.all[index]
      let next =
        book.pending(index, successors)
        ?? (successors[index] ?? []).map { "→ " + book.name($0) }.joined(separator: " ")
      let status = book.set.standing(index, successors)?.rawValue ?? decision.shownStatus
      return (book.name(index), Columns.cut(status, 12), decision.title + (next.isEmpty ? "" : "  " + next))
    }
    let broken = unreadable.map { (name: RecordView($0).reference, status: "!", text: RecordView($0).title) }
    let width = min((rows + broken).map { Columns.width($0.name) }.max() ?? 0, 40)
    let dates = chosen.map { book.set.all[$0].record.date.flatMap { CalendarDate($0.value) }?.description }
    for (index, row) in (rows + broken).enumerated() {
      let date = index < dates.count ? dates[index] : nil
      let head =
        Columns.padded(Terminal.sanitized(row.name), width) + "  " + (date ?? "-         ") + "  "
        + Columns.padded(Terminal.sanitized(row.status.replacingLineBreaks), 12)
      let title = Terminal.sanitized(row.text.replacingLineBreaks)
      let room =
        session.isTerminal
        ? max(20, Terminal.width(session.world.environment) - Columns.width(head) - 2) : .max
      session.print(head + "  " + Columns.cut(title, room))
    }
  }
}
