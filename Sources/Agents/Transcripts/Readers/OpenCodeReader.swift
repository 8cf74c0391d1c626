import JSON
import Prompts
import Records

/// OpenCode: what it exports, and what its two stores hold, which are handed in as rows.
struct OpenCodeReader: TranscriptReader {
  static let agent = Agent.opencode

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["info"] != nil && members["messages"] != nil
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    turns.session = members["info"]?["id"]?.string ?? ""
    turns.directory = members["info"]?["directory"]?.text
    for message in members["messages"]?.items ?? [] {
      guard let info = message["info"] else { continue }
      OpenCodeMessage.read(info, message["parts"]?.items ?? [], id: info["id"]?.string, into: &turns)
    }
  }
}

/// The session of a store that keeps messages and their parts apart, each of them a JSON text.
public struct StoredSession: Sendable {
  /// A message and its parts, in order.
  public struct Message: Sendable {
    /// The name of the message.
    public var id: String
    /// Who speaks, if the store tells it apart from the text.
    public var role: String?
    /// When, in milliseconds since 1970, if the store tells it apart from the text.
    public var time: Int64?
    /// The message.
    public var json: [UInt8]
    /// Its parts.
    public var parts: [[UInt8]]

    /// A message and its parts.
    public init(id: String, role: String? = nil, time: Int64?, json: [UInt8], parts: [[UInt8]] = []) {
      (self.id, self.role, self.time, self.json, self.parts) = (id, role, time, json, parts)
    }
  }

  /// The agent's name for the session.
  public var id: String
  /// Where the agent worked.
  public var directory: [UInt8]?
  /// The messages, in order.
  public var messages: [Message] = []

  /// A session without messages.
  public init(id: String, directory: [UInt8]? = nil) { (self.id, self.directory) = (id, directory) }

  /// The turns of a session of OpenCode.
  public func openCodeTurns() -> [Turn] {
    turns(of: .opencode) { message, parts, row, turns in
      OpenCodeMessage.read(message, parts, id: row.id, into: &turns)
    }
  }

  /// The turns of a session of Goose, whose messages are rows with a role each.
  public func gooseTurns() -> [Turn] {
    turns(of: .goose) { content, _, row, turns in
      if row.role == "user" {
        turns.begin(content, time: row.time, key: row.id)
      } else {
        turns.blocks(content)
        turns.pass(row.time)
      }
    }
  }

  /// Puts the messages of OpenCode in the order in which they were made.
  public mutating func sortByTime() {
    func time(_ message: Message) -> Int64 {
      message.json.withUnsafeBufferPointer {
        JSONView($0).flatMap { Moment.milliseconds($0["time"]?["created"]) } ?? 0
      }
    }
    let timed = messages.map { (time: time($0), message: $0) }
    messages = timed.sorted { ($0.time, $0.message.id) < ($1.time, $1.message.id) }.map(\.message)
  }

  private func turns(
    of agent: Agent, _ read: (JSONView, [JSONView], Message, inout TurnCollector) -> Void
  ) -> [Turn] {
    var turns = TurnCollector(agent: agent)
    turns.session = id
    turns.directory = directory
    for row in messages {
      row.json.withUnsafeBufferPointer { bytes in
        guard let message = JSONView(bytes) else { return }
        Self.views(row.parts) { read(message, $0, row, &turns) }
      }
    }
    turns.end()
    return turns.take()
  }

  /// Looks at texts that lie apart, all at once.
  private static func views(_ texts: [[UInt8]], _ body: ([JSONView]) -> Void) {
    let all = Array(texts.joined(separator: [UInt8.newline]))
    all.withUnsafeBufferPointer { bytes in
      var views: [JSONView] = []
      var at = 0
      while let view = JSONView(bytes, at: at) {
        views.append(view)
        at = view.range.upperBound
      }
      body(views)
    }
  }
}

private enum OpenCodeMessage {
  static func read(_ info: JSONView, _ parts: [JSONView], id: String?, into turns: inout TurnCollector) {
    let info = info.members
    let time = Moment.milliseconds(info["time"]?["created"])
    guard let role = info["role"] else { return }
    if turns.directory == nil { turns.directory = (info["path"]?["root"] ?? info["path"]?["cwd"])?.text }
    if role.equals("user") {
      let words = parts.map(\.members).filter { part in
        // What OpenCode adds is marked as such.
        part["type"]?.equals("text") ?? false && part["synthetic"]?.isTrue != true
          && part["ignored"]?.isTrue != true
      }.compactMap { $0["text"]?.text }
      let typed = TypedText(words.joinedLines)
      turns.model = info["model"]?["modelID"]?.string ?? turns.model
      turns.begin(typed.kind, typed.text, time: time, key: id)
    } else if role.equals("assistant") {
      turns.answers(info["modelID"]?.string)
      for part in parts.map(\.members) {
        if part["type"]?.equals("text") ?? false, part["synthetic"]?.isTrue != true,
          let text = part["text"]?.text
        {
          turns.answer(text)
        } else if part["type"]?.equals("tool") ?? false {
          turns.use(ToolCall(part["tool"]?.string ?? "", part["state"]?["input"]))
        }
      }
      turns.pass(Moment.milliseconds(info["time"]?["completed"]) ?? time)
      if let usage = info["tokens"]?.members {
        let tokens = TokenCost(
          input: (usage["input"]?.boundedInteger ?? 0) + (usage["cache"]?["write"]?.boundedInteger ?? 0),
          output: (usage["output"]?.boundedInteger ?? 0) + (usage["reasoning"]?.boundedInteger ?? 0),
          cached: usage["cache"]?["read"]?.boundedInteger ?? 0)
        turns.cost(tokens, message: id ?? "")
      }
    }
  }
}
