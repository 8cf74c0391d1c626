/// A record that shows what a rule finds, or what it passes over. The same text is a test, a part of `--explain`, and a
/// part of the page of rules.
public struct Example: Sendable {
  /// Where the finding must be is marked `⟦so⟧`; without a mark the record is a good one. `⟦⟧` at the very beginning
  /// stands for a finding about the file as a whole.
  public let text: String
  /// The file, relative to the root.
  public let path: String
  /// What is shown, if the text doesn't say it by itself.
  public let note: String?
  /// Other files of the project.
  public let others: [(path: String, text: String)]
  /// The record as the last commit has it.
  public let former: String?
  /// Whether the rule's mend makes a good record of it.
  public let isMended: Bool

  /// Takes a text as an example.
  public init(
    _ text: String, at path: String = "history/prompts/001-auth/0003-fix-login.red.prompt.md",
    note: String? = nil, others: [(path: String, text: String)] = [], former: String? = nil,
    mended: Bool = false
  ) {
    (self.text, self.path, self.note, self.others, self.former) = (text, path, note, others, former)
    isMended = mended
  }

  /// Whether something is to be found.
  public var isBad: Bool { text.contains("⟦") }

  /// The record without the marks, and the ranges that they enclose.
  public var unmarked: (text: [UInt8], marks: [Range<Int>]) {
    let opening = Array("⟦".utf8)
    let closing = Array("⟧".utf8)
    let source = Array(text.utf8)
    var result: [UInt8] = []
    var marks: [Range<Int>] = []
    var starts: [Int] = []
    var index = 0
    while index < source.count {
      if source[index...].starts(with: opening) {
        starts.append(result.count)
        index += opening.count
      } else if source[index...].starts(with: closing) {
        if let start = starts.popLast() { marks.append(start..<result.count) }
        index += closing.count
      } else {
        result.append(source[index])
        index += 1
      }
    }
    return (result, marks.sorted { $0.lowerBound < $1.lowerBound })
  }
}

extension Example {
  /// A prompt record, complete but for what is given.
  static func prompt(
    id: String = "\"0003\"", title: String = "Fix the login", stage: String = "red",
    date: String = "2026-01-07",
    feature: String = "001-auth", branch: String = "001-auth", files: String = "[src/auth/session.swift]",
    links: String = "\n  spec: null\n  ticket: null\n  adr: null\n  pr: null", extra: String = "",
    prompt: String = "The session expires too early.",
    response: String = "Corrected the clock of the session.",
    impact: String = "sessions last an hour"
  ) -> String {
    """
    ---
    id: \(id)
    title: \(title)
    stage: \(stage)
    date: \(date)
    surface: agent
    model: unspecified
    feature: \(feature)
    branch: \(branch)
    user: Ann
    command: none
    labels: [auth]
    links:\(links)
    files: \(files)
    tests: [none]
    \(extra.isEmpty ? "" : extra + "\n")---

    ## Prompt

    \(prompt)

    ## Response snapshot

    \(response)

    ## Outcome

    - ✅ Impact: \(impact)
    - 🧪 Tests: none
    - 📁 Files: src/auth/session.swift
    - 🔁 Next prompts: none
    - 🧠 Reflection: none

    ## Evaluation notes (flywheel)

    - Failure modes observed: none
    - Graders run and results (PASS/FAIL): none
    - Prompt variant (if applicable): none
    - Next experiment (smallest change to try): none

    """
  }

  /// A decision in clio's own form, complete but for what is given.
  static func decision(
    id: String = "\"0007\"", heading: String = "# ADR-0007: Use PostgreSQL", status: String = "accepted",
    supersedes: String = "[]", supersededBy: String = "[]", prompts: String = "[]",
    answers: String = "\n  impact: data model\n  alternatives: SQLite\n  scope: all services",
    review: String = "null", context: String = "We need transactions.", decision: String = "PostgreSQL it is."
  ) -> String {
    """
    ---
    id: \(id)
    title: Use PostgreSQL
    status: \(status)
    date: 2026-01-07
    feature: none
    deciders: [Ann]
    tags: []
    supersedes: \(supersedes)
    superseded_by: \(supersededBy)
    amends: []
    amended_by: []
    relates_to: []
    affects: []
    links:
      spec: null
      plan: null
      prompts: \(prompts)
    significance:\(answers)
    review_by: \(review)
    ---

    \(heading)

    ## Context

    \(context)

    ## Decision

    \(decision)

    ## Consequences

    ### Positive

    One store.

    ### Negative

    One more service.

    ## Alternatives Considered

    SQLite.

    ## References

    none

    """
  }

  /// The path of ``decision(id:heading:status:supersedes:supersededBy:prompts:answers:review:context:decision:)``.
  static let decisionPath = "history/adr/0007-use-postgresql.md"

  /// A decision in the manner of Michael Nygard.
  static func nygard(
    heading: String = "# 7. Use PostgreSQL", status: String = "Accepted",
    context: String = "We need transactions.",
    decision: String = "PostgreSQL it is."
  ) -> String {
    """
    \(heading)

    Date: 2026-01-07

    ## Status

    \(status)

    ## Context

    \(context)

    ## Decision

    \(decision)

    ## Consequences

    One more service.

    """
  }
}

extension Example {
  /// A complete prompt record: what examples differ from.
  public static let usualPrompt = prompt()
  /// A complete decision, likewise.
  public static let usualDecision = decision()
}
