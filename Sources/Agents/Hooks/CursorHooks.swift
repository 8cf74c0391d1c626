import JSON

/// Cursor: a conversation with generations. The user's address, which it tells too, is not read.
enum CursorHooks: HookAdapter {
  static let agent = Agent.cursor

  static func recognizes(_ payload: JSON) -> Bool {
    payload["cursor_version"] != nil || payload["conversation_id"] != nil && payload["hook_event_name"] != nil
  }

  static func event(in payload: JSON) -> HookEvent? {
    let kind: HookEvent.Kind
    switch payload.text("hook_event_name") {
    case "sessionStart", "SessionStart": kind = .sessionStart
    case "sessionEnd", "SessionEnd": kind = .sessionEnd
    case "beforeSubmitPrompt", "UserPromptSubmit":
      guard let prompt = payload.words("prompt") else { return nil }
      kind = .prompt(prompt)
    case "afterFileEdit": kind = .files(payload.text("file_path").map { [$0] } ?? [])
    case "postToolUse", "PostToolUse":
      guard ClaudeHooks.edits(payload["tool_name"]?.text ?? "") else { return nil }
      kind = .files(payload.changedFiles(payload["tool_input"]))
    case "afterAgentResponse":
      guard let text = payload.words("text") else { return nil }
      kind = .response(text)
    case "stop", "Stop": kind = .stop(response: payload.words("last_assistant_message"))
    default: return nil
    }
    var event = HookEvent(agent: agent, session: payload.text("conversation_id", "session_id"), kind: kind)
    event.turnKey = payload.text("generation_id")
    event.directory =
      payload["workspace_roots"]?.items?.first?.text.map { Array($0.utf8) } ?? payload.words("cwd")
    event.transcript = payload.words("transcript_path")
    event.model = payload.text("model")
    event.isSubagent = payload.text("subagent_id", "agent_id") != nil
    return event
  }
}
