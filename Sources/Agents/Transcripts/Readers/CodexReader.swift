import JSON
import Prompts
import Records

/// OpenAI Codex: a line an event, each with its payload. A prompt is there twice, as an event and as an item for the
/// model; some versions have only the one, some only the other.
struct CodexReader: TranscriptReader {
  static let agent = Agent.codex

  private var hasEvents = false
  /// An item that may yet be told as an event.
  private var pending: Turn.Prompt?
  private var isSubagent = false
  /// Whether the agent is at work, and whether it has been told what on.
  private var task = (isRunning: false, hasPrompt: false)
  /// What the session has cost so far, as far as that is told, and what it had when the turn began.
  private var total: TokenCost?
  private var spent: TokenCost?

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    guard let type = members["type"] else { return false }
    if members["payload"] != nil {
      return ["session_meta", "turn_context", "event_msg", "response_item", "compacted"].contains {
        type.equals($0)
      }
    }
    return type.equals("message") && members["role"] != nil
      && members["content"]?.items.first?["type"].map { $0.equals("input_text") || $0.equals("output_text") }
        ?? false
  }

  func skips(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var walk = JSONWalk(line) else { return false }
    var isIdle = false
    while walk.next() {
      if walk.isKey("type") {
        // The first versions wrote the items alone.
        isIdle = walk.isValue("response_item") || walk.isValue("event_msg") || Self.isIdle(walk)
        guard isIdle else { return false }
      } else if walk.isKey("payload") {
        guard Self.isIdle(payload: &walk) else { return false }
      } else if Self.isActive(walk) {
        return false
      }
    }
    return isIdle && walk.isAlone
  }

  /// What the agent thought, and what tools answered.
  private static func isIdle(_ type: JSONWalk) -> Bool {
    type.isValue("function_call_output") || type.isValue("custom_tool_call_output")
      || type.isValue("reasoning")
      || type.isValue("exec_command_end")
  }

  /// A member that says something in an item of any type.
  private static func isActive(_ member: JSONWalk) -> Bool {
    member.isKey("role") || member.isKey("name") || member.isKey("action")
  }

  private static func isIdle(payload line: inout JSONWalk) -> Bool {
    guard var payload = line.inner else { return false }
    var isIdle = false
    while payload.next() {
      if payload.isKey("type") { isIdle = Self.isIdle(payload) }
      if Self.isActive(payload) { return false }
    }
    line.leave(payload)
    return isIdle && payload.end != nil
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    let time = Moment.milliseconds(members["timestamp"])
    guard let type = members["type"] else { return }
    guard let payload = members["payload"]?.members else {
      // The first versions wrote the items alone.
      item(members, time, &turns)
      return
    }
    if type.equals("session_meta") {
      if turns.session.isEmpty { turns.session = (payload["id"] ?? payload["session_id"])?.string ?? "" }
      turns.directory = turns.directory ?? payload["cwd"]?.text
      turns.branch = payload["git"]?["branch"]?.string ?? turns.branch
      isSubagent = payload["source"]?["subagent"] != nil
    } else if type.equals("turn_context") {
      turns.directory = turns.directory ?? payload["cwd"]?.text
      turns.model = payload["model"]?.string ?? turns.model
      turns.answers(turns.model)
    } else if type.equals("event_msg") {
      event(payload, time, &turns)
    } else if type.equals("response_item") {
      item(payload, time, &turns)
    }
  }

  private mutating func event(_ payload: JSONMembers, _ time: Int64?, _ turns: inout TurnCollector) {
    guard let type = payload["type"] else { return }
    if type.equals("user_message") {
      guard let text = payload["message"]?.text else { return }
      hasEvents = true
      if let item = pending, !Self.isSame(item.text, text) { prompt(item, &turns) }
      pending = nil
      if Self.isContext(text) { return }
      prompt(Turn.Prompt(text, time: time), &turns)
    } else if type.equals("agent_message") {
      flush(&turns)
      if let text = payload["message"]?.text { say(text, time, &turns) }
    } else if type.equals("task_started") || type.equals("turn_started") {
      flush(&turns)
      task = (true, false)
    } else if type.equals("task_complete") || type.equals("turn_complete") {
      flush(&turns)
      task.isRunning = false
      turns.pass(time)
    } else if type.equals("turn_aborted") {
      flush(&turns)
      task.isRunning = false
      turns.interrupt()
    } else if type.equals("token_count"), let usage = payload["info"]?["total_token_usage"]?.members {
      let last = payload["info"]?["last_token_usage"]
      count(Self.cost(usage), last: last.map { Self.cost($0.members) }, &turns)
    }
  }

  private static func cost(_ usage: JSONMembers) -> TokenCost {
    let cached = usage["cached_input_tokens"]?.boundedInteger ?? 0
    return TokenCost(
      input: (usage["input_tokens"]?.boundedInteger ?? 0) - cached,
      output: usage["output_tokens"]?.boundedInteger ?? 0, cached: cached)
  }

  /// Sums are of the session. Where its beginning wasn't read, what was spent before follows from the last answer's cost;
  /// a sum that is less than before is of another count.
  private mutating func count(_ sum: TokenCost, last: TokenCost?, _ turns: inout TurnCollector) {
    total = sum
    let before = spent ?? last.map { sum - $0 } ?? sum
    spent = before.output > sum.output ? TokenCost() : before
    if let spent, spent != sum { turns.costs(sum - spent) }
  }

  private mutating func item(_ payload: JSONMembers, _ time: Int64?, _ turns: inout TurnCollector) {
    if let role = payload["role"] {
      let text = payload["content"]?.joined() ?? []
      if role.equals("user") {
        guard !hasEvents else { return }
        flush(&turns)
        let words = (payload["content"]?.texts() ?? []).filter { !Self.isContext($0) }
        if !words.isEmpty { pending = Turn.Prompt(words.joinedLines, time: time) }
      } else if role.equals("assistant") {
        flush(&turns)
        say(text, time, &turns)
      }
    } else if let name = payload["name"]?.string {
      flush(&turns)
      turns.use(ToolCall(name, payload["arguments"] ?? payload["input"]))
      turns.pass(time)
      said = []
    } else if payload["action"] != nil {
      turns.use(ToolCall("local_shell", payload["action"]))
    }
  }

  /// What was said last, which is told twice as well.
  private var said: [UInt8] = []

  private mutating func say(_ text: [UInt8], _ time: Int64?, _ turns: inout TurnCollector) {
    if text != said { turns.answer(text) }
    said = text
    turns.pass(time)
  }

  private mutating func prompt(_ prompt: Turn.Prompt, _ turns: inout TurnCollector) {
    guard !isSubagent else { return }
    said = []
    if task.isRunning, task.hasPrompt { return turns.add(prompt) }
    task.hasPrompt = true
    spent = total ?? (turns.number == nil ? nil : TokenCost())
    turns.begin(.words, prompt.text, time: prompt.time, key: nil)
  }

  private mutating func flush(_ turns: inout TurnCollector) {
    if let item = pending { prompt(item, &turns) }
    pending = nil
  }

  mutating func finish(_ turns: inout TurnCollector) { flush(&turns) }

  private static func isSame(_ item: [UInt8], _ event: [UInt8]) -> Bool {
    item == event || item.firstRange(of: event) != nil || event.firstRange(of: item) != nil
  }

  /// What Codex itself puts before the model in the user's name: known by its beginning and its end, in any case.
  private static let context: [(start: String, end: String)] = [
    ("# agents.md instructions for ", "</instructions>"), ("<environment_context>", "</environment_context>"),
    ("<user_instructions>", "</user_instructions>"), ("<skill>", "</skill>"),
    ("<user_shell_command>", "</user_shell_command>"), ("<turn_aborted>", "</turn_aborted>"),
    ("<subagent_notification>", "</subagent_notification>"),
    ("<additional_context>", "</additional_context>"),
    ("<codex_internal_context", "</codex_internal_context>"),
    ("<permissions instructions>", "</permissions instructions>"),
    ("<collaboration_mode>", "</collaboration_mode>"),
  ]

  private static func isContext(_ text: [UInt8]) -> Bool {
    let words = text.trimmedWhite(0..<text.count)
    return context.contains { start, end in
      words.count >= start.utf8.count + end.utf8.count
        && text[words].prefix(start.utf8.count).map(\.lowered).elementsEqual(start.utf8)
        && text[words].suffix(end.utf8.count).map(\.lowered).elementsEqual(end.utf8)
    }
  }
}

extension [UInt8] {
  /// The range without blanks and line ends at its ends.
  func trimmedWhite(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, self[lower].isWhite { lower += 1 }
    while upper > lower, self[upper - 1].isWhite { upper -= 1 }
    return lower..<upper
  }
}
