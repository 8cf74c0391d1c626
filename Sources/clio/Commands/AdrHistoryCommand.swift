import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum AdrHistoryCommand: AppCommand {
  static let declaration = Command(
    name: "history", summary: "tell a decision's story: prompts, proposal, acceptance, amendments, successor",
    discussion: """
      Days and commits come from git, whatever name the file had; without git, from the records themselves.
      """,
    keys: [DecisionKeys.reference, DecisionKeys.json],
    examples: [Example("clio adr history 3", "how decision 3 came about, and what became of it")],
    section: "Decisions")

  /// A line of the story.
  private struct Line {
    let date: String
    let what: String
    let other: Path?
    let title: String
    let commit: String?
    let author: String?
  }

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let index = try book.find(session[DecisionKeys.reference])
    let lines = try lines(of: index, in: book)
    if session[DecisionKeys.json] {
      for line in lines {
        session.print([
          "date": .string(line.date), "event": .string(line.what),
          "path": line.other.map { .text(bytes: $0.bytes) } ?? .null, "title": .string(line.title),
          "commit": line.commit.map { .string($0) } ?? .null,
          "author": line.author.map { .string($0) } ?? .null,
        ])
      }
      return .done
    }
    session.printSafely("\(book.name(index))  \(book.set.all[index].title)")
    let width = lines.map { Columns.width($0.what) }.max() ?? 0
    for line in lines {
      let other = line.other.map { "\($0)" } ?? ""
      let told = [other, line.title.replacingLineBreaks].filter { !$0.isEmpty }.joined(separator: "  ")
      let commit = line.commit.map { "[\($0.prefix(9))\(line.author.map { " " + $0 } ?? "")]" } ?? ""
      let parts = [told, commit].filter { !$0.isEmpty }.joined(separator: "  ")
      let head = "\(line.date)  \(parts.isEmpty ? line.what : Columns.padded(line.what, width))"
      session.printSafely(parts.isEmpty ? head : head + "  " + parts)
    }
    return .done
  }

  private static func lines(of index: Int, in book: DecisionBook) throws -> [Line] {
    let decision = book.set.all[index]
    var lines: [Line] = []
    for prompt in try book.promptRecords(leadingTo: index) {
      let record = prompt.record
      lines.append(
        Line(
          date: record?.date?.value ?? "?", what: "prompt", other: prompt.file.path,
          title: record?.title?.value ?? "", commit: record?.provenance?.commit,
          author: record?.meaningful("user")))
    }
    let versions = book.project.versions(of: Path(bytes: decision.path)).map { version in
      Story.Version(
        commit: version.commit, date: version.date, author: version.author,
        decision: Decision(
          Record(version.contents, name: version.path.nameBytes, kind: .decision), at: version.path.bytes))
    }
    let today = Story.Version(
      commit: nil,
      date: versions.isEmpty ? decision.record.date?.value ?? "?" : Clock.now().localDate.description,
      author: "", decision: decision)
    for event in Story(versions + [today]).events {
      let to = event.link.flatMap { book.set.resolve($0.target, from: decision) }
      // Without versions, what a later decision did to it is as old as that one.
      let isLater = versions.isEmpty && event.link?.relation.isForward == false
      lines.append(
        Line(
          date: (isLater ? to.flatMap { book.set.all[$0].record.date?.value } : nil) ?? event.date,
          what: event.what, other: to.map { Path(bytes: book.set.all[$0].path) },
          title: event.title.map { "was: " + $0 } ?? to.map { book.set.all[$0].title } ?? "",
          commit: event.commit,
          author: event.author))
    }
    // Links that only the other record tells of.
    let own = Set(book.set.edges(from: index).map(\.to))
    for edge in book.set.forwardEdges() where edge.to == index && !own.contains(edge.from) {
      let other = book.set.all[edge.from]
      guard let reverse = edge.relation.reverse, other.standing != .rejected else { continue }
      lines.append(
        Line(
          date: other.record.date?.value ?? "?", what: reverse.words.lowercased(),
          other: Path(bytes: other.path),
          title: other.title, commit: other.record.provenance?.commit, author: nil))
    }
    return lines.enumerated().sorted {
      ($0.element.date.prefix(10), $0.offset) < ($1.element.date.prefix(10), $1.offset)
    }
    .map(\.element)
  }
}
