import Arguments
import History
import Platform
import Records
import Rules

enum MoveCommand: AppCommand {
  static let references = Key.arguments(
    "REF", "records: paths, numbers, feature/number or parts of names")
  static let all = Key.flag("all", "every record that lies or is named where nobody looks for it")
  static let dryRun = Key.flag("dry-run", short: "n", "only say where they would go")

  static let declaration = Command(
    name: "move", summary: "put records where their stage, feature and title say",
    discussion: """
      A record's file name and folder follow from what its front matter says. This puts the file there, with the links \
      to it in other records. A number that is taken in the new folder is replaced by the next free one.
      """,
    keys: [references, all, dryRun, RecordCommand.feature],
    examples: [
      Example("clio move 001-auth/3", "rename it after its title was changed by hand"),
      Example("clio move --all --dry-run", "what 'clio check' tells of by file-name and route"),
      Example("clio move --dry-run history/prompts/general/0002-x.general.prompt.md", "only look"),
    ], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    guard session[all] != session[references].isEmpty else { return try some(session) }
    if session[all] {
      throw Failure("--all moves every misplaced record, but some are named", "leave out one of them")
    }
    throw Failure("no record is named", "name some, or move every misplaced one by --all")
  }

  private static func some(_ session: Session) throws -> ExitStatus {
    let project = session[dryRun] ? try session.project() : try session.projectForWriting()
    let (files, closed) = session[all] ? try project.recordFilesAndClosed() : ([], [])
    let found =
      session[all]
      ? try misplaced(files, project)
      : try session[references].map { try ShowCommand.find($0, as: .prompt, project, session) }
    var planned: [Move] = []
    for found in found {
      let record = try ShowCommand.content(found)
      // Of many at once only what is wrong is changed: words that somebody chose for a name stay.
      let keepsSlug = session[all]
      let target: Path
      if session[dryRun] {
        let move = try project.place(of: found.file, record, keepsSlug: keepsSlug, after: planned)
        planned.append(move)
        target = move.to
      } else {
        target = try project.move(found, keepsSlug: keepsSlug, durability: session.durability)
      }
      if target != found.file.path {
        session.printSafely("\(found.file.path) → \(target)")
      } else if !session[all] {
        session.printSafely("\(target) is in its place")
      }
    }
    if session[all], found.isEmpty {
      session.note("every record \(closed.isEmpty ? "" : "that can be read ")is in its place")
    }
    return .done
  }

  /// The records that the check tells of for their name or folder.
  private static func misplaced(_ files: [RecordFile], _ project: Project) throws -> [FoundRecord] {
    var settings = RuleSettings()
    settings.only = ["file-name", "route"]
    let world = try CheckWorld(project, files: files, git: nil, against: nil, former: nil)
    let findings = CheckRun(world: world, checker: Checker(settings), staged: nil).findings(in: files)
    let paths = Set(findings.map(\.path))
    return files.filter { paths.contains($0.path.bytes) }.map { project.read($0) }
  }
}
