import Records

enum FieldMissingRule: Rule {
  static let about = About(
    "field-missing", .form, .error,
    exceptions: "a warning for keys other than id, title, stage or status, and date",
    scope: [.prompts, .ownDecisions],
    summary: "a field that every record has is missing",
    reason:
      "Lists, searches and routes are made from id, title, stage or status, and date; the other keys of the template answer who, where and with what.",
    mend: .fix("adds what the file's name and heading tell"),
    examples: [
      Example(
        "⟦⟧" + Example.prompt().replacingOnce("stage: red\n", with: ""), mended: true),
      Example("⟦⟧" + Example.prompt().replacingOnce("date: 2026-01-07\n", with: "")),
      Example("⟦⟧" + Example.prompt().replacingOnce("model: unspecified\n", with: ""), note: "a warning"),
      Example(
        "⟦⟧" + Example.decision().replacingOnce("status: accepted\n", with: ""), at: Example.decisionPath),
      Example(Example.prompt()), Example(Example.decision(), at: Example.decisionPath),
      Example(Example.nygard(), at: "docs/adr/0007-use-postgresql.md"),
    ])

  private static let needed: [Kind: [String]] = [
    .prompt: ["id", "title", "stage", "date"], .decision: ["id", "title", "status", "date"],
  ]

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard let block = record.frontMatter, !isWhole(block, record.kind) else { return }
    let canonical = subject.workspace.template(record.kind).fields(record.kind)
    let needed = Self.needed[record.kind] ?? []
    func isMissing(_ name: String) -> Bool { block.entry(meaning: name, kind: record.kind) == nil }
    for name in needed where isEmpty(name, block, record.kind) && canonical.contains(name) {
      findings.add(
        "there is no `\(name)`", remedy: remedy(name), fix: fix(name, subject))
    }
    // What stands further down after a block that ended too early is not missing, but unseen.
    guard record.kind == .prompt, !block.isRecovered else { return }
    let others = FieldName.prompt.filter {
      !needed.contains($0) && $0 != "provenance" && canonical.contains($0)
    }
    var missing = others.filter(isMissing)
    // Flat keys say the same as `links`.
    if missing.contains("links"), block.entries.contains(where: { $0.key.lowercased().hasPrefix("links_") }) {
      missing.removeAll { $0 == "links" }
    }
    guard !missing.isEmpty else { return }
    findings.add(
      "there is no " + missing.map { "`\($0)`" }.joined(separator: ", "), severity: .warning,
      remedy: "add them; what nobody knows is written `none`, `unknown` or null")
  }

  /// Whether every field is there under its own name and in order, and says something: so it is mostly, and seen at once.
  private static func isWhole(_ block: FrontMatter, _ kind: Kind) -> Bool {
    let names = kind == .prompt ? FieldName.prompt : FieldName.decision
    let needed = needed[kind]
    var index = 0
    for name in names where name != "provenance" {
      guard index < block.entries.count, block.entries[index].key == name else { return false }
      if isEmpty(block.entries[index].value), needed?.contains(name) ?? true { return false }
      index += 1
    }
    return true
  }

  private static func isEmpty(_ name: String, _ block: FrontMatter, _ kind: Kind) -> Bool {
    guard let value = block.entry(meaning: name, kind: kind)?.value else { return true }
    return isEmpty(value)
  }

  private static func isEmpty(_ value: FrontMatter.Value) -> Bool {
    value.isNull
      || value.text?.utf8.allSatisfy { $0.isBlank || $0 == .newline || $0 == .carriageReturn } == true
  }

  private static func remedy(_ name: String) -> String {
    switch name {
    case "id": "write the number of the file's name, in quotes"
    case "title": "write three to seven words"
    case "stage": "write one of: " + Stage.allCases.map(\.rawValue).joined(separator: ", ")
    case "status": "write one of: " + Status.allCases.map(\.rawValue).joined(separator: ", ")
    default: "write the day as YYYY-MM-DD"
    }
  }

  /// What the name of the file or the heading of the record tells.
  private static func fix(_ name: String, _ subject: Subject) -> (title: String, edits: [Edit])? {
    let record = subject.record
    guard record.frontMatter?.isRecovered == false, let field = record.fields[name] else { return nil }
    switch field.origin {
    case .fileName, .heading: break
    default: return nil
    }
    var value = field.value
    if name == "stage", let stage = Stage(naming: value) { value = stage.rawValue }
    guard let edits = record.edits(setting: name, to: .text(value)) else { return nil }
    return ("adds \(name): \(value)", edits)
  }
}

extension Record {
  /// The least replacements that give a field a value, or nil if that can't be done without harm.
  func edits(setting field: String, to value: RecordEditor.Value) -> [Edit]? {
    guard let new = try? RecordEditor(self).setting(field, to: value), new != text else { return nil }
    return [Edit(from: text, to: new)]
  }
}

extension Edit {
  /// The one replacement that makes one text of another: what both begin and end with stays.
  init(from old: [UInt8], to new: [UInt8]) {
    var head = 0
    let shorter = min(old.count, new.count)
    while head < shorter, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    self.init(head..<(old.count - tail), bytes: Array(new[head..<(new.count - tail)]))
  }
}

extension String {
  /// The text with the first occurrence of another replaced; for examples.
  func replacingOnce(_ old: String, with new: String) -> String {
    let bytes = Array(utf8)
    guard let range = bytes.firstRange(of: Array(old.utf8)) else { return self }
    return String(
      decoding: bytes[..<range.lowerBound] + Array(new.utf8) + bytes[range.upperBound...], as: UTF8.self)
  }
}
