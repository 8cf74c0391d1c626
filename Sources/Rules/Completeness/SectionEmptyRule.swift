import Records

enum SectionEmptyRule: Rule {
  static let about = About(
    "section-empty", .completeness, .warning,
    summary: "a section has a heading, and nothing below it",
    reason: "Nobody can tell whether there was nothing to say, or nobody said it. `none` says so.",
    mend: .hand("write it, or `none`"),
    examples: [
      Example(
        Example.prompt(response: "").replacingOnce("## Response snapshot", with: "⟦## Response snapshot⟧")),
      Example(
        Example.nygard(decision: "").replacingOnce("## Decision", with: "⟦## Decision⟧"),
        at: "docs/adr/0007-use.md"),
      Example(Example.prompt(response: "none")), Example(Example.decision(), at: Example.decisionPath),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    let text = subject.text
    if record.kind == .prompt {
      for section in Section.allCases {
        guard let heading = record.heading(of: section), let content = record.place(of: section) else {
          continue
        }
        // The user may have typed nothing at all, and a proof says so.
        if record.isVouched, section == .prompt || section == .response { continue }
        if text.withoutOuterBlankLines(content).isEmpty { add(heading, subject, &findings) }
      }
      return
    }
    for (heading, content) in subject.markup.sections(in: text) where heading.level == 2 {
      let name = text.string(heading.text).lowercased()
      guard
        DecisionSection.allCases.contains(where: { $0.words.contains { name.hasPrefix($0) } })
          || name == "status",
        text.withoutOuterBlankLines(content).isEmpty
      else { continue }
      add(heading.line.content, subject, &findings)
    }
  }

  private static func add(_ heading: Range<Int>, _ subject: Subject, _ findings: inout Findings) {
    findings.add(
      "nothing stands below `\(subject.text.string(heading))`", at: heading, remedy: "write it, or `none`")
  }
}
