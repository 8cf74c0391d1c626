import Arguments
import History

enum ResumeCommand: AppCommand {
  static let declaration = Command(
    name: "resume", summary: "record prompts of agents again after `clio pause`",
    examples: [Example("clio resume", "prompts are recorded again")], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = try session.project()
    let wasPaused = try project.resume()
    session.print(wasPaused ? "recording again" : "it was not paused")
    return .done
  }
}
