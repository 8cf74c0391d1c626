import Records

/// Where the sections of a note go in a record. Every line has a place; what fits nowhere goes under Notes.
public enum NoteImport {
  /// A section and the place that it gets.
  public struct Step: Equatable, Sendable {
    /// The heading; empty for the text before the first one.
    public let heading: String
    /// The place.
    public let place: String
  }

  /// A place of a decision, with the slot and the roles that it takes.
  private static let decisionPlaces: [(slot: String, place: String, roles: Set<Note.Role>, level: Int)] = [
    ("CONTEXT", "Context", [.problem], 3), ("DECISION", "Decision", [.solution, .files], 3),
    ("POSITIVE_CONSEQUENCES", "Consequences, positive", [.impact], 4),
    ("NEGATIVE_CONSEQUENCES", "Consequences, negative", [.migration], 4),
    ("ALTERNATIVES", "Alternatives Considered", [.compatibility], 3),
    ("REFERENCES", "References", [.references, .commits], 3),
  ]

  private static let promptNotes: [(slot: String, place: String, roles: Set<Note.Role>)] = [
    ("OUTCOME_IMPACT", "Impact", [.impact]), ("TESTS_SUMMARY", "Tests", [.tests]),
    ("FILES_SUMMARY", "Files", [.files]), ("NEXT_PROMPTS", "Next prompts", [.migration]),
    ("REFLECTION_NOTE", "Reflection", [.commits, .references, .other]),
  ]

  private static let notes: Set<Note.Role> = [.tests, .other]

  /// A proposed decision: problem and cause become the context, the solution the decision, the impact and the way
  /// there the consequences, compatibility the alternatives and constraints.
  public static func decision(_ note: Note) -> DecisionDraft {
    var draft = DecisionDraft()
    for (slot, _, roles, level) in decisionPlaces { draft.texts[slot] = note.text(roles, at: level) }
    if let rest = note.text(notes, at: 3) {
      draft.texts["REFERENCES"] = (draft.texts["REFERENCES"] ?? "none") + "\n\n## Notes\n\n" + rest
    }
    return draft
  }

  /// A prompt: problem and cause become the prompt, the solution the response, the rest the outcome.
  public static func prompt(_ note: Note) -> PromptDraft {
    var draft = PromptDraft()
    draft.prompts = [Array((note.text([.problem], at: 3) ?? note.title ?? "").utf8)]
    draft.response = note.text([.solution, .compatibility], at: 3).map { Array($0.utf8) }
    for (slot, _, roles) in promptNotes { draft.notes[slot] = note.text(roles, at: 3, isBold: true) }
    draft.files = note.files
    return draft
  }

  /// Which section goes where.
  public static func mapping(_ note: Note, as kind: Kind) -> [Step] {
    note.sections.map { section in
      let place: String?
      switch kind {
      case .decision: place = decisionPlaces.first { $0.roles.contains(section.role) }?.place ?? "Notes"
      case .prompt:
        let isResponse = section.role == .solution || section.role == .compatibility
        place =
          section.role == .problem
          ? "Prompt"
          : isResponse ? "Response snapshot" : promptNotes.first { $0.roles.contains(section.role) }?.place
      }
      return Step(heading: section.heading, place: place ?? "Notes")
    }
  }
}
