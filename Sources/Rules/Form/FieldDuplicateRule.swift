import Records

enum FieldDuplicateRule: Rule {
  static let about = About(
    "field-duplicate", .form, .error,
    summary: "a key stands there twice",
    reason: "YAML forbids it, and readers differ in which of the two they take.",
    mend: .hand("keep the one that is right"),
    examples: [
      Example(Example.prompt(extra: "⟦stage⟧: green")),
      Example(Example.prompt(extra: "⟦date_iso⟧: 2026-01-08")),
      Example(Example.prompt()),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    for problem in record.problems where problem.code == .fieldDuplicate {
      // In a block that is read line by line, prose may look like a key.
      let isKnown = FieldName.canonical(problem.subject, kind: record.kind) != nil
      if record.frontMatter?.isRecovered == true, !isKnown { continue }
      findings.add(
        problem.message, at: problem.range, remedy: "keep the one that is right, and remove the other")
    }
  }
}
