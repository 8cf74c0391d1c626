import Arguments

enum AdrAcceptCommand: AppCommand {
  static let declaration = Command(
    name: "accept", summary: "put a decision in force",
    keys: [DecisionKeys.reference, DecisionKeys.json],
    examples: [Example("clio adr accept 3", "decision 3 is in force from now on")], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus { try DecisionKeys.set(.accepted, session) }
}
