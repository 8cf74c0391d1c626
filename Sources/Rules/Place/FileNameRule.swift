import Records

enum FileNameRule: Rule {
  static let about = About(
    "file-name", .place, .warning,
    summary: "the file's name is not of the form that the convention gives",
    reason:
      "Number and stage are read off the name by people, scripts and routes: `<id>-<slug>.<stage>.prompt.md`, or `<id>-<slug>.md` for a decision.",
    mend: .command("clio move REF"),
    examples: [
      Example("⟦⟧" + Example.prompt(), at: "history/prompts/001-auth/fix-login.red.prompt.md"),
      Example("⟦⟧" + Example.prompt(), at: "history/prompts/001-auth/PHR-0003-fix-login.red.prompt.md"),
      Example("⟦⟧" + Example.prompt(), at: "history/prompts/001-auth/0003-fix-login.prompt.md"),
      Example("⟦⟧" + Example.decision(), at: "history/adr/use-postgresql.md"),
      Example(Example.prompt(), at: "history/prompts/001-auth/3-fix-login.red.prompt.md"),
      Example(Example.decision(), at: Example.decisionPath),
      Example(Example.nygard(), at: "docs/adr/20260107-use-postgresql.md", note: "log4brains names by day"),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let name = subject.fileName
    let record = subject.record
    guard let fault = record.kind == .prompt ? prompt(name, record) : decision(name, record) else { return }
    findings.add(fault, remedy: "`clio move` gives it the name that the record tells")
  }

  private static func prompt(_ name: [UInt8], _ record: Record) -> String? {
    let form = "a prompt's name is <id>-<slug>.<stage>.prompt.md"
    guard name.count > 10, name.suffix(10).elementsEqual(".prompt.md".utf8) else {
      return "the name does not end in .prompt.md; " + form
    }
    guard record.name.number != nil else { return "the name has no number; " + form }
    if name.first?.isDigit == false { return "the name has a prefix before its number; " + form }
    if record.name.stage == nil { return "the name has no stage; " + form }
    return record.name.slug.isEmpty ? "the name says nothing between number and stage; " + form : nil
  }

  private static func decision(_ name: [UInt8], _ record: Record) -> String? {
    let parts = record.name
    if parts.number != nil {
      let hasPrefix = name.first?.isDigit == false
      if record.dialect == .frontMatter, hasPrefix {
        return "the name has a prefix before its number; a decision's name is <id>-<slug>.md"
      }
      return parts.slug.isEmpty
        ? "the name has nothing but a number; a decision's name is <id>-<slug>.md" : nil
    }
    if parts.date != nil, record.dialect != .frontMatter { return nil }
    return "the name has no number; a decision's name is <id>-<slug>.md"
  }
}
