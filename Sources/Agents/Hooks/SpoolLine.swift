import JSON

/// A prompt as the hook found it.
public struct SpooledPrompt: Equatable, Sendable {
  /// The identity that its record will have.
  public var uid: String
  /// When, in milliseconds since 1970.
  public var time: Int64
  /// What was typed.
  public var text: [UInt8]
  /// How many secrets were taken out of it.
  public var redactions = 0
  /// The agent and its session.
  public var agent: Agent
  /// The agent's name for the session.
  public var session: String
  /// The agent's name for the prompt.
  public var key: String?
  /// The project's root.
  public var root: [UInt8]
  /// Where the agent worked.
  public var directory: [UInt8]?
  /// The agent's own file, and how long it was.
  public var transcript: [UInt8]?
  /// How long that file was, in bytes.
  public var offset: Int?
  /// The model, if it is known.
  public var model: String?
  /// The command that the prompt is.
  public var command: String?
  /// The branch that was checked out.
  public var branch: String?
  /// What is known of the agent's process.
  public var process: String?

  /// A prompt as the hook found it.
  public init(
    uid: String, time: Int64, text: [UInt8], agent: Agent, session: String, root: [UInt8]
  ) {
    (self.uid, self.time, self.text) = (uid, time, text)
    (self.agent, self.session, self.root) = (agent, session, root)
  }

  /// What a record says of the session.
  public var sessionName: String { agent.rawValue + "/" + session }
}

/// One line of the spool: something that happened in a session.
public enum SpoolLine: Equatable, Sendable {
  /// The user has submitted a prompt.
  case prompt(SpooledPrompt)
  /// The agent has changed files.
  case files([String])
  /// The agent has said something.
  case response([UInt8], redactions: Int)
  /// The model is known.
  case model(String)
  /// The turn is over.
  case end(time: Int64)
  /// The record with this identity is about to be written; if the next line is missing, it may have been.
  case attempt(uid: String)
  /// The record is there, and what was said of it by hand, should it have to be written again.
  case written(uid: String, path: [UInt8], hash: String, given: JSON)
}

extension SpoolLine {
  /// The line, with its line break.
  public var bytes: [UInt8] { json.write() + [UInt8(ascii: "\n")] }

  private var json: JSON {
    switch self {
    case .prompt(let prompt):
      var members: [JSON.Member] = []
      func add(_ key: String, _ value: JSON?) { if let value { members.append(JSON.Member(key, value)) } }
      add("event", "prompt")
      add("uid", .string(prompt.uid))
      add("time", JSON(Int(prompt.time)))
      add("agent", .string(prompt.agent.rawValue))
      add("session", .string(prompt.session))
      add("key", prompt.key.map { .string($0) })
      add("root", .text(bytes: prompt.root))
      add("cwd", prompt.directory.map { .text(bytes: $0) })
      add("transcript", prompt.transcript.map { .text(bytes: $0) })
      add("offset", prompt.offset.map { JSON($0) })
      add("model", prompt.model.map { .string($0) })
      add("command", prompt.command.map { .string($0) })
      add("branch", prompt.branch.map { .string($0) })
      add("process", prompt.process.map { .string($0) })
      add("redactions", JSON(prompt.redactions))
      add("text", .text(bytes: prompt.text))
      return .object(members)
    case .files(let files): return ["event": "files", "files": .array(files.map { .string($0) })]
    case .response(let text, let redactions):
      return ["event": "response", "text": .text(bytes: text), "redactions": JSON(redactions)]
    case .model(let model): return ["event": "model", "model": .string(model)]
    case .end(let time): return ["event": "end", "time": JSON(Int(time))]
    case .attempt(let uid): return ["event": "attempt", "uid": .string(uid)]
    case .written(let uid, let path, let hash, let given):
      return [
        "event": "written", "uid": .string(uid), "path": .text(bytes: path), "hash": .string(hash),
        "given": given,
      ]
    }
  }

  /// Reads a line; nil for what is no line of ours, such as one that a killed process has not finished.
  public init?(_ bytes: ArraySlice<UInt8>) {
    guard let json = try? JSON.parse(bytes), let event = json["event"]?.text else { return nil }
    switch event {
    case "prompt":
      guard let uid = json["uid"]?.text, let time = json["time"]?.integer, let text = json["text"]?.textBytes,
        let agent = json["agent"]?.text.flatMap(Agent.init(rawValue:)), let session = json["session"]?.text,
        let root = json["root"]?.textBytes
      else { return nil }
      var prompt = SpooledPrompt(
        uid: uid, time: Int64(time), text: text, agent: agent, session: session, root: root)
      prompt.redactions = json["redactions"]?.integer ?? 0
      prompt.key = json["key"]?.text
      prompt.directory = json["cwd"]?.textBytes
      prompt.transcript = json["transcript"]?.textBytes
      prompt.offset = json["offset"]?.integer
      prompt.model = json["model"]?.text
      prompt.command = json["command"]?.text
      prompt.branch = json["branch"]?.text
      prompt.process = json["process"]?.text
      self = .prompt(prompt)
    case "files": self = .files(json["files"]?.items?.compactMap(\.text) ?? [])
    case "response":
      guard let text = json["text"]?.textBytes else { return nil }
      self = .response(text, redactions: json["redactions"]?.integer ?? 0)
    case "model": self = .model(json["model"]?.text ?? "")
    case "end": self = .end(time: Int64(json["time"]?.integer ?? 0))
    case "attempt": self = .attempt(uid: json["uid"]?.text ?? "")
    case "written":
      guard let uid = json["uid"]?.text, let path = json["path"]?.textBytes, let hash = json["hash"]?.text
      else { return nil }
      self = .written(uid: uid, path: path, hash: hash, given: json["given"] ?? .null)
    default: return nil
    }
  }

  /// The lines of a spool file, in order.
  public static func lines(in bytes: [UInt8]) -> [SpoolLine] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { SpoolLine($0) }
  }
}
