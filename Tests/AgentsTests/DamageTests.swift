import Testing

@testable import Agents

/// Damage costs only itself: every agent that writes lines has its spoilt lines, torn ends and stray bytes.
@Suite struct DamageTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let agent: Agent
    var name = "session.jsonl"
    /// What a transcript begins with.
    var head = ""
    /// The line of a prompt, with `T` for its text.
    let prompt: String
    var testDescription: String { agent.rawValue }

    func line(_ text: String) -> String {
      let parts = prompt.split(separator: "\"T\"", maxSplits: 1)
      return parts.count == 2 ? parts[0] + "\"" + text + "\"" + parts[1] : ""
    }
  }

  static let forms: [Form] = [
    Form(agent: .claude, prompt: #"{"type":"user","sessionId":"s","message":{"role":"user","content":"T"}}"#),
    Form(
      agent: .codex, head: #"{"type":"session_meta","payload":{"id":"c"}}"#,
      prompt: #"{"type":"event_msg","payload":{"type":"user_message","message":"T"}}"#),
    Form(
      agent: .qwen,
      prompt: #"{"type":"user","sessionId":"s","message":{"role":"user","parts":[{"text":"T"}]}}"#),
    Form(agent: .copilot, prompt: #"{"type":"user.message","data":{"content":"T"}}"#),
    Form(agent: .cursor, prompt: #"{"role":"user","message":{"content":[{"type":"text","text":"T"}]}}"#),
    Form(agent: .windsurf, prompt: #"{"status":"done","user_input":{"user_response":"T"}}"#),
    Form(
      agent: .droid, head: #"{"type":"session_start","id":"s"}"#,
      prompt: #"{"type":"message","message":{"role":"user","content":[{"type":"text","text":"T"}]}}"#),
    Form(
      agent: .pi, head: #"{"type":"session","id":"s","timestamp":"2026-01-02T03:04:05Z"}"#,
      prompt: #"{"type":"message","message":{"role":"user","content":"T"}}"#),
    Form(
      agent: .openclaw, name: ".openclaw/agents/s.jsonl",
      head: #"{"type":"session","id":"s","timestamp":"2026-01-02T03:04:05Z"}"#,
      prompt: #"{"type":"message","message":{"role":"user","content":"T"}}"#),
    Form(agent: .kimi, prompt: #"{"type":"context.append_message","message":{"role":"user","content":"T"}}"#),
    Form(
      agent: .gemini, head: #"{"sessionId":"g","projectHash":"x","startTime":"2026-01-02T03:04:05Z"}"#,
      prompt: #"{"type":"user","content":"T"}"#),
    Form(
      agent: .goose, head: #"{"working_dir":"/w","id":"s"}"#,
      prompt: #"{"role":"user","created":1767000000,"content":[{"type":"text","text":"T"}]}"#),
    Form(
      agent: .copilotVSCode, head: #"{"kind":0,"v":{"sessionId":"s","requests":[]}}"#,
      prompt: #"{"kind":2,"k":["requests"],"v":[{"message":{"text":"T"}}]}"#),
  ]

  private func words(_ form: Form, _ lines: [String], end: String = "\n") -> [String] {
    let text = (form.head.isEmpty ? lines : [form.head] + lines).joined(separator: "\n") + end
    return words(form, whole: text)
  }

  private func words(_ form: Form, whole text: String, block: Int = 1 << 16) -> [String] {
    let found = TranscriptCorpusTests.turns(in: Array(text.utf8), name: form.name, block: block)
    #expect(found.agent == form.agent)
    return found.turns.flatMap(\.words)
  }

  @Test(arguments: forms) func aSpoiltLineSpoilsNoOther(_ form: Form) {
    let (one, two) = (form.line("one"), form.line("two"))
    for spoilt in [
      String(one.dropLast(4)), "}}]", "{\"a\":\n\"b\"", "\u{0}", "x", "{\"text\":\"open", "[1,", "null",
    ] {
      #expect(words(form, [one, spoilt, two]) == ["one", "two"], "\(spoilt)")
      #expect(
        words(form, whole: spoilt + "\n" + [form.head, one, two].joined(separator: "\n")) == ["one", "two"])
    }
  }

  @Test(arguments: forms) func aLineMayHoldTwo(_ form: Form) {
    for between in ["", " ", "\t"] {
      let line = form.line("one") + between + form.line("two")
      #expect(words(form, [line, form.line("three")]) == ["one", "two", "three"])
    }
    #expect(words(form, whole: form.head + form.line("one") + form.line("two")) == ["one", "two"])
  }

  @Test(arguments: forms) func aTornEndIsLeft(_ form: Form) {
    let (one, two) = (form.line("one"), form.line("two"))
    #expect(words(form, [one, two], end: "") == ["one", "two"])
    for cut in 1..<two.utf8.count {
      #expect(words(form, [one, String(two.dropLast(cut))], end: "") == ["one"], "\(cut)")
    }
  }

  @Test(arguments: forms) func marksAndLineEndsAreNoText(_ form: Form) {
    let lines = [form.head, form.line("one"), form.line("two")].filter { !$0.isEmpty }
    #expect(words(form, whole: "\u{FEFF}" + lines.joined(separator: "\n")) == ["one", "two"])
    #expect(words(form, whole: lines.joined(separator: "\r\n") + "\r\n") == ["one", "two"])
    #expect(words(form, whole: "\n\n" + lines.joined(separator: "\n\n") + "\n\n") == ["one", "two"])
    #expect(words(form, whole: "\u{FEFF}" + lines.joined(separator: "\r\n"), block: 3) == ["one", "two"])
  }

  @Test(arguments: forms) func controlCharactersAreText(_ form: Form) {
    #expect(words(form, [form.line("a\u{1}\tb\u{7F}\u{1B}[1m")]) == ["a\u{1}\tb\u{7F}\u{1B}[1m"])
    #expect(words(form, [form.line(#"a\u0001 \"\\ \ud83d\ude80"#)]) == ["a\u{1} \"\\ 🚀"])
  }

  @Test(arguments: forms) func whatIsNoUTF8IsKept(_ form: Form) throws {
    var text = Array((form.head.isEmpty ? "" : form.head + "\n").utf8)
    text += Array(form.line("aXb").utf8).map { $0 == UInt8(ascii: "X") ? 0xFF : $0 } + [0x0A]
    let found = TranscriptCorpusTests.turns(in: text, name: form.name, block: 64)
    #expect(found.turns.flatMap(\.prompts).map(\.text) == [[0x61, 0xFF, 0x62]])
  }
}
