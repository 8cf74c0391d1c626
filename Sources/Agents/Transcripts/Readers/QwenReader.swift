import JSON
import Records

/// Qwen Code: lines like Claude Code's around messages like Gemini's.
struct QwenReader: TranscriptReader {
  static let agent = Agent.qwen

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["type"] != nil && members["message"]?["parts"] != nil
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if turns.session.isEmpty { turns.session = members["sessionId"]?.string ?? "" }
    turns.directory = turns.directory ?? members["cwd"]?.text
    turns.branch = members["gitBranch"]?.string ?? turns.branch
    let time = Moment.milliseconds(members["timestamp"])
    guard let type = members["type"], let parts = members["message"]?["parts"] else { return }
    if type.equals("user") {
      turns.begin(parts, time: time, key: members["uuid"]?.string)
    } else if type.equals("assistant") {
      turns.answers(members["model"]?.string)
      turns.pass(time)
      for part in parts.items {
        let part = part.members
        if let call = part["functionCall"] {
          turns.use(ToolCall(call["name"]?.string ?? "", call["args"]))
        } else if let text = part["text"]?.text, part["thought"]?.isTrue != true {
          turns.answer(text)
        }
      }
    }
  }
}
