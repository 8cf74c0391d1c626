import Prompts
import Testing

@Suite struct TrivialPromptTests {
  @Test(arguments: [
    "continue", "Continue.", " yes, please! ", "OK", "Go ahead", "/clear", "/compact keep the plan", "",
    " \n", "k",
  ]) func isOne(_ prompt: String) { #expect(TrivialPrompt.isOne(Array(prompt.utf8))) }

  @Test(arguments: [
    "continue with the tests", "yes, but keep the old name", "/review 12", "/sp.plan the export", "fix it",
    "ok?x",
    "どうぞ", "no\u{0}w", "42", "continue\n\nand write the changelog",
  ]) func isNone(_ prompt: String) { #expect(!TrivialPrompt.isOne(Array(prompt.utf8))) }
}
