import Records

enum LinkOneWayRule: Rule {
  static let about = About(
    "link-one-way", .links, .warning,
    summary: "a record names another one that doesn't name it back",
    reason: """
      Who reads the decision must see which prompts led there and what has taken its place, without searching for it.
      """,
    mend: .fix("adds the link to the other record, where that has front matter for it"),
    examples: [
      Example(
        Example.prompt(
          links: "\n  spec: null\n  ticket: null\n  adr: ⟦history/adr/0007-use-postgresql.md⟧\n  pr: null"),
        others: [(Example.decisionPath, Example.decision())], mended: true),
      Example(
        Example.decision(
          id: "\"0008\"", heading: "# ADR-0008: Use PostgreSQL",
          supersedes: "[⟦history/adr/0007-use-postgresql.md⟧]"),
        at: "history/adr/0008-use-postgresql.md", others: [(Example.decisionPath, Example.decision())],
        mended: true),
      Example(
        Example.prompt(links: "\n  spec: null\n  ticket: null\n  adr: ADR-0007\n  pr: null"),
        others: [
          (
            Example.decisionPath,
            Example.decision(prompts: "[history/prompts/001-auth/0003-fix-login.red.prompt.md]")
          )
        ]),
      Example(
        Example.prompt(links: "\n  spec: null\n  ticket: null\n  adr: docs/adr/0007-use.md\n  pr: null"),
        note: "other dialects have no place for it", others: [("docs/adr/0007-use.md", Example.nygard())]),
    ])

  /// A field of a decision, and the one of the other decision that answers it.
  static let answers = [
    "supersedes": "superseded_by", "superseded_by": "supersedes", "amends": "amended_by",
    "amended_by": "amends",
  ]

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    if record.kind == .prompt {
      let links = record.frontMatter?.entry(meaning: "links", kind: .prompt)?.value
      for (text, range) in links?.inner("adr")?.value.placed ?? [] {
        look(text, range, subject, answer: "links.prompts", &findings)
      }
      return
    }
    guard record.dialect == .frontMatter else { return }
    for (field, answer) in answers.sorted(by: { $0.key < $1.key }) {
      // What was rejected tells what it would have replaced; that one doesn't.
      if field == "supersedes", record.standing == .rejected { continue }
      for (text, range) in record.frontMatter?.entry(field)?.value.placed ?? [] {
        look(text, range, subject, answer: answer, &findings)
      }
    }
  }

  private static func look(
    _ text: String, _ range: Range<Int>, _ subject: Subject, answer: String, _ findings: inout Findings
  ) {
    guard let path = subject.linked(text), path != subject.path,
      let other = subject.workspace.record(at: path),
      other.kind == .decision, other.dialect == .frontMatter, let block = other.frontMatter,
      !block.isRecovered
    else { return }
    let parts = answer.split(separator: ".").map(String.init)
    let entry = block.entry(parts[0])?.value
    let value = parts.count == 2 ? entry?.inner(parts[1])?.value : entry
    let named = value?.placed.map(\.text) ?? []
    let reader = Subject(other, path: path, workspace: subject.workspace)
    // A body that names the record by its path does as well.
    let isNamed =
      named.contains { reader.linked($0) == subject.path }
      || other.text.firstRange(of: subject.path, from: other.bodyStart) != nil
    guard !isNamed else { return }
    let own = String(decoding: subject.path, as: UTF8.self)
    let edits = other.edits(setting: answer, to: .list(named + [own]))
    findings.add(
      "\(String(decoding: path, as: UTF8.self)) doesn't name this record in `\(answer)`", at: range,
      remedy: "add the path of this record there",
      fix: edits.map { Fix(title: "adds this record to its `\(answer)`", path: path, edits: $0) })
  }
}
