import Arguments
import JSON
import Platform
import Records

/// What a caller says of a prompt, by options or as JSON; nothing in it is derived.
struct PromptInput {
  var draft = PromptDraft()
  var title: String?
  var stage: Stage?
  var feature: String?
  var date: CalendarDate?
  /// References to the decisions that it led to.
  var decisions: [String] = []
  /// Whether all this came as JSON.
  var isJSON = false

  /// What the user wrote to say something: `--feature`, or a key of the object.
  func origin(_ name: String) -> String { isJSON ? "standard input: '\(name)'" : "--\(name)" }

  /// Reads the options of `clio record`.
  static func options(_ session: Session, needsPrompt: Bool = true) throws -> PromptInput {
    typealias Keys = RecordCommand
    var input = PromptInput()
    input.title = session[Keys.title]
    input.stage = session[Keys.stage]
    input.feature = session[Keys.feature]
    input.date = session[Keys.date]
    let fromInput = [Keys.prompt, Keys.promptFile, Keys.response, Keys.responseFile].filter {
      session[$0] == "-"
    }
    if fromInput.count > 1 {
      throw Failure(
        fromInput.map { "--\($0.declaration.name)" }.joined(separator: " and ")
          + " are both to be read from standard input", "give one of them another way, or use --json-in")
    }
    let prompt = try text(session, Keys.prompt, Keys.promptFile)
    if prompt == nil, needsPrompt {
      throw Failure(
        "there is no prompt",
        "give one with --prompt TEXT, --prompt-file FILE (- for standard input) or --json-in")
    }
    input.draft.prompts = (prompt.map { [$0] } ?? []) + session[Keys.steering].map { Array($0.utf8) }
    input.draft.response = try text(session, Keys.response, Keys.responseFile)
    input.draft.model = session[Keys.model]
    input.draft.surface = session[Keys.surface]
    input.draft.command = session[Keys.command]
    input.draft.user = session[Keys.user]
    input.draft.labels = session[Keys.label]
    input.draft.files = session[Keys.file]
    input.draft.tests = session[Keys.test]
    for (kind, value) in try session.values(Keys.link) { try input.addLink(kind, value) }
    input.decisions = session[Keys.adr]
    for (key, slot) in Keys.notes { input.draft.notes[slot] = session[key] }
    input.draft.extra = try session.values(Keys.set)
    try input.checkExtra()
    input.draft.provenance.session = session[Keys.session]
    input.draft.provenance.turn = session[Keys.turn]
    return input
  }

  private static func text(_ session: Session, _ text: Key<String?>, _ file: Key<String?>) throws -> [UInt8]?
  {
    try session.exclude(text.declaration, file.declaration)
    if let text = session[text] { return text == "-" ? try session.bytes(ofFile: "-") : Array(text.utf8) }
    return try session[file].map { try session.bytes(ofFile: $0) }
  }

  private static let linkKinds = ["spec", "ticket", "adr", "pr"]

  private mutating func addLink(_ kind: String, _ value: String) throws {
    guard Self.linkKinds.contains(kind) else {
      throw Failure(
        "\(origin(isJSON ? "links" : "link")): there is no link '\(kind)'",
        "links are: " + Self.linkKinds.joined(separator: ", "))
    }
    draft.links[kind] = value
  }

  /// A slot that clio fills would have two values.
  private func checkExtra() throws {
    for name in draft.extra.keys.sorted() where PromptDraft.fills(name) {
      throw Failure.ownSlot(name, origin("set"))
    }
  }

  private static let keys = [
    "title", "stage", "prompt", "steering", "response", "feature", "model", "surface", "command", "user",
    "date", "labels",
    "files", "tests", "links", "adr", "session", "turn", "set", "branch",
  ]

  /// Reads one JSON object from standard input. An unknown key is an error: what it holds would be lost.
  static func json(_ session: Session, needsPrompt: Bool = true) throws -> PromptInput {
    let given = RecordCommand.declaration.keys.filter {
      !["json-in", "json", "current", "apart"].contains($0.name)
    }.map(\.name)
    let object = try JSONInput(
      session, keys: keys + RecordCommand.notes.map { $0.key.jsonName },
      taking: ["prompt", "steering", "response"], options: given)
    var input = PromptInput()
    input.isJSON = true
    input.title = try object.text("title")
    if let name = try object.text("stage") {
      guard let stage = Stage(naming: name) else {
        throw Failure(
          "standard input: '\(name)' is no stage",
          "stages are: " + Stage.allCases.map(\.rawValue).joined(separator: ", "))
      }
      input.stage = stage
    }
    input.feature = try object.text("feature")
    if let text = try object.text("date") {
      guard let date = CalendarDate(day: text) else {
        throw Failure("standard input: 'date' is '\(text)', not a day such as 2026-01-31")
      }
      input.date = date
    }
    let prompt = try object.bytes("prompt")
    if prompt == nil, needsPrompt {
      throw Failure(
        "standard input: there is no 'prompt' in the object",
        "give it as a text, or as {\"bytes\": \"<base64>\"}")
    }
    input.draft.prompts = (prompt.map { [$0] } ?? []) + (try object.byteList("steering"))
    input.draft.response = try object.bytes("response")
    input.draft.model = try object.text("model") ?? session[RecordCommand.model]
    input.draft.surface = try object.text("surface")
    input.draft.command = try object.text("command")
    input.draft.user = try object.text("user") ?? session[RecordCommand.user]
    input.draft.branch = try object.text("branch")
    input.draft.labels = try object.list("labels")
    input.draft.files = try object.list("files")
    input.draft.tests = try object.list("tests")
    for (kind, value) in try object.mapping("links") { try input.addLink(kind, value) }
    input.decisions = try object.list("adr")
    for (name, value) in try object.mapping("set") { input.draft.extra[name] = value }
    try input.checkExtra()
    for (key, slot) in RecordCommand.notes { input.draft.notes[slot] = try object.text(key.jsonName) }
    input.draft.provenance.session = try object.text("session")
    input.draft.provenance.turn = try object.integer("turn")
    return input
  }
}
