import Records

/// Told by ``Suppressions`` after the other rules have run.
enum SuppressionUnusedRule: Rule {
  static let about = About(
    "suppression-unused", .upkeep, .warning,
    summary: "a comment or an `ignore:` silences a rule that has nothing to say there",
    reason: "A silence that outlives its reason hides the next fault.",
    mend: .hand("remove it"),
    examples: [
      Example(Example.prompt(extra: "ignore: [⟦placeholder⟧]")),
      Example(Example.prompt(response: "<!-- clio-ignore: ⟦secret⟧ -->\nnone")),
      Example(Example.prompt(response: "<!-- clio-ignore: ⟦no-such-rule⟧ -->\nnone")),
      Example(Example.prompt(stage: "red", extra: "ignore: [placeholder]", impact: "{{OUTCOME_IMPACT}}")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {}
}
