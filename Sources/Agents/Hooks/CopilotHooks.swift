import JSON

/// GitHub Copilot CLI: no name of the event; each has members that the others have not.
enum CopilotHooks: HookAdapter {
  static let agent = Agent.copilot

  static func recognizes(_ payload: JSON) -> Bool {
    payload["sessionId"] != nil && payload["session_id"] == nil && payload["hook_event_name"] == nil
      && payload["hookEventName"] == nil
  }

  static func event(in payload: JSON) -> HookEvent? {
    let kind: HookEvent.Kind
    if let prompt = payload.words("prompt") {
      kind = .prompt(prompt)
    } else if payload["toolName"] != nil {
      guard ClaudeHooks.edits(payload["toolName"]?.text ?? ""), payload["toolResult"] != nil else {
        return nil
      }
      kind = .files(payload.changedFiles(payload["toolArgs"]))
    } else if payload["stopReason"] != nil {
      kind = .stop(response: nil)
    } else if payload["reason"] != nil {
      kind = .sessionEnd
    } else if payload["source"] != nil || payload["initialPrompt"] != nil {
      kind = .sessionStart
    } else {
      return nil
    }
    var event = HookEvent(agent: agent, session: payload.text("sessionId"), kind: kind)
    event.directory = payload.words("cwd")
    event.transcript = payload.words("transcriptPath")
    event.isSubagent = payload.text("agentName") != nil
    return event
  }
}

/// Copilot in VS Code, which also runs the hooks that are installed for Claude Code, in a spelling of its own.
enum CopilotVSCodeHooks: HookAdapter {
  static let agent = Agent.copilotVSCode

  static func recognizes(_ payload: JSON) -> Bool {
    payload["hookEventName"] != nil && payload["sessionId"] != nil
  }

  static func event(in payload: JSON) -> HookEvent? {
    guard let kind = ClaudeHooks.kind(payload.text("hookEventName") ?? "", payload) else { return nil }
    var event = HookEvent(agent: agent, session: payload.text("sessionId"), kind: kind)
    event.directory = payload.words("cwd")
    event.transcript = payload.words("transcript_path", "transcriptPath")
    event.isSubagent = payload.text("agent_id") != nil
    return event
  }
}
