import Records

enum DecisionOverdueRule: Rule {
  static let about = About(
    "decision-overdue", .links, .warning, scope: .ownDecisions,
    summary: "the day by which a decision was to be reviewed has passed",
    reason: "Whoever set the day knew that the decision might not hold for long.",
    mend: .hand("review it, then set another day or null: `clio edit REF --set review_by=…`"),
    examples: [
      Example(Example.decision(review: "⟦2026-02-01⟧"), at: Example.decisionPath),
      Example(Example.decision(review: "2999-01-01"), at: Example.decisionPath),
      Example(Example.decision(status: "rejected", review: "2026-02-01"), at: Example.decisionPath),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let entry = subject.record.frontMatter?.entry("review_by"), let text = entry.value.text,
      let day = CalendarDate(text), day < subject.workspace.today,
      subject.record.standing == .accepted || subject.record.standing == .proposed
    else { return }
    findings.add(
      "it was to be reviewed by \(day)", at: entry.value.range,
      remedy: "review it, then set another day, or null")
  }
}
