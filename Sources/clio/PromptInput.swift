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

  /// Reads the options of `clio record`.
  static func options(_ session: Session) throws -> PromptInput {
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
    guard let prompt = try text(session, Keys.prompt, Keys.promptFile) else {
      throw Failure(
        "there is no prompt",
        "give one with --prompt TEXT, --prompt-file FILE (- for standard input) or --json-in")
    }
    input.draft.prompts = [prompt] + session[Keys.steering].map { Array($0.utf8) }
    input.draft.response = try text(session, Keys.response, Keys.responseFile)
    input.draft.model = session[Keys.model]
    input.draft.surface = session[Keys.surface]
    input.draft.command = session[Keys.command]
    input.draft.user = session[Keys.user]
    input.draft.labels = session[Keys.label]
    input.draft.files = session[Keys.file]
    input.draft.tests = session[Keys.test]
    for pair in session[Keys.link] { try input.addLink(pair.name, pair.value) }
    for (key, slot) in Keys.notes { input.draft.notes[slot] = session[key] }
    for pair in session[Keys.set] { input.draft.extra[pair.name] = pair.value }
    input.draft.provenance.session = session[Keys.session]
    input.draft.provenance.turn = session[Keys.turn]
    return input
  }

  private static func text(_ session: Session, _ text: Key<String?>, _ file: Key<String?>) throws -> [UInt8]?
  {
    switch (session[text], session[file]) {
    case (nil, nil): return nil
    case (let text?, nil): return text == "-" ? try session.bytes(ofFile: "-") : Array(text.utf8)
    case (nil, let name?): return try session.bytes(ofFile: name)
    default:
      let (one, other) = (text.declaration.name, file.declaration.name)
      throw Failure("--\(one) and --\(other) exclude each other", "leave one of them out")
    }
  }

  private static let linkKinds = ["spec", "ticket", "adr", "pr"]

  private mutating func addLink(_ kind: String, _ value: String) throws {
    guard Self.linkKinds.contains(kind) else {
      throw Failure("there is no link `\(kind)`", "links are: " + Self.linkKinds.joined(separator: ", "))
    }
    draft.links[kind] = value
  }

  private static let keys = [
    "title", "stage", "prompt", "steering", "response", "feature", "model", "surface", "command", "user",
    "date", "labels",
    "files", "tests", "links", "session", "turn", "set", "branch",
  ]

  /// Reads one JSON object from standard input. An unknown key is an error: what it holds would be lost.
  static func json(_ session: Session) throws -> PromptInput {
    let given = RecordCommand.declaration.keys.filter { !["json-in", "json"].contains($0.name) }.map(\.name)
    let object = try JSONInput(
      session, keys: keys + RecordCommand.notes.map { $0.key.jsonName }, options: given)
    var input = PromptInput()
    input.title = try object.text("title")
    if let name = try object.text("stage") {
      guard let stage = Stage(naming: name) else {
        throw Failure(
          "standard input: `\(name)` is no stage",
          "stages are: " + Stage.allCases.map(\.rawValue).joined(separator: ", "))
      }
      input.stage = stage
    }
    input.feature = try object.text("feature")
    if let text = try object.text("date") {
      guard text.utf8.count == 10, let date = CalendarDate(text) else {
        throw Failure("standard input: `date` is `\(text)`, not a day such as 2026-01-31")
      }
      input.date = date
    }
    guard let prompt = try object.bytes("prompt") else {
      throw Failure(
        "standard input: there is no `prompt` in the object",
        "give it as a text, or as {\"bytes\": \"<base64>\"}")
    }
    input.draft.prompts = [prompt] + (try object.byteList("steering"))
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
    for (name, value) in try object.mapping("set") { input.draft.extra[name] = value }
    for (key, slot) in RecordCommand.notes { input.draft.notes[slot] = try object.text(key.jsonName) }
    input.draft.provenance.session = try object.text("session")
    input.draft.provenance.turn = try object.integer("turn")
    return input
  }
}
