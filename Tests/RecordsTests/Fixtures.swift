@testable import Records

/// The convention's templates, copied, so that these tests don't move when the built-in ones do.
enum Fixtures {
  static let head = """
    ---
    id: {{ID}}
    title: {{TITLE}}
    stage: {{STAGE}}
    date: {{DATE_ISO}}
    surface: {{SURFACE}}
    model: {{MODEL}}
    feature: {{FEATURE}}
    branch: {{BRANCH}}
    user: {{USER}}
    command: {{COMMAND}}
    labels: [{{LABELS}}]
    links:
      spec: {{LINKS_SPEC}}
      ticket: {{LINKS_TICKET}}
      adr: {{LINKS_ADR}}
      pr: {{LINKS_PR}}
    files:
    {{FILES_YAML}}
    tests:
    {{TESTS_YAML}}
    ---

    """

  static let slots24 =
    head + """

      ## Prompt

      {{PROMPT_TEXT}}

      ## Response snapshot

      {{RESPONSE_TEXT}}

      ## Outcome

      - ✅ Impact: {{OUTCOME_IMPACT}}
      - 🧪 Tests: {{TESTS_SUMMARY}}
      - 📁 Files: {{FILES_SUMMARY}}
      - 🔁 Next prompts: {{NEXT_PROMPTS}}
      - 🧠 Reflection: {{REFLECTION_NOTE}}

      """

  static let slots28 =
    slots24 + """

      ## Evaluation notes (flywheel)

      - Failure modes observed: {{FAILURE_MODES}}
      - Graders run and results (PASS/FAIL): {{GRADER_RESULTS}}
      - Prompt variant (if applicable): {{PROMPT_VARIANT_ID}}
      - Next experiment (smallest change to try): {{NEXT_EXPERIMENT}}

      """

  static let decision = """
    ---
    id: {{ID}}
    title: {{TITLE}}
    status: {{STATUS}}
    date: {{DATE_ISO}}
    feature: {{FEATURE_NAME}}
    deciders: [{{DECIDERS}}]
    affects: [{{AFFECTS}}]
    ---

    # ADR-{{ID}}: {{TITLE}}

    ## Context

    {{CONTEXT}}

    ## Decision

    {{DECISION}}

    """

  /// The convention's own form of a decision: no front matter, and a choice that nobody made.
  static let plainDecision = """
    # ADR-{{ID}}: {{TITLE}}

    > **Scope**: clusters of decisions, not single choices.

    - **Status:** Proposed | Accepted | Superseded | Rejected
    - **Date:** {{DATE_ISO}}
    - **Feature:** {{FEATURE_NAME}}
    - **Context:** {{CONTEXT}}

    <!-- Significance checklist
         1) Impact 2) Alternatives 3) Scope -->

    ## Decision

    {{DECISION}}

    ## Consequences

    ### Positive

    {{POSITIVE_CONSEQUENCES}}

    ### Negative

    {{NEGATIVE_CONSEQUENCES}}

    ## Alternatives Considered

    {{ALTERNATIVES}}

    ## References

    - Feature Spec: {{SPEC_LINK}}
    - Implementation Plan: {{PLAN_LINK}}
    - Related ADRs: {{RELATED_ADRS}}
    - Evaluator Evidence: {{EVAL_NOTES_LINK}}

    """

  static func template(_ text: String) throws -> Template { try Template(Array(text.utf8)) }

  static func draft(_ prompts: [[UInt8]], response: [UInt8]? = nil) -> PromptDraft {
    var draft = PromptDraft()
    draft.id = "0007"
    draft.title = "Fix the token's expiry"
    draft.stage = .red
    draft.date = "2026-01-07"
    draft.prompts = prompts
    draft.response = response
    draft.provenance = Provenance(
      uid: "0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66", recorded: "2026-01-07T09:12:44Z")
    return draft
  }

  static func draft(_ prompt: String = "Do it.") -> PromptDraft { draft([Array(prompt.utf8)]) }

  static func decisionDraft() -> DecisionDraft {
    var draft = DecisionDraft()
    draft.id = "0003"
    draft.title = "Use PostgreSQL"
    draft.status = .accepted
    draft.date = "2026-01-07"
    return draft
  }
}

func read(_ text: [UInt8], _ kind: Kind = .prompt) -> Record { Record(text, name: [], kind: kind) }
func read(_ text: String, _ kind: Kind = .prompt) -> Record { read(Array(text.utf8), kind) }
func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// What `unix2dos` makes of a text, and `dos2unix` of that.
func withCRLF(_ text: [UInt8]) -> [UInt8] {
  text.reduce(into: []) { result, byte in
    if byte == .newline, result.last != .carriageReturn { result.append(.carriageReturn) }
    result.append(byte)
  }
}

func withLF(_ text: [UInt8]) -> [UInt8] {
  text.indices.filter { text[$0] != .carriageReturn || $0 + 1 == text.count || text[$0 + 1] != .newline }
    .map { text[$0] }
}
