import JSON

/// OpenAI Codex: Claude Code's hooks with a `turn_id`, and the older `notify` with the whole turn in one object.
enum CodexHooks: HookAdapter {
  static let agent = Agent.codex

  static func recognizes(_ payload: JSON) -> Bool {
    payload["type"]?.text == "agent-turn-complete"
      || payload["turn_id"] != nil && payload["hook_event_name"] != nil && payload["conversation_id"] == nil
  }

  static func event(in payload: JSON) -> HookEvent? {
    if payload["type"]?.text == "agent-turn-complete" { return notified(payload) }
    guard let kind = ClaudeHooks.kind(payload.text("hook_event_name") ?? "", payload) else { return nil }
    var event = HookEvent(agent: agent, session: payload.text("session_id"), kind: kind)
    event.turnKey = payload.text("turn_id")
    event.directory = payload.words("cwd")
    event.transcript = payload.words("transcript_path")
    event.model = payload.text("model")
    event.isSubagent = payload.text("agent_id") != nil
    return event
  }

  private static func notified(_ payload: JSON) -> HookEvent? {
    var event = HookEvent(
      agent: agent, session: payload.text("thread-id"),
      kind: .stop(response: payload.words("last-assistant-message")))
    event.turnKey = payload.text("turn-id")
    event.directory = payload.words("cwd")
    event.notified = payload["input-messages"]?.items?.compactMap { $0.text.map { Array($0.utf8) } } ?? []
    return event
  }
}
