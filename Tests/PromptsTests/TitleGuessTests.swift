import Prompts
import Testing

@Suite struct TitleGuessTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let prompt: String
    let title: String
    var testDescription: String { title }
  }

  static let rows: [Row] = [
    Row(prompt: "Fix the token expiry", title: "Fix the token expiry"),
    Row(prompt: "fix it", title: "Fix it"),
    Row(prompt: "Please, can you fix the token expiry?", title: "Fix the token expiry"),
    Row(
      prompt: "I want you to make the list of all records sortable by date and of the other things",
      title: "Make the list of all records sortable"),
    Row(prompt: "Add a cache to the", title: "Add a cache"),
    Row(
      prompt: "# Plan\n\nWrite the plan for the migration.", title: "Plan Write the plan for the migration"),
    Row(prompt: "Write tests. Then run them.", title: "Write tests. Then run them"),
    Row(prompt: "> quoted\n\"text\" `here`", title: "Quoted text here"),
    Row(prompt: "iOS build is broken", title: "iOS build is broken"),
    Row(prompt: "ページを追加して", title: "ページを追加して"),
    Row(prompt: "", title: "Prompt without words"),
    Row(prompt: "\n\r\n\t", title: "Prompt without words"),
    Row(prompt: "?! ...", title: "Prompt without words"),
  ]

  @Test(arguments: rows) func title(_ row: Row) { #expect(TitleGuess.title(for: row.prompt) == row.title) }

  @Test(arguments: [
    String(repeating: "x", count: 1 << 20), String(repeating: "word ", count: 1 << 18),
    String(repeating: "\u{1F468}\u{200D}", count: 10_000), "a\u{0}b\u{1B}[31m c d e",
  ]) func titleIsShortAndOnOneLine(_ prompt: String) {
    let title = TitleGuess.title(for: prompt)
    #expect(!title.isEmpty && title.count <= 70)
    #expect(!title.unicodeScalars.contains { $0.value < 0x20 })
  }
}
