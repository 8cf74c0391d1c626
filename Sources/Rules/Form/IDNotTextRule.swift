import Records

enum IDNotTextRule: Rule {
  static let about = About(
    "id-not-text", .form, .warning, scope: [.prompts, .ownDecisions],
    summary: "a number with a leading zero is not in quotes",
    reason: "To YAML 1.1, which most programs read, an unquoted 010 is the number 8.",
    mend: .fix("puts it into quotes"),
    examples: [
      Example(Example.prompt(id: "⟦0003⟧"), mended: true), Example(Example.prompt()),
      Example(Example.prompt(id: "3")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    for problem in subject.record.problems where problem.code == .idNotText {
      let text = subject.text.string(problem.range)
      findings.add(
        "`id` is no text: \(reading(text))", at: problem.range, remedy: "write \"\(text)\"",
        fix: ("writes \"\(text)\"", [Edit(problem.range, "\"\(text)\"")]))
    }
  }

  private static func reading(_ text: String) -> String {
    guard let octal = Int(text, radix: 8), let decimal = Int(text), octal != decimal else {
      return "YAML readers disagree whether \(text) is a number"
    }
    return "a YAML 1.1 reader takes \(text) for \(octal)"
  }
}
