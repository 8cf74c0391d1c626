/// Everything that is known of a prompt before it becomes a record.
public struct PromptDraft: Sendable {
  /// The record's number as it is written.
  public var id = ""
  /// What the prompt was about.
  public var title = ""
  /// What kind of work it was.
  public var stage = Stage.general
  /// The day.
  public var date = ""
  /// Where the prompt was given.
  public var surface: String?
  /// The model that answered.
  public var model: String?
  /// The feature.
  public var feature: String?
  /// The branch.
  public var branch: String?
  /// Who gave the prompt.
  public var user: String?
  /// The command that triggered it.
  public var command: String?
  /// Labels.
  public var labels: [String] = []
  /// Links by kind: `spec`, `ticket`, `adr`, `pr`.
  public var links: [String: String] = [:]
  /// Files that were changed.
  public var files: [String] = []
  /// Tests that were run or added.
  public var tests: [String] = []
  /// The prompt, then what was typed while the agent worked.
  public var prompts: [[UInt8]] = []
  /// The answer.
  public var response: [UInt8]?
  /// Notes of the body by slot name, such as `OUTCOME_IMPACT`.
  public var notes: [String: String] = [:]
  /// Values for slots that only the project's template has.
  public var extra: [String: String] = [:]
  /// Identity and circumstances; the proofs of the texts are added when the record is written.
  public var provenance = Provenance(uid: "")

  /// An empty draft.
  public init() {}

  /// The slots of the body that take a note, with the section and the bullet that each one belongs to.
  public static let notes: [(slot: String, section: Section, bullet: String)] = [
    ("OUTCOME_IMPACT", .outcome, "✅ Impact"),
    ("TESTS_SUMMARY", .outcome, "🧪 Tests"),
    ("FILES_SUMMARY", .outcome, "📁 Files"),
    ("NEXT_PROMPTS", .outcome, "🔁 Next prompts"),
    ("REFLECTION_NOTE", .outcome, "🧠 Reflection"),
    ("FAILURE_MODES", .evaluation, "Failure modes observed"),
    ("GRADER_RESULTS", .evaluation, "Graders run and results (PASS/FAIL)"),
    ("PROMPT_VARIANT_ID", .evaluation, "Prompt variant (if applicable)"),
    ("NEXT_EXPERIMENT", .evaluation, "Next experiment (smallest change to try)"),
  ]

  /// The slots that only the one who worked can fill: `create-phr` leaves them.
  public static let agentSlots: Set<String> = Set(
    [
      "MODEL", "COMMAND", "LABELS", "LINKS_SPEC", "LINKS_TICKET", "LINKS_ADR", "LINKS_PR", "FILES_YAML",
      "TESTS_YAML",
      "PROMPT_TEXT", "RESPONSE_TEXT",
    ] + notes.map(\.slot))

  /// The record's text from a template. With `leaving`, those slots stay unfilled if the draft has no value for
  /// them, and only the texts that it has are vouched for.
  public func rendered(with template: Template, leaving left: Set<String> = []) throws(Template.Fault)
    -> [UInt8]
  {
    let isPartial = !left.isEmpty
    if !isPartial, !template.slots.contains(where: { $0.name == "PROMPT_TEXT" && $0.isVerbatim }) {
      throw Template.Fault(
        line: template.slots.first { $0.name == "PROMPT_TEXT" }?.line ?? 0,
        message:
          "the template has no place for the prompt; put {{PROMPT_TEXT}} alone on a line below '## Prompt'")
    }
    let kept = prompts.map { KeptText($0) }
    let keptResponse = response.map { KeptText($0) }
    var values = self.values(kept, keptResponse)
    for slot in left where values[slot] == nil || isAbsent(slot) { values[slot] = .left }
    var text = try template.filled(values)
    // Without a block of its own, what looks like one at the top may be the prompt's.
    if !template.hasFrontMatter { text = RecordEditor.withFrontMatter([], before: text) }
    var provenance = provenance
    provenance.prompts = kept.map(\.proof)
    provenance.response = keptResponse?.proof
    let lines = provenance.lines(vouching: !isPartial || provenance.vouches)
    if isPartial { return RecordEditor.appending(lines, to: text, kind: .prompt) }
    text += homelessTexts(template, keptResponse)
    // Nearly always every field has a home and the block takes the lines as they are: then it is read only once.
    if let simple = FrontMatter.appending(lines, to: text), reads(simple, provenance, template) {
      return simple
    }
    let block = FrontMatter(in: text)
    if let fault = Template.Fault(block, of: text) { throw fault }
    for (field, value) in homelessFields(template, in: block) {
      do {
        text = try RecordEditor(Record(text, name: [], kind: .prompt)).setting(field, to: value)
      } catch {
        throw Template.Fault(line: 0, message: error.message)
      }
    }
    text = RecordEditor.appending(lines, to: text, kind: .prompt)
    // What can't be read as it was meant is never written.
    if let fault = fault(of: Record(text, name: [], kind: .prompt)) { throw fault }
    return text
  }

  /// Takes out every text that is empty: it says no more than none, which the convention has words for.
  public mutating func dropEmptyTexts() {
    func orNil(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }
    (surface, model, branch, user, command) =
      (orNil(surface), orNil(model), orNil(branch), orNil(user), orNil(command))
    links = links.filter { !$0.value.isEmpty }
    notes = notes.filter { !$0.value.isEmpty }
    for list in [\PromptDraft.labels, \.files, \.tests] { self[keyPath: list].removeAll { $0.isEmpty } }
  }

  private func isAbsent(_ slot: String) -> Bool {
    switch slot {
    case "MODEL": model == nil
    case "COMMAND": command == nil
    case "LABELS": labels.isEmpty
    case "FILES_YAML": files.isEmpty
    case "TESTS_YAML": tests.isEmpty
    case "PROMPT_TEXT": prompts.isEmpty
    case "RESPONSE_TEXT": response == nil
    case "LINKS_SPEC": links["spec"] == nil
    case "LINKS_TICKET": links["ticket"] == nil
    case "LINKS_ADR": links["adr"] == nil
    case "LINKS_PR": links["pr"] == nil
    default: notes[slot] == nil
    }
  }

  /// Whether clio fills a slot by itself, so that nobody else can: the two summaries may say more than the lists that
  /// they are made from.
  public static func fills(_ slot: String) -> Bool {
    !["TESTS_SUMMARY", "FILES_SUMMARY"].contains(slot) && PromptDraft().values([], nil)[slot] != nil
  }

  private func values(_ prompts: [KeptText], _ response: KeptText?) -> [String: SlotValue] {
    func link(_ kind: String) -> SlotValue { links[kind].map { .text($0) } ?? .null }
    var values: [String: SlotValue] = [
      "ID": .text(id), "TITLE": .text(title), "STAGE": .text(stage.rawValue), "DATE_ISO": .date(date),
      "SURFACE": .text(surface ?? "agent"), "MODEL": .text(model ?? "unspecified"),
      "FEATURE": .text(feature ?? "none"),
      "BRANCH": .text(branch ?? "none"), "USER": .text(user ?? "unknown"),
      "COMMAND": .text(command ?? "none"),
      "LABELS": .list(labels), "LINKS_SPEC": link("spec"), "LINKS_TICKET": link("ticket"),
      "LINKS_ADR": link("adr"),
      "LINKS_PR": link("pr"), "FILES_YAML": .list(files), "TESTS_YAML": .list(tests),
      "PROMPT_TEXT": .verbatim(Self.promptText(prompts)),
      "RESPONSE_TEXT": response.map { .verbatim($0.stored) } ?? .text("none"),
    ]
    for note in Self.notes { values[note.slot] = .text(notes[note.slot] ?? "none") }
    if notes["TESTS_SUMMARY"] == nil { values["TESTS_SUMMARY"] = .list(tests) }
    if notes["FILES_SUMMARY"] == nil { values["FILES_SUMMARY"] = .list(files) }
    for (name, value) in extra { values[name] = .text(value) }
    return values
  }

  private static func promptText(_ prompts: [KeptText]) -> [UInt8] {
    var text: [UInt8] = []
    for (index, prompt) in prompts.enumerated() {
      if index > 0 { text += Array("\n\n\(Extents.laterMark)\n\n".utf8) }
      text += prompt.stored
    }
    return text
  }

  /// The fields that have no slot, and those of the four that every record has of which the block says nothing.
  private func homelessFields(
    _ template: Template, in block: FrontMatter?
  ) -> [(field: String, value: RecordEditor.Value)] {
    var homeless: [(field: String, value: RecordEditor.Value)] = []
    let scalars: [(slot: String, field: String, value: String?)] = [
      ("ID", "id", id), ("TITLE", "title", title), ("STAGE", "stage", stage.rawValue),
      ("DATE_ISO", "date", date),
      ("SURFACE", "surface", surface), ("MODEL", "model", model), ("FEATURE", "feature", feature),
      ("BRANCH", "branch", branch), ("USER", "user", user), ("COMMAND", "command", command),
    ]
    for (slot, field, value) in scalars {
      let isKey = ["id", "title", "stage", "date"].contains(field)
      let isAbsent = isKey && block?.entry(meaning: field, kind: .prompt) == nil
      if let value, isAbsent || !template.has(slot) { homeless.append((field, .text(value))) }
    }
    let lists = [
      ("LABELS", "labels", labels), ("FILES_YAML", "files", files), ("TESTS_YAML", "tests", tests),
    ]
    for (slot, field, value) in lists where !template.has(slot) && !value.isEmpty {
      homeless.append((field, .list(value)))
    }
    for (kind, value) in links.sorted(by: { $0.key < $1.key })
    where !template.has("LINKS_" + kind.uppercased()) {
      homeless.append(("links." + kind, .text(value)))
    }
    return homeless
  }

  /// The answer and the notes that have no slot, below their canonical headings.
  private func homelessTexts(_ template: Template, _ response: KeptText?) -> [UInt8] {
    var text: [UInt8] = []
    if let response, !template.slots.contains(where: { $0.name == "RESPONSE_TEXT" && $0.isVerbatim }) {
      text += Array("\n## \(Section.response.heading)\n\n".utf8) + response.stored + [.newline]
    }
    for section in [Section.outcome, .evaluation] {
      let missing = Self.notes.filter {
        $0.section == section && notes[$0.slot] != nil && !template.has($0.slot)
      }
      guard !missing.isEmpty else { continue }
      text += Array("\n## \(section.heading)\n\n".utf8)
      for note in missing {
        let value = Encoder.bodyText(notes[note.slot] ?? "").replacing("\n", with: "\n  ")
        text += Array("- \(note.bullet): \(value)\n".utf8)
      }
    }
    return text
  }

  /// Whether a record reads as it was meant, told by no more than its block and its proofs. Where that leaves a doubt, the
  /// whole of it is read.
  private func reads(_ text: [UInt8], _ provenance: Provenance, _ template: Template) -> Bool {
    guard provenance.vouches, let block = FrontMatter(in: text), !block.isRecovered,
      homelessFields(template, in: block).isEmpty,
      let noted = block.entry("provenance").flatMap({ Provenance($0.value) }), noted == provenance
    else { return false }
    for (name, value) in wantedFields {
      let entries = block.entries.filter { $0.key == name }
      guard entries.count == 1, let read = entries[0].value.text, says(read, value) else { return false }
    }
    let extents = Extents(noted, in: text, body: block.block.upperBound..<text.count)
    return extents.prompts.map { $0?.original } == prompts && extents.response?.original == response
  }

  /// The fields that every record has.
  private var wantedFields: [(name: String, value: String)] {
    [("id", id), ("title", title.trimmedBlanks), ("stage", stage.rawValue), ("date", date)]
  }

  /// Whether a field reads as its value. A template may put words around it, as in `PHR-{{ID}}`.
  private func says(_ read: String, _ value: String) -> Bool {
    let read = Array(read.utf8)
    return !read.isEmpty && (value.isEmpty || read.firstRange(of: Array(value.utf8)) != nil)
  }

  /// What can't be read back from a record as it was meant; nil if all can.
  private func fault(of record: Record) -> Template.Fault? {
    for (name, value) in wantedFields where !says(record.fields[name]?.value ?? "", value) {
      let message =
        "filled, its '\(name)' reads as something else; the template must have the key '\(name)' once"
      return Template.Fault(line: 0, message: message)
    }
    let isRead =
      (prompts.isEmpty || record.prompts == prompts) && (response == nil || record.response == response)
    if isRead, record.provenance?.vouches != true || record.isProven { return nil }
    return Template.Fault(
      line: 0,
      message:
        "filled, the prompt can't be read back from it; put {{PROMPT_TEXT}} alone on a line below '## Prompt'"
    )
  }
}
