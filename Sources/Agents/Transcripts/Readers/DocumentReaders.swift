import JSON
import Prompts
import Records

/// Amp: one object with all messages.
struct AmpReader: TranscriptReader {
  static let agent = Agent.amp

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["v"]?.boundedInteger != nil && members["id"]?.string?.hasPrefix("T-") ?? false
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    turns.session = members["id"]?.string ?? ""
    let trees = members["env"]?["initial"]?["trees"]?.items ?? []
    if let uri = trees.first?["uri"]?.text, uri.hasPrefix("file://", at: 0) {
      turns.directory = Array(uri.dropFirst(7))
    }
    turns.branch = trees.first?["repository"]?["ref"]?.string.map { $0.replacing("refs/heads/", with: "") }
    for message in members["messages"]?.items ?? [] {
      let message = message.members
      guard let role = message["role"], let content = message["content"] else { continue }
      if role.equals("user") {
        let isResult = content.items.contains { $0["type"]?.equals("tool_result") ?? false }
        let time = Moment.milliseconds(message["meta"]?["sentAt"])
        guard let (kind, text) = content.typed() else { continue }
        let key = message["messageId"].map { String($0.boundedInteger ?? 0) }
        // Beside a result, a text is what was typed meanwhile.
        if isResult {
          turns.add(Turn.Prompt(text, time: time, key: key))
        } else {
          turns.begin(kind, text, time: time, key: key)
        }
      } else if role.equals("assistant") {
        turns.blocks(content)
        turns.answers(message["usage"]?["model"]?.string)
      }
    }
  }
}

/// Continue: one object with the whole history.
struct ContinueReader: TranscriptReader {
  static let agent = Agent.continueCLI

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["sessionId"] != nil && (members["history"] != nil || members["workspaceDirectory"] != nil)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    turns.session = members["sessionId"]?.string ?? ""
    turns.directory = members["workspaceDirectory"]?.text
    for item in members["history"]?.items ?? [] {
      guard let message = item["message"]?.members, let role = message["role"] else { continue }
      if role.equals("user") {
        turns.begin(message["content"], time: nil)
      } else if role.equals("assistant") {
        if let content = message["content"] { turns.answer(content.joined()) }
        for call in message["toolCalls"]?.items ?? [] {
          turns.use(ToolCall(call["function"]?["name"]?.string ?? "", call["function"]?["arguments"]))
        }
      }
    }
  }
}

/// Cline: a list of messages, or one object with them.
struct ClineReader: TranscriptReader {
  static let agent = Agent.cline

  private var task: ClineTask

  init(name: String) { task = ClineTask(name: name) }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    ClineTask.recognizes(members, value)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) { task.read(value, into: &turns) }
}

/// Roo, which grew out of Cline and keeps its conversations as Cline did; only its folders tell.
struct RooReader: TranscriptReader {
  static let agent = Agent.roo

  private var task: ClineTask

  init(name: String) { task = ClineTask(name: name) }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    name.lowercased().utf8.split(separator: UInt8(ascii: "/")).contains { part in
      Array(part).firstRange(of: Array("roo-".utf8)) != nil || part.elementsEqual("roo".utf8)
        || part.elementsEqual("rooveterinaryinc.roo-cline".utf8)
    } && ClineTask.recognizes(members, value)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) { task.read(value, into: &turns) }
}

/// What both have in common.
private struct ClineTask {
  /// The folder of a task is its number, and that is when it began.
  private let folder: String

  init(name: String) {
    let parts = name.split(separator: "/")
    folder = parts.count > 1 ? String(parts[parts.count - 2]) : ""
  }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?) -> Bool {
    if members["sessionId"] != nil || members["session_id"] != nil,
      let first = members["messages"]?.items.first
    {
      return first["role"] != nil
    }
    guard let first = value?.items.first?.members else { return false }
    return first["role"] != nil && first["content"] != nil
  }

  func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    turns.session = members["sessionId"]?.string ?? folder
    turns.model = members["modelId"]?.string
    let began = Int64(folder).flatMap { $0 > 1_000_000_000_000 ? $0 : nil }
    for message in value.isObject ? members["messages"]?.items ?? [] : value.items {
      let message = message.members
      guard let role = message["role"], let content = message["content"] else { continue }
      let time = Moment.milliseconds(message["ts"]) ?? (turns.isOpen ? nil : began)
      if role.equals("user") {
        let words = content.texts().compactMap(Self.words)
        guard !words.isEmpty else { continue }
        turns.begin(.words, words.joinedLines, time: time, key: message["id"]?.string)
      } else if role.equals("assistant") {
        turns.blocks(content)
        turns.pass(time)
      }
    }
  }

  private static let wrappers = ["task", "feedback", "user_message", "answer"]

  /// The words in a part of a message; nil if it is what a tool answered, or what was added.
  private static func words(_ text: [UInt8]) -> [UInt8]? {
    let typed = TypedText(text)
    guard typed.kind == .words else { return typed.kind == .injected ? nil : typed.text }
    let range = typed.text.trimmedWhite(0..<typed.text.count)
    for tag in wrappers {
      let open = Array("<\(tag)>".utf8)
      let close = Array("</\(tag)>".utf8)
      guard typed.text.hasPrefix(open, at: range.lowerBound),
        let end = typed.text.firstRange(of: close, from: range.lowerBound), end.upperBound == range.upperBound
      else { continue }
      var inner = (range.lowerBound + open.count)..<end.lowerBound
      if inner.count > 1, typed.text[inner.lowerBound] == .newline,
        typed.text[inner.upperBound - 1] == .newline
      {
        inner = (inner.lowerBound + 1)..<(inner.upperBound - 1)
      }
      return Array(typed.text[inner])
    }
    let machine = [
      "[ERROR]", "[TASK RESUMPTION]", "<error>", "[attempt_completion", "The user denied this operation",
    ]
    let isResult =
      typed.text.first == UInt8(ascii: "[")
      && typed.text.line(at: 0).map {
        typed.text.firstRange(of: Array("] Result:".utf8), to: $0.content.upperBound) != nil
      } ?? false
    return isResult || machine.contains { typed.text.hasPrefix(Array($0.utf8), at: 0) } ? nil : typed.text
  }
}

/// A thread of Zed, as its store holds it.
struct ZedReader: TranscriptReader {
  static let agent = Agent.zed

  private let name: String

  init(name: String) { self.name = name }

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    members["version"]?.string != nil && (members["summary"] != nil || members["title"] != nil)
      && members["updated_at"] != nil
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    turns.session = name
    let time = Moment.milliseconds(members["updated_at"])
    turns.model = members["model"]?["model"]?.string
    for message in members["messages"]?.items ?? [] {
      let message = message.members
      if let user = message["User"] {
        let words = (user["content"]?.items ?? []).compactMap { $0["Text"]?.text }
        if !words.isEmpty { turns.begin(.words, words.joinedLines, time: time, key: user["id"]?.string) }
      } else if let agent = message["Agent"] {
        for part in agent["content"]?.items ?? [] {
          if let text = part["Text"]?.text { turns.answer(text) }
          if let tool = part["ToolUse"] { turns.use(ToolCall(tool["name"]?.string ?? "", tool["input"])) }
        }
      } else if let role = message["role"], let segments = message["segments"] {
        let key = message["id"]?.boundedInteger.map { String($0) }
        if role.equals("user") { turns.begin(segments, time: time, key: key) } else { turns.blocks(segments) }
      }
    }
  }
}
