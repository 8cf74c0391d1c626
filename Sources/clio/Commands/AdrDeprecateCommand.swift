import Arguments

enum AdrDeprecateCommand: AppCommand {
  static let declaration = Command(
    name: "deprecate", summary: "let a decision go that nothing takes the place of",
    keys: [DecisionKeys.reference, DecisionKeys.json],
    examples: [Example("clio adr deprecate 2", "it is no longer in force")], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus { try DecisionKeys.set(.deprecated, session) }
}
