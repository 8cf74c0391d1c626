import Prompts
import Records
import Testing

@Suite struct StageGuessTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let prompt: String
    var command: String?
    var hasFeature = true
    let stage: Stage
    let reason: String
    var testDescription: String { prompt + " " + (command ?? "") }
  }

  static let rows: [Row] = [
    Row(prompt: "Fix the crash", stage: .red, reason: "the word “fix”"),
    Row(prompt: "Refactor the parser", stage: .refactor, reason: "the word “refactor”"),
    Row(prompt: "Explain how it works", stage: .explainer, reason: "the word “explain”"),
    Row(prompt: "How does this work?", stage: .explainer, reason: "the word “how does”"),
    Row(prompt: "Implement the login page", stage: .green, reason: "the word “implement”"),
    Row(prompt: "Write the plan", stage: .plan, reason: "the word “plan”"),
    Row(prompt: "Break down the work", stage: .tasks, reason: "the word “break down”"),
    Row(prompt: "Our constitution needs principles", stage: .constitution, reason: "the word “constitution”"),
    Row(prompt: "Hm", stage: .misc, reason: "nothing tells more"),
    Row(prompt: "Hm", hasFeature: false, stage: .general, reason: "no feature, and nothing tells more"),
    Row(prompt: "", hasFeature: false, stage: .general, reason: "no feature, and nothing tells more"),
    Row(prompt: "anything", command: "/sp.plan", stage: .plan, reason: "the command /sp.plan"),
    Row(prompt: "Fix it", command: "/sp.implement", stage: .green, reason: "the command /sp.implement"),
    Row(prompt: "/sp.tasks fix it", stage: .tasks, reason: "the command /sp.tasks"),
    Row(prompt: "/speckit-specify a shop", stage: .spec, reason: "the command /speckit-specify"),
    Row(prompt: "/usr/bin/env is broken", stage: .red, reason: "the word “broken”"),
    Row(prompt: "/unknown do something", stage: .misc, reason: "nothing tells more"),
    Row(prompt: "prefix suffix affixed", stage: .misc, reason: "nothing tells more"),
  ]

  @Test(arguments: rows) func stage(_ row: Row) {
    let guess = StageGuess(prompt: row.prompt, command: row.command, hasFeature: row.hasFeature)
    #expect(guess.stage == row.stage)
    #expect(guess.reason == row.reason)
  }

  @Test func aLongPromptIsNoBurden() {
    let clock = ContinuousClock()
    let prompt = String(repeating: "x", count: 8 << 20)
    #expect(clock.measure { _ = StageGuess(prompt: prompt, command: nil, hasFeature: false) } < .seconds(1))
  }
}
