import Arguments

/// A command: how it is called, and what it does.
protocol AppCommand: Sendable {
  static var declaration: Command { get }
  static func run(_ session: Session) throws -> ExitStatus
}

/// All commands. To add one, add a file in `Commands/` and a line here.
enum CommandTree {
  static let commands: [any AppCommand.Type] = [
    InitCommand.self, RecordCommand.self, EditCommand.self, MoveCommand.self, SearchCommand.self,
    ListCommand.self, ShowCommand.self, IndexCommand.self, CreatePHRCommand.self, CreateADRCommand.self,
    WhereCommand.self, CompletionsCommand.self, DocsCommand.self,
  ]

  /// The commands below `clio adr`.
  static let decisionCommands: [any AppCommand.Type] = [AdrNewCommand.self]

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
    subcommands: commands.prefix(8).map { $0.declaration } + [decisions]
      + commands.dropFirst(8).map { $0.declaration })

  private static let decisions = Command(
    name: "adr", summary: "architecture decision records",
    examples: [
      Example("clio adr new Use PostgreSQL --context \"We need transactions\"", "propose a decision")
    ],
    subcommands: decisionCommands.map { $0.declaration }, section: "Decisions")

  static let notes = [
    Note("Exit status", "0 all right, 1 findings or nothing found, 2 wrong usage or failure."),
    Note(
      "Environment",
      "CLIO_ROOT, CLIO_FEATURE, CLIO_DURABILITY stand for --root, --feature and --durability; NO_COLOR turns colours off."
    ),
  ]

  /// The command that a path on the command line names.
  static func command(at path: [String]) -> (any AppCommand.Type)? {
    let list = path.first == "adr" ? decisionCommands : commands
    return list.first { $0.declaration.name == path.last }
  }
}
