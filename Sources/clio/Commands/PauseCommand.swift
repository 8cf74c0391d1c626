import Arguments
import History

enum PauseCommand: AppCommand {
  static let declaration = Command(
    name: "pause", summary: "record no prompts of agents until `clio resume`",
    discussion: """
      What agents are told while recording is paused is written nowhere. It counts for the repository, with all its \
      worktrees.
      """,
    examples: [Example("clio pause", "nothing is recorded from now on")], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = try session.project()
    let isNew = try project.pause()
    session.print(isNew ? "paused" : "paused already")
    return .done
  }
}
