import Records
import Testing

@testable import Decisions

/// Each dialect, and what it becomes: accepted, superseded by the second record, amended by it.
struct DecisionEditorTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let accepted: String
    let superseded: String
    let amended: String

    init(_ name: String, _ text: String, accepted: String, superseded: String, amended: String) {
      (testDescription, self.text) = (name, text)
      (self.accepted, self.superseded, self.amended) = (accepted, superseded, amended)
    }

    /// What a change makes of the text: parts replaced, as `old → new`.
    init(
      _ name: String, _ text: String, _ accepted: (String, String), _ superseded: (String, String),
      _ amended: (String, String)
    ) {
      func made(_ change: (String, String)) -> String { text.replacing(change.0, with: change.1) }
      self.init(
        name, text, accepted: made(accepted), superseded: made(superseded), amended: made(amended))
    }
  }

  private static let own = """
    ---
    id: "0001"   # ours
    title: First
    status: proposed
    date: 2026-01-07
    superseded_by: []
    amended_by: []
    ---

    # ADR-0001: First

    """

  static let samples = [
    Sample(
      "clio's own", own, ("status: proposed", "status: accepted"),
      (
        "status: proposed\ndate: 2026-01-07\nsuperseded_by: []",
        "status: superseded\ndate: 2026-01-07\nsuperseded_by: [docs/adr/0002-second.md]"
      ),
      ("amended_by: []", "amended_by: [docs/adr/0002-second.md]")),
    Sample(
      "Nygard", "# 1. First\n\nDate: 2016-02-12\n\n## Status\n\nPROPOSED\n\n## Context\n\nWhy.\n",
      ("PROPOSED", "ACCEPTED"), ("PROPOSED", "Superseded by [2. Second](0002-second.md)"),
      ("PROPOSED\n", "PROPOSED\n\nAmended by [2. Second](0002-second.md)\n")),
    Sample(
      "Nygard with CRLF and no final newline", "# 1. First\r\n\r\n## Status\r\nProposed",
      ("Proposed", "Accepted"),
      ("Proposed", "Superseded by [2. Second](0002-second.md)"),
      ("Proposed", "Proposed\r\n\r\nAmended by [2. Second](0002-second.md)")),
    Sample(
      "Nygard without a status", "# 1. First\n\n## Context\n\nWhy.\n",
      ("## Context", "## Status\n\nAccepted\n\n## Context"),
      ("## Context", "## Status\n\nSuperseded by [2. Second](0002-second.md)\n\n## Context"),
      ("## Context", "## Status\n\nAmended by [2. Second](0002-second.md)\n\n## Context")),
    Sample(
      "bullets of the convention",
      "# ADR-0001: First\n\n- **Status:** Proposed | Accepted | Superseded | Rejected\n- **Date:** 2026-01-07\n\n## Decision\n",
      ("Proposed | Accepted | Superseded | Rejected", "Accepted"),
      (
        "Proposed | Accepted | Superseded | Rejected\n",
        "Superseded\n- **Superseded by:** [ADR-0002](0002-second.md)\n"
      ),
      (
        "Proposed | Accepted | Superseded | Rejected\n",
        "Proposed | Accepted | Superseded | Rejected\n- **Amended by:** [ADR-0002](0002-second.md)\n"
      )),
    Sample(
      "bold lines",
      "# ADR-001: First\n\n**Date**: 2026-01-20\n**Status**: Proposed\n**Champions**: Ann\n\n## Context\n",
      ("Proposed", "Accepted"), ("Proposed\n", "Superseded\n**Superseded by**: [ADR-0002](0002-second.md)\n"),
      ("Proposed\n", "Proposed\n**Amended by**: [ADR-0002](0002-second.md)\n")),
    Sample(
      "a plain line", "# First\n\nStatus: proposed\nDate: 2020-01-01\n\n## Context\n",
      ("proposed", "accepted"),
      ("proposed\n", "superseded\nSuperseded by: [ADR-0002](0002-second.md)\n"),
      ("proposed\n", "proposed\nAmended by: [ADR-0002](0002-second.md)\n")),
    Sample(
      "MADR with front matter",
      "---\nstatus: \"proposed\"\ndate: 2022-01-01\n---\n# Use X\n\n## Considered Options\n\n* X\n",
      ("\"proposed\"", "\"accepted\""), ("\"proposed\"", "\"superseded by ADR-0002\""),
      ("* X\n", "* X\n\n## More Information\n\n* Amended by [ADR-0002](0002-second.md)\n")),
    Sample(
      "MADR that says nothing of its status",
      "---\nnav_order: 3\n---\n# Use X\n\n## Considered Options\n\n- X",
      ("nav_order", "status: accepted\nnav_order"),
      ("nav_order", "status: superseded by ADR-0002\nnav_order"),
      ("- X", "- X\n\n## More Information\n\n- Amended by [ADR-0002](0002-second.md)")),
    Sample(
      "MADR without front matter",
      "# Use X\n\n## Considered Options\n\n* X\n\n## More Information\n\nSee there.\n",
      ("# Use X", "---\nstatus: accepted\n---\n\n# Use X"),
      ("# Use X", "---\nstatus: superseded by ADR-0002\n---\n\n# Use X"),
      ("See there.\n", "See there.\n\n* Amended by [ADR-0002](0002-second.md)\n")),
    Sample(
      "log4brains",
      "# Use X\n\n- Status: proposed\n- Date: 2020-01-01\n\n## Context and Problem Statement\n\nWhy?\n\n## Links\n\n- Refines [that](20200101-that.md)\n",
      ("proposed", "accepted"), ("proposed", "superseded by [ADR-0002](0002-second.md)"),
      ("20200101-that.md)\n", "20200101-that.md)\n- Amended by [ADR-0002](0002-second.md)\n")),
  ]

  private let second = decision("# 2. Second\n\n## Status\n\nAccepted\n", "docs/adr/0002-second.md")

  private func first(_ text: String) -> Decision { decision(text, "docs/adr/0001-first.md") }

  @Test(arguments: samples) func isChangedInItsOwnStyle(_ sample: Sample) throws {
    #expect(try DecisionEditor(first(sample.text)).setting(.accepted).shown == sample.accepted)
    #expect(try DecisionEditor(first(sample.text)).superseded(by: second).shown == sample.superseded)
    #expect(try DecisionEditor(first(sample.text)).linking(.amendedBy, to: second).shown == sample.amended)
  }

  @Test(arguments: samples) func aSecondReadGivesTheNewState(_ sample: Sample) throws {
    let old = first(try DecisionEditor(first(sample.text)).superseded(by: second).shown)
    #expect(old.standing == .superseded)
    let set = DecisionSet([old, second])
    #expect(set.forwardEdges() == [DecisionSet.Edge(from: 1, relation: .supersedes, to: 0)])
    #expect(!set.isLive(0, set.successors()))
    #expect(set.isLive(1, set.successors()))
  }

  @Test(arguments: samples) func doneTwiceIsDoneOnce(_ sample: Sample) throws {
    let once = first(try DecisionEditor(first(sample.text)).superseded(by: second).shown)
    #expect(try DecisionEditor(once).superseded(by: second) == once.record.text)
    let linked = first(try DecisionEditor(first(sample.text)).linking(.amendedBy, to: second).shown)
    #expect(try DecisionEditor(linked).linking(.amendedBy, to: second) == linked.record.text)
  }

  @Test(arguments: samples) func linksAddUp(_ sample: Sample) throws {
    let third = decision("# 3. Third\n\n## Status\n\nAccepted\n", "docs/adr/0003-third.md")
    let one = first(try DecisionEditor(first(sample.text)).linking(.amendedBy, to: second).shown)
    let two = first(try DecisionEditor(one).linking(.amendedBy, to: third).shown)
    let set = DecisionSet([two, second, third])
    #expect(set.edges(from: 0).filter { $0.relation == .amendedBy }.map(\.to) == [1, 2])
  }

  @Test(arguments: samples) func whatWasToBeSupersededIsAcceptedAgain(_ sample: Sample) throws {
    let accepted = try DecisionEditor(first(sample.text)).setting(.accepted)
    let old = first(try DecisionEditor(first(accepted.shown)).superseded(by: second).shown)
    // An empty field stays, and the successor's line doesn't tell in what case the status was written.
    func plain(_ text: String) -> String { text.lowercased().replacing("superseded_by: []\n", with: "") }
    let again = try DecisionEditor(old).withdrawing([second], leaving: [])
    #expect(plain(again.shown) == plain(accepted.shown))
  }

  /// Of two successors, either one can be rejected first; with the second, the decision is accepted again.
  @Test(arguments: samples) func ofTwoSuccessorsEitherIsWithdrawn(_ sample: Sample) throws {
    let third = decision("# 3. Third, and [last]\n\n## Status\n\nProposed\n", "docs/adr/0003-third.md")
    let accepted = first(try DecisionEditor(first(sample.text)).setting(.accepted).shown)
    func plain(_ text: String) -> String { text.lowercased().replacing("superseded_by: []\n", with: "") }
    func superseded(_ others: [Decision]) throws -> Decision {
      try others.reduce(accepted) { first(try DecisionEditor($0).superseded(by: $1).shown) }
    }
    let both = try superseded([second, third])
    let set = DecisionSet([both, second, third])
    #expect(set.edges(from: 0).filter { $0.relation == .supersededBy }.map(\.to) == [1, 2])
    for (gone, left) in [(second, third), (third, second)] {
      let one = first(try DecisionEditor(both).withdrawing([gone], leaving: [left]).shown)
      #expect(one.record.text.shown == (try superseded([left])).record.text.shown)
      let none = try DecisionEditor(one).withdrawing([left], leaving: [])
      #expect(plain(none.shown) == plain(accepted.record.text.shown))
    }
    let none = try DecisionEditor(both).withdrawing([third, second], leaving: [])
    #expect(plain(none.shown) == plain(accepted.record.text.shown))
  }

  /// A successor that only its own record tells of comes instead of the one that was rejected.
  @Test(arguments: samples) func theSuccessorThatIsLeftIsNamed(_ sample: Sample) throws {
    let third = decision(
      "# 3. Third\n\n## Status\n\nAccepted\n\nSupersedes [1. First](0001-first.md)\n",
      "docs/adr/0003-third.md")
    let old = first(try DecisionEditor(first(sample.text)).superseded(by: second).shown)
    let next = first(try DecisionEditor(old).withdrawing([second], leaving: [third]).shown)
    let set = DecisionSet([next, second, third])
    #expect(next.standing == .superseded)
    #expect(set.edges(from: 0).filter { $0.relation == .supersededBy }.map(\.to) == [2])
  }

  /// Where two records have a number, it names neither of them.
  @Test func aNumberThatSeveralHaveIsNoName() throws {
    let text = "---\nstatus: accepted\n---\n# Use X\n\n## Considered Options\n\n* X\n"
    let twin = decision("# 2. Twin\n\n## Status\n\nAccepted\n", "docs/adr/0002-twin.md")
    let old = first(text)
    let editor = DecisionEditor(old, among: DecisionSet([old, second, twin]))
    #expect(
      try editor.superseded(by: second).shown
        == text.replacing("accepted", with: "superseded by [ADR-0002](0002-second.md)")
        || (try editor.superseded(by: second).shown)
          == text.replacing("accepted", with: "\"superseded by [ADR-0002](0002-second.md)\"")
    )
    // The record itself may be the other one.
    let own = decision(text, "docs/adr/0002-old.md")
    #expect(try DecisionEditor(own).superseded(by: second).shown.contains("0002-second.md"))
    // One named by number is named by a link when the next one needs that.
    let third = decision("# 3. Third\n\n## Status\n\nAccepted\n", "docs/adr/0003-third.md")
    let set = DecisionSet([old, second, twin, third])
    let one = first(try DecisionEditor(old, among: set).superseded(by: third).shown)
    let two = first(try DecisionEditor(one, among: set).superseded(by: second).shown)
    let after = DecisionSet([two, second, twin, third])
    #expect(after.edges(from: 0).map { after.all[$0.to].path } == [third.path, second.path])
  }

  @Test(arguments: [
    (
      "```\nnot a status\n```\n\nWhy.",
      "Superseded by [2. Second](0002-second.md)\n\n```\nnot a status\n```\n\nWhy."
    ),
    ("* Accepted (2020-01-01)", "* Superseded by [2. Second](0002-second.md) (2020-01-01)"),
    ("Accepted by the board", "Superseded by [2. Second](0002-second.md)"),
  ]) func aStatusSectionKeepsWhatIsNoStatus(_ status: String, _ expected: String) throws {
    func record(_ status: String) -> String { "# 1. First\n\n## Status\n\n\(status)\n\n## Context\n\nWhy.\n" }
    #expect(try DecisionEditor(first(record(status))).superseded(by: second).shown == record(expected))
  }

  @Test(arguments: [
    ("* Proposed (2020-01-01)", "* Accepted (2020-01-01)"), ("PROPOSED, 2020-01-01", "ACCEPTED, 2020-01-01"),
    ("Proposed by Ann", "Accepted"), ("Proposed | Accepted", "Accepted"), ("proposed", "Accepted"),
  ]) func onlyTheWordOfAStatusChanges(_ status: String, _ expected: String) throws {
    func record(_ status: String) -> String { "# 1. First\n\n## Status\n\n\(status)\n\n## Context\n" }
    #expect(try DecisionEditor(first(record(status))).setting(.accepted).shown == record(expected))
  }

  @Test func aRemarkBehindTheStatusOfABulletStays() throws {
    let text = "# ADR-0001: First\n\n- **Status:** Proposed (2020-01-01)\n\n## Decision\n"
    #expect(
      try DecisionEditor(first(text)).setting(.accepted).shown
        == text.replacing("Proposed", with: "Accepted"))
  }

  /// Front matter has no field for a link by another name, so that stands below the references.
  @Test func aLinkByAnotherNameStandsInTheText() throws {
    let text = Self.own + "\n## References\n\nnone\n"
    let linked = try DecisionEditor(first(text)).linking(.named("Clarifies"), to: second).shown
    #expect(
      linked == Self.own + "\n## References\n\n* Clarifies [ADR-0002](0002-second.md)\n")
    #expect(first(linked).links == [DecisionLink(.named("Clarifies"), .path(Array("0002-second.md".utf8)))])
  }

  @Test func aLinkLeadsToAnotherFolder() throws {
    let far = decision("# 7. Far\n\n## Status\n\nAccepted\n", "api/docs/adr/0007-far (old).md")
    let near = first("# 1. First\n\n## Status\n\nAccepted\n")
    let text = try DecisionEditor(near).linking(.relatesTo, to: far).shown
    #expect(text.hasSuffix("Accepted\n\nRelates to [7. Far](<../../api/docs/adr/0007-far (old).md>)\n"))
  }
}
