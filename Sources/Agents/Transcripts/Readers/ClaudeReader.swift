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
    guard var walk = JSONWalk(line) else { return false }
    var (isIdle, isUser, isResult) = (false, false, false)
    while walk.next() {
      if walk.isKey("type") {
        isUser = walk.isValue("user")
        isIdle = Self.idleTypes.contains { walk.isValue($0) }
        guard isUser || isIdle else { return false }
      } else if walk.isKey("message") {
        isResult = Self.isResults(&walk)
      } else if walk.isKey("loglines") {
        return false
      }
    }
    return (isIdle || isUser && isResult) && walk.isAlone
  }

  /// These are many, and tell nothing that other lines don't.
  private static let idleTypes: [StaticString] = ["progress", "file-history-snapshot"]

  /// Whether a message holds results of tools, and nothing that the user typed, beside them or when refusing one.
  private static func isResults(_ line: inout JSONWalk) -> Bool {
    guard var message = line.inner else { return false }
    var isResults = false
    while message.next() {
      guard message.isKey("content") else { continue }
      guard var parts = message.inner else { return false }
      isResults = false
      while parts.next() {
        isResults = isResult(&parts)
        guard isResults else { return false }
      }
      message.leave(parts)
    }
    line.leave(message)
    return isResults && message.end != nil
  }

  private static func isResult(_ parts: inout JSONWalk) -> Bool {
    guard var part = parts.inner else { return false }
    var isResult = false
    while part.next() {
      if part.isKey("type") {
        isResult = part.isValue("tool_result")
      } else if part.isKey("content"), mayBeRefusal(&part) {
        return false
      }
    }
    parts.leave(part)
    return isResult && part.end != nil
  }

  /// Whether a result, which may be told in parts, may be that of a tool that the user did not let run.
  private static func mayBeRefusal(_ result: inout JSONWalk) -> Bool {
    if result.mayBegin(with: refusal) { return true }
    guard var parts = result.inner else { return false }
    while parts.next() {
      guard var part = parts.inner else { continue }
      while part.next() {
        if part.isKey("text"), part.mayBegin(with: refusal) { return true }
      }
      parts.leave(part)
    }
    result.leave(parts)
    return false
  }

  /// How the result of a tool begins that the user did not let run; what the user said stands at its end.
  private static let refusal: StaticString = "The user doesn't want to "
  private static let said = Array("the user said:\n".utf8)

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if let lines = members["loglines"] {
      for line in lines.items { read(line, into: &turns) }
      return
    }
    guard let type = members["type"], !isSubagent else { return }
    if Self.idleTypes.contains(where: { type.equals($0) }) { return }
    let isSidechain = members["isSidechain"]?.isTrue ?? false
    // Of a result, only what the user said with it counts.
    if !isSidechain, !type.equals("user") { note(members, &turns) }
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
    // The same in most lines.
    if let branch = members["gitBranch"], !branch.equals(turns.branch ?? ""), let name = branch.string,
      !name.isEmpty
    {
      turns.branch = name
    }
  }

  private mutating func user(_ members: JSONMembers, _ time: Int64?, _ turns: inout TurnCollector) {
    guard let content = members["message"]?["content"] else { return }
    let key = members["uuid"]?.string
    let results = content.items.filter { $0["type"]?.equals("tool_result") ?? false }
    if !results.isEmpty || members["toolUseResult"] != nil {
      for text in results.compactMap(Self.saidWhenRefusing) {
        note(members, &turns)
        turns.add(Turn.Prompt(text, time: time))
      }
      // Beside a result, a text is what was typed meanwhile.
      guard let (kind, text) = content.typed() else { return }
      note(members, &turns)
      if kind == .interruption { return turns.interrupt() }
      if !queue.takes(text) { turns.add(Turn.Prompt(text, time: time, key: key)) }
      return
    }
    note(members, &turns)
    guard let (kind, text) = content.typed() else { return }
    // A plan that was agreed to is handed over as if it had been typed.
    if members["planContent"] != nil, text.hasPrefix("Implement the following plan:", at: 0) { return }
    if kind != .interruption { queue.forget(text) }
    turns.begin(kind, text, time: time, key: key)
  }

  private static func saidWhenRefusing(_ result: JSONView) -> [UInt8]? {
    guard let text = result["content"]?.joined(), text.hasPrefix(refusal, at: 0),
      let mark = text.firstRange(of: said)
    else { return nil }
    return Array(text[mark.upperBound...])
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
      let tokens = TokenCost(
        input: (usage["input_tokens"]?.boundedInteger ?? 0)
          + (usage["cache_creation_input_tokens"]?.boundedInteger ?? 0),
        output: usage["output_tokens"]?.boundedInteger ?? 0,
        cached: usage["cache_read_input_tokens"]?.boundedInteger ?? 0)
      turns.cost(tokens, message: message["id"]?.string ?? "")
    }
  }

  mutating func finish(_ turns: inout TurnCollector) { queue.finish(&turns) }

  mutating func leave(_ turns: inout TurnCollector) -> Int? { queue.earliest }
}
