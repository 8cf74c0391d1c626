import Records

enum DecisionStatusRule: Rule {
  static let about = About(
    "decision-status", .links, .error, scope: .decisions,
    summary: "a decision's status is unknown, or contradicts its links",
    reason: "Whether a decision is in force is the first thing that anyone wants to know of it.",
    mend: .hand("`clio adr` commands keep status and links together"),
    examples: [
      Example(Example.decision(status: "⟦agreed⟧"), at: Example.decisionPath),
      Example(Example.decision(status: "⟦superseded⟧"), at: Example.decisionPath),
      Example(
        Example.decision(status: "superseded", supersededBy: "[⟦history/adr/0099-gone.md⟧]"),
        at: Example.decisionPath),
      Example(
        Example.decision(status: "superseded", supersededBy: "[⟦history/adr/0008-b.md⟧]"),
        at: Example.decisionPath,
        note: "a cycle",
        others: [
          (
            "history/adr/0008-b.md",
            Example.decision(status: "superseded", supersededBy: "[history/adr/0007-use-postgresql.md]")
          )
        ]),
      Example(Example.nygard(status: "⟦Bananas⟧"), at: "docs/adr/0007-use-postgresql.md"),
      Example(
        Example.nygard(status: "⟦Superseded by [9. Use SQLite](0009-use-sqlite.md)⟧"),
        at: "docs/adr/0007-use.md"),
      Example(Example.decision(), at: Example.decisionPath),
      Example(Example.nygard(status: "✅ **Accepted** - on 7 January"), at: "docs/adr/0007-use-postgresql.md"),
      Example(
        Example.nygard(status: "Superseded by [9. Use SQLite](0009-use-sqlite.md)"),
        at: "docs/adr/0007-use.md",
        others: [("docs/adr/0009-use-sqlite.md", Example.nygard())]),
    ])

  /// Words that other dialects have, besides the five.
  private static let words: Set<String> = [
    "approved", "adopted", "implemented", "draft", "pending", "withdrawn", "reverted", "obsolete", "active",
    "final",
    "replaced", "partly", "partially", "done", "agreed", "decided", "confirmed", "open", "discussion",
    "review", "rfc",
    "abandoned", "retired", "archived", "amended", "amends", "amend", "updated", "completed", "complete",
    "deferred",
    "postponed", "on", "in", "under", "not", "work", "wip", "current", "supersedes", "supercedes",
    "superseded",
    "superceded", "experimental", "trial", "hold", "valid", "cancelled", "canceled", "declined", "committed",
    "ready",
    "revised", "clarified", "clarifies", "to", "being", "mostly", "conditionally", "tentatively",
    "provisional",
    "unknown", "ratified", "enacted", "closed",
  ]

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard let status = subject.field("status"), let range = status.range,
      !DecisionReader.isChoice(status.value)
    else { return }
    guard record.standing != nil || isKnown(status.value, record) else {
      return findings.add(
        "`\(status.value)` is no status", at: range,
        remedy: "statuses are: " + Status.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard record.standing == .superseded else { return }
    if record.dialect == .frontMatter {
      links(subject, range, &findings)
    } else {
      words(subject, status, range, &findings)
    }
  }

  private static func isKnown(_ value: String, _ record: Record) -> Bool {
    guard record.dialect != .frontMatter else { return false }
    let first = value.lowercased().utf8.drop { !$0.isLetter }.prefix { $0.isLetter }
    // A template's guidance, an emoji or a word of another language is not ours to judge.
    return first.isEmpty || value.hasPrefix("{") || words.contains(String(decoding: first, as: UTF8.self))
      || !value.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The list of successors in front matter.
  private static func links(_ subject: Subject, _ status: Range<Int>, _ findings: inout Findings) {
    let successors = subject.record.frontMatter?.entry("superseded_by")?.value.placed ?? []
    guard !successors.isEmpty else {
      return findings.add(
        "it is superseded, but `superseded_by` names nothing", at: status,
        remedy: "name the decision that took its place, or write deprecated")
    }
    for (text, range) in successors { successor(text, range, subject, &findings) }
  }

  /// `Superseded by [9. …](0009-….md)` or `Superseded by ADR-0009`.
  private static func words(
    _ subject: Subject, _ status: Field, _ range: Range<Int>, _ findings: inout Findings
  ) {
    let bytes = Array(status.value.utf8)
    if let middle = bytes.firstRange(of: Array("](".utf8)),
      let end = bytes[middle.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    {
      successor(bytes.string(middle.upperBound..<end), range, subject, &findings)
      return
    }
    let hasSuccessor =
      bytes.contains(where: \.isDigit) || bytes.count > 14
      || subject.text.firstRange(of: Array("uperseded by".utf8)) != nil
    if !hasSuccessor {
      findings.add(
        "it is superseded, but nothing says by what", at: range,
        remedy: "write `Superseded by` and a link to the decision")
    }
  }

  private static func successor(
    _ text: String, _ range: Range<Int>, _ subject: Subject, _ findings: inout Findings
  ) {
    switch LinkTarget(text) {
    case .elsewhere: return
    case .decision(let number) where !subject.workspace.decisions(numbered: number).isEmpty: break
    case .path(let target) where !subject.isNowhere(target): break
    default:
      return findings.add(
        "its successor `\(text)` is not there", at: range,
        remedy: "correct the link to the decision that took its place")
    }
    guard let start = subject.linked(text) else { return }
    var seen: Set<[UInt8]> = []
    var next: [UInt8]? = start
    while let path = next, seen.insert(path).inserted {
      if path == subject.path {
        return findings.add(
          "the decisions supersede each other in a circle", at: range,
          remedy: "decide which of them is in force")
      }
      guard let record = subject.workspace.record(at: path) else { return }
      let reader = Subject(record, path: path, workspace: subject.workspace)
      next = record.frontMatter?.entry("superseded_by")?.value.placed.first.flatMap { reader.linked($0.text) }
    }
  }
}
