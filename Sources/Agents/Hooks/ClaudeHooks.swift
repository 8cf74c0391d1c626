import JSON

/// Claude Code: `hook_event_name` in capitals, `session_id`, `transcript_path`.
enum ClaudeHooks: HookAdapter {
  static let agent = Agent.claude

  /// Every agent that copied these hooks has something of its own beside them; this one has not.
  static func recognizes(_ payload: JSON) -> Bool { false }

  static func event(in payload: JSON) -> HookEvent? {
    guard let name = payload.text("hook_event_name"), let kind = kind(name, payload) else { return nil }
    var event = HookEvent(agent: agent, session: payload.text("session_id"), kind: kind)
    event.turnKey = payload.text("prompt_id")
    event.directory = payload.words("cwd")
    event.transcript = payload.words("transcript_path")
    event.model = payload.text("model")
    event.isSubagent = payload.text("agent_id") != nil
    if name == "UserPromptExpansion" { event.command = payload.text("command_name").map { "/" + $0 } }
    return event
  }

  /// The events, which Codex shares.
  static func kind(_ name: String, _ payload: JSON) -> HookEvent.Kind? {
    switch name {
    // A session that was summarized goes on.
    case "SessionStart": payload.text("source") == "compact" ? nil : .sessionStart
    case "UserPromptSubmit", "UserPromptExpansion": payload.words("prompt").map { .prompt($0) }
    case "PostToolUse":
      edits(payload["tool_name"]?.text ?? "")
        ? .files(payload.changedFiles(payload["tool_input"])) : nil
    case "Stop", "StopFailure": .stop(response: payload.words("last_assistant_message"))
    case "SessionEnd": .sessionEnd
    default: nil
    }
  }

  /// Whether a tool changes files.
  static func edits(_ tool: String) -> Bool {
    [
      "Edit", "MultiEdit", "Write", "NotebookEdit", "apply_patch", "write_file", "replace", "create", "edit",
      "str_replace", "str_replace_editor", "create_file", "replace_string_in_file", "insert_edit_into_file",
    ].contains(tool)
  }
}
