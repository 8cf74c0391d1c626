import Foundation
import JSON

/// An agent's own file of a session, written as the agent writes it while a test goes on.
final class AgentTranscript {
  let agent: AgentCall
  let path: String
  private var count = 0

  /// A file that is there, with what stands at its beginning.
  init(_ agent: AgentCall, in project: HookedProject, below folder: String = "", isThere: Bool = true) throws
  {
    self.agent = agent
    let home = project.sandbox.base.appending(path: "home").appending(path: folder)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    path = home.appending(path: "\(agent.name)-session.jsonl").path
    if isThere {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      try add(Self.header(agent, project.path))
    }
  }

  /// Adds lines at the end.
  func add(_ lines: [JSON]) throws {
    let text = lines.map { $0.description + "\n" }.joined()
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// The event with the file's name in it, where the agent tells that.
  func naming(_ event: JSON) -> JSON {
    let key = agent.name == "copilot" ? "transcriptPath" : "transcript_path"
    if agent.name == "copilot", event["stopReason"] == nil { return event }
    return .object((event.members ?? []).filter { $0.key != key } + [.init(key, .string(path))])
  }

  /// The lines of a prompt, of an answer, and of what was typed meanwhile.
  func prompt(_ text: String, cwd: String) -> [JSON] { lines(text, nil, cwd) }
  /// Whether the agent tells what an answer cost. Each of ours costs the same.
  var tellsCost: Bool { ["claude", "codex", "gemini"].contains(agent.name) }
  /// What a record says of that.
  static let cost = "  tokens: {input: 10, output: 3, cached: 5}\n"

  func answer(_ text: String, file: String = "src/told.ts", cwd: String) -> [JSON] {
    lines(nil, (text, file), cwd)
  }

  private func lines(_ prompt: String?, _ answer: (text: String, file: String)?, _ cwd: String) -> [JSON] {
    count += 1
    let time = JSON.string(Self.now)
    let id = JSON.string("00000000-0000-4000-8000-00000000000\(count)")
    switch agent.name {
    case "claude":
      let common: [JSON.Member] = [
        .init("sessionId", "s1"), .init("cwd", .string(cwd)), .init("isSidechain", false), .init("uuid", id),
        .init("timestamp", time),
      ]
      if let prompt {
        return [
          .object(
            common + [.init("type", "user"), .init("message", ["role": "user", "content": .string(prompt)])])
        ]
      }
      guard let answer else { return [] }
      return [
        .object(
          common + [
            .init("type", "assistant"),
            .init(
              "message",
              [
                "role": "assistant", "model": "claude-opus-4-5", "id": .string("m\(count)"),
                "content": [
                  [
                    "type": "tool_use", "name": "Write", "id": "t",
                    "input": ["file_path": .string(cwd + "/" + answer.file)],
                  ],
                  ["type": "text", "text": .string(answer.text)],
                ],
                "usage": ["input_tokens": 10, "output_tokens": 3, "cache_read_input_tokens": 5],
              ]),
          ])
      ]
    case "codex":
      func event(_ payload: JSON) -> JSON { ["timestamp": time, "type": "event_msg", "payload": payload] }
      if let prompt {
        return [
          event(["type": "task_started"]), event(["type": "user_message", "message": .string(prompt)]),
        ]
      }
      guard let answer else { return [] }
      func usage(_ times: Int) -> JSON {
        [
          "input_tokens": JSON(15 * times), "cached_input_tokens": JSON(5 * times),
          "output_tokens": JSON(3 * times),
        ]
      }
      let info: JSON = ["total_token_usage": usage(count / 2), "last_token_usage": usage(1)]
      return [
        [
          "timestamp": time, "type": "response_item",
          "payload": [
            "type": "custom_tool_call", "name": "apply_patch", "call_id": "c",
            "input": .string("*** Begin Patch\n*** Add File: \(answer.file)\n+x\n*** End Patch\n"),
          ],
        ],
        event(["type": "agent_message", "message": .string(answer.text)]),
        event(["type": "token_count", "info": info]), event(["type": "task_complete"]),
      ]
    case "gemini":
      if let prompt {
        return [["id": id, "timestamp": time, "type": "user", "content": [["text": .string(prompt)]]]]
      }
      guard let answer else { return [] }
      return [
        [
          "id": id, "timestamp": time, "type": "gemini", "content": .string(answer.text),
          "model": "gemini-2.5-pro",
          "toolCalls": [["id": "r", "name": "write_file", "args": ["file_path": .string(answer.file)]]],
          "tokens": ["input": 15, "output": 2, "cached": 5, "thoughts": 1],
        ]
      ]
    case "cursor":
      if let prompt {
        return [
          [
            "role": "user",
            "message": [
              "content": [["type": "text", "text": .string("<user_query>\n\(prompt)\n</user_query>")]]
            ],
          ]
        ]
      }
      guard let answer else { return [] }
      return [
        [
          "role": "assistant",
          "message": [
            "content": [
              ["type": "tool_use", "name": "write", "input": ["path": .string(answer.file)]],
              ["type": "text", "text": .string(answer.text)],
            ]
          ],
        ]
      ]
    default:
      if let prompt {
        return [["type": "user.message", "data": ["content": .string(prompt)], "id": id, "timestamp": time]]
      }
      guard let answer else { return [] }
      return [
        [
          "type": "assistant.message",
          "data": [
            "messageId": id, "content": .string(answer.text),
            "toolRequests": [["name": "create", "arguments": ["path": .string(answer.file)]]],
          ], "id": id, "timestamp": time,
        ]
      ]
    }
  }

  private static func header(_ agent: AgentCall, _ cwd: String) -> [JSON] {
    switch agent.name {
    case "codex":
      [["timestamp": .string(now), "type": "session_meta", "payload": ["id": "c1", "cwd": .string(cwd)]]]
    case "gemini":
      [["sessionId": "g1", "projectHash": "x", "startTime": .string(now), "kind": "main"]]
    case "copilot":
      [
        [
          "type": "session.start", "data": ["sessionId": "p1", "context": ["cwd": .string(cwd)]],
          "timestamp": .string(now),
        ]
      ]
    default: []
    }
  }

  static var now: String {
    Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
