import JSON
import Records

/// Copilot's chat in VS Code: one object with all requests, or lines that say how it came to be.
struct VSCodeReader: TranscriptReader {
  static let agent = Agent.copilotVSCode

  private struct Request {
    var id = ""
    var text: [UInt8] = []
    var time: Int64?
    var model: String?
    var isCanceled = false
    /// What was answered: text, or nil where the agent used a tool.
    var answer: [[UInt8]?] = []
    var files: [String] = []
  }

  private var requests: [Request] = []

  init(name: String) {}

  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool {
    if members["kind"]?.boundedInteger != nil, members["v"] != nil { return true }
    return members["requests"] != nil
      || members["responderUsername"] != nil
        && (members["version"] != nil || members["initialLocation"] != nil)
  }

  mutating func read(_ value: JSONView, into turns: inout TurnCollector) {
    let members = value.members
    guard let kind = members["kind"]?.boundedInteger, let new = members["v"] else {
      return session(members, &turns)
    }
    let path = members["k"]?.items ?? []
    if kind == 0 { return session(new.members, &turns) }
    guard path.first?.equals("requests") ?? false else {
      if path.first?.equals("sessionId") ?? false, let id = new.string { turns.session = id }
      return
    }
    if path.count == 1 {
      for request in new.items { add(request) }
    } else if let index = path[1].boundedInteger, requests.indices.contains(index) {
      if path.count == 2 {
        add(new)
      } else if path[2].equals("response") {
        if kind == 1 { requests[index].answer = [] }
        answer(new, to: index)
      } else if path[2].equals("message"), let text = new["text"]?.text {
        requests[index].text = text
      } else if path[2].equals("modelId") {
        requests[index].model = new.string
      }
    }
  }

  private mutating func session(_ members: JSONMembers, _ turns: inout TurnCollector) {
    if let session = members["sessionId"]?.string { turns.session = session }
    for request in members["requests"]?.items ?? [] { add(request) }
  }

  private mutating func add(_ value: JSONView) {
    let members = value.members
    guard let message = members["message"] else { return }
    var request = Request()
    request.id = members["requestId"]?.string ?? ""
    request.text = message["text"]?.text ?? message.text ?? []
    request.time = Moment.milliseconds(members["timestamp"])
    request.model = members["modelId"]?.string
    request.isCanceled = members["isCanceled"]?.isTrue ?? false
    let known = requests.firstIndex { $0.id == request.id && !request.id.isEmpty }
    if let known { requests[known] = request } else { requests.append(request) }
    if let response = members["response"] { answer(response, to: known ?? requests.count - 1) }
  }

  private mutating func answer(_ response: JSONView, to index: Int) {
    for part in response.items {
      let members = part.members
      let kind = members["kind"]
      if kind == nil || kind?.equals("markdownContent") ?? false {
        if let text = members["value"]?.text ?? (members["content"] ?? members["value"])?["value"]?.text {
          // Around an edit stand the marks of a block of code that is not there.
          if text[text.trimmedWhite(0..<text.count)].elementsEqual("```".utf8) { continue }
          requests[index].answer.append(text)
        }
      } else if kind?.equals("inlineReference") ?? false {
        let reference = members["inlineReference"]?.members
        let path =
          reference?["name"]?.text ?? (reference?["path"] ?? reference?["location"]?["uri"]?["path"])?.text
        let name = path.map { Array($0.split(separator: UInt8(ascii: "/")).last ?? $0[...]) }
        requests[index].answer.append(name.map { [UInt8(ascii: "`")] + $0 + [UInt8(ascii: "`")] } ?? [])
      } else if kind?.equals("textEditGroup") ?? false || kind?.equals("notebookEditGroup") ?? false {
        let uri = members["uri"]?.members
        if let path = (uri?["fsPath"] ?? uri?["path"])?.string, !requests[index].files.contains(path) {
          requests[index].files.append(path)
        }
        requests[index].answer.append(nil)
      } else if kind?.equals("toolInvocationSerialized") ?? false {
        requests[index].answer.append(nil)
      }
    }
  }

  mutating func finish(_ turns: inout TurnCollector) {
    for request in requests {
      let prompt = Turn.Prompt(request.text, time: request.time, key: request.id.isEmpty ? nil : request.id)
      if !request.text.isEmpty { turns.begin(prompt) }
      turns.answers(request.model)
      for part in request.answer {
        if let part { turns.answer(part, joinedBy: "") } else { turns.pause() }
      }
      for file in request.files { turns.change(file) }
      if request.isCanceled { turns.interrupt() }
    }
    requests = []
  }
}
