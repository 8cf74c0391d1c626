import JSON

/// How a hook of clio is put into an agent's settings, and taken out again.
public struct HookInstallation: Sendable {
  /// Whose settings.
  public enum Scope: Sendable { case local, shared, user }

  /// Where the settings are.
  public struct Place: Equatable, Sendable {
    /// The file: below the project's root, or for the user below the agent's own folder.
    public let file: String
    /// The environment variable that names the agent's folder, and its usual name in the home folder.
    public let userFolder: (variable: String?, name: String)?

    /// The same file.
    public static func == (left: Place, right: Place) -> Bool {
      left.file == right.file && left.userFolder?.name == right.userFolder?.name
    }
  }

  /// An event that clio listens to.
  struct Event: Sendable {
    let name: String
    var matcher: String?
    var isAsynchronous = false

    init(_ name: String, matcher: String? = nil, isAsynchronous: Bool = false) {
      (self.name, self.matcher, self.isAsynchronous) = (name, matcher, isAsynchronous)
    }
  }

  /// The agent.
  public let agent: Agent
  let local: String
  let shared: String
  let user: (variable: String?, folder: String, file: String)?
  let events: [Event]
  /// Whether an event holds groups with a matcher and hooks in them, or the hooks themselves.
  let isGrouped: Bool
  /// Members that the file must have beside the hooks.
  let preamble: [JSON.Member]
  /// The file that tells the agent how to work here.
  public let instructions: String

  /// The agents whose hooks can be installed.
  public static let all: [HookInstallation] = [claude, codex, gemini, cursor, copilot]

  /// The installation for an agent; nil if it has no hooks.
  public static func of(_ agent: Agent) -> HookInstallation? { all.first { $0.agent == agent } }

  private static let claude = HookInstallation(
    agent: .claude, local: ".claude/settings.local.json", shared: ".claude/settings.json",
    user: ("CLAUDE_CONFIG_DIR", ".claude", "settings.json"),
    events: [
      Event("SessionStart"), Event("UserPromptSubmit"),
      Event("PostToolUse", matcher: "Edit|MultiEdit|Write|NotebookEdit", isAsynchronous: true), Event("Stop"),
      Event("SessionEnd"),
    ], isGrouped: true, preamble: [], instructions: "CLAUDE.md")

  private static let codex = HookInstallation(
    agent: .codex, local: ".codex/hooks.json", shared: ".codex/hooks.json",
    user: ("CODEX_HOME", ".codex", "hooks.json"),
    events: [
      Event("SessionStart"), Event("UserPromptSubmit"),
      Event("PostToolUse", matcher: "apply_patch|Edit|Write"),
      Event("Stop"),
    ], isGrouped: true, preamble: [], instructions: "AGENTS.md")

  private static let gemini = HookInstallation(
    agent: .gemini, local: ".gemini/settings.json", shared: ".gemini/settings.json",
    user: (nil, ".gemini", "settings.json"),
    events: [
      Event("SessionStart"), Event("BeforeAgent"), Event("AfterTool", matcher: "write_file|replace"),
      Event("AfterAgent"), Event("SessionEnd"),
    ], isGrouped: true, preamble: [], instructions: "GEMINI.md")

  private static let cursor = HookInstallation(
    agent: .cursor, local: ".cursor/hooks.json", shared: ".cursor/hooks.json",
    user: (nil, ".cursor", "hooks.json"),
    events: [
      Event("beforeSubmitPrompt"), Event("afterFileEdit"), Event("afterAgentResponse"), Event("stop"),
      Event("sessionEnd"),
    ], isGrouped: false, preamble: [JSON.Member("version", 1)], instructions: "AGENTS.md")

  private static let copilot = HookInstallation(
    agent: .copilot, local: ".github/hooks/clio.json", shared: ".github/hooks/clio.json", user: nil,
    events: [
      Event("userPromptSubmitted"), Event("postToolUse"), Event("agentStop"), Event("sessionEnd"),
    ], isGrouped: false, preamble: [JSON.Member("version", 1)], instructions: "AGENTS.md")
}

extension HookInstallation {
  /// The settings file below the project's root; nil for the user's.
  public func file(_ scope: Scope) -> String? {
    switch scope {
    case .local: local
    case .shared: shared
    case .user: nil
    }
  }

  /// The user's settings: the variable that names the agent's folder, the folder below the home folder, the file in it.
  /// Nil if the agent has none.
  public var userFile: (variable: String?, folder: String, file: String)? { user }

  /// Whether the project's settings are the same for everybody, so that others' agents run what is written there.
  public func isShared(_ scope: Scope) -> Bool { scope == .shared || scope == .local && local == shared }

  /// Settings with clio's hooks in them; the same if they are there already.
  public func adding(to settings: [UInt8], program: String, _ scope: Scope) throws(HookSettingsError)
    -> [UInt8]
  {
    var editor = try edit(settings)
    for member in preamble where editor.value(at: [.key(member.key)]) == nil {
      try change(&editor) { (editor) throws(JSONError) in
        try editor.append(member.value, key: member.key, at: [])
      }
    }
    let hooks = JSONEditor.Step.key("hooks")
    if editor.value(at: [hooks]) == nil {
      try change(&editor) { (editor) throws(JSONError) in try editor.append(.object([]), key: "hooks", at: [])
      }
    }
    for event in events {
      let place = [hooks, .key(event.name)]
      let present = editor.value(at: place)
      if let present, holdsOurs(present) { continue }
      let entry = entry(event, program, scope)
      try change(&editor) { (editor) throws(JSONError) in
        present == nil
          ? try editor.append(.array([entry]), key: event.name, at: [hooks])
          : try editor.append(entry, at: place)
      }
    }
    return editor.bytes
  }

  /// Settings without clio's hooks, and without what they alone have filled.
  public func removing(from settings: [UInt8]) throws(HookSettingsError) -> [UInt8] {
    var editor = try edit(settings)
    let hooks = JSONEditor.Step.key("hooks")
    guard let events = editor.value(at: [hooks])?.members else { return settings }
    var hasRemoved = false
    for event in events.map(\.key) {
      let place = [hooks, .key(event)]
      guard let entries = editor.value(at: place)?.items else { continue }
      var removedHere = false
      for (index, entry) in entries.enumerated().reversed() {
        let inner = place + [.index(index), .key("hooks")]
        if let grouped = entry["hooks"]?.items {
          let own = grouped.indices.filter { isOurs(grouped[$0]) }
          if own.count == grouped.count, !own.isEmpty {
            removedHere = try change(&editor) { (editor) throws(JSONError) in
              try editor.remove(.index(index), at: place)
            }
          } else {
            for number in own.reversed() {
              removedHere = try change(&editor) { (editor) throws(JSONError) in
                try editor.remove(.index(number), at: inner)
              }
            }
          }
        } else if isOurs(entry) {
          removedHere = try change(&editor) { (editor) throws(JSONError) in
            try editor.remove(.index(index), at: place)
          }
        }
      }
      if removedHere {
        hasRemoved = true
        if editor.count(at: place) == 0 {
          try change(&editor) { (editor) throws(JSONError) in try editor.remove(.key(event), at: [hooks]) }
        }
      }
    }
    if hasRemoved, editor.count(at: [hooks]) == 0 {
      try change(&editor) { (editor) throws(JSONError) in try editor.remove(hooks, at: []) }
    }
    return editor.bytes
  }

  /// Whether settings without clio hold nothing at all any more.
  public func isLeftEmpty(_ settings: [UInt8]) -> Bool {
    guard let editor = try? JSONEditor(settings), let members = editor.value(at: [])?.members else {
      return false
    }
    return members.allSatisfy { member in preamble.contains(member) }
  }

  /// The events of these settings at which clio is called.
  public func installedEvents(in settings: [UInt8]) -> [String] {
    guard let editor = try? JSONEditor(settings), let members = editor.value(at: [.key("hooks")])?.members
    else { return [] }
    return members.filter { holdsOurs($0.value) }.map(\.key)
  }

  /// All events that an installation listens to.
  public var eventNames: [String] { events.map(\.name) }

  // MARK: Entries

  private func entry(_ event: Event, _ program: String, _ scope: Scope) -> JSON {
    let hook = call(event, program, scope)
    guard isGrouped else { return hook }
    var members = event.matcher.map { [JSON.Member("matcher", .string($0))] } ?? []
    members.append(JSON.Member("hooks", [hook]))
    return .object(members)
  }

  /// Where others may lack clio, the call must not trouble them.
  private func call(_ event: Event, _ program: String, _ scope: Scope) -> JSON {
    let name = agent.shortName
    var words = ["hook", name]
    if scope == .user { words.append("--only-set-up") }
    let plain = ([ShellWord.quoted(program)] + words).joined(separator: " ")
    let careful = "if command -v clio >/dev/null 2>&1; then clio hook \(name); fi"
    let line = isShared(scope) ? careful : plain
    switch agent {
    case .claude:
      var members: [JSON.Member] = [JSON.Member("type", "command")]
      if isShared(scope) {
        members.append(JSON.Member("command", .string(line)))
      } else {
        members.append(JSON.Member("command", .string(program)))
        members.append(JSON.Member("args", .array(words.map { .string($0) })))
      }
      members.append(JSON.Member("timeout", 10))
      if event.isAsynchronous { members.append(JSON.Member("async", true)) }
      return .object(members)
    case .gemini:
      return ["name": "clio", "type": "command", "command": .string(line), "timeout": 10_000]
    case .codex: return ["type": "command", "command": .string(line), "timeout": 10]
    case .copilot:
      return [
        "type": "command", "bash": .string(line),
        "powershell": .string("if (Get-Command clio -ErrorAction SilentlyContinue) { clio hook \(name) }"),
        "timeoutSec": 10,
      ]
    default: return ["command": .string(line)]
    }
  }

  private func holdsOurs(_ value: JSON) -> Bool {
    (value.items ?? []).contains { entry in
      isOurs(entry) || (entry["hooks"]?.items ?? []).contains { isOurs($0) }
    }
  }

  /// Whether a hook calls clio for this agent.
  private func isOurs(_ hook: JSON) -> Bool {
    let line = hook.text("command", "bash") ?? ""
    if let words = hook["args"]?.items?.compactMap(\.text) {
      let name = line.utf8.split(separator: UInt8(ascii: "/")).last.map {
        String(decoding: $0, as: UTF8.self)
      }
      return name == "clio" && words.starts(with: ["hook", agent.shortName])
    }
    let bytes = Array(line.utf8)
    return bytes.firstRange(of: Array("clio".utf8)) != nil
      && bytes.firstRange(of: Array(" hook \(agent.shortName)".utf8)) != nil
  }

  // MARK: Editing

  private func edit(_ settings: [UInt8]) throws(HookSettingsError) -> JSONEditor {
    do throws(JSONError) {
      return try JSONEditor(settings)
    } catch {
      throw HookSettingsError(error)
    }
  }

  @discardableResult
  private func change(
    _ editor: inout JSONEditor, _ body: (inout JSONEditor) throws(JSONError) -> Bool
  ) throws(HookSettingsError) -> Bool {
    do throws(JSONError) {
      if try body(&editor) { return true }
    } catch {
      throw HookSettingsError(error)
    }
    throw HookSettingsError(reason: "`hooks` has another shape than this agent reads", line: 0, column: 0)
  }
}

/// Why settings can't be changed.
public struct HookSettingsError: Error, Equatable, Sendable {
  /// What is wrong.
  public let reason: String
  /// Where, from 0.
  public let line, column: Int

  init(reason: String, line: Int, column: Int) {
    (self.reason, self.line, self.column) = (reason, line, column)
  }

  init(_ error: JSONError) { self.init(reason: error.reason, line: error.line, column: error.column) }
}

/// A word for a shell.
enum ShellWord {
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
        || "/._-+".utf8.contains(byte)
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
