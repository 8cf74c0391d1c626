import Records
import Testing

@testable import Agents

/// What hooks and a transcript tell of one session, put together.
@Suite struct ReconciliationTests {
  private func spooled(_ text: String, at time: Int64, ended: Int64?, later: [String] = []) -> SpooledTurn {
    var turn = SpooledTurn(prompt(text, time), start: 0)
    turn.later = later.map { prompt($0, time) }
    turn.ended = ended
    return turn
  }

  private func prompt(_ text: String, _ time: Int64) -> SpooledPrompt {
    SpooledPrompt(uid: text, time: time, text: Array(text.utf8), agent: .claude, session: "s", root: [])
  }

  private func told(_ texts: [String], at place: Int, time: Int64?) -> Turn {
    var turn = Turn(
      agent: .claude, session: "s",
      prompts: texts.map { text in
        var prompt = Turn.Prompt(Array(text.utf8), time: time)
        prompt.place = place
        return prompt
      })
    turn.extent = place..<(place + 5)
    return turn
  }

  private func result(
    _ spooled: [SpooledTurn], _ told: [Turn], since: Int = 0, isContinued: Bool = true,
    notes: SessionNotes = SessionNotes(session: "claude-code/s", root: [])
  ) -> Reconciliation {
    let tail = TranscriptTail(turns: told, told: since, end: 100, resume: 100, isContinued: isContinued)
    return Reconciliation(
      spooled, tail, notes,
      Reconciliation.Wishes(
        isUnwanted: { $0.text.starts(with: Array("#private".utf8)) },
        isTrivial: { $0 == Array("continue".utf8) },
        redacted: { ($0, 0) }, hash: { String(decoding: $0, as: UTF8.self) },
        missed: { turn in
          let first = turn.prompts[0]
          return self.prompt(String(decoding: first.text, as: UTF8.self), first.time ?? 0)
        }))
  }

  private func texts(_ reconciliation: Reconciliation) -> [[String]] {
    reconciliation.turns.map { turn in
      ([turn.prompt] + turn.later).map { String(decoding: $0.text, as: UTF8.self) }
    }
  }

  @Test func nothingTold() {
    #expect(texts(result([spooled("a", at: 1, ended: 2)], [])) == [["a"]])
    #expect(texts(result([], [])) == [])
  }

  @Test func textsStandInTheOrderOfTheTranscript() {
    let turn = spooled("a", at: 1, ended: 9, later: ["c", "z"])
    #expect(
      texts(result([turn], [told(["a", "b", "c", "d"], at: 0, time: 1)])) == [["a", "b", "c", "z", "d"]])
  }

  @Test func missedTurnsStandBetweenTheOthers() {
    let turns = [spooled("a", at: 1_000, ended: 2_000), spooled("c", at: 50_000, ended: 60_000)]
    let told = [("a", 1_000), ("b", 20_000), ("c", 50_000)].enumerated().map {
      self.told([$1.0], at: $0, time: Int64($1.1))
    }
    #expect(texts(result(turns, told)) == [["a"], ["b"], ["c"]])
  }

  @Test func whatIsWorkedOnWaits() {
    let turns = [spooled("a", at: 1_000, ended: 20_000), spooled("b", at: 20_000, ended: nil)]
    let result = result(turns, [told(["a"], at: 10, time: 1_000), told(["b"], at: 40, time: 20_000)])
    #expect(texts(result) == [["a"], ["b"]] && result.turns[1].ended == nil)
    #expect(result.notes.told == 40 && result.notes.offset == 40)
  }

  @Test func whatIsDoneIsNotDoneAgain() {
    var notes = SessionNotes(session: "claude-code/s", root: [])
    notes.told = 0
    notes.add(SessionNotes.Done(uid: "1", key: nil, hash: "a", time: 1_000, folder: [1]))
    let late = result([], [told(["a", "b"], at: 10, time: 1_200)], notes: notes)
    #expect(texts(late) == [["b"]], "what was typed meanwhile is not in its record")
    let again = result([], [told(["a"], at: 50, time: 9_000)], since: 40, notes: late.notes)
    #expect(texts(again) == [["a"]], "the same words once more are another prompt")
    #expect(texts(result([], [told(["a", "b"], at: 10, time: 1)], since: 40)) == [])
  }

  @Test func ofWhatWasLeftOutNothingIsTold() {
    var notes = SessionNotes(session: "claude-code/s", root: [])
    notes.add(SessionNotes.Done(uid: "1", key: nil, hash: "a", time: 1_000, folder: []))
    #expect(texts(result([], [told(["a", "b"], at: 10, time: 1_200)], notes: notes)) == [])
    #expect(texts(result([], [told(["#private x", "b"], at: 10, time: 1_200)])) == [])
    #expect(texts(result([], [told(["b", "#private x", "c"], at: 10, time: 1_200)])) == [["b", "c"]])
  }

  @Test func ofASessionThatWasNotHeardOfOnlyWhatHooksKnowOfCounts() {
    let told = ["x", "a", "b"].enumerated().map { self.told([$1], at: $0, time: Int64($0) * 10_000) }
    #expect(texts(result([], told, isContinued: false)) == [["b"]])
    #expect(
      texts(result([spooled("a", at: 10_000, ended: 90_000)], told, isContinued: false)) == [["a"], ["b"]])
    #expect(
      texts(result([spooled("q", at: 500_000, ended: 900_000)], told, isContinued: false)) == [["q"]])
  }

  @Test func anAgentMayWriteAPromptInAnotherWay() {
    let turn = spooled("see @file", at: 1_000, ended: 9_000)
    #expect(
      texts(result([turn], [told(["see the file", "b"], at: 0, time: 1_400)])) == [["see @file", "b"]])
  }

  @Test func whatIsNotWorthARecordJoinsTheTurnBefore() {
    let turns = [spooled("a", at: 1_000, ended: 9_000)]
    let told = [told(["a"], at: 0, time: 1_000), told(["continue", "b"], at: 1, time: 5_000)]
    #expect(texts(result(turns, told)) == [["a", "continue", "b"]])
  }

  @Test func whatATurnCostIsCountedOnce() {
    func cost(_ turns: [SpooledTurn], _ told: [Turn], since: Int = 0) -> [SpooledTurn] {
      result(turns, told, since: since).turns
    }
    var (first, second) = (told(["a"], at: 0, time: 1_000), told(["continue"], at: 10, time: 5_000))
    (first.tokens, second.tokens) = (TokenCost(input: 1, output: 2), TokenCost(input: 10, cached: 5))
    let once = cost([spooled("a", at: 1_000, ended: 9_000)], [first])
    #expect(once.map(\.turn.tokens) == [first.tokens])
    let sum = TokenCost(input: 11, output: 2, cached: 5)
    #expect(cost([spooled("a", at: 1_000, ended: 9_000)], [first, second]).map(\.turn.tokens) == [sum])
    // The same turn, which has gone on since.
    first.tokens = TokenCost(input: 3, output: 4)
    let more = told(["a", "b"], at: 0, time: 1_000)
    first.prompts = more.prompts
    first.prompts[1].place = 7
    #expect(cost(once, [first], since: 5).map(\.turn.tokens) == [first.tokens])
  }

  @Test func aTurnTellsItselfInLines() {
    var turn = spooled("a", at: 1, ended: 9, later: ["b"])
    turn.files = ["f"]
    turn.tests = ["t"]
    turn.response = Array("r".utf8)
    turn.model = "m"
    turn.costs = [7: TokenCost(input: 1, output: 2, cached: 3), 90: TokenCost(output: 4)]
    turn.written = (Array("p".utf8), "h", .null)
    let text = turn.lines.flatMap(\.bytes)
    #expect(SpooledTurn.turns(of: SpoolLine.lines(in: text)) == [turn])
    let more = turn.lines + [.prompt(prompt("continue", 20_000))]
    let folded = SpooledTurn.turns(of: more) { $0 == Array("continue".utf8) }
    #expect(folded.count == 1 && folded[0].later.count == 2 && folded[0].ended == nil)
    #expect(SpooledTurn.turns(of: more).count == 2)
  }
}
