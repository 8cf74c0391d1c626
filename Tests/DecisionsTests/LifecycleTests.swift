import Records
import Testing

@testable import Decisions

struct LifecycleTests {
  /// Every pair of statuses; nil is a record that says nothing, or something that is none of the five.
  private static let allowed: [(Status?, Status)] = [
    (nil, .accepted), (nil, .rejected), (nil, .deprecated), (nil, .superseded), (nil, .proposed),
    (.proposed, .accepted), (.proposed, .rejected), (.proposed, .superseded), (.accepted, .deprecated),
    (.accepted, .superseded), (.accepted, .proposed), (.deprecated, .superseded),
  ]

  @Test func onlyChangesThatMakeSenseAreAllowed() {
    for old in [nil] + Status.allCases.map(Optional.some) {
      for new in Status.allCases {
        let isAllowed = Self.allowed.contains { $0.0 == old && $0.1 == new }
        #expect(
          ((try? Lifecycle.check("adr/1", from: old, to: new)) != nil) == isAllowed,
          "\(String(describing: old)) → \(new)")
      }
    }
  }

  private func set(_ texts: [String]) -> DecisionSet {
    DecisionSet(
      texts.enumerated().map { index, text in
        decision("# \(index + 1). T\n\n## Status\n\n\(text)\n", "doc/adr/000\(index + 1)-t.md")
      })
  }

  /// Why a change is refused, with what to do; nil for one that is allowed.
  private func refusal(_ body: () throws(Lifecycle.Refusal) -> Void) -> Lifecycle.Refusal? {
    do throws(Lifecycle.Refusal) {
      try body()
      return nil
    } catch { return error }
  }

  private func superseding(_ set: DecisionSet, _ old: Int, by new: Int) -> String? {
    let lifecycle = Lifecycle(set) { $0 == old ? "old" : "new" }
    return refusal { () throws(Lifecycle.Refusal) in
      try lifecycle.checkSupersession(of: old, by: new)
    }?.reason
  }

  @Test func aSupersessionGoesForward() {
    let chain = set([
      "Superseded by [2. T](0002-t.md)", "Accepted\n\nSupersedes [1. T](0001-t.md)", "Rejected", "Proposed",
    ])
    #expect(superseding(chain, 1, by: 3) == nil)
    #expect(superseding(chain, 1, by: 1) == "old can't supersede itself")
    #expect(superseding(chain, 0, by: 1) == "old is superseded by new already")
    #expect(superseding(chain, 1, by: 0) == "new is superseded, so it can't take the place of old")
    #expect(superseding(chain, 1, by: 2) == "new is rejected, so it can't take the place of old")
    #expect(superseding(chain, 2, by: 1) == "old was rejected, and that is worth knowing later")
  }

  @Test func aChainThatBitesItsTailIsRefused() {
    // Told by one side only, and the first still reads as accepted.
    let chain = set([
      "Accepted", "Accepted\n\nSupersedes [1. T](0001-t.md)", "Accepted\n\nSupersedes [2. T](0002-t.md)",
    ])
    #expect(
      superseding(chain, 2, by: 0) == "new was itself superseded by old, directly or through others")
  }

  @Test func whatOneSideTellsCounts() {
    let chain = set([
      "Accepted", "Accepted\n\nSupersedes [1. T](0001-t.md)", "Proposed\n\nSupersedes [2. T](0002-t.md)",
    ])
    let successors = chain.successors()
    #expect((0..<3).map { chain.isLive($0, successors) } == [false, true, false])
  }

  @Test func whatOneSideTellsIsMadeWhole() {
    #expect(superseding(set(["Superseded by [2. T](0002-t.md)", "Accepted"]), 0, by: 1) == nil)
    #expect(superseding(set(["Superseded", "Accepted\n\nSupersedes [1. T](0001-t.md)"]), 0, by: 1) == nil)
  }

  @Test func aProposalTakesOnlyThePlaceOfWhatIsInForce() {
    let some = set(["Accepted", "Proposed", "Deprecated", "Proposed", "Accepted"])
    #expect(superseding(some, 0, by: 1) == nil)
    #expect(superseding(some, 2, by: 1) == "new is only proposed, and old is deprecated, not in force")
    #expect(superseding(some, 3, by: 1) == "new is only proposed, and old is proposed, not in force")
    #expect(superseding(some, 3, by: 4) == nil)
  }

  @Test func untilASuccessorIsAcceptedTheOldOneBinds() {
    func live(_ second: String) -> [Bool] {
      let some = set(["Superseded by [2. T](0002-t.md)", second])
      let successors = some.successors()
      return (0..<2).map { some.isLive($0, successors) }
    }
    #expect(live("Proposed\n\nSupersedes [1. T](0001-t.md)") == [true, false])
    #expect(live("Accepted\n\nSupersedes [1. T](0001-t.md)") == [false, true])
    #expect(live("Rejected\n\nSupersedes [1. T](0001-t.md)") == [false, false])
  }

  private func amending(_ set: DecisionSet, _ old: Int, by new: Int) -> String? {
    let lifecycle = Lifecycle(set) { $0 == old ? "old" : "new" }
    return refusal { () throws(Lifecycle.Refusal) in
      try lifecycle.checkAmendment(of: old, by: new)
    }?.reason
  }

  /// Until its successor is accepted, a decision can be amended; for anything else, that comes first.
  @Test func whatIsToBeSupersededIsInForce() {
    let some = set([
      "Superseded by [2. T](0002-t.md)", "Proposed\n\nSupersedes [1. T](0001-t.md)", "Accepted",
    ])
    let lifecycle = Lifecycle(some) { "adr/\($0 + 1)" }
    #expect(amending(some, 0, by: 2) == nil)
    #expect(amending(some, 0, by: 1) == "new is to take the place of old as a whole")
    #expect(
      refusal { () throws(Lifecycle.Refusal) in try lifecycle.checkAmendment(of: 0, byNew: .proposed) } == nil
    )
    let waits = Lifecycle.Refusal(
      "adr/1 is to be superseded by proposed adr/2", "reject that first: clio adr reject adr/2")
    for status in [Status.accepted, .deprecated] {
      #expect(refusal { () throws(Lifecycle.Refusal) in try lifecycle.check(0, to: status) } == waits)
    }
    // It was accepted, and could not be rejected without the proposal either.
    #expect(
      refusal { () throws(Lifecycle.Refusal) in try lifecycle.check(0, to: .rejected) }?.reason
        == "adr/1 is accepted, and work may rest on it")
    #expect(
      refusal { () throws(Lifecycle.Refusal) in try lifecycle.checkSupersession(of: 0, by: 2) } == waits)
    #expect(
      refusal { () throws(Lifecycle.Refusal) in
        try lifecycle.checkSupersession(of: 0, byNew: .accepted)
      } == waits)
  }

  /// What a refusal advises is a command that isn't refused.
  @Test func whatIsAdvisedWorks() {
    let some = set(["Deprecated", "Proposed", "Proposed"])
    let lifecycle = Lifecycle(some) { "adr/\($0 + 1)" }
    #expect(
      refusal { () throws(Lifecycle.Refusal) in try lifecycle.check(0, to: .accepted) }?.remedy
        == "write a new decision that says why it holds again: "
        + "clio adr new TITLE --status accepted --supersedes adr/1")
    for old in [0, 1] {
      #expect(
        refusal { () throws(Lifecycle.Refusal) in
          try lifecycle.checkSupersession(of: old, byNew: .proposed)
        }?.remedy == "write it as accepted: --status accepted")
      #expect(
        refusal { () throws(Lifecycle.Refusal) in
          try lifecycle.checkSupersession(of: old, byNew: .accepted)
        } == nil)
    }
    #expect(
      refusal { () throws(Lifecycle.Refusal) in try lifecycle.checkSupersession(of: 1, by: 2) }?.remedy
        == "accept it first: clio adr accept adr/3")
  }

  @Test func anAmendmentChangesWhatIsInForce() {
    let some = set(["Accepted\n\nAmended by [2. T](0002-t.md)", "Accepted", "Deprecated", "Proposed"])
    #expect(amending(some, 0, by: 3) == nil)
    #expect(amending(some, 0, by: 0) == "old can't amend itself")
    #expect(amending(some, 2, by: 0) == "old is deprecated: there is nothing left to amend")
    #expect(amending(some, 0, by: 2) == "new is deprecated, so it can't amend old")
    #expect(amending(some, 1, by: 0) == "old amends new already")
  }

  @Test func amendmentsFormNoCircle() {
    let some = set([
      "Accepted", "Accepted\n\nAmends [1. T](0001-t.md)", "Accepted\n\nAmends [2. T](0002-t.md)", "Accepted",
    ])
    #expect(amending(some, 2, by: 0) == "old amends new already, through others")
    #expect(amending(some, 2, by: 3) == nil)
    #expect(amending(some, 0, by: 2) == nil)
  }
}

struct ReportTests {
  private let set = DecisionSet([
    decision(
      "# 1. Use *X*\n\nDate: 2020-01-02\n\n## Status\n\nSuperseded by [2. Y](0002-y.md)\n",
      "doc/adr/0001-use-x.md"),
    decision(
      "# 2. Use [Y] <b>\n\n## Status\n\nAccepted\n\nClarifies [3. Z](0003-z (old).md)\n", "doc/adr/0002-y.md"),
    decision("# 3. \"Z\"; #1\n", "doc/adr/0003-z (old).md"),
  ])

  @Test func contentsAreMarkdownInWhichTitlesAreText() {
    #expect(
      Contents.markdown(
        set, unreadable: [.init(path: Array("doc/adr/0004-x.md".utf8), reason: "no")], from: Array("doc".utf8)
      )
      .shown == #"""
        # Decisions

        - [ADR-0001: Use \*X\*](adr/0001-use-x.md) · superseded · 2020-01-02 · superseded by [ADR-0002](adr/0002-y.md)
        - [ADR-0002: Use \[Y\] \<b\>](adr/0002-y.md) · accepted
        - [ADR-0003: "Z"; #1](<adr/0003-z (old).md>) · no status
        - 0004-x.md · can't be read: no

        """#)
  }

  @Test func contentsDoNotDependOnTheOrder() {
    #expect(
      Contents.markdown(DecisionSet(set.all.reversed()), from: []) == Contents.markdown(set, from: []))
  }

  @Test func drawingsQuoteWhatTheyHold() {
    let graph = DecisionGraph(
      set, prompts: [.init(path: Array("p.md".utf8), label: "a \"b\"\nc", decisions: [1])])
    #expect(graph.arrows.map(\.label) == ["supersedes", "led to"])
    #expect(graph.dot.contains(#"adr3 [label="0003 \"Z\"; #1""#))
    #expect(graph.dot.contains(#"phr1 [label="a \"b\" c""#))
    #expect(graph.mermaid.contains("adr3[\"0003 #34;Z#34;#59; #35;1\"]:::other"))
    #expect(graph.mermaid.contains("phr1 -.->|\"led to\"| adr2"))
  }

  @Test func aStoryIsToldFromVersions() {
    func version(_ commit: String, _ date: String, _ status: String, _ title: String = "T") -> Story.Version {
      Story.Version(
        commit: commit, date: date, author: "Ann",
        decision: decision("# 1. \(title)\n\n## Status\n\n\(status)\n", "doc/adr/0001-t.md"))
    }
    let story = Story([
      version("a", "2020-01-01", "Proposed"), version("b", "2020-01-02", "Proposed", "New"),
      version("c", "2020-01-03", "Accepted", "New"),
      version("d", "2020-01-04", "Accepted\n\nAmended by [2. X](0002-x.md)", "New"),
      version("e", "2020-01-05", "Amended by [2. X](0002-x.md)\n\nSuperseded by [3. Y](0003-y.md)", "New"),
    ])
    #expect(
      story.events.map { "\($0.date) \($0.what)" } == [
        "2020-01-01 proposed", "2020-01-02 renamed", "2020-01-03 accepted", "2020-01-04 amended by",
        "2020-01-05 superseded by",
      ])
    #expect(story.events[1].title == "T")
  }
}
