import Arguments

/// The commands about decisions.
enum AdrGroup: CommandGroup {
  static let commands: [any AppCommand.Type] = [
    AdrNewCommand.self, AdrListCommand.self, AdrShowCommand.self, AdrAcceptCommand.self,
    AdrRejectCommand.self,
    AdrDeprecateCommand.self, AdrSupersedeCommand.self, AdrAmendCommand.self, AdrLinkCommand.self,
    AdrTocCommand.self, AdrGraphCommand.self, AdrHistoryCommand.self, AdrForCommand.self,
    AdrSuggestCommand.self, AdrImportCommand.self, AdrExportCommand.self,
  ]

  static let declaration = Command(
    name: "adr", summary: "architecture decision records",
    examples: [
      Example("clio adr new Use PostgreSQL --context \"We need transactions\"", "propose a decision")
    ],
    subcommands: commands.map { $0.declaration }, section: "Decisions")
}
