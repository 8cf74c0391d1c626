import Arguments
import History
import Platform
import Prompts
import Records

enum EditCommand: AppCommand {
  static let set = Key.options(
    "set", "FIELD=VALUE", "change a field and no other byte", as: .pair("FIELD=VALUE"))

  static let declaration = Command(
    name: "edit", summary: "open a record in your editor, or change a field of it",
    discussion: """
      Opens $VISUAL or $EDITOR on a terminal, and prints the path elsewhere. With --set it changes the value of a \
      field: nothing else in the file changes. An empty value empties the field. A field that names the file (id, \
      stage, feature) moves it too, with the links to it.

      A list is written with commas between its entries, and --set of a list may be repeated. A comma in braces parts \
      nothing (src/{a,b}/**); for entries with other commas, give a JSON array: --set 'labels=["a, b", "c"]'.
      """,
    keys: [ShowCommand.reference, set, RecordCommand.feature],
    examples: [
      Example("clio edit 3", "open record 3 of the current feature"),
      Example("clio edit 001-auth/3 --set stage=green --set title=\"Fix token expiry\"", "change two fields"),
      Example(
        "clio edit 3 --set labels=auth,tokens --set links.ticket=https://example.org/7", "a list and a link"),
      Example(
        "clio edit adr/1 --set 'affects=src/{auth,login}/**' --set affects=docs/auth.md",
        "a list of two globs"),
    ], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let changes = try changes(session)
    let project = changes.isEmpty ? try session.project() : try session.projectForWriting()
    var tries = 1
    while !changes.isEmpty {
      do {
        let path = try change(changes, project, session)
        session.print(project.root.path.appending(bytes: path.bytes))
        return .done
      } catch HistoryError.changedMeanwhile where tries < patience {
        // Others change other fields of it: what they wrote is read, and this is written into it.
        tries += 1
      }
    }
    let found = try ShowCommand.find(session[ShowCommand.reference], as: .prompt, project, session)
    // An editor would follow a link to wherever it leads.
    if case .failure(let error) = found.content, error.isLoop {
      throw HistoryError.leadsOut(found.file.path)
    }
    let path = project.root.path.appending(bytes: found.file.path.bytes)
    guard Terminal.isTerminal(0), Terminal.isTerminal(1) else {
      session.print(path)
      return .done
    }
    return try open(path, session)
  }

  /// So often others may be faster.
  private static let patience = 100

  private static func change(_ changes: [Change], _ project: Project, _ session: Session) throws -> Path {
    let found = try ShowCommand.find(session[ShowCommand.reference], as: .prompt, project, session)
    let record = try ShowCommand.content(found)
    let width = record.name.number?.utf8.count ?? project.configuration.idWidth
    let redactor = project.redactor
    let values = try changes.map { change in
      let safe = Change(field: change.field, values: change.values.map(redactor.redacted))
      return (field: change.field, value: try value(safe, record, idWidth: width))
    }
    try checkFeature(values, of: record)
    return try project.edit(found, values, durability: session.durability)
  }

  /// General and constitutional work belongs to no feature.
  private static func checkFeature(
    _ changes: [(field: String, value: RecordEditor.Value)], of record: Record
  ) throws {
    func new(_ name: String) -> String? {
      guard case .text(let text)? = changes.last(where: { $0.field == name })?.value else { return nil }
      return text
    }
    let feature = new("feature") ?? record.feature ?? "none"
    guard record.kind == .prompt, changes.contains(where: { $0.field == "stage" || $0.field == "feature" }),
      let stage = new("stage").flatMap({ Stage(naming: $0) }) ?? record.knownStage, stage.home == .own,
      feature != "none"
    else { return }
    throw Failure(
      "the stage '\(stage.rawValue)' isn't tied to a feature, so it can't be '\(feature)'",
      "set the other too, as in --set stage=\(stage.rawValue) --set feature=none, or choose a stage such as misc"
    )
  }

  /// Opens a file in the user's editor.
  static func open(_ path: Path, _ session: Session) throws -> ExitStatus {
    func setting(_ name: String) -> String? {
      session.world.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let editor = setting("VISUAL") ?? setting("EDITOR") else {
      throw Failure("neither VISUAL nor EDITOR names an editor", "the file is \(path)")
    }
    guard let name = path.text else {
      throw Failure("\(path): the name is not UTF-8, so it can't be handed to an editor")
    }
    // Through a shell, as git does: an editor is often a command with options.
    let status = try Spawn.foreground(["sh", "-c", editor + " \"$1\"", "sh", name])
    if status != 0 { throw Failure("the editor ended with status \(status)") }
    return .done
  }

  /// What is asked for, a field at a time: the values of a list are put together, any other field takes one.
  private static func changes(_ session: Session) throws -> [Change] {
    var changes: [Change] = []
    for pair in session[set] {
      guard let index = changes.firstIndex(where: { $0.field == pair.name }) else {
        changes.append(Change(field: pair.name, values: [pair.value]))
        continue
      }
      let first = changes[index].values[0]
      if !isList(pair.name), Array(first.utf8) != Array(pair.value.utf8) {
        throw UsageError.repeated(
          option: "--set \(pair.name)", first: first, second: pair.value, path: session.parsed.path)
      }
      changes[index].values.append(pair.value)
    }
    return changes
  }

  private static func isList(_ field: String) -> Bool {
    FieldName.lists.contains(field) || field == "links.prompts"
  }

  private struct Change {
    let field: String
    var values: [String]
  }

  /// The value of a field, checked as far as the field has rules.
  private static func value(_ change: Change, _ record: Record, idWidth: Int) throws -> RecordEditor.Value {
    let pair = Pair(name: change.field, value: change.values[0])
    let names = record.kind == .prompt ? FieldName.prompt : FieldName.decision
    let first = pair.name.split(separator: ".").first.map(String.init) ?? pair.name
    if first == "provenance" {
      throw Failure(
        "'\(pair.name)' can't be changed", "provenance says what came in; it would prove nothing otherwise")
    }
    let settable = names.filter { $0 != "provenance" }
    guard settable.contains(first) else {
      let hint = suggestions(for: pair.name, among: settable).first.map { ", did you mean '\($0)'?" } ?? ""
      throw Failure(
        "there is no field '\(pair.name)'\(hint)", "fields: " + settable.joined(separator: ", "))
    }
    let inner = ["links": FieldName.links, "significance": DecisionDraft.significanceKeys][first] ?? []
    let innerName = String(pair.name.dropFirst(first.count + 1))
    if pair.name == first ? !inner.isEmpty : !inner.contains(innerName) {
      let known = inner.map { "\(first).\($0)" }.joined(separator: ", ")
      throw Failure(
        pair.name == first
          ? "'\(first)' has fields of its own, which one value would wipe out"
          : "there is no field '\(pair.name)'",
        known.isEmpty ? "'\(first)' has no fields of its own" : "name one of: " + known)
    }
    if isList(pair.name) {
      let entries = try change.values.flatMap { value in
        guard let entries = ListText.entries(value) else {
          throw Failure(
            "--set \(pair.name): '\(value)' begins like a JSON array of texts, and is none",
            "write '\(pair.name)=[\"a, b\", \"c\"]', or entries with commas between them")
        }
        return entries
      }
      if pair.name == "affects" { try AdrNewCommand.checkGlobs(entries, from: "--set affects") }
      return .list(entries)
    }
    switch pair.name {
    case "stage":
      guard let stage = Stage(naming: pair.value) else {
        throw Failure(
          "'\(pair.value)' is no stage",
          "stages are: " + Stage.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return .text(stage.rawValue)
    case "status":
      guard let status = Status(rawValue: pair.value.lowercased()) else {
        throw Failure(
          "'\(pair.value)' is no status",
          "statuses are: " + Status.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return .text(status.rawValue)
    case "date", "review_by":
      if pair.value.isEmpty, pair.name == "review_by" { return .null }
      guard CalendarDate(day: pair.value) != nil else {
        throw Failure("'\(pair.value)' is no day such as 2026-01-31")
      }
    case "title":
      guard pair.value.utf8.contains(where: { $0 > 0x20 }) else { throw Failure("the title can't be empty") }
    case "id":
      guard let number = RecordNumber(leading: Array(pair.value.utf8)), number.digits == pair.value.utf8.count
      else {
        throw Failure("'\(pair.value)' is no number of one to six digits")
      }
      return .text(padded(number.value, max(number.digits, idWidth)))
    case "feature":
      if pair.value == "none" || pair.value.isEmpty { return .text("none") }
      _ = try Feature(pair.value)
    default: break
    }
    if pair.value.isEmpty { return FieldName.noneWord(pair.name).map { .text($0) } ?? .null }
    return .text(pair.value)
  }
}
