import Records
import Testing

@testable import History

@Suite("When a prompt was typed, as its record tells it") struct PromptTimeTests {
  private static let began: Int64 = 1_767_614_251_459

  private func provenance(_ recorded: String, _ time: Int64 = began) -> Provenance {
    Provenance(uid: UID(milliseconds: time, random: []).description, recorded: recorded)
  }

  @Test func aRecordTellsIt() {
    let later = provenance("2026-01-05T12:30:00Z")
    #expect(PromptTime(of: later, place: 0) == .at(Self.began))
    #expect(PromptTime(of: later, place: 2) == .since(Self.began, place: 2))
    for second in [31, 32] {
      let atOnce = provenance("2026-01-05T11:57:\(second)Z")
      #expect(PromptTime(of: atOnce, place: 0) == .until(Self.began))
    }
    #expect(PromptTime(of: provenance("2026-01-05T11:57:33Z"), place: 0) == .at(Self.began))
    #expect(PromptTime(of: provenance("2026-01-05T12:00:00Z", 0), place: 0) == .since(0, place: 0))
    #expect(PromptTime(of: Provenance(uid: "none"), place: 1) == .since(0, place: 1))
  }

  @Test(
    "It may be that of a prompt shortly before it or an hour after it",
    arguments: [
      (.at(20_000), 10_000, 10_000), (.at(20_000), 9_999, nil), (.at(20_000), 3_620_000, 3_600_000),
      (.at(20_000), 3_620_001, nil), (.at(20_000), nil, 0), (.since(20_000, place: 1), 9_999, nil),
      (.since(20_000, place: 1), 90_000_000, 89_980_000), (.until(20_000), 0, 20_000),
      (.until(20_000), 30_001, nil), (.since(0, place: 0), 5, 5), (.at(5), .min, nil), (.at(5), .max, nil),
    ] as [(PromptTime, Int64?, Int64?)])
  func distance(_ told: PromptTime, _ time: Int64?, _ distance: Int64?) {
    #expect(told.distance(to: time) == distance)
  }

  @Test(arguments: [.at(12), .since(12, place: 3), .until(0), .at(1 << 48)] as [PromptTime])
  func aLineKeepsIt(_ time: PromptTime) { #expect(PromptTime(Array(time.text.utf8)) == time) }

  @Test(arguments: ["", "at", "at -1", "at 281474976710657", "since 12", "until 1 2", "on 3"])
  func anotherLineTellsNothing(_ text: String) { #expect(PromptTime(Array(text.utf8)) == nil) }

  @Test func whatWasForgottenIsOncePerPrompt() throws {
    let scratch = try Scratch()
    let project = try scratch.project()
    try project.noteForgotten(["a"], [("b", .at(7)), ("b", .at(9)), ("c", .since(7, place: 1))])
    try project.noteForgotten([], [("b", .until(7)), ("c", .since(7, place: 2))])
    let forgotten = project.forgottenPrompts
    #expect(forgotten.contain("a") && !forgotten.contain("b"))
    #expect(forgotten.times(of: "a") == [])
    #expect(forgotten.times(of: "b") == [.at(7), .at(9)])
    #expect(forgotten.times(of: "c") == [.since(7, place: 1), .since(7, place: 2)])
  }
}
