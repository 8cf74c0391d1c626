import Arguments
import History
import Platform
import Records

enum MoveCommand: AppCommand {
  static let references = Key.arguments(
    "REF", "records: paths, numbers, feature/number or parts of names", required: true)
  static let dryRun = Key.flag("dry-run", short: "n", "only say where they would go")

  static let declaration = Command(
    name: "move", summary: "put records where their stage, feature and title say",
    discussion: """
      A record's file name and folder follow from what its front matter says. This puts the file there, with the links \
      to it in other records. A number that is taken in the new folder is replaced by the next free one.
      """,
    keys: [references, dryRun, RecordCommand.feature],
    examples: [
      Example("clio move 001-auth/3", "rename it after its title was changed by hand"),
      Example("clio move --dry-run history/prompts/general/0002-x.general.prompt.md", "only look"),
    ], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = session[dryRun] ? try session.project() : try session.projectForWriting()
    for reference in session[references] {
      let found = try ShowCommand.find(reference, as: .prompt, project, session)
      let record = try ShowCommand.content(found)
      let target =
        session[dryRun]
        ? try project.place(of: found.file, record, keepsSlug: false).to
        : try project.move(found, durability: session.durability)
      if target == found.file.path {
        session.printSafely("\(target) is in its place")
      } else {
        session.printSafely("\(found.file.path) → \(target)")
      }
    }
    return .done
  }
}
