import YAML

/// What clio adds to a record: its identity, and the proof of the texts in it.
public struct Provenance: Equatable, Sendable {
  /// The record's identity.
  public var uid: String
  /// When it was recorded, in UTC.
  public var recorded: String?
  /// The agent and its session, where known.
  public var session: String?
  /// The number of the turn in the session.
  public var turn: Int?
  /// The commit that was checked out.
  public var commit: String?
  /// What the turn cost.
  public var tokens: TokenCost?
  /// The prompt, then what was typed while the agent worked.
  public var prompts: [TextProof]
  /// The answer.
  public var response: TextProof?
  /// How many secrets were taken out.
  public var redactions: Int
  /// Whether a proof was noted that can't be understood: then nothing is vouched for.
  public private(set) var hasUnreadableProof = false

  /// Notes what is known.
  public init(
    uid: String, recorded: String? = nil, session: String? = nil, turn: Int? = nil, commit: String? = nil,
    prompts: [TextProof] = [], response: TextProof? = nil, redactions: Int = 0
  ) {
    (self.uid, self.recorded, self.session, self.turn) = (uid, recorded, session, turn)
    (self.commit, self.prompts, self.response, self.redactions) = (commit, prompts, response, redactions)
  }

  /// Whether there is a text that it vouches for.
  var vouches: Bool { !prompts.isEmpty || response != nil }

  /// Reads the mapping below `provenance`, or returns nil if it isn't one.
  init?(_ value: FrontMatter.Value) {
    guard case .mapping = value else { return nil }
    func text(_ key: String) -> String? { value.entry(key)?.value.text }
    uid = text("uid") ?? ""
    recorded = text("recorded")
    session = text("session")
    turn = text("turn").flatMap { Int($0) }
    commit = text("commit")
    tokens = value.entry("tokens").flatMap { TokenCost($0.value) }
    if case .list(let items, _, _)? = value.entry("prompts")?.value {
      let proofs = items.compactMap(TextProof.init)
      hasUnreadableProof = proofs.count != items.count
      prompts = hasUnreadableProof ? [] : proofs
    } else {
      prompts = []
    }
    response = value.entry("response").flatMap { TextProof($0.value) }
    redactions = text("redactions").flatMap { Int($0) } ?? 0
  }

  /// The lines of the block in front matter; `vouching` adds the proofs of a prompt's texts.
  func lines(vouching: Bool) -> [String] {
    var lines = ["provenance:", "  uid: \(YAMLWriter.scalar(uid))"]
    if let recorded { lines.append("  recorded: \(YAMLWriter.doubleQuoted(recorded))") }
    if let session { lines.append("  session: \(YAMLWriter.scalar(session))") }
    if let turn { lines.append("  turn: \(turn)") }
    if let commit { lines.append("  commit: \(YAMLWriter.doubleQuoted(commit))") }
    if let tokens { lines.append("  tokens: \(tokens.flow)") }
    guard vouching else { return lines }
    lines.append(prompts.isEmpty ? "  prompts: []" : "  prompts:")
    lines += prompts.map { "    - " + $0.flow(isComplete: true) }
    if let response { lines.append("  response: " + response.flow(isComplete: false)) }
    lines.append("  redactions: \(redactions)")
    return lines
  }
}

extension TextProof {
  init?(_ value: FrontMatter.Value) {
    guard let count = value.entry("bytes")?.value.text.flatMap({ Int($0) }), count >= 0,
      let sha256 = value.entry("sha256")?.value.text
    else { return nil }
    let ends = value.entry("eol")?.value.text ?? KeptText.LineEnds.lf.rawValue
    let encoding = value.entry("encoding")?.value.text ?? KeptText.Encoding.text.rawValue
    guard let lineEnds = KeptText.LineEnds(rawValue: ends), let form = KeptText.Encoding(rawValue: encoding)
    else { return nil }
    self.init(count: count, sha256: sha256, lineEnds: lineEnds, encoding: form)
  }

  fileprivate func flow(isComplete: Bool) -> String {
    var text = "{bytes: \(count), sha256: \(YAMLWriter.doubleQuoted(sha256))"
    if isComplete || lineEnds != .lf { text += ", eol: \(lineEnds.rawValue)" }
    if isComplete || encoding != .text { text += ", encoding: \(encoding.rawValue)" }
    return text + "}"
  }
}
