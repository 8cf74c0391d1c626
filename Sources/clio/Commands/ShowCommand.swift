import Arguments
import History
import JSON
import Platform
import Records

enum ShowCommand: AppCommand {
  static let reference = Key.argument(
    "REF", "a record: path, number, feature/number, adr/number, uid or a part of its name",
    completion: .command("clio list --paths"))
  static let prompt = Key.flag("prompt", "only the prompt, byte for byte as it came in")
  static let prompts = Key.flag("prompts", "the prompt and what was typed while the agent worked")
  static let response = Key.flag("response", "only the answer, byte for byte as it came in")
  static let field = Key.option(
    "field", "NAME", "only one field, such as title, links.spec or provenance.uid")
  static let links = Key.flag(
    "links", "only what links with it: the decisions it led to, or the prompts behind it")
  static let path = Key.flag("path", "only the absolute path")
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "show", summary: "show a record, or a part of it",
    discussion: """
      Without options, the whole file. --prompt gives back exactly the bytes that were recorded, proven by their hash; \
      if they were changed since, it says so and exits with 1. One option at a time: --json has all of it.
      """,
    keys: [reference, prompt, prompts, response, field, links, path, json, RecordCommand.feature],
    examples: [
      Example("clio show 3", "record 3 of the current feature"),
      Example("clio show 001-auth/3 --prompt > prompt.txt", "the prompt, byte for byte"),
      Example("clio show adr/1 --field status", "one field"),
    ], section: "Find")

  static func run(_ session: Session) throws -> ExitStatus {
    try session.exclude(
      prompt.declaration, prompts.declaration, response.declaration, field.declaration, links.declaration,
      path.declaration, json.declaration)
    let project = try session.project()
    let found = try find(session[reference], as: .prompt, project, session)
    if session[path] {
      session.print(project.root.path.appending(bytes: found.file.path.bytes))
      return .done
    }
    let record = try content(found)
    if let name = session[field] { return try show(name, of: record, session) }
    if session[prompt] || session[prompts] || session[response] {
      return try texts(of: record, found.file.path, session)
    }
    if session[links] {
      LinkView.show(try LinkView(try DecisionBook(project)).links(of: found.file.path), session)
    } else if session[json] {
      session.print(try json(found, record, project))
    } else {
      session.write(record.text)
      // A pipe gets the file as it is; a person sees what links with it too.
      if session.isTerminal {
        LinkView.show(try LinkView(try DecisionBook(project)).links(of: found.file.path), session)
      }
    }
    return .done
  }

  /// The record that a reference means.
  static func find(_ reference: String, as kind: Kind, _ project: Project, _ session: Session) throws
    -> FoundRecord
  {
    let asked = session[RecordCommand.feature]
    let branch = project.head()?.branch
    // What the environment says matters to a bare number only: a bad word there must not keep anybody from reading.
    let feature =
      asked == nil
      ? (try? project.currentFeature(asked: nil, branch: branch))?.feature
      : try project.currentFeature(asked: asked, branch: branch).feature
    return project.read(try project.resolve(reference, as: kind, feature: feature))
  }

  /// The record that was read, or the reason why it wasn't.
  static func content(_ found: FoundRecord) throws -> Record {
    switch found.content {
    case .success(let record): return record
    case .failure(let error):
      if error.isLoop { throw HistoryError.leadsOut(found.file.path) }
      throw Failure("\(found.file.path): \(error.reason)")
    }
  }

  private static func texts(of record: Record, _ path: Path, _ session: Session) throws -> ExitStatus {
    guard record.kind == .prompt else {
      throw Failure("a decision has no prompt and no response", "'clio show REF' shows it whole")
    }
    let section = session[response] ? Section.response : .prompt
    if record.isUnfilled(section) {
      throw Failure(
        "\(path): the \(session[response] ? "response" : "prompt") was not filled in; the template's slot still stands there",
        "'clio show REF' shows the record as it is")
    }
    if session[prompts] {
      for (index, text) in record.prompts.enumerated() {
        session.print("── \(index + 1) of \(record.prompts.count), \(text.count) bytes")
        session.write(text + [UInt8(ascii: "\n")])
      }
    } else if session[prompt] {
      guard let text = record.prompts.first else { throw Unmet(message: "the record has no prompt section") }
      session.write(text)
    } else {
      guard let text = record.response else { throw Unmet(message: "the record has no response") }
      session.write(text)
    }
    let altered = record.problems.filter { $0.code == .promptAltered }
    for problem in altered { session.note(problem.message) }
    return altered.isEmpty ? .done : .findings
  }

  private static func show(_ name: String, of record: Record, _ session: Session) throws -> ExitStatus {
    let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var value = record.frontMatter?.entry(meaning: path[0], kind: record.kind)?.value
    for key in path.dropFirst() { value = value?.entry(key)?.value }
    if path.count == 1, !FieldName.lists.contains(name) || value == nil, let field = record.fields[name] {
      session.printSafely(field.value)
      return .done
    }
    guard let value, !value.isNull else { throw Unmet(message: "the record has no '\(name)'") }
    let texts = path.count == 1 && FieldName.lists.contains(name) ? record.list(name) : value.texts
    if value.isOfTexts {
      for text in texts { session.printSafely(text) }
    } else {
      // As it stands in the file, from the beginning of its line.
      let start = record.text[..<value.range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let isAlone = record.text[start..<value.range.lowerBound].allSatisfy { $0 == UInt8(ascii: " ") }
      session.write(
        Array(record.text[(isAlone ? start : value.range.lowerBound)..<value.range.upperBound]) + [
          UInt8(ascii: "\n")
        ])
    }
    return .done
  }

  private static func json(_ found: FoundRecord, _ record: Record, _ project: Project) throws -> JSON {
    guard case .object(var members) = RecordView(found).json(root: project.root.path) else { return .null }
    members.append(
      JSON.Member(
        "absolute_path", .text(bytes: project.root.path.appending(bytes: found.file.path.bytes).bytes)))
    if record.kind == .prompt {
      members.append(JSON.Member("prompts", .array(record.prompts.map { .text(bytes: $0) })))
      members.append(JSON.Member("response", record.response.map { .text(bytes: $0) } ?? .null))
      members.append(JSON.Member("proven", .bool(record.isProven)))
    }
    let links = try LinkView(try DecisionBook(project)).links(of: found.file.path)
    members.append(JSON.Member("backlinks", .array(links.map(\.json))))
    members.append(JSON.Member("text", .text(bytes: record.text)))
    return .object(members)
  }
}
