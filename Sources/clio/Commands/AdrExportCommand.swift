import Arguments
import Decisions
import JSON
import Platform
import Records

enum AdrExportCommand: AppCommand {
  static let format = Key.option("format", "FORMAT", "json", choices: ["json"], default: "json")

  static let declaration = Command(
    name: "export", summary: "print all decisions with their text, for other programs",
    discussion: """
      One JSON object: `format`, `version` and `decisions`, each with its metadata, links, sections by heading, and the \
      whole text, from which 'clio adr import' makes the same files again.
      """,
    keys: [format], examples: [Example("clio adr export > decisions.json", "all decisions in one file")],
    section: "Decisions")

  /// What the file says of itself.
  static let formatName = "clio-adr"

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let successors = book.set.successors()
    let items = book.set.all.indices.map { index -> JSON in
      guard case .object(var members) = DecisionView(book, index).json(successors) else { return .null }
      let record = book.set.all[index].record
      members.append(JSON.Member("sections", sections(record)))
      members.append(JSON.Member("text", .text(bytes: record.text)))
      return .object(members)
    }
    for found in book.unreadable { session.note("\(found.file.path) can't be read and is left out") }
    session.print(["format": .string(formatName), "version": 1, "decisions": .array(items)])
    return book.unreadable.isEmpty ? .done : .findings
  }

  private static func sections(_ record: Record) -> JSON {
    let text = record.text
    let headings = text.headings(in: record.bodyStart..<text.count).filter { $0.level == 2 }
    return .array(
      headings.enumerated().map { index, heading in
        let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
        let body = text.withoutOuterBlankLines(min(heading.line.next, end)..<end)
        return ["heading": .text(bytes: Array(text[heading.text])), "text": .text(bytes: Array(text[body]))]
      })
  }
}
