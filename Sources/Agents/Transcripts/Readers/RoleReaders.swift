import JSON
import Prompts
import Records

/// Cursor: a line a message, without times.
struct CursorReader: TranscriptReader {
  static let agent = Agent.cursor

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["role"] != nil && members["message"]?["content"] != nil && members["type"] == nil
      || members["type"]?.equals("turn_ended") ?? false
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if members["type"]?.equals("turn_ended") ?? false {
      if members["status"]?.equals("aborted") ?? false { turns.interrupt() }
      return
    }
    guard let role = members["role"], let content = members["message"]?["content"] else { return }
    if role.equals("user") {
      guard let text = Self.query(content.joined()) else { return }
      let typed = TypedText(text)
      turns.begin(typed.kind, typed.text, time: nil, key: nil)
    } else if role.equals("assistant") {
      turns.blocks(content)
    }
  }

  private static let open = Array("<user_query>".utf8)
  private static let close = Array("</user_query>".utf8)

  /// The words in their wrapper, which ends the message; what stands before it was added.
  private static func query(_ text: [UInt8]) -> [UInt8]? {
    let whole = text.trimmedWhite(0..<text.count)
    guard text[whole].suffix(close.count).elementsEqual(close), let start = text.firstRange(of: open) else {
      return text
    }
    var words = start.upperBound..<(whole.upperBound - close.count)
    if words.count > 1, text[words.lowerBound] == .newline, text[words.upperBound - 1] == .newline {
      words = (words.lowerBound + 1)..<(words.upperBound - 1)
    }
    return Array(text[words])
  }
}

/// Factory's Droid: a line a message.
struct DroidReader: TranscriptReader {
  static let agent = Agent.droid

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["type"]?.equals("session_start") ?? false || members["type"]?.equals("todo_state") ?? false
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if members["type"]?.equals("session_start") ?? false {
      turns.session = members["id"]?.string ?? ""
      turns.directory = members["cwd"]?.text
      return
    }
    guard let message = members["message"]?.members, let role = message["role"],
      let content = message["content"]
    else { return }
    let time = Moment.milliseconds(members["timestamp"])
    if role.equals("user") {
      // A file that was mentioned comes as a part of its own.
      let words = content.texts().filter { !Self.isFile($0) }.map { TypedText($0) }.filter {
        $0.kind != .injected
      }
      guard let first = words.first else { return }
      turns.begin(first.kind, words.map(\.text).joinedLines, time: time, key: members["id"]?.string)
    } else {
      turns.blocks(content)
      turns.pass(time)
    }
  }

  private static func isFile(_ text: [UInt8]) -> Bool {
    guard text.hasPrefix("Contents of ", at: 0), let line = text.line(at: 0) else { return false }
    return text.firstRange(of: Array(" (lines ".utf8), to: line.content.upperBound) != nil
      && text[line.content].last == .colon
  }
}

/// Windsurf: a line a step of its own kind.
struct WindsurfReader: TranscriptReader {
  static let agent = Agent.windsurf

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["status"] != nil && (members["user_input"] != nil || members["planner_response"] != nil)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    if let input = members["user_input"]?["user_response"] {
      turns.begin(input, time: Moment.milliseconds(members["timestamp"]))
    } else if let text = members["planner_response"]?["response"]?.text {
      turns.pause()
      turns.answer(text)
    } else if let path = members["code_action"]?["path"]?.string {
      turns.change(path.hasPrefix("file://") ? String(path.dropFirst(7)) : path)
    } else if let command = members["run_command"] {
      turns.use(ToolCall("run_command", command))
    }
  }
}

/// Kimi: a line an event.
struct KimiReader: TranscriptReader {
  static let agent = Agent.kimi

  private let session: String

  init(name: String) {
    // Only the folders name the session: `…/SESSION/agents/main/wire.jsonl`.
    let parts = name.split(separator: "/")
    let place = parts.lastIndex(of: "agents") ?? 0
    session = place > 0 ? String(parts[place - 1]) : String(parts.last ?? "")
  }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["type"]?.equals("metadata") ?? false && members["protocol_version"] != nil
      || members["type"]?.equals("context.append_message") ?? false
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    turns.session = session
    guard let type = members["type"] else { return }
    let time = Moment.milliseconds(members["time"])
    if type.equals("context.append_message"), let message = members["message"]?.members {
      if message["role"]?.equals("user") ?? false { turns.begin(message["content"], time: time) }
    } else if type.equals("context.append_loop_event"), let event = members["event"]?.members {
      turns.pass(time)
      if let part = event["part"]?.members, part["type"]?.equals("text") ?? false,
        let text = part["text"]?.text
      {
        turns.answer(text, joinedBy: "")
      } else if let call = event["toolCall"] ?? event["call"] {
        turns.use(ToolCall(call["name"]?.string ?? "", call["arguments"] ?? call["args"]))
      }
    } else if type.equals("config.update") {
      turns.model = (members["model"] ?? members["modelName"])?.string ?? turns.model
    }
  }
}

/// Goose: a line for the session, then a line a message.
struct GooseReader: TranscriptReader {
  static let agent = Agent.goose

  private let name: String

  init(name: String) { self.name = name }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["working_dir"] != nil
      || members["created"] != nil && members["role"] != nil && members["content"] != nil
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    guard let role = members["role"], let content = members["content"] else {
      turns.session = members["id"]?.string ?? turns.session
      turns.directory = members["working_dir"]?.text ?? turns.directory
      return
    }
    if turns.session.isEmpty {
      turns.session = String(name.split(separator: "/").last?.split(separator: ".").first ?? "")
    }
    let time = Moment.milliseconds(members["created"])
    if role.equals("user") {
      turns.begin(content, time: time, key: members["id"]?.string)
    } else {
      turns.pass(time)
      for part in content.items {
        let part = part.members
        if part["type"]?.equals("text") ?? false, let text = part["text"]?.text {
          turns.answer(text)
        } else if let call = part["toolCall"] {
          let value = call["value"] ?? call
          turns.use(ToolCall(Self.plain(value["name"]?.string ?? ""), value["arguments"]))
        }
      }
    }
  }

  /// `developer__shell` → `shell`.
  private static func plain(_ name: String) -> String { String(name.split(separator: "_").last ?? "") }
}

extension TurnCollector {
  /// The parts of an answer: texts and tools.
  mutating func blocks(_ content: JSONView) {
    if let text = content.text { return answer(text) }
    for part in content.items {
      let part = part.members
      guard let type = part["type"] else { continue }
      if type.equals("text"), let text = part["text"]?.text {
        answer(text)
      } else if type.equals("tool_use") || type.equals("toolCall") || type.equals("tool-call") {
        use(
          ToolCall(
            (part["name"] ?? part["toolName"])?.string ?? "",
            part["input"] ?? part["arguments"] ?? part["args"]))
      }
    }
  }
}
