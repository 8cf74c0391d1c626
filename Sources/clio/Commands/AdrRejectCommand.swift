import Arguments

enum AdrRejectCommand: AppCommand {
  static let declaration = Command(
    name: "reject", summary: "turn a proposed decision down",
    keys: [DecisionKeys.reference, DecisionKeys.json],
    examples: [Example("clio adr reject 4", "it stays, so that nobody proposes it anew unknowingly")],
    section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus { try DecisionKeys.set(.rejected, session) }
}
