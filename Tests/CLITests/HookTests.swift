import Foundation
import JSON
import Testing

/// The hooks as agents call them: real processes, JSON on standard input. Whatever comes, they end well and say nothing.
@Suite struct HookTests {
  // MARK: A turn from beginning to end

  @Test(arguments: AgentCall.all) func aTurnBecomesARecord(_ agent: AgentCall) throws {
    let project = try HookedProject()
    let text = "Add a cache"
    try project.fire(agent, agent.prompt(project.path, text))
    #expect(project.records.isEmpty, "the turn is not over")
    try project.fire(agent, agent.edit(project.path, "src/cache.ts"))
    for event in agent.stop(project.path, "The cache is in.") { try project.fire(agent, event) }
    let record = try #require(project.onlyRecord)
    #expect(record.prompt == text)
    #expect(record.text.contains("session: \(agent.session)\n"))
    #expect(record.text.contains("  turn: 1\n"))
    #expect(record.text.contains("files:\n - src/cache.ts\n"))
    #expect(record.text.contains("branch: main\n"))
    if agent.tellsAnswer { #expect(record.text.contains("The cache is in.")) }
    #expect(!record.text.contains("ann@example.org"))
    #expect(project.spool.isEmpty)
  }

  @Test(arguments: AgentCall.all) func everythingTwiceIsOneRecord(_ agent: AgentCall) throws {
    let project = try HookedProject()
    for _ in 0..<2 { try project.fire(agent, agent.prompt(project.path, "Add a cache")) }
    for _ in 0..<2 { try project.fire(agent, agent.edit(project.path, "a.ts")) }
    for _ in 0..<2 { for event in agent.stop(project.path, "Done.") { try project.fire(agent, event) } }
    try project.fire(agent, agent.prompt(project.path, "Add a cache"))
    for event in agent.stop(project.path, "Done.") { try project.fire(agent, event) }
    for _ in 0..<2 { try project.fire(agent, agent.end(project.path)) }
    #expect(project.onlyRecord?.prompt == "Add a cache")
    #expect(project.spool.isEmpty)
  }

  @Test(arguments: AgentCall.all) func theNextPromptEndsATurn(_ agent: AgentCall) throws {
    let project = try HookedProject()
    try project.fire(agent, agent.prompt(project.path, "Add a cache"))
    try project.fire(agent, agent.prompt(project.path, "Now fix the bug"))
    #expect(project.records.map(\.prompt) == ["Add a cache"])
    try project.fire(agent, agent.end(project.path))
    #expect(Set(project.records.map(\.prompt)) == ["Add a cache", "Now fix the bug"])
    #expect(project.spool.isEmpty)
  }

  @Test(arguments: AgentCall.all) func aStopAloneHarmsNothing(_ agent: AgentCall) throws {
    let project = try HookedProject()
    for event in agent.stop(project.path, "Done.") { try project.fire(agent, event) }
    #expect(project.records.map(\.prompt) == (agent.tellsPromptAgain ? ["Add a cache"] : []))
    try project.fire(agent, agent.prompt(project.path, "Then this"))
    try project.fire(agent, agent.end(project.path))
    #expect(project.records.contains { $0.prompt == "Then this" })
  }

  @Test func codexNotifiesOfAWholeTurn() throws {
    let project = try HookedProject()
    let payload: JSON = [
      "type": "agent-turn-complete", "thread-id": "n1", "turn-id": "1", "cwd": .string(project.path),
      "input-messages": ["List the files", "and their sizes"], "last-assistant-message": "Three files.",
    ]
    for _ in 0..<2 { try project.hook(["codex", payload.description]) }
    let record = try #require(project.onlyRecord)
    #expect(record.text.contains("and their sizes"))
    #expect(record.text.contains("Three files."))
  }

  // MARK: Several at once

  @Test func sessionsDoNotMix() throws {
    let project = try HookedProject()
    for session in ["a", "b"] { try project.fire(prompt("Ask \(session)", session, project)) }
    for session in ["b", "a"] { try project.fire(stop("Answer \(session)", session, project)) }
    #expect(project.records.count == 2)
    for record in project.records {
      let session = record.prompt.suffix(1)
      #expect(
        record.text.contains("Answer \(session)") && record.text.contains("session: claude-code/\(session)\n")
      )
    }
  }

  @Test func manyStopsAtOnceMakeOneRecord() throws {
    let project = try HookedProject()
    try project.fire(prompt("Add a cache", "a", project))
    try project.sandbox.write("stop.json", stop("Done.", "a", project).write())
    try project.sandbox.shell("for i in 1 2 3 4 5 6 7 8; do clio hook claude <stop.json & done; wait")
    #expect(project.records.count == 1)
    #expect(project.spool.isEmpty)
  }

  // MARK: Ends without a word

  @Test func aSessionThatDiedIsFinishedByTheNextCommandThatWrites() throws {
    let project = try HookedProject()
    try project.sandbox.write("prompt.json", prompt("Add a cache", "a", project).write())
    // awk plays the agent, and is gone afterwards.
    try project.sandbox.shell(#"awk 'BEGIN { system("clio hook claude <prompt.json") }'"#)
    #expect(project.records.isEmpty)
    _ = try project.sandbox.clio(["list"])
    #expect(project.records.isEmpty, "a command that reads finishes nothing")
    _ = try project.sandbox.clio(["record", "-p", "Another", "-q"])
    #expect(Set(project.records.map(\.prompt)) == ["Add a cache", "Another"])
    #expect(project.spool.isEmpty)
  }

  @Test func aLivingSessionIsLeftAlone() throws {
    let project = try HookedProject()
    try project.fire(prompt("Add a cache", "a", project))
    _ = try project.sandbox.clio(["record", "-p", "Another", "-q", "--apart"])
    #expect(project.records.map(\.prompt) == ["Another"])
    try project.fire(stop("Done.", "a", project))
    #expect(project.records.count == 2)
  }

  @Test func aTurnOutlivesItsWorktree() throws {
    let project = try HookedProject()
    try project.sandbox.shell("git commit -q --allow-empty -m x && git worktree add -q ../tree")
    let tree = project.sandbox.base.appending(path: "tree").path
    try project.fire(prompt("Add a cache", "a", project, in: tree))
    try project.sandbox.shell("git worktree remove --force ../tree && git clean -fdXq")
    try project.fire(end("a", project, in: project.path))
    #expect(project.records.map(\.prompt) == ["Add a cache"])
  }

  // MARK: What is none of the user's

  @Test func subagentsMakeNoRecord() throws {
    let project = try HookedProject()
    try project.fire(prompt("Add a cache", "a", project))
    try project.fire(prompt("Look into it", "a", project, more: ["agent_id": "x", "agent_type": "Explore"]))
    try project.fire(stop("Looked.", "a", project, more: ["agent_id": "x", "agent_type": "Explore"]))
    #expect(project.records.isEmpty)
    try project.fire(stop("Done.", "a", project))
    #expect(project.onlyRecord?.prompt == "Add a cache")
    #expect(project.onlyRecord?.text.contains("Done.") == true)
  }

  @Test func notThisOne() throws {
    let project = try HookedProject()
    try project.hook(["claude"], prompt("Off", "a", project).write(), with: ["CLIO_OFF": "1"])
    try project.fire(prompt("#private the plan", "a", project))
    try project.fire(prompt("the plan #private", "a", project))
    _ = try project.sandbox.clio(["pause"])
    try project.fire(prompt("While paused", "a", project))
    _ = try project.sandbox.clio(["resume"])
    #expect(project.spool.isEmpty)
    try project.fire(prompt("What does #private do?", "a", project))
    try project.fire(stop("Done.", "a", project))
    #expect(project.records.map(\.prompt) == ["What does #private do?"])
    #expect(project.everything.allSatisfy { !$0.contains("the plan") && !$0.contains("While paused") })
  }

  @Test func onlyWhereSetUp() throws {
    let project = try HookedProject(isSetUp: false)
    try project.hook(["claude", "--only-set-up"], prompt("Stranger", "a", project).write())
    #expect(project.sandbox.files().isEmpty && project.spool.isEmpty)
    try project.fire(prompt("Mine", "a", project))
    try project.fire(stop("Done.", "a", project))
    #expect(project.onlyRecord?.prompt == "Mine")
  }

  // MARK: Nothing gets in the way

  @Test(arguments: [
    [], ["clippy"], ["--frobnicate"], ["claude", "--root"], ["claude", "codex", "x"], ["\u{1B}[31m"],
    ["claude", "{not json"], ["claude", #"{"type":"agent-turn-complete"}"#],
  ]) func badArguments(_ words: [String]) throws {
    let project = try HookedProject()
    try project.hook(words, prompt("Add a cache", "a", project).write())
    try project.fire(end("a", project, in: project.path))
  }

  @Test(arguments: [
    "", " ", "{", "[", "null", "[]", "42", "\"x\"", "{}", "\u{FEFF}{}", #"{"hook_event_name": 5}"#,
    #"{"hook_event_name": "UserPromptSubmit"}"#, #"{"hook_event_name": "UserPromptSubmit", "prompt": 5}"#,
    #"{"hook_event_name": "Stop", "session_id": [1]}"#, #"{"hook_event_name": "Later", "prompt": "x"}"#,
    #"{"hook_event_name": "Stop", "cwd": "\u0000/x", "transcript_path": "\u0000"}"#,
    String(repeating: "[", count: 100_000),
  ]) func wrongInput(_ text: String) throws {
    let project = try HookedProject()
    for agent in ["claude", "codex", "gemini", "cursor", "copilot"] {
      try project.hook([agent], Array(text.utf8))
    }
    #expect(project.records.isEmpty)
  }

  @Test func whatCannotBeReadIsKept() throws {
    let project = try HookedProject()
    try project.hook(["claude"], Array(#"{"hook_event_name":"UserPromptSubmit","prompt":"half a pro"#.utf8))
    #expect(project.spool.count == 1)
    try project.fire(prompt("Add a cache", "a", project))
    try project.fire(stop("Done.", "a", project))
    #expect(project.onlyRecord?.prompt == "Add a cache")
    #expect(project.spool.count == 1)
  }

  @Test func rawControlCharactersAndAMissingEventName() throws {
    let project = try HookedProject()
    let root = project.path
    try project.hook(
      ["claude"], Array("{\"prompt\":\"a\u{07}b\nc\",\"session_id\":\"a\",\"cwd\":\"\(root)\"}".utf8))
    try project.fire(stop("Done.", "a", project))
    #expect(project.onlyRecord?.prompt == "a\u{07}b\nc")
  }

  /// Where nothing can be written in the project, the prompt waits in the user's state folder for better times.
  @Test func aProjectThatCannotBeWritten() throws {
    let project = try HookedProject(isSetUp: false)
    for name in [".git/clio", ".clio", "history"] { try project.sandbox.write(name, "in the way\n") }
    try project.fire(prompt("Add a cache", "a", project))
    try project.fire(stop("Done.", "a", project))
    try project.fire(end("a", project, in: project.path))
    #expect(project.records.isEmpty)
    try project.sandbox.shell("rm .git/clio .clio history")
    _ = try project.sandbox.clio(["record", "-p", "Another", "-q"])
    #expect(Set(project.records.map(\.prompt)) == ["Add a cache", "Another"])
  }

  @Test func aBrokenConfigurationLosesNothing() throws {
    let project = try HookedProject()
    try project.sandbox.write("clio.yml", "id-width: [")
    try project.fire(prompt("Add a cache", "a", project))
    try project.fire(stop("Done.", "a", project))
    #expect(project.records.isEmpty)
    try project.sandbox.shell("rm clio.yml")
    try project.fire(end("a", project, in: project.path))
    #expect(project.onlyRecord?.prompt == "Add a cache")
    #expect(project.onlyRecord?.text.contains("Done.") == true)
  }

  @Test func theAgentsDirectoryDoesNotMoveTheProject() throws {
    let project = try HookedProject()
    try project.sandbox.write("other/.specify/x", "")
    let root = project.path
    let payload = prompt("Add a cache", "a", project, in: root + "/other").write()
    try project.hook(["claude"], payload, with: ["CLAUDE_PROJECT_DIR": root])
    try project.hook(["claude"], stop("Done.", "a", project).write(), with: ["CLAUDE_PROJECT_DIR": root])
    #expect(project.onlyRecord?.prompt == "Add a cache")
  }

  @Test func aLongAnswerIsShortened() throws {
    let project = try HookedProject()
    try project.fire(prompt("Add a cache", "a", project))
    try project.fire(stop(String(repeating: "word ", count: 4_000), "a", project))
    let text = try #require(project.onlyRecord?.text)
    #expect(text.count < 8_000)
    #expect(text.contains("word …"))
  }

  /// Wherever a credential stands, no file of clio's holds it: not the record, its name, the spool, the log or the index.
  @Test(arguments: ["prompt", "answer", "file"]) func noCredentialIsKept(_ place: String) throws {
    let project = try HookedProject()
    let token = "ghp_" + String("aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA3".prefix(36))
    func text(_ here: String) -> String { here == place ? "Use \(token) for it" : "Use it" }
    try project.fire(prompt(text("prompt"), "a", project))
    #expect(project.everything.allSatisfy { !$0.contains(token) }, "the spool")
    try project.fire(
      payload(
        "PostToolUse", "a", project.path,
        [
          .init("tool_name", "Write"),
          .init("tool_input", ["file_path": .string(place == "file" ? "src/\(token).ts" : "src/a.ts")]),
        ], [:]))
    try project.fire(stop(text("answer"), "a", project))
    _ = try project.sandbox.clio(["search", "use"])
    let record = try #require(project.onlyRecord)
    #expect(record.text.contains("[REDACTED:"))
    #expect(project.everything.allSatisfy { !$0.contains(token) })
    #expect(!record.name.contains("ghp_"))
  }

  @Test func forgetting() throws {
    let project = try HookedProject()
    try project.fire(prompt("The zanzibar plan", "a", project))
    #expect(try project.sandbox.clio(["forget", "--last"]).status == 0)
    #expect(project.spool.isEmpty)
    try project.fire(prompt("The zanzibar plan again", "a", project))
    try project.fire(stop("Done.", "a", project))
    _ = try project.sandbox.clio(["search", "zanzibar"])
    #expect(try project.sandbox.clio(["forget", "--last"]).status == 0)
    #expect(project.records.isEmpty)
    #expect(project.everything.allSatisfy { !$0.lowercased().contains("zanzibar") })
    #expect(try project.sandbox.clio(["forget", "--last"]).status == 1)
    #expect(try project.sandbox.clio(["forget"]).status == 2)
  }

  @Test func theDoctorTells() throws {
    let project = try HookedProject()
    let before = try project.sandbox.clio(["doctor"])
    #expect(before.status == 1 && before.text.contains("clio init --agent"))
    _ = try project.sandbox.clio(["init", "--agent", "claude"])
    try project.fire(prompt("Add a cache", "a", project))
    let after = try project.sandbox.clio(["doctor"])
    #expect(after.status == 0 && after.text.contains("1 prompt is worked on"), "\(after.text)")
    try project.sandbox.write("clio.yml", "id-width: [")
    try project.fire(stop("Done.", "a", project))
    try project.sandbox.shell("rm clio.yml")
    let stuck = try project.sandbox.clio(["doctor", "--json"])
    #expect(stuck.status == 1 && stuck.text.contains("is no record yet"), "\(stuck.text)")
  }

  @Test func debuggingSpeaks() throws {
    let project = try HookedProject()
    let outcome = try project.sandbox.clio(
      ["hook", "claude"], input: prompt("Add a cache", "a", project).write(), with: ["CLIO_DEBUG": "1"])
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.errorText.contains("claude-code/a: prompt"))
    #expect(!outcome.errorText.contains("cache"))
  }

  // MARK: Payloads of Claude Code

  private func prompt(
    _ text: String, _ session: String, _ project: HookedProject, in folder: String? = nil, more: JSON = [:]
  ) -> JSON {
    payload("UserPromptSubmit", session, folder ?? project.path, [.init("prompt", .string(text))], more)
  }

  private func stop(_ answer: String, _ session: String, _ project: HookedProject, more: JSON = [:]) -> JSON {
    payload("Stop", session, project.path, [.init("last_assistant_message", .string(answer))], more)
  }

  private func end(_ session: String, _ project: HookedProject, in folder: String) -> JSON {
    payload("SessionEnd", session, folder, [.init("reason", "exit")], [:])
  }

  private func payload(
    _ event: String, _ session: String, _ folder: String, _ members: [JSON.Member], _ more: JSON
  ) -> JSON {
    .object(
      [
        .init("session_id", .string(session)), .init("cwd", .string(folder)),
        .init("hook_event_name", .string(event)),
      ] + members + (more.members ?? []))
  }
}

/// `clio record` by an agent whose hook has told of the prompt: one record, not two.
@Suite struct CurrentTurnTests {
  private func fire(_ project: HookedProject, _ event: String, _ members: [JSON.Member]) throws {
    try project.fire(
      .object(
        [
          .init("session_id", "a"), .init("cwd", .string(project.path)),
          .init("hook_event_name", .string(event)),
        ] + members))
  }

  @Test func completesTheOpenTurn() throws {
    let project = try HookedProject()
    try fire(project, "UserPromptSubmit", [.init("prompt", "Add a cache to the client, please")])
    let words = [
      "record", "-q", "-t", "Cache answers", "-s", "green", "-l", "perf", "--impact", "Faster", "-p",
      "Add cach",
    ]
    #expect(try project.sandbox.clio(words).status == 0)
    let first = try #require(project.onlyRecord)
    #expect(first.prompt == "Add a cache to the client, please")
    #expect(try project.sandbox.clio(["record", "-q", "--current", "-l", "net"]).status == 0)
    try fire(project, "Stop", [.init("last_assistant_message", "It is in.")])
    try fire(project, "SessionEnd", [])
    let record = try #require(project.onlyRecord)
    #expect(record.name == first.name && record.name.contains("cache-answers.green"))
    #expect(record.prompt == first.prompt)
    for text in ["perf", "net", "✅ Impact: Faster", "It is in."] {
      #expect(record.text.contains(text), "\(text)")
    }
    #expect(project.spool.isEmpty)
  }

  @Test func whatAPersonEditedStays() throws {
    let project = try HookedProject()
    try fire(project, "UserPromptSubmit", [.init("prompt", "Add a cache")])
    #expect(try project.sandbox.clio(["record", "-q", "--current"]).status == 0)
    let name = try #require(project.onlyRecord).name
    #expect(try project.sandbox.clio(["edit", "1", "--set", "title=Mine"]).status == 0)
    try fire(project, "Stop", [.init("last_assistant_message", "It is in.")])
    let record = try #require(project.onlyRecord)
    #expect(record.name == name && record.text.contains("title: Mine") && !record.text.contains("It is in."))
  }

  @Test func anotherPromptIsAnotherRecord() throws {
    let project = try HookedProject()
    try fire(project, "UserPromptSubmit", [.init("prompt", "Add a cache")])
    for prompt in ["Add a cache", "And a second thing"] {
      #expect(try project.sandbox.clio(["record", "-q", "-p", prompt]).status == 0)
    }
    try fire(project, "Stop", [.init("last_assistant_message", "It is in.")])
    #expect(Set(project.records.map(\.prompt)) == ["Add a cache", "And a second thing"])
  }

  @Test func outsideOfASessionThereIsNoneOpen() throws {
    let project = try HookedProject()
    let outcome = try project.sandbox.clio(["record", "--current"])
    #expect(outcome.status == 2 && outcome.errorText.contains("no prompt is being worked on"))
  }
}
