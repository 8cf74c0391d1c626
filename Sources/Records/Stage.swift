/// What kind of work a prompt was. To add a stage, add a case and its row in `details`.
public enum Stage: String, CaseIterable, Sendable {
  case constitution, spec, plan, tasks, red, green, refactor, explainer, misc, general

  /// Where records of a stage are filed.
  public enum Home: Sendable {
    /// A folder of the stage's own name.
    case own
    /// The folder of the feature, or `general/` without one.
    case feature
  }

  private var details: (home: Home, meaning: String, aliases: [String]) {
    switch self {
    case .constitution: (.own, "principles", [])
    case .spec: (.feature, "requirements", ["specification", "specify", "clarify", "clarification"])
    case .plan: (.feature, "design", ["architect", "analyze", "analysis", "design", "planning"])
    case .tasks: (.feature, "break-down", ["task"])
    case .red: (.feature, "debugging, errors, failing tests", ["debugging", "debug", "bug", "fix"])
    case .green: (.feature, "implementation, passing tests", ["implement", "impl", "implementation"])
    case .refactor: (.feature, "restructuring without new behaviour", ["refactoring"])
    case .explainer: (.feature, "explanations", ["explain", "explanation"])
    case .misc: (.feature, "anything else in a feature", [])
    case .general: (.own, "not tied to a feature", ["discussion"])
    }
  }

  /// Where records of this stage are filed.
  public var home: Home { details.home }

  /// What the stage stands for, in a few words.
  public var meaning: String { details.meaning }

  /// The stage that a name or one of its aliases stands for, in any case.
  public init?(naming text: String) {
    let name = text.lowercased()
    guard
      let stage = Stage(rawValue: name) ?? Stage.allCases.first(where: { $0.details.aliases.contains(name) })
    else { return nil }
    self = stage
  }
}

/// Whether a record tells of a prompt or of a decision.
public enum Kind: String, CaseIterable, Sendable {
  /// A prompt history record.
  case prompt = "phr"
  /// An architecture decision record.
  case decision = "adr"
}

/// How far a decision has come.
public enum Status: String, CaseIterable, Sendable {
  case proposed, accepted, rejected, deprecated, superseded
}
