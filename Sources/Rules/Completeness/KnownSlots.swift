/// The slots and hints of the templates that records are made from, besides those of the template in use.
enum KnownSlots {
  /// The names in the convention's templates, in old and new copies, and in clio's own.
  static let names: Set<String> = [
    // Front matter of prompts.
    "ID", "TITLE", "STAGE", "DATE_ISO", "DATE", "SURFACE", "MODEL", "FEATURE", "BRANCH", "USER", "COMMAND",
    "LABELS",
    "LINKS_SPEC", "LINKS_TICKET", "LINKS_ADR", "LINKS_PR", "LINKS_ISSUE", "FILES_YAML", "TESTS_YAML",
    // Still older kits.
    "REPO_REF", "SHA_BEFORE", "SHA_AFTER", "SCOPE_FILES", "ACCEPTANCE", "CONSTRAINTS", "OUT_OF_SCOPE",
    "SECRETS_POLICY",
    // The body of prompts.
    "PROMPT_TEXT", "RESPONSE_TEXT", "OUTCOME_IMPACT", "TESTS_SUMMARY", "FILES_SUMMARY", "NEXT_PROMPTS",
    "REFLECTION_NOTE", "FAILURE_MODES", "FAILURE_MODES_OBSERVED", "GRADER_RESULTS", "PROMPT_VARIANT_ID",
    "NEXT_EXPERIMENT",
    // Decisions.
    "STATUS", "FEATURE_NAME", "CONTEXT", "DECISION", "POSITIVE_CONSEQUENCES", "NEGATIVE_CONSEQUENCES",
    "ALTERNATIVES", "SPEC_LINK", "PLAN_LINK", "RELATED_ADRS", "EVAL_NOTES_LINK", "REFERENCES", "DECIDERS",
    "TAGS",
    "SUPERSEDES", "AMENDS", "RELATES_TO", "AFFECTS", "SIGNIFICANCE_IMPACT", "SIGNIFICANCE_ALTERNATIVES",
    "SIGNIFICANCE_SCOPE", "REVIEW_BY",
  ]

  /// What MADR writes between braces, by its first words: nobody means it.
  static let guidance = [
    "short title", "title of option", "title of other option", "Describe the context and problem statement",
    "decision driver ", "justification. e.g.", "argument ", "positive consequence, e.g.",
    "negative consequence, e.g.",
    "example | description | pointer", "Describe how the implementation",
    "You might want to provide additional",
    "YYYY-MM-DD when the decision", "list everyone", "proposed | ", "proposed, accepted", "option ",
    "driver ",
  ]

  /// What MADR's bare templates and log4brains say in comments, by its first words.
  static let hints = [
    "short title, representative", "Describe the context and problem", "Today's date", "Date of the latest",
    "Choose a title", "numbers of drivers can vary", "numbers of options can vary",
    "numbers of consequences can vary",
    "numbers of pros and cons can vary", "This is an optional element. Feel free to remove.", "optional",
  ]

  /// Whether a text begins with one of the words, in any case.
  static func begins(_ text: String, with words: [String]) -> Bool {
    let lowered = text.lowercased()
    return words.contains { lowered.hasPrefix($0.lowercased()) }
  }
}
