import Arguments

/// A command: how it is called, and what it does.
protocol AppCommand: Sendable {
  static var declaration: Command { get }
  static func run(_ session: Session) throws -> ExitStatus
}

/// Commands under a common word. To add one, add a file in `Commands/` and a line in `CommandTree`.
protocol CommandGroup: Sendable {
  static var declaration: Command { get }
  static var commands: [any AppCommand.Type] { get }
}

/// A line of the tree.
enum CommandEntry: Sendable {
  case command(any AppCommand.Type)
  case group(any CommandGroup.Type)

  var declaration: Command {
    switch self {
    case .command(let command): command.declaration
    case .group(let group): group.declaration
    }
  }
}

/// All commands, in the order of help. To add one, add a file in `Commands/` and a line here, or in its group.
enum CommandTree {
  static let entries: [CommandEntry] = [
    .command(InitCommand.self),
    .command(RecordCommand.self),
    .command(HookCommand.self),
    .command(PauseCommand.self),
    .command(ResumeCommand.self),
    .command(ForgetCommand.self),
    .command(DoctorCommand.self),
    .command(EditCommand.self),
    .command(MoveCommand.self),
    .command(RedactCommand.self),
    .command(RenumberCommand.self),
    .command(SearchCommand.self),
    .command(ListCommand.self),
    .command(ShowCommand.self),
    .command(StatsCommand.self),
    .command(ProjectsCommand.self),
    .command(CheckCommand.self),
    .command(IndexCommand.self),
    .command(ImportCommand.self),
    .group(AdrGroup.self),
    .command(CreatePHRCommand.self),
    .command(CreateADRCommand.self),
    .command(AdrToolsCommand.self),
    .command(WhereCommand.self),
    .command(CompletionsCommand.self),
    .command(DocsCommand.self),
  ]

  static let root = Command(
    name: "clio",
    summary: "keeps a project's prompt history and decision history",
    discussion: """
      clio records every prompt given to a coding agent and every significant decision as plain Markdown files in \
      your repository, and makes them findable and trustworthy. The files are the truth: readable and mergeable \
      without clio.
      """,
    keys: Global.keys,
    examples: [
      Example("clio init", "set a project up"),
      Example(
        "clio record --prompt-file prompt.txt --stage red --feature 001-auth", "record a prompt from a file"),
      Example("clio search session timeout", "records with both words, best first"),
      Example("clio list --since 2026-01-01", "what was asked since New Year"),
      Example("clio show 001-auth/3 --prompt", "the prompt, byte for byte"),
    ],
    subcommands: entries.map { $0.declaration })

  static let notes = [
    Note("Exit status", "0 all right, 1 findings or nothing found, 2 wrong usage or failure."),
    Note(
      "Environment",
      "CLIO_ROOT, CLIO_FEATURE, CLIO_DURABILITY stand for --root, --feature and --durability; NO_COLOR turns colours off."
    ),
  ]

  /// The command that a path on the command line names.
  static func command(at path: [String]) -> (any AppCommand.Type)? {
    guard let entry = entries.first(where: { $0.declaration.name == path.first }) else { return nil }
    switch entry {
    case .command(let command): return path.count == 1 ? command : nil
    case .group(let group):
      return group.commands.first { [group.declaration.name, $0.declaration.name] == path }
    }
  }
}
