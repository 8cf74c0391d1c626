import Foundation
import JSON
import Testing

/// What an import makes of turns that were met before: by a hook, by another import, or by a user who wanted them gone.
@Suite struct ImportAgainTests {
  /// A conversation of Claude Code: prompts and their answers, a minute each.
  private func write(
    _ turns: [(prompt: String, answer: String)], _ project: HookedProject, session: String = "s"
  ) throws {
    var lines: [JSON] = []
    for (number, turn) in turns.enumerated() {
      let common: [JSON.Member] = [
        .init("sessionId", .string(session)), .init("cwd", .string(project.path)),
        .init("timestamp", .string("2026-01-\(10 + number)T12:00:00Z")),
        .init("uuid", .string("\(session)-\(number)")),
      ]
      let asked: JSON = ["role": "user", "content": .string(turn.prompt)]
      let file = "\(project.path)/\(turn.answer).ts"
      let content: JSON = [
        ["type": "tool_use", "name": "Write", "input": ["file_path": .string(file)]],
        ["type": "text", "text": .string(turn.answer)],
      ]
      let answered: JSON = [
        "role": "assistant", "id": .string("m\(number)"), "model": "x", "content": content,
      ]
      lines.append(.object(common + [.init("type", "user"), .init("message", asked)]))
      lines.append(.object(common + [.init("type", "assistant"), .init("message", answered)]))
    }
    try project.sandbox.write("../\(session).jsonl", lines.flatMap { $0.write() + [UInt8(ascii: "\n")] })
  }

  private func imported(_ project: HookedProject, _ more: String...) throws -> String {
    let outcome = try project.sandbox.clio(["import", "../s.jsonl", "--durability", "fast"] + more)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    return outcome.errorText
  }

  @Test func aForgottenRecordStaysForgotten() throws {
    let project = try HookedProject()
    try write([("Add a cache", "Done"), ("The zanzibar plan", "Planned"), ("Test it", "Tested")], project)
    #expect(try imported(project).contains("3 recorded"))
    #expect(try project.sandbox.clio(["forget", "zanzibar"]).status == 0)
    #expect(try imported(project).contains("0 recorded, 2 had a record, 1 forgotten on request"))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Test it"])
    // What is remembered of it tells nothing of its words.
    try project.sandbox.shell("rm ../s.jsonl")
    #expect(project.everything.allSatisfy { !$0.lowercased().contains("zanzibar") })
  }

  @Test(arguments: [false, true]) func whatHooksHaveToldOfStaysForgotten(_ isOpen: Bool) throws {
    let project = try HookedProject()
    let claude = AgentCall.claude
    let transcript = try AgentTranscript(claude, in: project)
    try project.fire(transcript.naming(claude.prompt(project.path, "The zanzibar plan")))
    try transcript.add(transcript.prompt("The zanzibar plan", cwd: project.path))
    try transcript.add(transcript.answer("Planned.", cwd: project.path))
    if !isOpen { try project.fire(transcript.naming(claude.stop(project.path, "Planned.")[0])) }
    #expect(try project.sandbox.clio(["forget", "--last"]).status == 0)
    // Notes of sessions are not kept for ever.
    try project.sandbox.shell("rm -rf .git/clio/sessions")
    let outcome = try project.sandbox.clio(["import", transcript.path])
    #expect(outcome.errorText.contains("1 forgotten on request"), "\(outcome.errorText)")
    #expect(project.records.isEmpty)
  }

  @Test func trivialPromptsBelongToTheTurnBefore() throws {
    let project = try HookedProject()
    try project.sandbox.write("clio.yml", "record-prompts: not-trivial\n")
    try write(
      [
        ("yes", "Yes what"), ("Add a cache", "Begun"), ("continue", "Half"), ("Yes, please!", "Whole"),
        ("Test it", "Tested"),
      ], project)
    #expect(try imported(project).contains("3 turns in 1 files: 3 recorded"))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Test it", "yes"])
    let record = try #require(project.records.first { $0.prompt == "Add a cache" })
    for text in ["continue\n", "Yes, please!", "\nWhole\n", " - Begun.ts\n - Half.ts\n - Whole.ts\n"] {
      #expect(record.text.contains(text), "\(text) in \(record.text)")
    }
    #expect(!record.text.contains("\nHalf\n"))
    #expect(try imported(project).contains("0 recorded, 3 had a record"))
    // What is in a record already doesn't become another one when the setting changes.
    try project.sandbox.shell("rm clio.yml")
    #expect(try imported(project).contains("0 recorded, 5 had a record"))
    #expect(try project.sandbox.clio(["forget", "add-a-cache"]).status == 0)
    try project.sandbox.write("clio.yml", "record-prompts: not-trivial\n")
    #expect(try imported(project).contains("0 recorded, 2 had a record, 1 forgotten on request"))
  }

  @Test func whatFollowsAPrivatePromptIsPrivate() throws {
    let project = try HookedProject()
    try project.sandbox.write("clio.yml", "record-prompts: not-trivial\n")
    try write(
      [("Add a cache", "Done"), ("#private the zanzibar plan", "A"), ("continue", "zanzibar")], project)
    #expect(try imported(project).contains("1 recorded"))
    #expect(project.onlyRecord?.text.contains("zanzibar") == false)
  }

  @Test func theSameWordsAreToldApart() throws {
    let project = try HookedProject()
    try write([("continue", "One"), ("continue", "Two"), ("continue", "Three")], project)
    #expect(try imported(project, "--since", "2026-01-12").contains("1 recorded, 2 from before"))
    #expect(try imported(project, "--since", "2026-01-12").contains("0 recorded, 1 had a record"))
    #expect(try imported(project, "--since", "2026-01-10").contains("2 recorded, 1 had a record"))
    #expect(project.records.count == 3)
  }

  @Test func recordsOutliveTheirConversation() throws {
    let project = try HookedProject()
    try write([("Add a cache", "Done")], project)
    #expect(try imported(project).contains("1 recorded"))
    try write([("Test it", "Tested")], project)
    #expect(try imported(project).contains("1 recorded"))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Test it"])
    try project.sandbox.shell("rm ../s.jsonl")
    #expect(try project.sandbox.clio(["import", "../s.jsonl"]).status == 2)
    #expect(project.records.count == 2)
  }
}
