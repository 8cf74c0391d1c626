import Records

/// A stage that was derived, with the reason.
public struct StageGuess: Equatable, Sendable {
  /// The stage.
  public let stage: Stage
  /// Why, in a few words.
  public let reason: String

  /// Derives the stage of a prompt from the command that triggered it, then from its words.
  public init(prompt: String, command: String?, hasFeature: Bool) {
    let slash = command ?? Self.slashCommand(prompt)
    if let slash, let stage = Self.stage(ofCommand: slash) {
      (self.stage, reason) = (stage, "the command \(slash)")
      return
    }
    var told: [Stage: (weight: Int, word: String)] = [:]
    var seen: Set<String> = []
    let words = Self.words(of: prompt)
    for (at, word) in words.enumerated() {
      for cue in Self.cuesByFirst[word] ?? []
      where words[at...].starts(with: cue.words) && seen.insert(cue.text).inserted {
        // What stands first is what is asked for; what comes later is often quoted.
        told[cue.stage, default: (0, cue.text)].weight += at < 4 ? 4 : at < 25 ? 2 : 1
      }
    }
    var best: (stage: Stage, weight: Int, word: String)?
    for (stage, _) in Self.cues {
      if let (weight, word) = told[stage], weight > best?.weight ?? 0 { best = (stage, weight, word) }
    }
    if let best, best.weight >= 2 {
      (stage, reason) = (best.stage, "the word “\(best.word)”")
    } else {
      (stage, reason) =
        hasFeature ? (.misc, "nothing tells more") : (.general, "no feature, and nothing tells more")
    }
  }

  private static let commands: [(name: String, stage: Stage)] = [
    ("constitution", .constitution), ("specify", .spec), ("spec", .spec), ("clarify", .spec), ("plan", .plan),
    ("analyze", .plan), ("adr", .plan), ("tasks", .tasks), ("taskstoissues", .tasks), ("implement", .green),
    ("checklist", .misc), ("debug", .red), ("fix", .red), ("refactor", .refactor), ("explain", .explainer),
  ]

  private static let cues: [(Stage, [String])] = [
    (
      .red,
      [
        "fix", "bug", "error", "errors", "failing", "fails", "failed", "broken", "crash", "crashes",
        "traceback",
        "exception", "debug", "wrong", "doesn't work", "not working", "regression",
      ]
    ),
    (
      .refactor,
      ["refactor", "rename", "clean up", "cleanup", "restructure", "simplify", "extract", "deduplicate"]
    ),
    (
      .explainer,
      [
        "explain", "what is", "what does", "how does", "how do", "why does", "why is", "describe",
        "understand",
      ]
    ),
    (.tasks, ["tasks", "task list", "break down", "checklist"]),
    (
      .plan,
      ["plan", "design", "architecture", "architect", "trade-offs", "tradeoffs", "analyze", "analysis"]
    ),
    (
      .spec,
      ["specification", "specify", "spec", "requirements", "user stories", "acceptance criteria", "clarify"]
    ),
    (.constitution, ["constitution", "principles"]),
    (.green, ["implement", "add", "build", "create", "write", "make", "support", "integrate", "set up"]),
  ]

  private static let cuesByFirst: [String: [(text: String, words: [String], stage: Stage)]] = {
    let all = cues.flatMap { stage, texts in
      texts.map { (text: $0, words: $0.split(separator: " ").map(String.init), stage: stage) }
    }
    return Dictionary(grouping: all) { $0.words[0] }
  }()

  private static let mostWords = 200

  /// The first words of a text, in small letters, without marks around them.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var current: [UInt8] = []
    func end() {
      if current.isEmpty { return }
      let word = String(decoding: current, as: UTF8.self)
      words.append(current.contains { $0 >= 0x80 } ? word.lowercased() : word)
      current.removeAll(keepingCapacity: true)
    }
    // A limit on bytes too: one line of a megabyte is one word to no reader.
    for byte in text.utf8.prefix(8192) where words.count < mostWords {
      if byte >= 0x80 || byte == .apostrophe || byte == .dash || byte.isDigit || byte.isLetter {
        current.append(byte.lowered)
      } else {
        end()
      }
    }
    if words.count < mostWords { end() }
    return words
  }

  /// The command that a prompt is: `/sp.plan` of `/sp.plan do it`.
  public static func command(of prompt: [UInt8]) -> String? {
    slashCommand(String(decoding: prompt.prefix(256), as: UTF8.self))
  }

  /// `/sp.plan do it` → `/sp.plan`.
  static func slashCommand(_ prompt: String) -> String? {
    guard prompt.utf8.first == UInt8(ascii: "/") else { return nil }
    let first = prompt.utf8.prefix { $0 > 0x20 }
    guard first.count > 1, !first.dropFirst().contains(UInt8(ascii: "/")) else { return nil }
    return String(decoding: first, as: UTF8.self)
  }

  private static func stage(ofCommand command: String) -> Stage? {
    guard command.utf8.first == UInt8(ascii: "/") else { return nil }
    let word = command.dropFirst().utf8.prefix { $0 > 0x20 }
    let parts = word.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
    for part in parts.reversed() {
      let name = String(decoding: part, as: UTF8.self).lowercased()
      if let match = commands.first(where: { $0.name == name }) { return match.stage }
    }
    return nil
  }
}
