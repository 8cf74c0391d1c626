import Arguments
import Decisions
import History
import JSON
import Platform
import Records
import Templates

enum AdrNewCommand: AppCommand {
  static let words = Key.arguments("TITLE", "the decision in a few words; no quotes are needed")
  static let title = Key.option("title", short: "t", "TEXT", "the decision in a few words, as an option")
  static let status = Key.option(
    "status", "STATUS", "how far it has come (default proposed)", as: .choice(of: Status.self))
  static let date = Key.option("date", "DATE", "the day (else today)", as: .date)
  static let feature = Key.option("feature", short: "f", "NAME", "the feature it belongs to; none for none")
  static let review = Key.option("review-by", "DATE", "when to look at it again", as: .date)
  static let spec = Key.option("spec", "PATH", "the specification it belongs to", completion: .file)
  static let plan = Key.option("plan", "PATH", "the plan it belongs to", completion: .file)
  static let supersedes = Key.options(
    "supersedes", "REF", "a decision whose place it takes: both records tell of it",
    completion: .command("clio adr list --paths"))
  static let amends = Key.options(
    "amends", "REF", "a decision that it changes a part of", completion: .command("clio adr list --paths"))
  static let from = Key.options(
    "from", "REF", "a prompt that led to it: both records tell of it",
    completion: .command("clio list --paths"))
  static let template = Key.option(
    "template", "NAME",
    "clio, nygard, madr, madr-minimal, spec-kit-plus, y-statement, or one of the project's")
  static let set = Key.options(
    "set", "NAME=VALUE", "a value for a slot that only your template has", as: .pair("NAME=VALUE"))
  static let edit = Key.flag("edit", short: "e", "open the record in your editor when it is written")
  static let jsonIn = Key.flag("json-in", "read everything as one JSON object from standard input")
  static let json = Key.flag("json", "print a JSON object")

  /// The texts of the body, with the slot that each one fills.
  static let texts: [(key: Key<String?>, slot: String)] = [
    (Key.option("context", "TEXT", "why a decision is needed; - for standard input"), "CONTEXT"),
    (Key.option("decision", "TEXT", "what was decided; - for standard input"), "DECISION"),
    (Key.option("positive", "TEXT", "good consequences; - for standard input"), "POSITIVE_CONSEQUENCES"),
    (Key.option("negative", "TEXT", "bad consequences; - for standard input"), "NEGATIVE_CONSEQUENCES"),
    (Key.option("alternatives", "TEXT", "what else was considered; - for standard input"), "ALTERNATIVES"),
    (Key.option("references", "TEXT", "where to read more; - for standard input"), "REFERENCES"),
  ]

  /// The lists, with the front-matter key of each one.
  static let lists: [(key: Key<[String]>, field: String)] = [
    (Key.options("decider", "NAME", "who decides"), "deciders"),
    (Key.options("tag", "NAME", "a tag"), "tags"),
    (Key.options("affects", "GLOB", "code that it binds, such as src/auth/**"), "affects"),
    (Key.options("relates-to", "PATH", "a related decision", completion: .file), "relates_to"),
  ]

  /// The three-part test of significance, with the front-matter key of each answer.
  static let significance: [(key: Key<String?>, field: String)] = [
    (Key.option("why-impact", "TEXT", "significance: the long-term consequence"), "impact"),
    (Key.option("why-alternatives", "TEXT", "significance: the viable options"), "alternatives"),
    (Key.option("why-scope", "TEXT", "significance: what it cuts across"), "scope"),
  ]

  static let declaration = Command(
    name: "new", summary: "write a new decision record, proposed unless told otherwise",
    discussion:
      "Writes one complete record into history/adr/. A text given as `-` is read from standard input.",
    keys: [words, title, status, date, feature] + texts.map { $0.key } + lists.map { $0.key }
      + significance.map { $0.key }
      + [spec, plan, review, supersedes, amends, from, template, set, edit, jsonIn, json],
    examples: [
      Example("clio adr new Use PostgreSQL", "propose a decision"),
      Example(
        "clio adr new Use PostgreSQL --context \"We need transactions\" --decision \"PostgreSQL 17\" --affects 'src/db/**'",
        "with its reasons and the code it binds"),
      Example("clio adr new Use PostgreSQL 17 --supersedes 3", "in place of decision 3"),
      Example("clio adr new --json-in --json < decision.json", "from a program"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let input = session[jsonIn] ? try self.json(session) : try options(session)
    let project = try session.projectForWriting()
    var draft = input.draft
    guard !draft.title.utf8.allSatisfy({ $0 <= 0x20 }) else {
      throw Failure("there is no title", "give one: clio adr new Use PostgreSQL")
    }
    guard draft.status != .superseded else {
      throw Failure(
        "a new decision has no successor yet, so it can't be superseded",
        "write it without --status, and then the one that takes its place: clio adr new TITLE --supersedes REF"
      )
    }
    try checkGlobs(draft.lists["affects"] ?? [], from: input.origin("affects"))
    let new = NewRecord(in: project)
    draft.feature = try project.currentFeature(
      asked: input.feature, from: input.origin("feature"), branch: new.head?.branch
    ).feature?.name
    if draft.date.isEmpty { draft.date = new.day }
    new.stamp(&draft.provenance)
    let found = try project.decisionTemplate(input.template)
    // In the middle of a sentence `none` would say something; here it is to be completed.
    if found.source == DecisionForm.yStatement.bytes {
      for (_, slot) in texts where draft.texts[slot] == nil && found.template.has(slot) {
        draft.texts[slot] = "…"
      }
    }
    for name in draft.extra.keys.sorted() where DecisionDraft.fills(name) {
      throw Failure.ownSlot(name, input.origin("set"))
    }
    try found.checkSlots(draft.extra.keys, from: input.origin("set"))
    let made = try DecisionWriter(session: session, project: project).write(&draft, found, input.ties)
    let path = project.root.path.appending(bytes: made.bytes)
    if !input.ties.supersedes.isEmpty, draft.status != .accepted {
      session.note(
        "what it supersedes stays in force until it is accepted: clio adr accept \(draft.id)")
    }
    if session[edit] {
      guard Terminal.isTerminal(0), Terminal.isTerminal(1) else {
        throw Failure("--edit needs a terminal", "the record is \(path)")
      }
      if try EditCommand.open(path, session) != .done { return .failure }
    }
    if session[json] {
      session.print([
        "id": .string(draft.id), "path": .text(bytes: path.bytes),
        "status": .string(draft.status.rawValue),
        "title": .string(draft.title), "feature": .string(draft.feature ?? "none"),
        "uid": .string(draft.provenance.uid),
        "template": .string(found.fileName),
      ])
    } else if session.parsed[Global.quiet] {
      session.print(path)
    } else {
      session.printSafely(
        "id      \(draft.id)\npath    \(path)\nstatus  \(draft.status.rawValue)\ntitle   \(draft.title)")
    }
    return .done
  }

  /// Refuses globs that would bind nothing, or something else than meant.
  static func checkGlobs(_ globs: [String], from origin: String) throws {
    for glob in globs {
      if let fault = PathGlob.fault(in: glob) {
        throw Failure(
          "\(origin): '\(glob)' \(fault)", "a glob is such as src/auth/** or src/{a,b}/*.swift")
      }
    }
  }

  private struct Input {
    var draft = DecisionDraft()
    var feature: String?
    var template: String?
    var ties = DecisionWriter.Ties()
    var isJSON = false

    func origin(_ name: String) -> String { isJSON ? "standard input: '\(name)'" : "--\(name)" }
  }

  private static func options(_ session: Session) throws -> Input {
    var input = Input(feature: session[feature])
    if session[title] != nil, !session[words].isEmpty {
      throw Failure("the title is given twice: by --title and by words", "leave one of them out")
    }
    input.draft.title = session[title] ?? session[words].joined(separator: " ")
    input.draft.status = session[status] ?? .proposed
    input.draft.date = session[date]?.description ?? ""
    input.draft.reviewBy = session[review]?.description
    var isInputRead = false
    for (key, slot) in texts {
      guard let value = session[key] else { continue }
      if value == "-", isInputRead {
        throw Failure(
          "two texts are to be read from standard input", "give one of them another way, or use --json-in")
      }
      isInputRead = isInputRead || value == "-"
      input.draft.texts[slot] = try session.text(of: value)
    }
    for (key, field) in lists where !session[key].isEmpty { input.draft.lists[field] = session[key] }
    for (key, field) in significance { input.draft.significance[field] = session[key] }
    input.draft.links["spec"] = session[spec]
    input.draft.links["plan"] = session[plan]
    input.draft.extra = try session.values(set)
    input.template = session[template]
    input.ties = DecisionWriter.Ties(
      supersedes: session[supersedes], amends: session[amends], prompts: session[from])
    return input
  }

  private static func json(_ session: Session) throws -> Input {
    let given = declaration.keys.map(\.name).filter { !["json", "json-in", "edit"].contains($0) }
    let simple = [
      "title", "status", "date", "feature", "review_by", "links", "significance", "set", "supersedes",
      "amends", "from", "template",
    ]
    let textKeys = texts.map { $0.key.jsonName }
    let object = try JSONInput(session, keys: simple + textKeys + lists.map(\.field), options: given)
    var input = Input(feature: try object.text("feature"), isJSON: true)
    input.draft.title = try object.text("title") ?? ""
    if let name = try object.text("status") {
      guard let status = Status(rawValue: name) else {
        throw Failure(
          "standard input: '\(name)' is no status",
          "statuses are: " + Status.allCases.map(\.rawValue).joined(separator: ", "))
      }
      input.draft.status = status
    }
    func day(_ key: String) throws -> String? {
      guard let text = try object.text(key) else { return nil }
      guard CalendarDate(day: text) != nil else {
        throw Failure("standard input: '\(key)' is '\(text)', not a day such as 2026-01-31")
      }
      return text
    }
    input.draft.date = try day("date") ?? ""
    input.draft.reviewBy = try day("review_by")
    for (key, slot) in texts { input.draft.texts[slot] = try object.text(key.jsonName) }
    for (_, field) in lists {
      let items = try object.list(field)
      if !items.isEmpty { input.draft.lists[field] = items }
    }
    for (name, value) in try object.mapping("links") {
      guard ["spec", "plan"].contains(name) else {
        throw Failure("standard input: there is no link '\(name)'", "links are: spec, plan")
      }
      input.draft.links[name] = value
    }
    for (name, value) in try object.mapping("significance") {
      guard DecisionDraft.significanceKeys.contains(name) else {
        throw Failure(
          "standard input: there is no answer '\(name)'",
          "answers are: " + DecisionDraft.significanceKeys.joined(separator: ", "))
      }
      input.draft.significance[name] = value
    }
    input.template = try object.text("template")
    input.ties = DecisionWriter.Ties(
      supersedes: try object.list("supersedes"), amends: try object.list("amends"),
      prompts: try object.list("from"))
    for (name, value) in try object.mapping("set") { input.draft.extra[name] = value }
    return input
  }
}
