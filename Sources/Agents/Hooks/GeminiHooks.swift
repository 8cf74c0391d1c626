import JSON

/// Gemini CLI: its own names for the events, the rest as Claude Code has it.
enum GeminiHooks: HookAdapter {
  static let agent = Agent.gemini

  private static let ownNames: Set<String> = [
    "BeforeAgent", "AfterAgent", "BeforeTool", "AfterTool", "BeforeModel", "AfterModel", "PreCompress",
    "BeforeToolSelection",
  ]

  static func recognizes(_ payload: JSON) -> Bool {
    payload["hook_event_name"]?.text.map { ownNames.contains($0) } ?? false
  }

  static func event(in payload: JSON) -> HookEvent? {
    let kind: HookEvent.Kind
    switch payload.text("hook_event_name") {
    case "SessionStart": kind = .sessionStart
    case "SessionEnd": kind = .sessionEnd
    case "BeforeAgent":
      guard let prompt = payload.words("prompt") else { return nil }
      kind = .prompt(prompt)
    case "AfterAgent": kind = .stop(response: payload.words("prompt_response"))
    case "AfterTool":
      guard ClaudeHooks.edits(payload["tool_name"]?.text ?? "") else { return nil }
      kind = .files(payload.changedFiles(payload["tool_input"]))
    default: return nil
    }
    var event = HookEvent(agent: agent, session: payload.text("session_id"), kind: kind)
    event.directory = payload.words("cwd")
    event.transcript = payload.words("transcript_path")
    event.model = payload.text("model")
    // The prompt comes again with the answer, should the first call have been missed.
    if case .stop = kind { event.notified = payload.words("prompt").map { [$0] } ?? [] }
    return event
  }
}
