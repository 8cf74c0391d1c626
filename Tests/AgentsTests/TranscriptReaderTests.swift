import Records
import Testing

@testable import Agents

/// What the readers of other agents do beyond the samples.
@Suite struct TranscriptReaderTests {
  static func event(_ type: String, _ payload: String, at second: Int = 0) -> String {
    #"{"timestamp":"2026-01-02T03:04:0\#(second)Z","type":"\#(type)","payload":\#(payload)}"# + "\n"
  }

  static func item(_ text: String) -> String {
    event(
      "response_item",
      #"{"type":"message","role":"user","content":[{"type":"input_text","text":"\#(text)"}]}"#)
  }

  static let meta = event("session_meta", #"{"id":"c","cwd":"/w","git":{"branch":"dev"}}"#)

  @Test func codexTellsAPromptTwice() {
    let message = Self.event("event_msg", #"{"type":"user_message","message":"do it"}"#)
    let context = Self.item("<environment_context>\\n<cwd>/w</cwd>\\n</environment_context>")
    for text in [message + Self.item("do it"), Self.item("do it") + message, Self.item("do it")] {
      let found = turns(Self.meta + context + text)
      #expect(found.map(\.words) == [["do it"]])
      #expect(found.first?.branch == "dev")
    }
  }

  @Test(arguments: [
    "# AGENTS.md instructions for /w\\n\\n<INSTRUCTIONS>\\nx\\n</INSTRUCTIONS>",
    "<ENVIRONMENT_CONTEXT>x</environment_context>",
    "<turn_aborted>x</turn_aborted>", " <user_instructions>\\nx</user_instructions>\\n",
  ])
  func codexsOwnTextIsNobodys(_ text: String) { #expect(turns(Self.meta + Self.item(text)).isEmpty) }

  @Test func aMarkAtOneEndOnlyIsTheUsers() {
    #expect(turns(Self.meta + Self.item("<skill> is what?")).flatMap(\.words) == ["<skill> is what?"])
  }

  @Test func codexIsSteeredWhileItWorks() {
    let found = turns(
      Self.meta + Self.event("event_msg", #"{"type":"task_started"}"#)
        + Self.event("event_msg", #"{"type":"user_message","message":"a"}"#)
        + Self.event("event_msg", #"{"type":"user_message","message":"b"}"#)
        + Self.event("event_msg", #"{"type":"task_complete"}"#)
        + Self.event("event_msg", #"{"type":"user_message","message":"c"}"#)
        + Self.event("event_msg", #"{"type":"turn_aborted"}"#))
    #expect(found.map(\.words) == [["a", "b"], ["c"]])
    #expect(found.map(\.wasInterrupted) == [false, true])
  }

  /// Sums are of the session; where its beginning is not known, the last answer's cost tells.
  @Test(arguments: [
    (
      offset: 0, hasLast: true,
      costs: [TokenCost(input: 10, output: 3, cached: 5), TokenCost(input: 2, output: 1)]
    ),
    (
      offset: 0, hasLast: false,
      costs: [TokenCost(input: 10, output: 3, cached: 5), TokenCost(input: 2, output: 1)]
    ),
    (
      offset: 9, hasLast: true,
      costs: [TokenCost(input: 8, output: 1, cached: 5), TokenCost(input: 2, output: 1)]
    ),
    (offset: 9, hasLast: false, costs: [nil, TokenCost(input: 2, output: 1)]),
  ]) func codexCountsTheWholeSession(_ row: (offset: Int, hasLast: Bool, costs: [TokenCost?])) {
    func usage(_ input: Int, _ cached: Int, _ output: Int) -> String {
      #"{"input_tokens":\#(input),"cached_input_tokens":\#(cached),"output_tokens":\#(output)}"#
    }
    func count(_ total: String, _ last: String) -> String {
      let last = row.hasLast ? #","last_token_usage":\#(last)"# : ""
      return Self.event(
        "event_msg", #"{"type":"token_count","info":{"total_token_usage":\#(total)\#(last)}}"#)
    }
    let text =
      Self.event("event_msg", #"{"type":"user_message","message":"a"}"#)
      + count(usage(15, 5, 3), usage(13, 5, 1)) + count(usage(15, 5, 3), usage(13, 5, 1))
      + Self.event("event_msg", #"{"type":"user_message","message":"b"}"#)
      + count(usage(17, 5, 4), usage(2, 0, 1))
    var stream = TranscriptStream(of: .codex, name: "c.jsonl", from: row.offset)
    Array(text.utf8).withUnsafeBufferPointer { stream.feed($0) }
    stream.finish()
    #expect(stream.take().map(\.tokens) == row.costs)
  }

  @Test(arguments: [
    (
      Agent.gemini,
      #"{"id":"1","type":"user","content":"a"}"# + "\n"
        + #"{"id":"2","type":"gemini","content":"x","tokens":{"input":100,"output":2,"cached":90,"thoughts":5,"tool":1,"total":108}}"#
    ),
    (
      .opencode,
      #"{"info":{"id":"s"},"messages":[{"info":{"id":"1","role":"user"},"parts":[{"type":"text","text":"a"}]},"#
        + #"{"info":{"id":"2","role":"assistant","tokens":{"input":10,"output":2,"reasoning":5,"cache":{"read":90,"write":1}}},"parts":[{"type":"text","text":"x"}]}]}"#
    ),
    (
      .pi,
      #"{"type":"message","id":"1","parentId":null,"message":{"role":"user","content":"a"}}"# + "\n"
        + #"{"type":"message","id":"2","parentId":"1","message":{"role":"assistant","content":[{"type":"text","text":"x"}],"usage":{"input":10,"output":7,"cacheRead":90,"cacheWrite":1}}}"#
    ),
  ]) func whatIsReadIsToldWithoutACacheAndWhatIsWrittenWithThoughts(_ agent: Agent, _ text: String) {
    var stream = TranscriptStream(of: agent, name: "s.jsonl", from: 1)
    Array((text + "\n").utf8).withUnsafeBufferPointer { stream.feed($0) }
    stream.finish()
    #expect(stream.take().map(\.tokens) == [TokenCost(input: 11, output: 7, cached: 90)])
  }

  @Test func geminiTakesBackAndReplaces() {
    let head = #"{"sessionId":"g","projectHash":"x","startTime":"2026-01-02T03:04:05Z"}"# + "\n"
    func line(_ id: String, _ type: String, _ text: String) -> String {
      #"{"id":"\#(id)","type":"\#(type)","content":"\#(text)"}"# + "\n"
    }
    let found = turns(
      head + line("1", "user", "a") + line("2", "gemini", "x") + line("2", "gemini", "y")
        + line("3", "user", "b")
        + line("4", "gemini", "z") + #"{"$rewindTo":"2"}"# + "\n" + line("5", "user", "c"))
    #expect(found.map(\.words) == [["a"], ["b"], ["c"]])
    #expect(found.map(\.answer) == ["y", nil, nil])
    let shown = #"{"id":"1","type":"user","content":[{"text":"long"}],"displayContent":"short"}"# + "\n"
    #expect(turns(head + shown).flatMap(\.words) == ["short"])
  }

  @Test func copilotsAdditionsAreTakenOut() {
    let line =
      #"{"type":"user.message","data":{"content":"","transformedContent":"<current_datetime>now</current_datetime>\n\nfix it\n\n<reminder>x</reminder>"},"id":"1"}"#
    #expect(turns(line).flatMap(\.words) == ["fix it"])
  }

  @Test func aiderKeepsTheLinesOfAPrompt() {
    let text =
      "# aider chat started at 2026-07-17 09:00:00\n\n#### one  \n####   \n#### # two  \n\nSure.\n\n#### Steps\n\n```\n#### no\n```\n> Applied edit to a.py  \n\n#### next  \n"
    let found = turns(text, name: ".aider.chat.history.md")
    #expect(found.map(\.words) == [["one\n\n# two"], ["next"]])
    #expect(found.first?.answer == "Sure.\n\n#### Steps\n\n```\n#### no\n```")
    #expect(found.first?.files == ["a.py"])
  }

  @Test func clinesToolResultsAreNobodys() {
    let text =
      #"[{"role":"user","content":[{"type":"text","text":"<task>\nfix\n</task>"},{"type":"text","text":"<environment_details>x</environment_details>"}]},{"role":"assistant","content":"ok"},{"role":"user","content":[{"type":"text","text":"[read_file for 'a'] Result:"},{"type":"text","text":"contents"}]},{"role":"user","content":[{"type":"text","text":"<feedback>no</feedback>"}]}]"#
    let found = turns(text, name: "tasks/1767225600000/api_conversation_history.json")
    #expect(found.first?.words == ["fix"])
    #expect(found.last?.words == ["no"])
  }

  @Test(arguments: [
    "", "\n", "{", "[", "[]", "{}", "null", "hello", "{\"a\":1}\n{\"b\":2}\n", "\u{FEFF}",
    "# A README\n\n#### Use\n",
  ])
  func isNoTranscript(_ text: String) {
    #expect(TranscriptCorpusTests.turns(in: Array(text.utf8), name: "x", block: 3).agent == nil)
  }

  @Test func depthCostsNoStack() {
    let deep = String(repeating: "[", count: 1 << 20)
    #expect(turns(#"{"type":"user","message":{"content":\#(deep)"#).isEmpty)
    let closed = deep + String(repeating: "]", count: 1 << 20)
    #expect(turns(#"{"type":"user","message":{"content":\#(closed)}}"#).isEmpty)
  }

  @Test(
    arguments: [
      ("2026-01-05T12:17:31.459Z", 1_767_615_451_459), ("2026-01-05 12:17:31", 1_767_615_451_000),
      ("2026-01-05T13:17:31+01:00", 1_767_615_451_000), ("1970-01-01T00:00:00Z", 0),
      ("2000-02-29T00:00:00.5Z", 951_782_400_500),
    ] as [(String, Int64)])
  func times(_ text: String, _ milliseconds: Int64) {
    #expect(Moment.milliseconds(Array(text.utf8)) == milliseconds)
  }

  @Test(arguments: ["", "2026", "2026-13-01T00:00:00Z", "yesterday", "2026-01-05T99:00:00Z"]) func noTimes(
    _ text: String
  ) {
    #expect(Moment.milliseconds(Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      ("swift test --filter A", "swift test --filter A"),
      ("cd a && uv run pytest -q | tail", "uv run pytest -q"),
      ("CI=1 npm test", "CI=1 npm test"), ("git commit -m 'pytest'", nil), ("make testing", nil), ("ls", nil),
    ] as [(String, String?)])
  func testCommands(_ command: String, _ test: String?) {
    #expect(TestCommand.find(in: Array(command.utf8)) == test)
  }
}
