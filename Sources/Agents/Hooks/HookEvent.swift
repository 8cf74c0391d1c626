import JSON

/// What an agent's hook tells.
public struct HookEvent: Equatable, Sendable {
  /// What has happened.
  public enum Kind: Equatable, Sendable {
    /// A session begins, or goes on.
    case sessionStart
    /// The user has submitted a prompt.
    case prompt([UInt8])
    /// The agent has changed files.
    case files([String])
    /// The agent has said something, which may be its last word.
    case response([UInt8])
    /// The agent is done with a prompt.
    case stop(response: [UInt8]?)
    /// A session ends.
    case sessionEnd
  }

  /// The agent that speaks, which need not be the one that the hook was installed for.
  public var agent: Agent
  /// The agent's name for the session.
  public var session: String
  /// What has happened.
  public var kind: Kind
  /// The agent's name for the prompt, if it has one.
  public var turnKey: String?
  /// Where the agent works.
  public var directory: [UInt8]?
  /// The file that the agent keeps the conversation in.
  public var transcript: [UInt8]?
  /// The model.
  public var model: String?
  /// The command that the prompt is.
  public var command: String?
  /// The prompts of the turn, where the call that ends it tells them again.
  public var notified: [[UInt8]] = []
  /// Whether a sub-agent speaks: what it is told is not the user's, but what it changes belongs to the turn.
  public var isSubagent = false

  init(agent: Agent, session: String?, kind: Kind) {
    (self.agent, self.session, self.kind) = (agent, session ?? "unknown", kind)
  }
}

/// How an agent calls hooks.
protocol HookAdapter: Sendable {
  static var agent: Agent { get }
  /// Whether only this agent writes such a payload.
  static func recognizes(_ payload: JSON) -> Bool
  /// What it tells; nil for what a recorder has no use for.
  static func event(in payload: JSON) -> HookEvent?
}

/// What a hook was given on its standard input.
public enum HookPayload {
  /// The most specific first. To add an agent, add a file beside this one and a line here.
  static let adapters: [any HookAdapter.Type] = [
    CursorHooks.self, CopilotVSCodeHooks.self, CopilotHooks.self, GeminiHooks.self, CodexHooks.self,
    ClaudeHooks.self,
  ]

  /// What a payload tells. It is its content that says which agent speaks: some run the hooks of others. Where the
  /// content could be several agents', the one that was asked for counts.
  public static func event(in payload: JSON, asked: Agent?) -> HookEvent? {
    let adapter =
      adapters.first { $0.recognizes(payload) } ?? adapters.first { $0.agent == asked } ?? ClaudeHooks.self
    if let event = adapter.event(in: payload) { return event }
    // A prompt is worth more than the name of its event.
    guard payload.text("hook_event_name", "hookEventName") == nil, let prompt = payload.words("prompt") else {
      return nil
    }
    var event = HookEvent(
      agent: asked ?? adapter.agent, session: payload.text("session_id", "sessionId"), kind: .prompt(prompt))
    event.directory = payload.words("cwd")
    event.transcript = payload.words("transcript_path", "transcriptPath")
    return event
  }
}
