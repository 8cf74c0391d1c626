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
    Row(prompt: "# Plan\n\nWrite the plan for the migration.", title: "Write the plan for the migration"),
    Row(prompt: "# Plan", title: "Plan"),
    Row(
      prompt: "<system-reminder>The todo list is empty.</system-reminder>\nFix the get_session dependency",
      title: "Fix the get_session dependency"),
    Row(
      prompt: "/sp.tasks Break down the plan into testable tasks",
      title: "Break down the plan into testable tasks"),
    Row(prompt: "/sp.clarify", title: "/sp.clarify"),
    Row(prompt: "/review 12", title: "/review 12"),
    Row(prompt: "```text\nSign people in with BetterAuth\n```", title: "Sign people in with BetterAuth"),
    Row(prompt: "Feature: export\nObjective: Write a CSV file.", title: "Write a CSV file"),
    Row(
      prompt: "🌐 Phase 4.4: Next.js API mocks (contract-driven)", title: "Next.js API mocks contract-driven"),
    Row(
      prompt: "Project Name: Physical AI & Humanoid Robotics — Essentials",
      title: "Physical AI & Humanoid Robotics Essentials"),
    Row(
      prompt: "You are a senior engineer. Context: the build fails since yesterday.",
      title: "The build fails since yesterday"),
    Row(
      prompt: "Name the branch 003-frontend and here are the specs:", title: "Name the branch 003-frontend"),
    Row(
      prompt: "Break the implementation into clear, atomic and testable tasks",
      title: "Break the implementation"),
    Row(
      prompt: "Generate an actionable, ordered list of tasks",
      title: "Generate an actionable, ordered list of tasks"),
    Row(
      prompt: "Plan the retrieval pipeline and validation for RAG systems",
      title: "Plan the retrieval pipeline and validation"),
    Row(
      prompt: "Generate a checklist for the export covering:", title: "Generate a checklist for the export"),
    Row(
      prompt: "Execute the implementation plan by processing and executing all tasks",
      title: "Execute the implementation plan"),
    Row(
      prompt: "Read the design and write a thorough migration guide for users",
      title: "Read the design"),
    Row(
      prompt: "Fix the login page and add a test for it and for the others",
      title: "Fix the login page"),
    Row(
      prompt: "Rename the old column and drop the index of it",
      title: "Rename the old column"),
    Row(
      prompt: "Payment reminders by mail for customers Target audience: shops Focus: dates",
      title: "Payment reminders by mail for customers"),
    Row(prompt: "Payment reminders by mail Focus: dates and amounts", title: "Payment reminders by mail"),
    Row(prompt: "Explain what the focus: keyword does", title: "Explain what the focus"),
    Row(prompt: "Write tests. Then run them.", title: "Write tests. Then run them"),
    Row(prompt: "Thanks, also fix the token expiry", title: "Fix the token expiry"),
    Row(prompt: "Fine. Now add a test for it", title: "Add a test"),
    Row(prompt: ",how are you", title: "How are you"),
    Row(prompt: "ignore .env files in git", title: "Ignore .env files in git"),
    Row(
      prompt: "Complete the remaining tasks in the menu-driven interface and mark them",
      title: "Complete the remaining tasks"),
    Row(
      prompt: "I have a chat window in a folder. I want to style it as the page says. In detail:",
      title: "Style it as the page says"),
    Row(prompt: "I have two tests that fail. They are new.", title: "I have two tests that fail"),
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
