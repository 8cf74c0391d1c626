import Records

enum IDDuplicateRule: Rule {
  static let about = About(
    "id-duplicate", .place, .error, exceptions: "a warning for prompts",
    summary: "two records of one folder share a number",
    reason: """
      A number that two records share names neither. Branches make such clashes: `--against REF` finds them before the \
      merge.
      """,
    mend: .command("clio renumber OLD NEW"),
    examples: [
      Example(
        "⟦⟧" + Example.decision(), at: Example.decisionPath,
        others: [("history/adr/007-use-sqlite.md", Example.decision())]),
      Example(
        "⟦⟧" + Example.prompt(), note: "a warning",
        others: [("history/prompts/001-auth/3-fix-logout.red.prompt.md", Example.prompt())]),
      Example(
        Example.prompt(),
        others: [("history/prompts/002-billing/0003-fix-tax.red.prompt.md", Example.prompt())]),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let number = RecordNumber(leading: subject.fileName) else { return }
    let severity: Severity = subject.record.kind == .prompt ? .warning : .error
    let written = subject.record.name.number ?? String(number.value)
    let others = subject.workspace.others(
      numbered: number.value, beside: subject.path, kind: subject.record.kind)
    if !others.isEmpty {
      findings.add(
        "the number \(written) is also that of \(list(others))", severity: severity,
        remedy: "give one of them another number: `clio renumber \(path(subject.path)) next`")
    }
    let rivals = subject.workspace.rivals(numbered: number.value, beside: subject.path)
    if !rivals.isEmpty {
      findings.add(
        "the number \(written) is taken on the other branch, by \(list(rivals))", severity: severity,
        remedy: "before the merge: `clio renumber \(path(subject.path)) next`")
    }
  }

  private static func path(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func list(_ paths: [[UInt8]]) -> String {
    let names = paths.prefix(3).map {
      path($0.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? $0)
    }
    return names.joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
  }
}
