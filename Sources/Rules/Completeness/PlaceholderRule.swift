import Records

/// The heart of the check: a slot of a template that nobody filled, told from one that is merely talked about.
enum PlaceholderRule: Rule {
  static let about = About(
    "placeholder", .completeness, .error,
    exceptions: "a warning for a hint of MADR's that may be removed at any time",
    summary: "a slot of the template was never filled",
    reason: """
      A record with its slots left in says nothing, and looks as if it did. Slots are known by the template in use and \
      by the convention's: in front matter, in headings, and in the body outside code and comments. What the user \
      typed is never looked into, nor what Helm, Jinja or GitHub write between braces.
      """,
    mend: .hand("write what belongs there, or `none`"), examples: examples)

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard subject.bytes.has(UInt8(ascii: "{")) || subject.record.kind == .decision || hasBareWords(subject)
    else {
      return
    }
    var scan = SlotScan(subject)
    scan.frontMatter(&findings)
    scan.body(&findings)
    UnwrittenSectionScan(subject).run(&findings)
    if subject.record.kind == .decision { GuidanceScan(subject).run(&findings) }
  }

  private static func hasBareWords(_ subject: Subject) -> Bool {
    subject.bytes.has(UInt8(ascii: "[")) || subject.text.has("TBD") || subject.text.has("TODO")
  }

  private static let examples: [Example] = [
    Example(Example.prompt(branch: "⟦{{BRANCH}}⟧")),
    Example(Example.prompt(title: "\"About ⟦{{TITLE}}⟧\"")),
    Example(Example.prompt(impact: "⟦{{OUTCOME_IMPACT}}⟧")),
    Example(Example.prompt(prompt: "⟦{{PROMPT_TEXT}}⟧")),
    Example(Example.prompt(prompt: "⟦[...]⟧"), note: "a prompt that is nothing but a mark"),
    Example(Example.prompt(response: "⟦TBD⟧")),
    Example(
      Example.nygard(status: "⟦Proposed | Accepted | Superseded | Rejected⟧"), at: Example.decisionPath,
      note: "a choice that nobody made"),
    Example(
      Example.nygard(context: "⟦{Describe the context and problem statement, e.g., in free form}⟧"),
      at: "docs/adr/0007-use-postgresql.md"),
    Example(
      Example.nygard(context: "⟦<!-- Describe the problem being solved. -->⟧"),
      at: "docs/adr/0007-use-postgresql.md"),
    Example(
      Example.prompt(
        title: "Show the placeholders",
        prompt: "Fill {{TITLE}} and [FEATURE], then [NEEDS CLARIFICATION: which?].",
        response: "Use `{{PROMPT_TEXT}}` for it, and `[US1]` for the story; - [x] done.",
        impact: "charts with {{ .Values.image }}, {{ item.name }} and ${{ github.sha }}"),
      note: "what the user typed, code, Helm, Jinja and GitHub"),
    Example(
      Example.prompt(response: "```yaml\nid: {{ID}}\n```\nA `Map<String, T>` and a [TODO list](todo.md)."),
      note: "a fence, generics, a link"),
    Example(
      Example.nygard(context: "A query such as {a: 1} or {option} is enough."), at: "docs/adr/0007-use.md"),
  ]
}
