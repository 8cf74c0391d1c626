import Arguments
import History
import JSON
import Platform
import Prompts
import Records

/// The script `create-phr.sh`, without its defects: what can be derived is filled in at once.
enum CreatePHRCommand: AppCommand {
  static let declaration = Command(
    name: "create-phr", summary: "stand in for create-phr.sh: a prompt record for an agent to fill",
    discussion: """
      Takes --title TEXT, --stage STAGE, --feature NAME, --json and, as older versions did, --prompt, --response, \
      --files, --tests, --labels and --command. Also at work when clio is called through a link named create-phr.sh.

      Wants phr-template.prompt.md in .specify/templates/ or templates/, which `clio init --templates` makes and, for the \
      stages of a feature, the folder specs/FEATURE/.
      """,
    examples: [
      Example(
        "clio create-phr --title \"Define quality\" --stage constitution --json", "as an agent calls it")
    ],
    section: "In place of scripts", unknownArguments: .passThrough)

  static func run(_ session: Session) throws -> ExitStatus {
    let script = DropIn(session: session)
    return script.answering {
      let given = try script.arguments(
        options: [
          "--title", "--stage", "--feature", "--prompt", "--response", "--files", "--tests", "--labels",
          "--command",
        ], flags: ["--json", "--help", "-h"])
      if given.flags.contains("--help") || given.flags.contains("-h") {
        session.output.write(help)
        return
      }
      try create(script, given)
    }
  }

  private static func create(_ script: DropIn, _ given: DropIn.Arguments) throws {
    let session = script.session
    guard let title = given.values["--title"], !title.isEmpty else {
      throw ScriptError("Error: --title is required")
    }
    guard let stageName = given.values["--stage"], !stageName.isEmpty else {
      throw ScriptError("Error: --stage is required")
    }
    let project = try session.projectForWriting()
    let found = try script.template(.prompt, project, called: "PHR")
    guard let stage = Stage(rawValue: stageName) else {
      throw ScriptError("Error: Unknown stage '\(stageName)'")
    }
    let new = NewRecord(in: project)
    let feature = try FeatureOfScript(project: project, session: session).find(
      given.values["--feature"], stage, branch: new.head?.branch)
    var draft = PromptDraft()
    draft.title = title
    draft.stage = stage
    draft.feature = stage.home == .own ? nil : feature?.name
    draft.date = new.day
    draft.branch = new.head?.branch
    draft.user = project.userName()
    draft.command = given.values["--command"]
    draft.prompts = given.values["--prompt"].map { [Array($0.utf8)] } ?? []
    draft.response = given.values["--response"].map { Array($0.utf8) }
    draft.files = list(given.values["--files"])
    draft.tests = list(given.values["--tests"])
    draft.labels = list(given.values["--labels"])
    new.stamp(&draft.provenance)
    draft = project.redactor.redacted(draft)
    let slug = Slug.make(from: draft.title)
    let folder = Project.promptFolder + "/" + Route.folder(stage: stage, feature: feature)
    let path = try new.write(to: folder, .prompt, from: found, session.durability) {
      id throws(Template.Fault) in
      draft.id = id
      let text = try draft.rendered(with: found.template, leaving: PromptDraft.agentSlots)
      return (RecordName.prompt(id: id, slug: slug, stage: stage), text)
    }
    guard given.flags.contains("--json") else {
      session.printSafely("✅ PHR template copied → \(path)")
      session.print("Note: AI agent should now fill in {{PLACEHOLDERS}}")
      return
    }
    session.print([
      "id": .string(draft.id), "path": .text(bytes: path.bytes),
      "context": .string(stage.home == .own ? stage.rawValue : "feature"), "stage": .string(stage.rawValue),
      "feature": .string(feature?.name ?? "none"), "template": .string(found.fileName),
    ])
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  private static let help = """
    Usage: create-phr.sh --title <title> --stage <stage> [options]

    Required:
      --title <text>       Title for the PHR (used for filename)
      --stage <stage>      constitution|spec|plan|tasks|red|green|refactor|explainer|misc|general

    Optional:
      --feature <slug>     Feature slug (e.g., 001-auth). Auto-detected from branch if omitted.
      --json               Output JSON with id, path, and context

    Records go to history/prompts/: constitution/ and general/ for those two stages, the feature's
    folder for all others. Needed: phr-template.prompt.md in .specify/templates/ or templates/, which
    `clio init --templates` makes, and for a feature's stage the folder specs/<slug>/.
    This is `clio create-phr`; `clio record` writes a complete record at once, and needs neither.

    """
}

/// The feature as the script finds it: it must have a folder in `specs/`, and without any hint it is the highest
/// numbered one, which is said on standard error.
private struct FeatureOfScript {
  let project: Project
  let session: Session

  func find(_ asked: String?, _ stage: Stage, branch: String?) throws -> Feature? {
    let asked = asked.flatMap { $0.isEmpty ? nil : $0 }
    if stage.home == .own { return try asked.flatMap { $0 == "none" ? nil : try Feature($0) } }
    let specs = project.root.path / "specs"
    guard (try? Files.status(of: specs))??.kind == .directory else {
      throw ScriptError(
        "Error: Feature stage '\(stage.rawValue)' requires specs/ directory and a feature context\n"
          + "Run /sp.feature first to create a feature, then try again")
    }
    let names = try Files.entries(of: specs).map { String(decoding: $0.name, as: UTF8.self) }
    var name = asked ?? session.world.environment["SPECIFY_FEATURE"].flatMap { $0.isEmpty ? nil : $0 }
    if name == nil, let branch, branch != "main", branch != "master" {
      let short = branch.split(separator: "/").last.map(String.init) ?? branch
      name = names.contains(short) ? short : nil
    }
    guard let name = try name ?? highest(names, specs) else { return nil }
    let feature = try Feature(name)
    guard (try? Files.status(of: specs / name))??.kind == .directory else {
      let list = names.prefix(5).map { "\n  - \($0)" }.joined()
      throw ScriptError("Error: Feature directory not found: \(specs / name)\nAvailable features:\(list)")
    }
    return feature
  }

  private func highest(_ names: [String], _ specs: Path) throws -> String? {
    func number(_ name: String) -> Int {
      let bytes = Array(name.utf8)
      guard bytes.count > 3, bytes[3] == UInt8(ascii: "-"),
        bytes[..<3].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
      else { return 0 }
      return Int(name.prefix(3)) ?? 0
    }
    guard let best = names.filter({ number($0) > 0 }).max(by: { number($0) < number($1) }) else {
      throw ScriptError(
        "Error: No feature specified and no numbered features found in \(specs)\n"
          + "Please specify --feature or create a feature directory first")
    }
    session.notes.write(
      "Note: no feature was named; using the highest numbered one, \(Terminal.sanitized(best))\n")
    return best
  }
}
