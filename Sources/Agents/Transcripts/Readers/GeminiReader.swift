import JSON
import Prompts
import Records

/// Gemini CLI: one object with all messages, or a line a message, with lines that replace, add to or take back.
struct GeminiReader: TranscriptReader {
  static let agent = Agent.gemini

  private struct Message {
    let id: String
    let read: (inout TurnCollector) -> Void
  }

  private var messages: [Message] = []
  private var places: [String: Int] = [:]

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    if members["$set"] != nil || members["$rewindTo"] != nil { return true }
    if members["sessionId"] != nil, members["startTime"] != nil { return true }
    return members["id"] != nil && members["content"] != nil
      && ["user", "gemini", "info", "error", "warning"].contains { members["type"]?.equals($0) ?? false }
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if let change = members["$set"]?.members { return header(change, &turns) }
    if let target = members["$rewindTo"]?.string {
      // What was taken back was typed nonetheless; only the answers go.
      if let place = places[target] { rewind(to: place) }
      return
    }
    if members["type"] == nil { return header(members, &turns) }
    message(members)
  }

  private mutating func header(_ members: JSONMembers, _ turns: inout TurnCollector) {
    if let session = members["sessionId"]?.string { turns.session = session }
    turns.directory = members["directories"]?.items.first?.text ?? turns.directory
    if members["kind"]?.equals("subagent") ?? false { isSubagent = true }
    guard let all = members["messages"] else { return }
    for message in all.items { self.message(message.members) }
  }

  private var isSubagent = false

  private mutating func rewind(to place: Int) {
    for index in messages.indices where index > place && !isPrompt(index) {
      messages[index] = Message(id: messages[index].id) { _ in }
    }
  }

  private var prompts: Set<Int> = []
  private func isPrompt(_ index: Int) -> Bool { prompts.contains(index) }

  private mutating func message(_ members: JSONMembers) {
    guard let type = members["type"] else { return }
    let id = members["id"]?.string ?? "#\(messages.count)"
    let time = Moment.milliseconds(members["timestamp"])
    let read: (inout TurnCollector) -> Void
    if type.equals("user") {
      guard let (kind, text) = (members["displayContent"] ?? members["content"])?.typed() else { return }
      let key = members["id"]?.string
      read = { $0.begin(kind, text, time: time, key: key) }
    } else if type.equals("gemini") {
      let text = members["content"]?.joined() ?? []
      let model = members["model"]?.string
      let tools = (members["toolCalls"]?.items ?? []).map { ToolCall($0["name"]?.string ?? "", $0["args"]) }
      let cost = members["tokens"].map { Self.cost($0.members) }
      read = { turns in
        turns.pause()
        turns.answer(text)
        for tool in tools { turns.use(tool) }
        turns.answers(model)
        turns.pass(time)
        if let cost { turns.cost(cost, message: id) }
      }
    } else {
      return
    }
    let entry = Message(id: id, read: read)
    let place = places[id] ?? messages.count
    if place == messages.count { messages.append(entry) } else { messages[place] = entry }
    places[id] = place
    if type.equals("user") { prompts.insert(place) }
  }

  /// What is read contains what came from a cache; what was thought is counted apart from what was written.
  private static func cost(_ usage: JSONMembers) -> TokenCost {
    func count(_ key: StaticString) -> Int { usage[key]?.boundedInteger ?? 0 }
    return TokenCost(
      input: count("input") - count("cached") + count("tool"), output: count("output") + count("thoughts"),
      cached: count("cached"))
  }

  mutating func finish(_ turns: inout TurnCollector) {
    guard !isSubagent else { return }
    for message in messages { message.read(&turns) }
    (messages, places) = ([], [:])
  }
}
