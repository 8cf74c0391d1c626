import Foundation
import JSON
import Testing

/// What an agent writes to its hooks, event by event, in the agent's own form.
struct AgentCall: Sendable, CustomTestStringConvertible {
  /// The word after `clio hook`.
  let name: String
  /// What a record says of the session.
  let session: String
  let testDescription: String

  /// The events: given the project's root.
  let prompt: @Sendable (_ root: String, _ text: String) -> JSON
  let edit: @Sendable (_ root: String, _ file: String) -> JSON
  let stop: @Sendable (_ root: String, _ answer: String) -> [JSON]
  let end: @Sendable (_ root: String) -> JSON
  /// Whether the end of the turn tells the answer.
  var tellsAnswer = true
  /// Whether the end of the turn tells the prompt again.
  var tellsPromptAgain = false

  static let all = [claude, codex, gemini, cursor, copilot, vscode]

  static let claude = AgentCall(
    name: "claude", session: "claude-code/s1", testDescription: "Claude Code",
    prompt: { root, text in
      [
        "session_id": "s1", "transcript_path": "/nowhere/s1.jsonl", "cwd": .string(root),
        "permission_mode": "default",
        "hook_event_name": "UserPromptSubmit", "prompt": .string(text),
      ]
    },
    edit: { root, file in
      [
        "session_id": "s1", "cwd": .string(root), "hook_event_name": "PostToolUse", "tool_name": "Write",
        "tool_input": ["file_path": .string(root + "/" + file), "content": "x"],
        "tool_response": ["success": true], "tool_use_id": "toolu_1",
      ]
    },
    stop: { root, answer in
      [
        [
          "session_id": "s1", "cwd": .string(root), "hook_event_name": "Stop", "stop_hook_active": false,
          "last_assistant_message": .string(answer), "background_tasks": [],
        ]
      ]
    },
    end: { root in
      ["session_id": "s1", "cwd": .string(root), "hook_event_name": "SessionEnd", "reason": "exit"]
    })

  static let codex = AgentCall(
    name: "codex", session: "codex/c1", testDescription: "Codex",
    prompt: { root, text in
      [
        "session_id": "c1", "turn_id": .string("t-" + text), "transcript_path": .null, "cwd": .string(root),
        "hook_event_name": "UserPromptSubmit", "model": "gpt-5-codex", "permission_mode": "default",
        "prompt": .string(text),
      ]
    },
    edit: { root, file in
      [
        "session_id": "c1", "turn_id": "t", "cwd": .string(root), "hook_event_name": "PostToolUse",
        "model": "gpt-5-codex", "tool_name": "apply_patch",
        "tool_input": ["command": .string("*** Begin Patch\n*** Update File: \(file)\n@@\n*** End Patch\n")],
      ]
    },
    stop: { root, answer in
      [
        [
          "session_id": "c1", "turn_id": "t", "transcript_path": .null, "cwd": .string(root),
          "hook_event_name": "Stop", "model": "gpt-5-codex", "stop_hook_active": false,
          "last_assistant_message": .string(answer),
        ]
      ]
    },
    end: { root in
      [
        "session_id": "c1", "turn_id": "t", "cwd": .string(root), "hook_event_name": "SessionEnd",
        "model": "gpt-5-codex",
      ]
    })

  static let gemini = AgentCall(
    name: "gemini", session: "gemini-cli/g1", testDescription: "Gemini CLI",
    prompt: { root, text in
      [
        "session_id": "g1", "transcript_path": "", "cwd": .string(root), "hook_event_name": "BeforeAgent",
        "timestamp": "2026-01-07T09:12:44Z", "prompt": .string(text),
      ]
    },
    edit: { root, file in
      [
        "session_id": "g1", "cwd": .string(root), "hook_event_name": "AfterTool", "tool_name": "write_file",
        "tool_input": ["file_path": .string(file), "content": "x"], "tool_response": ["llmContent": "ok"],
      ]
    },
    stop: { root, answer in
      [
        [
          "session_id": "g1", "cwd": .string(root), "hook_event_name": "AfterAgent", "prompt": "Add a cache",
          "prompt_response": .string(answer), "stop_hook_active": false,
        ]
      ]
    },
    end: { root in
      ["session_id": "g1", "cwd": .string(root), "hook_event_name": "SessionEnd", "reason": "exit"]
    }, tellsPromptAgain: true)

  static let cursor = AgentCall(
    name: "cursor", session: "cursor/k1", testDescription: "Cursor",
    prompt: { root, text in
      [
        "conversation_id": "k1", "generation_id": .string("g-" + text), "model": "gpt-5",
        "hook_event_name": "beforeSubmitPrompt", "cursor_version": "2.0", "workspace_roots": [.string(root)],
        "user_email": "ann@example.org", "transcript_path": .null, "prompt": .string(text), "attachments": [],
      ]
    },
    edit: { root, file in
      [
        "conversation_id": "k1", "generation_id": "g", "hook_event_name": "afterFileEdit",
        "cursor_version": "2.0",
        "workspace_roots": [.string(root)], "file_path": .string(root + "/" + file), "edits": [],
      ]
    },
    stop: { root, answer in
      let common: [JSON.Member] = [
        .init("conversation_id", "k1"), .init("generation_id", "g"), .init("cursor_version", "2.0"),
        .init("workspace_roots", [.string(root)]),
      ]
      return [
        .object(common + [.init("hook_event_name", "afterAgentResponse"), .init("text", .string(answer))]),
        .object(
          common + [.init("hook_event_name", "stop"), .init("status", "completed"), .init("loop_count", 0)]),
      ]
    },
    end: { root in
      [
        "conversation_id": "k1", "session_id": "k1", "hook_event_name": "sessionEnd", "cursor_version": "2.0",
        "workspace_roots": [.string(root)], "reason": "completed",
      ]
    })

  static let copilot = AgentCall(
    name: "copilot", session: "copilot-cli/p1", testDescription: "Copilot CLI",
    prompt: { root, text in
      ["timestamp": 1_760_000_000_000, "cwd": .string(root), "sessionId": "p1", "prompt": .string(text)]
    },
    edit: { root, file in
      [
        "timestamp": 1_760_000_000_000, "cwd": .string(root), "sessionId": "p1", "toolName": "create",
        "toolArgs": .string(#"{"path":"\#(file)","file_text":"x"}"#), "toolResult": ["resultType": "success"],
      ]
    },
    stop: { root, _ in
      [
        [
          "timestamp": 1_760_000_000_000, "cwd": .string(root), "sessionId": "p1",
          "transcriptPath": "/nowhere/e.jsonl",
          "stopReason": "end_turn",
        ]
      ]
    },
    end: { root in
      ["timestamp": 1_760_000_000_000, "cwd": .string(root), "sessionId": "p1", "reason": "complete"]
    }, tellsAnswer: false)

  static let vscode = AgentCall(
    name: "claude", session: "copilot-vscode/v1",
    testDescription: "Copilot in VS Code, by Claude Code's hooks",
    prompt: { root, text in
      [
        "timestamp": "2026-01-07T09:12:44Z", "cwd": .string(root), "sessionId": "v1",
        "hookEventName": "UserPromptSubmit", "prompt": .string(text),
      ]
    },
    edit: { root, file in
      [
        "cwd": .string(root), "sessionId": "v1", "hookEventName": "PostToolUse", "tool_name": "create_file",
        "tool_input": ["filePath": .string(root + "/" + file)], "tool_use_id": "1",
      ]
    },
    stop: { root, _ in
      [["cwd": .string(root), "sessionId": "v1", "hookEventName": "Stop", "stop_hook_active": false]]
    },
    end: { root in
      ["cwd": .string(root), "sessionId": "v1", "hookEventName": "SessionEnd", "reason": "exit"]
    }, tellsAnswer: false)
}
