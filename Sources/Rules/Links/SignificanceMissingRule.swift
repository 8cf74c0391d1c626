import Records

enum SignificanceMissingRule: Rule {
  static let about = About(
    "significance-missing", .links, .info, scope: .ownDecisions,
    summary: "a decision was accepted without the three answers that make it one",
    reason:
      "Impact, alternatives and scope tell a decision that deserves a record from a detail that doesn't.",
    mend: .hand("answer `significance.impact`, `.alternatives` and `.scope`"),
    examples: [
      Example(
        Example.decision(answers: "\n  impact: data model\n  alternatives: null\n  scope: null")
          .replacingOnce("significance", with: "⟦significance⟧"),
        at: Example.decisionPath),
      Example(Example.decision(), at: Example.decisionPath),
      Example(Example.decision(status: "proposed", answers: " null"), at: Example.decisionPath),
      Example(
        Example.decision().replacingOnce("title: ", with: "title: a: "), at: Example.decisionPath,
        note: "the answers can't be seen in front matter that is no YAML"),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard record.standing == .accepted, record.frontMatter?.isRecovered == false else { return }
    let entry = record.frontMatter?.entry("significance")
    let missing = ["impact", "alternatives", "scope"].filter { key in
      guard let value = entry?.value.inner(key)?.value, !value.isNull, let text = value.text else {
        return true
      }
      return text.isEmpty || text.lowercased() == "none"
    }
    guard !missing.isEmpty else { return }
    findings.add(
      "accepted without an answer to: " + missing.joined(separator: ", "), at: entry?.keyRange ?? 0..<0,
      remedy: "say what it changes in the long run, what else was possible, and how far it reaches")
  }
}
