import Records

enum IDMismatchRule: Rule {
  static let about = About(
    "id-mismatch", .place, .error,
    summary: "the file's name and the record give different numbers",
    reason: "A number is a name for people: if there are two, one of the places that cite it is wrong.",
    mend: .hand(
      "correct the number in the record, or rename the file; `clio renumber` changes all places at once"),
    examples: [
      Example(Example.prompt(id: "⟦\"0004\"⟧")), Example(Example.prompt(id: "⟦PHR-004⟧")),
      Example(Example.decision(heading: "# ADR-⟦0008⟧: Use PostgreSQL"), at: Example.decisionPath),
      Example(Example.nygard(heading: "# ⟦8⟧. Use PostgreSQL"), at: "docs/adr/0007-use-postgresql.md"),
      Example(Example.prompt(id: "3")), Example(Example.prompt(id: "PHR-003")),
      Example(Example.nygard(), at: "docs/adr/0007-use-postgresql.md"),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard let own = RecordNumber(leading: subject.fileName) else { return }
    let remedy = "decide which is right: correct the number here, or rename the file"
    if let id = subject.field("id"), let range = id.range, let said = Self.number(id.value), said != own.value
    {
      return findings.add(
        "the record says \(id.value), its name \(record.name.number ?? "")", at: range, remedy: remedy)
    }
    // A decision of clio's own form says its number in the heading as well.
    guard record.kind == .decision, record.dialect == .frontMatter,
      let heading = record.headingNumber, let said = Self.number(heading.value), said != own.value,
      let range = heading.range
    else { return }
    findings.add(
      "the heading says \(heading.value), the name \(record.name.number ?? "")", at: range, remedy: remedy)
  }

  /// The number that a text is, with or without a prefix such as `PHR-`.
  private static func number(_ text: String) -> Int? { RecordNumber(leading: Array(text.utf8))?.value }
}
