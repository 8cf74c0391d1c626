import Records

/// Prompts that say nothing of their own: they only let the agent go on, or tell its program something.
public enum TrivialPrompt {
  private static let words: Set<String> = [
    "continue", "please continue", "continue please", "go", "go on", "go ahead", "carry on", "keep going",
    "proceed", "please proceed", "next", "resume", "yes", "y", "yes please", "yep", "yeah", "yup", "sure",
    "ok",
    "okay", "k", "no", "n", "nope", "fine", "good", "great", "perfect", "nice", "cool", "done", "thanks",
    "thank you", "thx", "ty", "lgtm", "looks good", "sounds good", "do it", "yes do it", "yes go ahead",
    "stop",
    "wait", "retry", "try again", "again", "hi", "hello", "hey", "ping", "test", "approved", "agreed",
    "correct",
    "exactly", "right",
  ]

  /// Commands of agents that do no work on the project.
  private static let commands: Set<String> = [
    "/clear", "/compact", "/exit", "/quit", "/help", "/cost", "/status", "/model", "/models", "/login",
    "/logout",
    "/config", "/resume", "/context", "/usage", "/new", "/reset", "/rewind", "/undo", "/doctor", "/memory",
    "/mcp", "/agents", "/hooks", "/permissions", "/theme", "/vim", "/stats", "/tools", "/chat", "/copy",
    "/export",
    "/add-dir", "/fast", "/output-style", "/statusline", "/terminal-setup", "/approvals", "/diff",
  ]

  private static let longest = 40

  /// Whether a prompt is one of them as a whole; what follows a command doesn't matter.
  public static func isOne(_ prompt: [UInt8]) -> Bool {
    let start = prompt.firstIndex { $0 > 0x20 } ?? prompt.count
    if start == prompt.count { return true }
    if prompt[start] == UInt8(ascii: "/") {
      return commands.contains(String(decoding: prompt[start...].prefix { $0 > 0x20 }, as: UTF8.self))
    }
    guard prompt.count <= longest else { return false }
    let letters = prompt.map {
      $0.isLetter || $0 >= 0x80 || $0.isDigit ? $0.lowered : $0 == 0x27 ? 0x27 : 0x20
    }
    let said = letters.split(separator: 0x20).joined(separator: [0x20])
    return words.contains(String(decoding: Array(said), as: UTF8.self))
  }
}
