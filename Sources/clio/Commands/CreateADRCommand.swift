import Arguments
import History
import JSON
import Platform
import Prompts
import Records

/// The script `create-adr.sh`, without its defects. A bare title is accepted too, as the command prompt that calls the
/// script gives it.
enum CreateADRCommand: AppCommand {
  static let declaration = Command(
    name: "create-adr", summary: "stand in for create-adr.sh: a decision record for an agent to fill",
    discussion: """
      Takes --title TEXT (or the title as bare words) and --json. Also at work when clio is called through a link \
      named create-adr.sh. Wants adr-template.md in .specify/templates/ or templates/, which `clio init --templates` makes.
      """,
    examples: [Example("clio create-adr --title \"Use PostgreSQL\" --json", "as an agent calls it")],
    section: "In place of scripts", unknownArguments: .passThrough)

  static func run(_ session: Session) throws -> ExitStatus {
    let script = DropIn(session: session)
    return script.answering {
      let given = try script.arguments(options: ["--title"], flags: ["--json", "--help", "-h"])
      if given.flags.contains("--help") || given.flags.contains("-h") {
        session.output.write(help)
        return
      }
      let bare = given.bare.joined(separator: " ")
      let title = given.values["--title"] ?? bare
      guard !title.isEmpty else { throw ScriptError("Error: --title is required") }
      // Who gives a bare title parses the answer as JSON.
      try create(script, title, asJSON: given.flags.contains("--json") || given.values["--title"] == nil)
    }
  }

  private static func create(_ script: DropIn, _ title: String, asJSON: Bool) throws {
    let session = script.session
    let project = try session.projectForWriting()
    let found = try script.template(.decision, project, called: "ADR")
    let new = NewRecord(in: project)
    var draft = DecisionDraft()
    draft.title = title
    draft.feature = try project.currentFeature(asked: nil, branch: new.head?.branch).feature?.name
    draft.date = new.day
    new.stamp(&draft.provenance)
    draft = project.redactor.redacted(draft)
    let slug = Slug.make(from: draft.title)
    let path = try new.write(to: Project.decisionFolder, .decision, from: found, session.durability) {
      id throws(Template.Fault) in
      draft.id = id
      let text = try draft.rendered(with: found.template, leaving: DecisionDraft.agentSlots)
      return (RecordName.decision(id: id, slug: slug), text)
    }
    guard asJSON else {
      session.printSafely("✅ ADR template copied → \(path)")
      session.print("Note: AI agent should now fill in {{PLACEHOLDERS}}")
      return
    }
    session.print([
      "id": .string(draft.id), "path": .text(bytes: path.bytes), "template": .string(found.fileName),
      "adr_id": .string(draft.id), "adr_path": .text(bytes: path.bytes),
    ])
  }

  private static let help = """
    Usage: create-adr.sh --title <title> [options]

    Required:
      --title <text>       Title for the ADR (used for filename)

    Optional:
      --json               Output JSON with id and path

    Records go to history/adr/. Needed: adr-template.md in .specify/templates/ or templates/, which
    `clio init --templates` makes.
    This is `clio create-adr`; `clio adr new` writes a complete record at once, and needs no template.

    """
}
