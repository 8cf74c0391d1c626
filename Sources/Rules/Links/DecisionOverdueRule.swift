import Records

enum DecisionOverdueRule: Rule {
  static let about = About(
    "decision-overdue", .links, .warning, scope: .decisions,
    summary: "the day on which a decision was to be reviewed has come",
    reason: "Whoever set the day knew that the decision might not hold for long.",
    mend: .hand("review it, then set another day or null: `clio edit REF --set review_by=…`"),
    examples: [
      Example(Example.decision(review: "⟦2026-02-01⟧"), at: Example.decisionPath),
      Example(Example.decision(review: "2999-01-01"), at: Example.decisionPath),
      Example(Example.decision(status: "rejected", review: "2026-02-01"), at: Example.decisionPath),
      Example(
        "# ADR-0007: Use PostgreSQL\n\n- **Status:** Accepted\n- **Review_by:** ⟦2026-02-01⟧\n",
        at: Example.decisionPath),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    // The workspace is as far ahead as anywhere on earth; here the day must have come.
    guard let due = subject.record.review, due.day < subject.workspace.today else { return }
    findings.add(
      "it was to be reviewed by \(due.day)", at: due.place, remedy: "review it, then set another day, or null"
    )
  }
}
