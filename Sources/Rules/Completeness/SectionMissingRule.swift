import Records

enum SectionMissingRule: Rule {
  static let about = About(
    "section-missing", .completeness, .warning,
    summary: "a section that records of this kind have is missing",
    reason:
      "Search weighs prompt, answer and outcome each by itself, and a decision without its context or consequences can't be judged later.",
    mend: .hand("add the heading, and what belongs below it"),
    examples: [
      Example("⟦⟧" + Example.prompt().replacingOnce("## Response snapshot", with: "### What was said")),
      Example(
        "⟦⟧" + Example.nygard().replacingOnce("## Consequences", with: "## See also"),
        at: "docs/adr/0007-use.md"),
      Example(
        Example.prompt().replacingOnce("## Prompt\n", with: "## User Prompt\n"), note: "a known other heading"
      ),
      Example(Example.prompt()), Example(Example.nygard(), at: "docs/adr/0007-use-postgresql.md"),
      Example(Example.decision(), at: Example.decisionPath),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let missing = subject.record.kind == .prompt ? prompt(subject) : decision(subject)
    guard !missing.isEmpty else { return }
    let names = missing.map { "`## \($0)`" }.joined(separator: ", ")
    findings.add(
      "there is no section \(names)", remedy: "add it, and `none` below it if there is nothing to say")
  }

  private static func prompt(_ subject: Subject) -> [String] {
    let record = subject.record
    let asked = subject.workspace.template(.prompt).headings
    func hasKey(_ name: String) -> Bool {
      record.frontMatter?.entries.contains { $0.key.lowercased() == name } ?? false
    }
    return Section.allCases.filter { section in
      // Copies of the template before the evaluation notes are in use.
      guard section != .evaluation, record.heading(of: section) == nil,
        section.names.contains(where: asked.contains)
      else { return false }
      switch section {
      case .prompt: return !hasKey("prompt_text") && !record.isVouched
      case .response: return !hasKey("response_text")
      default:
        return !subject.markup.headings.contains {
          subject.text.string($0.text).lowercased().hasPrefix("outcome")
        }
      }
    }.map(\.heading)
  }

  private static func decision(_ subject: Subject) -> [String] {
    // A Y-statement says everything in one sentence.
    if subject.text.firstRange(of: Array("\nIn the context of ".utf8), from: subject.record.bodyStart) != nil
    {
      return []
    }
    let names = subject.markup.headings.filter { $0.level >= 2 }.map { subject.text[$0.text].map(\.lowered) }
    return DecisionSection.needed(subject.record.dialect).filter { section in
      let isHead = section == .context && subject.record.dialect == .bullets
      let words = section.words.map { Array($0.utf8) }
      func isThere(_ name: [UInt8]) -> Bool { words.contains { name.firstRange(of: $0) != nil } }
      if isHead || names.contains(where: isThere) { return false }
      // Of clio's own form the template in use tells what is wanted.
      return subject.record.dialect != .frontMatter
        || subject.workspace.template(.decision).headings.contains { isThere(Array($0.utf8)) }
    }.map(\.heading)
  }
}

extension Section {
  /// Every heading of the section, in lower case.
  var names: [String] { [heading.lowercased()] + variants }
}

/// The sections of a decision, by the words that its headings have in the dialects.
enum DecisionSection: CaseIterable {
  case context, options, decision, consequences

  var heading: String {
    switch self {
    case .context: "Context"
    case .options: "Considered Options"
    case .decision: "Decision"
    case .consequences: "Consequences"
    }
  }

  var words: [String] {
    switch self {
    case .context: ["context", "problem", "background", "motivation", "introduction", "summary", "issue"]
    case .options: ["option", "alternative"]
    case .decision: ["decision", "outcome", "solution", "proposal", "resolution", "policy", "choice"]
    case .consequences:
      [
        "consequence", "impact", "implication", "outcome", "result", "trade-off", "rationale",
        "pros and cons",
      ]
    }
  }

  /// The ones that a dialect asks for.
  static func needed(_ dialect: Record.Dialect) -> [DecisionSection] {
    switch dialect {
    case .madr, .log4brains: [.context, .options, .decision]
    default: [.context, .decision, .consequences]
    }
  }
}
