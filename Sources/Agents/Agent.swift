/// A coding agent that clio knows.
public enum Agent: String, CaseIterable, Sendable {
  case claude = "claude-code"
  case codex
  case gemini = "gemini-cli"
  case cursor
  case copilot = "copilot-cli"
  case copilotVSCode = "copilot-vscode"
  case aider, amp, cline, droid, goose, kimi, opencode, openclaw, pi, qwen, roo, windsurf, zed
  case continueCLI = "continue"

  /// The agent that a user names: `claude` as well as `claude-code`.
  public init?(naming name: String) {
    let lowered = name.lowercased()
    let known = Agent(rawValue: lowered) ?? Self.shortNames[lowered]
    guard let known else { return nil }
    self = known
  }

  private static let shortNames: [String: Agent] = [
    "claude": .claude, "gemini": .gemini, "copilot": .copilot, "vscode": .copilotVSCode,
  ]

  /// The word for it on the command line.
  public var shortName: String { Self.shortNames.first { $0.value == self }?.key ?? rawValue }
}
