import JSON
import Records

/// Pi: lines that are the nodes of a tree. What was typed counts on every branch; answers are those of each branch.
struct PiReader: TranscriptReader {
  static let agent = Agent.pi

  private var session = PiSession()

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    PiSession.recognizes(members)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) { session.read(value, into: &turns) }
}

/// OpenClaw, which keeps its conversations as Pi does; only its folders tell.
struct OpenClawReader: TranscriptReader {
  static let agent = Agent.openclaw

  private var session = PiSession()
  /// A copy of a session as it was before it was shortened.
  private let isCheckpoint: Bool

  init(name: String) { isCheckpoint = Array(name.utf8).firstRange(of: Array(".checkpoint.".utf8)) != nil }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    name.utf8.split(separator: UInt8(ascii: "/")).contains {
      $0.elementsEqual("openclaw".utf8) || $0.elementsEqual(".openclaw".utf8)
    }
      && PiSession.recognizes(members)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    if !isCheckpoint { session.read(value, into: &turns) }
  }
}

/// What both have in common.
private struct PiSession {
  static func recognizes(_ members: JSONMembers) -> Bool {
    guard let type = members["type"] else { return false }
    return type.equals("session") && members["id"] != nil && members["timestamp"] != nil
      || type.equals("message") && members["parentId"] != nil && members["message"]?["role"] != nil
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    guard let type = members["type"] else { return }
    if type.equals("session") {
      turns.session = members["id"]?.string ?? ""
      turns.directory = members["cwd"]?.text
    } else if type.equals("model_change") {
      turns.model = members["modelId"]?.string ?? turns.model
    } else if type.equals("message"), let message = members["message"]?.members, let role = message["role"] {
      let time = Moment.milliseconds(members["timestamp"])
      if role.equals("user") {
        turns.begin(message["content"], time: time, key: members["id"]?.string)
      } else if role.equals("assistant"), let content = message["content"] {
        turns.blocks(content)
        turns.answers(message["model"]?.string)
        turns.pass(time)
        if let usage = message["usage"]?.members {
          let tokens = TokenCost(
            input: (usage["input"]?.boundedInteger ?? 0) + (usage["cacheWrite"]?.boundedInteger ?? 0),
            output: usage["output"]?.boundedInteger ?? 0,
            cached: usage["cacheRead"]?.boundedInteger ?? 0)
          turns.cost(tokens, message: members["id"]?.string ?? "")
        }
      }
    }
  }
}
