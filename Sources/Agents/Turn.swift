import Records

/// One prompt of a user to an agent, what was typed while it worked, and the answer.
public struct Turn: Equatable, Sendable {
  /// A text that the user typed.
  public struct Prompt: Equatable, Sendable {
    /// The text, as it was typed.
    public var text: [UInt8]
    /// When, in milliseconds since 1970, if that is known.
    public var time: Int64?
    /// What the agent calls it, if it has a name of its own: the same prompt always has the same one.
    public var key: String?
    /// Where in the transcript it is told, in bytes.
    public var place: Int?

    /// A text that the user typed.
    public init(_ text: [UInt8], time: Int64? = nil, key: String? = nil) {
      (self.text, self.time, self.key) = (text, time, key)
    }
  }

  /// The agent.
  public var agent: Agent
  /// The agent's name for the session.
  public var session: String
  /// The number of the turn in the session, from 1.
  public var number: Int?
  /// The prompt, then what was typed while the agent worked.
  public var prompts: [Prompt]
  /// The agent's final answer.
  public var response: [UInt8]?
  /// The model that answered.
  public var model: String?
  /// When it ended, in milliseconds since 1970.
  public var ended: Int64?
  /// Where the agent worked.
  public var directory: [UInt8]?
  /// The branch that was checked out.
  public var branch: String?
  /// The command that the prompt is, such as `/sp.plan`.
  public var command: String?
  /// Files that were changed, as the agent names them.
  public var files: [String] = []
  /// Commands that ran tests.
  public var tests: [String] = []
  /// What it cost.
  public var tokens: TokenCost?
  /// Whether the user stopped the agent.
  public var wasInterrupted = false
  /// Where the turn stands in the transcript, in bytes.
  public var extent: Range<Int>?

  /// A turn of a session.
  public init(agent: Agent, session: String, prompts: [Prompt]) {
    (self.agent, self.session, self.prompts) = (agent, session, prompts)
  }

  /// When it began, in milliseconds since 1970.
  public var started: Int64? { prompts.first?.time }

  /// What a record says of the session: `claude-code/00893aaf-…`.
  public var sessionName: String { agent.rawValue + "/" + session }

  /// Takes in the next turn, whose prompt only let the agent go on.
  public mutating func absorb(_ next: Turn) {
    prompts += next.prompts
    response = next.response ?? response
    model = model ?? next.model
    ended = next.ended ?? ended
    tokens = next.tokens.map { (tokens ?? TokenCost()) + $0 } ?? tokens
    for file in next.files where !files.contains(file) { files.append(file) }
    for test in next.tests where !tests.contains(test) { tests.append(test) }
    wasInterrupted = wasInterrupted || next.wasInterrupted
  }
}
