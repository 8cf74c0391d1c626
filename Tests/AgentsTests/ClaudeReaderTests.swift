import Testing

@testable import Agents

/// The shapes of lines that Claude Code writes.
@Suite struct ClaudeReaderTests {
  static func user(_ text: String, _ more: String = "", uuid: String = "u\(Int.random(in: 0...1 << 40))")
    -> String
  {
    #"{"type":"user","sessionId":"s","cwd":"/p","gitBranch":"main","uuid":"\#(uuid)","timestamp":"2026-01-05T12:17:31.459Z"\#(more),"message":{"role":"user","content":"\#(text)"}}"#
      + "\n"
  }

  static func result(_ content: String, also: String = "") -> String {
    #"{"type":"user","sessionId":"s","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"\#(content)"}\#(also)]},"toolUseResult":{"x":1}}"#
      + "\n"
  }

  static func says(_ text: String, id: String = "m1", model: String = "claude-x") -> String {
    #"{"type":"assistant","sessionId":"s","timestamp":"2026-01-05T12:18:00Z","message":{"id":"\#(id)","model":"\#(model)","content":[{"type":"text","text":"\#(text)"}],"usage":{"input_tokens":10,"output_tokens":3,"cache_read_input_tokens":5}}}"#
      + "\n"
  }

  static func queue(_ operation: String, _ content: String? = nil) -> String {
    #"{"type":"queue-operation","operation":"\#(operation)","sessionId":"s"\#(content.map { ",\"content\":\"\($0)\"" } ?? "")}"#
      + "\n"
  }

  @Test func aTurnIsAPromptAndItsAnswer() throws {
    let found = turns(
      Self.user("do it") + Self.says("first") + Self.says("then", id: "m2")
        + #"{"type":"assistant","message":{"id":"m2","content":[{"type":"tool_use","name":"Bash","input":{"command":"cd x && swift test --filter A"}},{"type":"tool_use","name":"Write","input":{"file_path":"/p/a.swift","content":"…"}}]}}"#
        + "\n" + Self.result("ok") + Self.says("done", id: "m3"))
    let turn = try #require(found.first)
    #expect(found.count == 1)
    #expect(turn.words == ["do it"])
    #expect(turn.answer == "done")
    #expect(turn.model == "claude-x")
    #expect(turn.files == ["/p/a.swift"])
    #expect(turn.tests == ["swift test --filter A"])
    #expect(turn.tokens?.input == 30)
    #expect(turn.tokens?.cached == 15)
    #expect(turn.sessionName == "claude-code/s")
    #expect(turn.branch == "main")
    #expect(turn.directory == Array("/p".utf8))
    #expect(turn.started == 1_767_615_451_459)
    #expect(turn.ended == 1_767_615_480_000)
  }

  @Test func aMessageThatIsToldAgainIsCountedOnce() {
    let first = Self.user("a", uuid: "u1") + Self.says("x", id: "m1") + Self.says("y", id: "m2")
    let second = Self.user("b", uuid: "u2") + Self.says("z", id: "m3")
    // In pieces with others between them; and all of it by a session that goes on after a break.
    let found = turns(first + Self.says("x", id: "m1") + second + first + second)
    #expect(found.map(\.words) == [["a"], ["b"]])
    #expect(found.map { $0.tokens?.input } == [20, 10])
  }

  @Test func whatWasTypedMeanwhileBelongsToTheTurn() {
    // Only in the queue; in the queue and as an attachment; beside a result; when refusing a tool.
    let attachment =
      #"{"type":"attachment","attachment":{"type":"queued_command","prompt":"and that"},"uuid":"a1"}"# + "\n"
    let found = turns(
      Self.user("do it") + Self.queue("enqueue", "stop") + Self.queue("remove")
        + Self.queue("enqueue", "and that")
        + attachment + Self.queue("remove")
        + Self.result("r", also: #",{"type":"text","text":"use pagination"}"#)
        + Self.result(
          "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\\nnot so"
        )
        + Self.says("done"))
    #expect(found.map(\.words) == [["do it", "stop", "and that", "use pagination", "not so"]])
  }

  @Test func aRemovedTextThatIsAlsoAttachedCountsOnce() {
    let attachment =
      #"{"type":"attachment","attachment":{"type":"queued_command","prompt":[{"type":"text","text":"b"}]},"uuid":"a1"}"#
      + "\n"
    let found = turns(Self.user("a") + Self.queue("enqueue", "b") + Self.queue("remove") + attachment)
    #expect(found.map(\.words) == [["a", "b"]])
  }

  @Test func whatWaitedIsTheNextPrompt() {
    let found = turns(
      Self.user("a") + Self.queue("enqueue", "b") + Self.says("1") + Self.queue("dequeue") + Self.user("b")
        + Self.says("2"))
    #expect(found.map(\.words) == [["a"], ["b"]])
    #expect(found.map(\.answer) == ["1", "2"])
  }

  @Test func whatWasTakenBackAndTypedAgainCountsOnce() {
    let queued = Self.user("a") + Self.queue("enqueue", "b") + Self.queue("popAll")
    #expect(turns(queued + Self.user("b, please")).map(\.words) == [["a"], ["b, please"]])
    #expect(turns(queued).map(\.words) == [["a", "b"]])
  }

  @Test func machinesInTheQueueAreNobody() {
    let note = "<task-notification>\\nx\\n</task-notification>"
    let found = turns(
      Self.user("a") + Self.queue("enqueue", note) + Self.queue("enqueue", "b") + Self.queue("remove")
        + Self.queue("remove"))
    #expect(found.map(\.words) == [["a", "b"]])
  }

  @Test(arguments: [
    ("Caveat: The messages below were generated by the user while running local commands. DO NOT", ""),
    ("<local-command-caveat>Caveat</local-command-caveat>", #","isMeta":true"#),
    ("skill body", #","isMeta":true"#),
    ("<local-command-stdout>out</local-command-stdout>", ""),
    ("<bash-stdout>x</bash-stdout><bash-stderr></bash-stderr>", ""),
    ("This session is being continued from a previous conversation that ran out", ""),
    ("A summary", #","isCompactSummary":true"#), ("<task-notification>x</task-notification>", ""),
    ("<system-reminder>only</system-reminder>", ""), ("to a sub-agent", #","isSidechain":true"#),
    ("Implement the following plan:\\n1", #","planContent":"1""#), ("", ""), ("  \\n", ""),
  ])
  func isNotTheUsers(_ text: String, _ more: String) { #expect(turns(Self.user(text, more)).isEmpty) }

  @Test(arguments: [
    (
      "<command-message>x is running…</command-message>\\n<command-name>/x</command-name>\\n<command-args>a <b></b> c</command-args>",
      "/x a <b></b> c"
    ),
    (
      "<command-name>/clear</command-name>\\n<command-message>clear</command-message>\\n<command-args></command-args>",
      "/clear"
    ),
    (
      "<command-name>/r</command-name><command-args>say </command-args> twice</command-args>",
      "/r say </command-args> twice"
    ),
    ("<bash-input>ls -l</bash-input>", "!ls -l"),
    ("<ide_opened_file>The user opened /p</ide_opened_file>\\nfix it", "fix it"),
    ("<ide_selection>x</ide_selection> fix it ", "fix it"),
    ("fix it\\n\\n<system-reminder>as ever</system-reminder>", "fix it"),
    (
      "one\\n<system-reminder>\\nx\\n</system-reminder>\\ntwo",
      "one\\n<system-reminder>\\nx\\n</system-reminder>\\ntwo"
    ),
    ("what does <command-name>/x</command-name> mean?", "what does <command-name>/x</command-name> mean?"),
    ("\\f keep \\t blanks ", "\\f keep \\t blanks "),
    ("Gr\\u00fc\\u00dfe \\ud83d\\ude80", "Grüße 🚀"),
  ])
  func isTheUsers(_ text: String, _ words: String) {
    let plain = words.replacing("\\n", with: "\n").replacing("\\f", with: "\u{0C}").replacing(
      "\\t", with: "\t")
    #expect(turns(Self.user(text)).map(\.words) == [[plain]])
  }

  @Test func anInterruptionIsNoPrompt() {
    let found = turns(
      Self.user("a") + Self.user("[Request interrupted by user for tool use]") + Self.user("b"))
    #expect(found.map(\.words) == [["a"], ["b"]])
    #expect(found.map(\.wasInterrupted) == [true, false])
  }

  @Test func whatASubAgentChangesCountsAndWhatItSaysDoesNot() {
    let line =
      #"{"type":"assistant","isSidechain":true,"message":{"id":"m9","model":"small","content":[{"type":"text","text":"mine"},{"type":"tool_use","name":"Edit","input":{"file_path":"/p/b"}}]}}"#
      + "\n"
    let found = turns(Self.user("a") + Self.says("yours") + line)
    #expect(found.map(\.answer) == ["yours"])
    #expect(found.map(\.files) == [["/p/b"]])
    #expect(found.map(\.model) == ["claude-x"])
    #expect(turns(Self.user("a"), name: "s/subagents/agent-1.jsonl").isEmpty)
  }

  @Test func damageCostsOnlyItself() {
    let good = Self.user("a")
    let two = good.replacing("\n", with: "") + Self.user("b")
    #expect(turns(two).flatMap(\.words) == ["a", "b"])
    #expect(turns("\u{FEFF}" + good).flatMap(\.words) == ["a"])
    #expect(
      turns("{\"type\":\"user\",\n" + good + "}}]\n42\n\"x\"\n" + Self.user("b")).flatMap(\.words) == [
        "a", "b",
      ])
    // A line that is still being written.
    #expect(turns(good + Self.user("b").dropLast(5)).flatMap(\.words) == ["a"])
    #expect(turns(good + String(Self.user("b").dropLast())).flatMap(\.words) == ["a", "b"])
    // Control characters as they are.
    #expect(turns(Self.user("a\u{1}\tb")).flatMap(\.words) == ["a\u{1}\tb"])
  }

  @Test func aLineThatComesTwiceCountsOnce() {
    let line = Self.user("a", uuid: "same")
    #expect(turns(line + Self.says("x") + line).count == 1)
  }

  @Test func whatWasAddedIsReadAlone() throws {
    let before = Self.user("a") + Self.says("1")
    let after = Self.queue("enqueue", "more") + Self.queue("remove") + Self.says("2")
    let added = Array((Self.user("b") + after).utf8)
    var stream = TranscriptStream(of: .claude, from: before.utf8.count)
    added.withUnsafeBufferPointer { stream.feed($0) }
    stream.finish()
    let turn = try #require(stream.take().first)
    #expect(turn.words == ["b", "more"])
    #expect(turn.answer == "2")
    #expect(turn.number == nil)
    #expect(stream.offset == before.utf8.count + added.count)
  }

  @Test func anUnfinishedLineIsLeftForTheNextTime() {
    let whole = Self.user("a")
    var stream = TranscriptStream(of: .claude, from: 0)
    Array((whole + "{\"type\":\"us").utf8).withUnsafeBufferPointer { stream.feed($0) }
    stream.finish()
    #expect(stream.offset == whole.utf8.count)
    #expect(stream.unreadable == 0)
  }
}
