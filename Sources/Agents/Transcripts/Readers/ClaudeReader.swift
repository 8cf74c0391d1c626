import JSON
import Prompts
import Records

/// Claude Code: a line an event. What was typed while the agent worked stands in lines of its own (`queue-operation`,
/// `attachment`), or beside the result of a tool; nine of ten lines in the user's name are such results.
struct ClaudeReader: TranscriptReader {
  static let agent = Agent.claude

  /// Told by the name alone: some versions mark no line of a sub-agent's file.
  private let isSubagent: Bool
  private var queue = ClaudeQueue()

  init(name: String) {
    isSubagent =
      name.utf8.split(separator: UInt8(ascii: "/")).dropLast().last.map { $0.elementsEqual("subagents".utf8) }
      ?? false
  }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    if members["loglines"] != nil { return true }
    guard let type = members["type"] else { return false }
    if type.equals("user") || type.equals("assistant") { return members["message"]?["content"] != nil }
    if type.equals("system") { return members["subtype"] != nil && members["sessionId"] != nil }
    return [
      "queue-operation", "file-history-snapshot", "progress", "attachment", "last-prompt", "permission-mode",
      "ai-title", "custom-title", "agent-setting", "pr-link",
    ].contains { type.equals($0) }
      || type.equals("summary") && members["leafUuid"] != nil
  }

  func skips(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    // A quote inside a string has a backslash before it: these can only be the line's own.
    let head = line.head
    if head.holds("\"type\":\"progress\"") || head.holds("\"type\":\"file-history-snapshot\"") { return true }
    return head.holds("\"tool_result\"") && !line.holds("\"text\"")
      && !line.head(of: 8192).holds(Self.rejection)
  }

  /// How the result of a tool begins that the user did not let run; what the user said stands at its end.
  private static let rejection: StaticString = "\"The user doesn't want to "
  private static let said = Array("the user said:\n".utf8)

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if let lines = members["loglines"] {
      for line in lines.items { read(line, into: &turns) }
      return
    }
    guard let type = members["type"], !isSubagent else { return }
    let isSidechain = members["isSidechain"]?.isTrue ?? false
    if !isSidechain { note(members, &turns) }
    let time = Moment.milliseconds(members["timestamp"])
    if type.equals("assistant") {
      assistant(members, time, isSidechain, &turns)
    } else if isSidechain || members["isMeta"]?.isTrue ?? false
      || members["isCompactSummary"]?.isTrue ?? false
    {
      return
    } else if type.equals("user") {
      user(members, time, &turns)
    } else if type.equals("queue-operation") {
      queue.read(members, time, &turns)
    } else if type.equals("attachment"), let attachment = members["attachment"]?.members,
      attachment["type"]?.equals("queued_command") ?? false
    {
      queue.delivered(attachment["prompt"] ?? attachment["content"], time, members["uuid"]?.string, &turns)
    }
  }

  private func note(_ members: JSONMembers, _ turns: inout TurnCollector) {
    if turns.session.isEmpty, let session = members["sessionId"]?.string { turns.session = session }
    // The first folder is the project's: later ones follow the agent's `cd`.
    if turns.directory == nil { turns.directory = members["cwd"]?.text }
    if let branch = members["gitBranch"]?.string, !branch.isEmpty { turns.branch = branch }
  }

  private mutating func user(_ members: JSONMembers, _ time: Int64?, _ turns: inout TurnCollector) {
    guard let content = members["message"]?["content"] else { return }
    let key = members["uuid"]?.string
    let results = content.items.filter { $0["type"]?.equals("tool_result") ?? false }
    if !results.isEmpty || members["toolUseResult"] != nil {
      for result in results { rejected(result, time, &turns) }
      // Beside a result, a text is what was typed meanwhile.
      guard let (kind, text) = content.typed() else { return }
      if kind == .interruption { return turns.interrupt() }
      if !queue.takes(text) { turns.add(Turn.Prompt(text, time: time, key: key)) }
      return
    }
    guard let (kind, text) = content.typed() else { return }
    // A plan that was agreed to is handed over as if it had been typed.
    if members["planContent"] != nil, text.hasPrefix("Implement the following plan:", at: 0) { return }
    if kind != .interruption { queue.forget(text) }
    turns.begin(kind, text, time: time, key: key)
  }

  private func rejected(_ result: JSONView, _ time: Int64?, _ turns: inout TurnCollector) {
    guard let text = result["content"]?.joined(), text.hasPrefix("The user doesn't want to ", at: 0),
      let mark = text.firstRange(of: Self.said)
    else { return }
    turns.add(Turn.Prompt(Array(text[mark.upperBound...]), time: time))
  }

  private func assistant(
    _ members: JSONMembers, _ time: Int64?, _ isSidechain: Bool, _ turns: inout TurnCollector
  ) {
    guard turns.isOpen, let message = members["message"]?.members else { return }
    turns.pass(time)
    for part in message["content"]?.items ?? [] {
      let block = part.members
      guard let type = block["type"] else { continue }
      if type.equals("tool_use") {
        // What a sub-agent changes belongs to the turn; what it says does not.
        turns.use(ToolCall(block["name"]?.string ?? "", block["input"]))
      } else if !isSidechain, type.equals("text"), let text = block["text"]?.text {
        turns.answer(text)
      }
    }
    guard !isSidechain else { return }
    if let text = message["content"]?.text { turns.answer(text) }
    turns.answers(message["model"]?.string)
    if let usage = message["usage"]?.members {
      var tokens = Turn.Tokens()
      tokens.input =
        (usage["input_tokens"]?.integer ?? 0) + (usage["cache_creation_input_tokens"]?.integer ?? 0)
      tokens.output = usage["output_tokens"]?.integer ?? 0
      tokens.cached = usage["cache_read_input_tokens"]?.integer ?? 0
      turns.cost(tokens, message: message["id"]?.string ?? "")
    }
  }

  mutating func finish(_ turns: inout TurnCollector) { queue.finish(&turns) }

  mutating func leave(_ turns: inout TurnCollector) -> Int? { queue.earliest }
}
