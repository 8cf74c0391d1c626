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
    var best: (stage: Stage, weight: Int, word: String)?
    let words = Words(prompt, limit: 200)
    for (stage, cues) in Self.cues {
      var weight = 0
      var first: (word: String, at: Int)?
      for cue in cues {
        guard let at = words.position(of: cue) else { continue }
        // What stands first is what is asked for; what comes later is often quoted.
        weight += at < 4 ? 4 : at < 25 ? 2 : 1
        if first.map({ at < $0.at }) ?? true { first = (cue, at) }
      }
      if let first, weight > best?.weight ?? 0 { best = (stage, weight, first.word) }
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

  /// The command that a prompt is: `/sp.plan` of `/sp.plan do it`.
  public static func command(of prompt: [UInt8]) -> String? {
    slashCommand(String(decoding: prompt.prefix(256), as: UTF8.self))
  }

  /// `/sp.plan do it` → `/sp.plan`.
  static func slashCommand(_ prompt: String) -> String? {
    let first = prompt.utf8.prefix { $0 > 0x20 }
    guard first.first == UInt8(ascii: "/"), first.count > 1, !first.dropFirst().contains(UInt8(ascii: "/"))
    else { return nil }
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

/// The first words of a text, in lower case, without marks around them.
struct Words {
  private let words: [String]
  /// Where each word first stands.
  private let places: [String: Int]

  init(_ text: String, limit: Int) {
    var words: [String] = []
    var current: [UInt8] = []
    // A limit on bytes too: one line of a megabyte is one word to no reader.
    for byte in text.utf8.prefix(8192) {
      let isPart =
        byte >= 0x80 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
        || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      if isPart {
        current.append(byte)
      } else if !current.isEmpty {
        words.append(String(decoding: current, as: UTF8.self).lowercased())
        current = []
        if words.count == limit { break }
      }
    }
    if !current.isEmpty, words.count < limit {
      words.append(String(decoding: current, as: UTF8.self).lowercased())
    }
    self.words = words
    places = Dictionary(zip(words, words.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Where a word, or words in a row, first stand.
  func position(of cue: String) -> Int? {
    if let place = places[cue] { return place }
    guard cue.utf8.contains(UInt8(ascii: " ")) else { return nil }
    let parts = cue.split(separator: " ").map(String.init)
    guard let first = parts.first, let start = places[first], words.count >= parts.count else { return nil }
    for index in start...max(start, words.count - parts.count) where words[index] == first {
      if words[index...].starts(with: parts) { return index }
    }
    return nil
  }
}
