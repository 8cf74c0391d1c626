import Records

enum PromptAlteredRule: Rule {
  static let about = About(
    "prompt-altered", .completeness, .error, scope: .prompts,
    summary: "a text is not the one that was recorded",
    reason:
      "Length and hash of what was typed are noted with the record, so that anyone can prove it is unchanged. Converted line ends are no difference.",
    mend: .hand("restore the text from git, or ask who changed it: `git log -p FILE`"),
    examples: [
      Example(
        vouched("The session expires to early.").replacingOnce("## Prompt", with: "⟦## Prompt⟧"),
        note: "one letter is missing"),
      Example(vouched("The session expires too early!").replacingOnce("## Prompt", with: "⟦## Prompt⟧")),
      Example(vouched("The session expires too early.")),
      Example(
        vouched("The session expires too early.").split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: "\r\n"), note: "line ends that a checkout converted"),
    ])

  private static func vouched(_ prompt: String) -> String {
    Example.prompt(
      extra: """
        provenance:
          uid: 0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66
          prompts:
            - {bytes: 30, sha256: "773a135d86f4526b3ecd8fa7de1df03f3eb5c89e3c80a24bb7dc0a873618f040", eol: lf, encoding: text}
        """, prompt: prompt)
  }

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    for problem in record.problems where problem.code == .promptAltered {
      let section: Section = problem.subject == "response" ? .response : .prompt
      findings.add(
        problem.message + difference(problem, record),
        at: record.heading(of: section) ?? record.frontMatter?.block ?? 0..<0,
        remedy: "restore it from git; `git log -p` on the file shows who changed it")
    }
  }

  /// By how many bytes a text that stands alone in its section differs.
  private static func difference(_ problem: Problem, _ record: Record) -> String {
    let noted: Int?
    let section: Section
    switch problem.subject {
    case "prompt": (noted, section) = (record.notedPromptLength, .prompt)
    case "response": (noted, section) = (record.provenance?.response?.count, .response)
    default: return ""
    }
    guard let noted, let shown = record.content(section)?.filter({ $0 != .carriageReturn }).count else {
      return ""
    }
    let gap = noted - shown
    switch gap {
    case 0: return ": as many bytes, but not the same"
    case 1...: return ": \(gap) of them are missing"
    default: return ": there are \(-gap) more"
    }
  }
}
