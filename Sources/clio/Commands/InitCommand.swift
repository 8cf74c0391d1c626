import Arguments
import History

enum InitCommand: AppCommand {
  static let templates = Key.flag("templates", "copy the built-in templates into the project, to change them")

  static let declaration = Command(
    name: "init", summary: "set a project up: the record folders and clio's own folder",
    discussion: """
      Makes history/prompts/, history/adr/ and .clio/ (with an ignore file of its own). What is there already stays \
      as it is, so it may be run again.

      Prompts are kept word for word in files of your repository: whoever can read the repository can read them.
      """,
    keys: [templates],
    examples: [
      Example("clio init", "set up the project around the current directory"),
      Example("clio init --templates", "with copies of the templates, to change them"),
    ], section: "Start")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = try session.projectForWriting()
    for step in try project.setUp(copyingTemplates: session[templates]) {
      session.printSafely("\(step.isNew ? "made" : "kept")  \(step.path)")
    }
    session.note("the root is \(project.root.path) (\(project.root.reason))")
    session.note("prompts are kept word for word in the repository; whoever can read it can read them")
    return .done
  }
}
