import JSON
import Prompts
import Records

/// GitHub Copilot's command line, and the same agent within VS Code: a line an event, each with its data.
struct CopilotReader: TranscriptReader {
  static let agent = Agent.copilot

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    guard members["data"] != nil, let type = members["type"]?.string else { return false }
    return ["session.", "user.message", "assistant.", "tool.execution", "system.message"].contains {
      type.hasPrefix($0)
    }
  }

  func skips(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var walk = JSONWalk(line) else { return false }
    var isIdle = false
    while walk.next() {
      if walk.isKey("type") { isIdle = walk.isValue("tool.execution_complete") }
    }
    return isIdle && walk.isAlone
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    guard let type = members["type"], let data = members["data"]?.members else { return }
    let time = Moment.milliseconds(members["timestamp"])
    if type.equals("session.start") || type.equals("session.resume") {
      turns.session = data["sessionId"]?.string ?? turns.session
      let context = data["context"]?.members
      turns.directory = turns.directory ?? (context?["gitRoot"] ?? context?["cwd"])?.text
      turns.branch = context?["branch"]?.string ?? turns.branch
      if data["vscodeVersion"] != nil { turns.speak(for: .copilotVSCode) }
    } else if type.equals("session.model_change") {
      turns.model = data["newModel"]?.string ?? turns.model
    } else if type.equals("user.message") {
      var text = data["content"]?.text ?? []
      if text.isEmpty { text = Self.typed(data["transformedContent"]?.text ?? []) }
      let words = TypedText(text)
      turns.begin(words.kind, words.text, time: time, key: members["id"]?.string)
      turns.answers(turns.model)
    } else if type.equals("assistant.message") {
      if let text = data["content"]?.text { turns.answer(text) }
      for tool in data["toolRequests"]?.items ?? [] {
        turns.use(ToolCall(tool["name"]?.string ?? "", tool["arguments"]))
      }
      turns.pass(time)
    } else if type.equals("abort") || type.equals("session.abort") {
      turns.interrupt()
    }
  }

  /// The words among what Copilot adds to them.
  private static func typed(_ text: [UInt8]) -> [UInt8] {
    var rest = text
    for tag in ["current_datetime", "reminder"] {
      while let open = rest.firstRange(of: Array("<\(tag)>".utf8)),
        let close = rest.firstRange(of: Array("</\(tag)>".utf8), from: open.upperBound)
      {
        rest.removeSubrange(open.lowerBound..<close.upperBound)
      }
    }
    return Array(rest[rest.trimmedWhite(0..<rest.count)])
  }
}
