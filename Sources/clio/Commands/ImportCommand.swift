import Agents
import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum ImportCommand: AppCommand {
  static let files = Key.arguments(
    "WHAT",
    "an agent (claude, codex, gemini, …), conversations, folders of them, or notes in Markdown; - for a note",
    required: true, completion: .file)
  static let project = Key.option(
    "project", "DIR", "only turns in this folder (else, of an agent, those in this project)",
    as: .path("a directory"), completion: .directory)
  static let since = Key.option("since", "DATE", "only turns from this day on", as: .date)
  static let kind = Key.option(
    "as", "KIND", "what it becomes: phr (a prompt) or adr (a proposed decision)", as: .choice(of: Kind.self),
    default: Kind.prompt.rawValue)
  static let title = Key.option("title", short: "t", "TEXT", "the title (else the first heading)")
  static let stage = Key.option(
    "stage", short: "s", "STAGE", "the stage of a prompt (else red where the note tells of a problem)",
    as: .stage)
  static let feature = Key.option("feature", short: "f", "NAME", "the feature; none for none")
  static let date = Key.option("date", "DATE", "the day (else today)", as: .date)
  static let dryRun = Key.flag(
    "dry-run", short: "n", "show what would be recorded, and where each section would go; write nothing")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "import", summary: "record what was said to agents before, and free-form notes",
    discussion: """
      Of the conversations that coding agents keep, each turn becomes a record: the prompt, what was typed while the \
      agent worked, the answer, files, tests, model and session. What machines put in the user's name is left out. \
      Whose a conversation is, its content tells. Known: \
      \(Agent.allCases.map(\.shortName).joined(separator: ", ")).

      The sections of a note find their places by their headings: problem and cause, solution, files, tests, impact, \
      next steps, compatibility, commits, references. Every line is kept; what has no place goes under Notes.

      A turn, or a note, that has a record is not recorded again.
      """,
    keys: [files, project, since, kind, title, stage, feature, date, dryRun, json],
    examples: [
      Example("clio import claude codex --dry-run", "what these agents know of this project"),
      Example("clio import ~/backup/sessions --since 2026-01-01", "a folder of conversations"),
      Example("clio import session-fix-summary.md --dry-run", "which section goes where"),
      Example("clio import session-fix-summary.md --as adr", "a proposed decision from a note"),
    ], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let wanted = try ImportSources(session[files], in: session.world.directory)
    if !wanted.notes.isEmpty { try importNotes(wanted.notes, session) }
    guard wanted.hasConversations else { return .done }
    if wanted.notes.isEmpty {
      for (name, isGiven) in [
        ("title", session[title] != nil), ("stage", session[stage] != nil),
        ("feature", session[feature] != nil), ("date", session[date] != nil),
      ] where isGiven {
        throw Failure(
          "--\(name) is for notes", "of a conversation, each turn tells it; `clio edit` changes a record")
      }
    }
    return try TranscriptImport(
      session: session, folder: session[project].map { Path("\($0)").absolute(in: session.world.directory) },
      since: session[since], isDry: session[dryRun], asJSON: session[json]
    ).run(agents: wanted.agents, places: wanted.places)
  }

  private static func importNotes(_ names: [String], _ session: Session) throws {
    if names.count > 1, session[title] != nil {
      throw Failure("--title is for one note", "import the notes one by one")
    }
    let isDry = session[dryRun]
    let importer = NoteImporter(
      session: session, project: isDry ? try session.project() : try session.projectForWriting(),
      kind: session[kind],
      title: session[title], date: session[date]?.description, feature: session[feature],
      stage: session[stage])
    var known = try KnownNotes(importer.project)
    for name in names {
      let imported: NoteImporter.Imported
      switch try importer.importNote(name, isDry: isDry, &known) {
      case .known(let path):
        session.note("\(name) has a record: \(path)")
        continue
      case .imported(let new): imported = new
      }
      if session[json] {
        session.print(json(imported, session[kind]))
      } else if isDry {
        show(imported, session)
      } else if let path = imported.path {
        session.print(path)
      }
    }
  }

  private static func show(_ imported: NoteImporter.Imported, _ session: Session) {
    session.printSafely("\(imported.source): \(imported.title.replacingLineBreaks)")
    let headings = imported.mapping.map {
      $0.heading.isEmpty ? "(before the first heading)" : $0.heading.replacingLineBreaks
    }
    let width = min(headings.map(Columns.width).max() ?? 0, 40)
    for (heading, step) in zip(headings, imported.mapping) {
      session.printSafely("  \(Columns.padded(Columns.cut(heading, 40), width))  → \(step.place)")
    }
    for (name, found) in [
      ("files", imported.note.files), ("commits", imported.note.commits), ("links", imported.note.addresses),
    ] where !found.isEmpty {
      session.printSafely("  \(name): \(found.joined(separator: ", ").replacingLineBreaks)")
    }
  }

  private static func json(_ imported: NoteImporter.Imported, _ kind: Kind) -> JSON {
    func list(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    return [
      "source": .string(imported.source), "kind": .string(kind.rawValue), "title": .string(imported.title),
      "path": imported.path.map { .text(bytes: $0.bytes) } ?? .null,
      "mapping": .array(
        imported.mapping.map { ["heading": .string($0.heading), "place": .string($0.place)] }),
      "files": list(imported.note.files), "commits": list(imported.note.commits),
      "links": list(imported.note.addresses),
    ]
  }
}
