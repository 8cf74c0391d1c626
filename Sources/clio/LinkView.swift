import Decisions
import History
import JSON
import Platform
import Records

/// The links of a record from both sides, decisions and prompts alike.
struct LinkView {
  /// A link as it is shown.
  struct Link: Hashable {
    /// The words of it.
    let relation: String
    let path: Path
    let id: String?
    let title: String
    let status: String

    /// As programs see it: the words with underscores, as a key of front matter has them.
    var json: JSON {
      [
        "relation": .string(relation.replacing(" ", with: "_")), "path": .text(bytes: path.bytes),
        "id": id.map { .string($0) } ?? .null, "title": .string(title), "status": .string(status),
      ]
    }
  }

  private let book: DecisionBook

  init(_ book: DecisionBook) { self.book = book }

  /// The links of a decision or a prompt: what it tells, and what others tell of it; each one once.
  func links(of path: Path) throws -> [Link] {
    guard let index = book.set.index(of: path.bytes) else { return try decisions(of: path) }
    var links: [Link] = []
    func add(_ relation: Relation, _ other: Int) {
      let link = link(relation.words.lowercased(), other)
      if !links.contains(link) { links.append(link) }
    }
    for link in own(index) where !links.contains(link) { links.append(link) }
    for other in book.set.all.indices where other != index {
      for edge in book.set.edges(from: other) where edge.to == index {
        if let reverse = edge.relation.reverse {
          add(reverse, other)
        } else if !links.contains(where: { $0.path.bytes == book.set.all[other].path }) {
          add(.named("linked from (\(edge.relation.words.lowercased()))"), other)
        }
      }
    }
    for prompt in try book.promptRecords(leadingTo: index) {
      let view = RecordView(prompt)
      links.append(
        Link(
          relation: "prompt", path: prompt.file.path, id: prompt.record?.id?.value, title: view.title,
          status: view.state))
    }
    return links
  }

  /// What a decision itself tells of others.
  func own(_ index: Int) -> [Link] {
    book.set.edges(from: index).map { link($0.relation.words.lowercased(), $0.to) }
  }

  /// The decisions that a prompt led to.
  private func decisions(of path: Path) throws -> [Link] {
    try book.promptLinks().filter { $0.prompt.file.path == path }.flatMap(\.decisions).map {
      link("led to", $0)
    }
  }

  private func link(_ relation: String, _ index: Int) -> Link {
    let decision = book.set.all[index]
    return Link(
      relation: relation, path: Path(bytes: decision.path), id: decision.numberText, title: decision.title,
      status: decision.standing?.rawValue ?? decision.shownStatus)
  }

  /// Prints links, one a line.
  static func show(_ links: [Link], _ session: Session) {
    let width = links.map { Columns.width($0.relation) }.max() ?? 0
    for link in links {
      session.printSafely(
        Columns.padded(link.relation, width)
          + "  \(link.path)  \(link.title.replacingLineBreaks)  [\(link.status.replacingLineBreaks)]")
    }
  }
}
