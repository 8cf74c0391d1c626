import Records

/// Takes credentials out of what becomes a record, as the project wants it.
public struct Redactor: Sendable {
  /// What is done about a credential.
  public enum Mode: String, CaseIterable, Sendable {
    /// It is taken out.
    case on
    /// It is told of, and stays.
    case warn
    /// It is not looked for.
    case off
  }

  /// What is done.
  public let mode: Mode
  private let patterns: [SecretPattern]

  /// A redactor with the patterns of a project besides those that all have.
  public init(mode: Mode = .on, patterns: [SecretPattern] = []) {
    (self.mode, self.patterns) = (mode, patterns)
  }

  /// The text without credentials, and how many there were.
  public func redacted(_ text: [UInt8]) -> Redaction {
    guard mode == .on else { return Redaction(keeping: text) }
    return Redaction(of: text, patterns: patterns)
  }

  /// The words without credentials.
  public func redacted(_ words: String) -> String {
    String(decoding: redacted(Array(words.utf8)).text, as: UTF8.self)
  }

  /// How many credentials a text holds.
  public func count(in text: [UInt8]) -> Int {
    mode == .off ? 0 : Redaction(of: text, patterns: patterns).count
  }

  /// A draft without credentials, wherever they stood in it, with how many there were.
  public func redacted(_ draft: PromptDraft) -> PromptDraft {
    guard mode == .on else { return draft }
    var draft = draft
    var count = 0
    func bytes(_ text: [UInt8]) -> [UInt8] {
      let redaction = redacted(text)
      count += redaction.count
      return redaction.text
    }
    // These repeat what prompt and answer say: counted there.
    func plain(_ text: String) -> String { redacted(text) }
    draft.prompts = draft.prompts.map(bytes)
    draft.response = draft.response.map(bytes)
    draft.title = plain(draft.title)
    draft.command = draft.command.map(plain)
    draft.model = draft.model.map(plain)
    draft.branch = draft.branch.map(plain)
    draft.feature = draft.feature.map(plain)
    draft.user = draft.user.map(plain)
    draft.files = draft.files.map(plain)
    draft.tests = draft.tests.map(plain)
    draft.labels = draft.labels.map(plain)
    draft.links = draft.links.mapValues(plain)
    draft.notes = draft.notes.mapValues(plain)
    draft.extra = draft.extra.mapValues(plain)
    draft.provenance.redactions += count
    return draft
  }

  /// A draft of a decision without credentials.
  public func redacted(_ draft: DecisionDraft) -> DecisionDraft {
    guard mode == .on else { return draft }
    var draft = draft
    draft.title = redacted(draft.title)
    draft.feature = draft.feature.map(redacted)
    draft.lists = draft.lists.mapValues { $0.map(redacted) }
    draft.links = draft.links.mapValues(redacted)
    draft.significance = draft.significance.mapValues(redacted)
    draft.texts = draft.texts.mapValues(redacted)
    draft.extra = draft.extra.mapValues(redacted)
    return draft
  }
}
