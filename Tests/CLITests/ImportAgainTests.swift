import Foundation
import JSON
import Testing

/// What an import makes of turns that were met before: by a hook, by another import, or by a user who wanted them gone.
@Suite struct ImportAgainTests {
  /// A conversation of Claude Code: prompts and their answers, a day each, or at these times.
  private func write(
    _ turns: [(prompt: String, answer: String)], _ project: HookedProject, session: String = "s",
    at times: [String]? = nil
  ) throws {
    var lines: [JSON] = []
    for (number, turn) in turns.enumerated() {
      let common: [JSON.Member] = [
        .init("sessionId", .string(session)), .init("cwd", .string(project.path)),
        .init("timestamp", .string(times?[number] ?? "2026-01-\(10 + number)T12:00:00Z")),
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

  @Test func whatIsWorkedOnTodaySaysNothingOfThePast() throws {
    let project = try HookedProject()
    try project.sandbox.write(".specify/feature.json", #"{"feature_directory": "specs/009-today"}"#)
    try write([("Add a cache", "Done")], project)
    #expect(try imported(project).contains("1 recorded"))
    #expect(project.records.map(\.name).allSatisfy { $0.hasPrefix("history/prompts/general/") })
    let refused = try project.sandbox.clio(["import", "../s.jsonl", "--feature", "009-today"])
    #expect(refused.status == 2 && refused.errorText.contains("--feature is for notes"))
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
    try project.sandbox.shell("rm clio.yml")
    #expect(try imported(project).contains("0 recorded, 2 had a record, 3 forgotten on request"))
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

  /// `continue`, so many times, at seconds after a moment.
  private func writeContinuing(_ seconds: [Int], _ project: HookedProject, after start: Date? = nil) throws {
    let start = try start ?? Date("2026-01-10T12:00:00Z", strategy: .iso8601)
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    try write(
      seconds.map { ("continue", "after-\($0)") }, project,
      at: seconds.map { (start + Double($0)).formatted(style) })
  }

  /// The answers that records have.
  private func answers(_ project: HookedProject) -> [String] {
    project.records.flatMap { record in
      record.text.split(separator: "\n").filter { $0.hasPrefix("after-") }.map { String($0) }
    }.sorted()
  }

  @Test(
    "A record stands for one prompt: what comes soon after it, or much later, is another one",
    arguments: [[0, 30, 50], [0, 1, 2], [0, 1800, 1860], [0, 0, 0]])
  func aRecordStandsForOnePrompt(_ seconds: [Int]) throws {
    let whole = try HookedProject()
    try writeContinuing(seconds, whole)
    #expect(try imported(whole).contains("3 recorded"))
    #expect(try imported(whole).contains("0 recorded, 3 had a record"))
    let growing = try HookedProject()
    try writeContinuing([seconds[0]], growing)
    #expect(try imported(growing).contains("1 recorded"))
    try writeContinuing(seconds, growing)
    #expect(try imported(growing).contains("2 recorded, 1 had a record"))
    #expect(try imported(growing).contains("0 recorded, 3 had a record"))
    #expect(growing.records.count == 3)
    // A copy of the session tells nothing new, whether it is read with it or alone.
    try growing.sandbox.shell("cp ../s.jsonl ../copy.jsonl")
    #expect(try imported(growing, "../copy.jsonl").contains("0 recorded, 6 had a record"))
  }

  @Test func aCopyInTheSameImportTellsNothingNew() throws {
    let project = try HookedProject()
    try writeContinuing([0, 30, 50], project)
    try project.sandbox.shell("cp ../s.jsonl ../copy.jsonl")
    #expect(try imported(project, "../copy.jsonl").contains("3 recorded, 3 had a record"))
  }

  @Test func whatHooksRecordedIsOneOfThem() throws {
    let project = try HookedProject()
    func hook(_ prompt: String, _ answer: String) throws -> Date {
      let asked: JSON = ["session_id": "s", "cwd": .string(project.path)]
      let common = asked.members ?? []
      let now = Date.now
      try project.fire(
        .object(common + [.init("hook_event_name", "UserPromptSubmit"), .init("prompt", .string(prompt))]))
      // A record that is made in the second of its prompt may be by hand.
      try project.sandbox.shell("sleep 2.1")
      try project.fire(
        .object(
          common + [.init("hook_event_name", "Stop"), .init("last_assistant_message", .string(answer))]))
      return now
    }
    let start = try hook("continue", "after-0")
    #expect(project.onlyRecord?.text.contains("after-0") == true)
    // No hook told of the one before and of those after.
    try writeContinuing([-30, 0, 20, 40], project, after: start)
    #expect(try imported(project).contains("3 recorded, 1 had a record"))
    #expect(answers(project) == ["after--30", "after-0", "after-20", "after-40"])
    #expect(try imported(project).contains("0 recorded, 4 had a record"))
  }

  @Test func aForgottenContinueIsOneOfThem() throws {
    let project = try HookedProject()
    // A record that names no session says of trivial words nothing.
    #expect(try project.sandbox.clio(["record", "-p", "continue", "-t", "By hand", "-q"]).status == 0)
    #expect(try project.sandbox.clio(["forget", "by-hand"]).status == 0)
    try writeContinuing([0, 30, 50], project)
    #expect(try imported(project).contains("3 turns in 1 files: 3 recorded"))
    let gone = try #require(project.records.first { $0.text.contains("\nafter-30\n") })
    #expect(try project.sandbox.clio(["forget", gone.name]).status == 0)
    for _ in 0..<2 {
      #expect(try imported(project).contains("0 recorded, 2 had a record, 1 forgotten on request"))
    }
    try writeContinuing([0, 30, 50, 55], project)
    #expect(try imported(project).contains("1 recorded, 2 had a record, 1 forgotten on request"))
    #expect(answers(project) == ["after-0", "after-50", "after-55"])
  }

  @Test func aForgottenContinueOfAHookIsOneOfThem() throws {
    let project = try HookedProject()
    let common: JSON = ["session_id": "s", "cwd": .string(project.path)]
    let start = Date.now
    try project.fire(
      .object(
        (common.members ?? []) + [.init("hook_event_name", "UserPromptSubmit"), .init("prompt", "continue")]))
    #expect(try project.sandbox.clio(["forget", "--last"]).status == 0)
    try writeContinuing([-60, 0, 30], project, after: start)
    for recorded in ["2 recorded", "0 recorded, 2 had a record"] {
      #expect(try imported(project).contains(recorded + ", 1 forgotten on request"))
    }
    #expect(answers(project) == ["after--60", "after-30"])
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
