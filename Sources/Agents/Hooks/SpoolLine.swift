import JSON
import Records

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

/// The session that a turn ended in, which may be all that is known of it.
public struct SpooledSession: Equatable, Sendable {
  /// The agent.
  public var agent: Agent
  /// The agent's name for the session.
  public var session: String
  /// The project's root.
  public var root: [UInt8]
  /// Where the agent worked.
  public var directory: [UInt8]?
  /// The agent's own file.
  public var transcript: [UInt8]
  /// Whether the session itself has ended, and not only a turn of it.
  public var isOver = false

  /// A session that keeps a transcript.
  public init(
    agent: Agent, session: String, root: [UInt8], directory: [UInt8]?, transcript: [UInt8]
  ) {
    (self.agent, self.session, self.root) = (agent, session, root)
    (self.directory, self.transcript) = (directory, transcript)
  }

  /// The session of a prompt, if its transcript is known.
  public init?(_ prompt: SpooledPrompt) {
    guard let transcript = prompt.transcript else { return nil }
    self.init(
      agent: prompt.agent, session: prompt.session, root: prompt.root, directory: prompt.directory,
      transcript: transcript)
  }

  /// What a record says of the session.
  public var sessionName: String { agent.rawValue + "/" + session }
}

/// One line of the spool: something that happened in a session.
public enum SpoolLine: Equatable, Sendable {
  /// The user has submitted a prompt.
  case prompt(SpooledPrompt)
  /// A text that belongs to the turn: typed while the agent worked, or not worth a record of its own.
  case later(SpooledPrompt)
  /// The agent has changed files.
  case files([String])
  /// The agent has run tests.
  case tests([String])
  /// The agent has said something.
  case response([UInt8], redactions: Int)
  /// The model is known.
  case model(String)
  /// What the transcript says that it cost, where it begins to tell of it.
  case cost(TokenCost, at: Int)
  /// The turn is over.
  case end(time: Int64, SpooledSession? = nil)
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
    case .prompt(let prompt), .later(let prompt):
      var members: [JSON.Member] = []
      func add(_ key: String, _ value: JSON?) { if let value { members.append(JSON.Member(key, value)) } }
      if case .later = self { add("event", "later") } else { add("event", "prompt") }
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
    case .tests(let tests): return ["event": "tests", "tests": .array(tests.map { .string($0) })]
    case .response(let text, let redactions):
      return ["event": "response", "text": .text(bytes: text), "redactions": JSON(redactions)]
    case .model(let model): return ["event": "model", "model": .string(model)]
    case .cost(let cost, let place):
      return [
        "event": "cost", "at": JSON(place), "input": JSON(cost.input), "output": JSON(cost.output),
        "cached": JSON(cost.cached),
      ]
    case .end(let time, let session):
      var members: [JSON.Member] = [JSON.Member("event", "end"), JSON.Member("time", JSON(Int(time)))]
      if let session {
        members += [
          JSON.Member("agent", .string(session.agent.rawValue)),
          JSON.Member("session", .string(session.session)), JSON.Member("root", .text(bytes: session.root)),
          JSON.Member("cwd", session.directory.map { .text(bytes: $0) } ?? .null),
          JSON.Member("transcript", .text(bytes: session.transcript)),
          JSON.Member("over", .bool(session.isOver)),
        ]
      }
      return .object(members)
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
    case "prompt", "later":
      guard let uid = json["uid"]?.text, let text = json["text"]?.textBytes,
        let agent = json["agent"]?.text.flatMap(Agent.init(rawValue:)), let session = json["session"]?.text,
        let root = json["root"]?.textBytes
      else { return nil }
      var prompt = SpooledPrompt(
        uid: uid, time: Int64(json["time"]?.boundedInteger ?? 0), text: text, agent: agent, session: session,
        root: root)
      prompt.redactions = json["redactions"]?.boundedInteger ?? 0
      prompt.key = json["key"]?.text
      prompt.directory = json["cwd"]?.textBytes
      prompt.transcript = json["transcript"]?.textBytes
      prompt.offset = json["offset"]?.boundedInteger
      prompt.model = json["model"]?.text
      prompt.command = json["command"]?.text
      prompt.branch = json["branch"]?.text
      prompt.process = json["process"]?.text
      self = event == "later" ? .later(prompt) : .prompt(prompt)
    case "files": self = .files(json["files"]?.items?.compactMap(\.text) ?? [])
    case "tests": self = .tests(json["tests"]?.items?.compactMap(\.text) ?? [])
    case "response":
      guard let text = json["text"]?.textBytes else { return nil }
      self = .response(text, redactions: json["redactions"]?.boundedInteger ?? 0)
    case "model": self = .model(json["model"]?.text ?? "")
    case "cost":
      func number(_ key: String) -> Int { json[key]?.boundedInteger ?? 0 }
      let cost = TokenCost(input: number("input"), output: number("output"), cached: number("cached"))
      self = .cost(cost, at: number("at"))
    case "end": self = .end(time: Int64(json["time"]?.boundedInteger ?? 0), SpooledSession(json))
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

extension SpooledSession {
  fileprivate init?(_ json: JSON) {
    guard let agent = json["agent"]?.text.flatMap(Agent.init(rawValue:)), let session = json["session"]?.text,
      let root = json["root"]?.textBytes, let transcript = json["transcript"]?.textBytes
    else { return nil }
    self.init(
      agent: agent, session: session, root: root, directory: json["cwd"]?.textBytes, transcript: transcript)
    isOver = json["over"]?.boolean ?? false
  }
}
