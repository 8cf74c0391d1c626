import Foundation
import Records
import Testing

@testable import Decisions

struct NoteTests {
  private static let text = """
    # Fix the session

    Before the first heading.

    ## Problem

    It failed:
    ```
    # no heading
    ```

    ## Root Cause

    A wrong type.

    ### Details

    Deep.

    ## Solution

    Changed `db/a.py`.

    ## Files Updated

    ### `db/database.py`
    - Changed `get_db()` and `x/y.swift`

    ## Backwards Compatibility

    Old code works.

    ## Testing

    Ran it.

    ## Impact

    All works.

    ## Migration Path (Future)

    Later.

    ## Commits

    1. `7c8d6581` - first

    ## References

    - [Docs](https://example.org/x)

    ## Odds and ends

    Something else.
    """

  @Test func theSectionsFindTheirPlaces() {
    let note = Note(Array(Self.text.utf8))
    #expect(note.title == "Fix the session")
    #expect(
      note.sections.map(\.role) == [
        .problem, .problem, .problem, .solution, .files, .compatibility, .tests, .impact, .migration,
        .commits,
        .references, .other,
      ])
    #expect(note.files == ["db/database.py", "x/y.swift"])
    #expect(note.commits == ["7c8d6581"])
    #expect(note.addresses == ["https://example.org/x"])
    #expect(
      NoteImport.mapping(note, as: .decision).map(\.place) == [
        "Context", "Context", "Context", "Decision", "Decision", "Alternatives Considered", "Notes",
        "Consequences, positive", "Consequences, negative", "References", "References", "Notes",
      ])
  }

  @Test func headingsKeepTheirOrderBelowTheirPlace() {
    let context = NoteImport.decision(Note(Array(Self.text.utf8))).texts["CONTEXT"] ?? ""
    #expect(
      context.hasPrefix("Before the first heading.\n\n### Problem\n\nIt failed:\n```\n# no heading\n```\n"))
    #expect(context.contains("\n\n### Root Cause\n\nA wrong type.\n\n#### Details\n\nDeep."))
  }

  /// Every line of a note but its marks of headings is in what comes of it.
  private func expectNothingLost(_ given: String, _ texts: [String]) {
    let text = given.replacingOccurrences(of: "\r\n", with: "\n")
    let all = Set(texts.joined(separator: "\n").split(separator: "\n").map(bare))
    for line in text.split(separator: "\n").map(bare) where !line.isEmpty {
      #expect(all.contains(line), "\(line)")
    }
  }

  private func bare(_ line: Substring) -> String {
    String(line.drop { $0 == "#" || $0 == " " || $0 == "\t" }).replacingOccurrences(of: "**", with: "")
      .trimmingCharacters(in: .whitespaces)
  }

  @Test(arguments: [
    text, "no heading at all\nat all", "# Only a title", "## Odd\n\n# Later\n\n## Fix\n\nx",
    "---\nkey: value\n---\n# T\n\n## Decision\n\nx\n", "# A\r\n\r\n## Problem\r\n\r\nx\r\n",
  ]) func nothingIsLost(_ text: String) {
    let note = Note(Array(text.utf8))
    let decision = NoteImport.decision(note)
    expectNothingLost(
      text.replacingOccurrences(of: "---\n", with: ""), [note.title ?? ""] + decision.texts.values)
    let prompt = NoteImport.prompt(note)
    expectNothingLost(
      text.replacingOccurrences(of: "---\n", with: ""),
      [note.title ?? ""] + (prompt.prompts + [prompt.response ?? []]).map(\.shown) + prompt.notes.values)
  }

  @Test(.enabled(if: DecisionCorpus.isThere)) func nothingOfTheSampleIsLost() throws {
    let url = DecisionCorpus.folder.appending(path: "samples/session-fix-summary.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let note = Note(Array(text.utf8))
    expectNothingLost(text, [note.title ?? ""] + NoteImport.decision(note).texts.values)
    let prompt = NoteImport.prompt(note)
    expectNothingLost(
      text,
      [note.title ?? ""] + (prompt.prompts + [prompt.response ?? []]).map(\.shown) + prompt.notes.values)
    #expect(note.files == ["db/database.py"])
    #expect(note.commits == ["7c8d6581", "a61320cb"])
  }
}
