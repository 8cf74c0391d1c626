import Records
import Testing

@testable import Prompts

@Suite struct RedactorTests {
  static let pattern = SecretPattern(
    name: "acme-key", prefix: Array("acme_".utf8), characters: .letters, count: 12...40)
  /// Made here, so that no file holds one.
  static let token = "ghp_" + String("9aB3xK7mQ2pL5vR8nT4wY6zC1dF0gH2jS5uE".prefix(36))

  @Test func takesCredentialsOutOfTheWholeDraft() {
    var draft = PromptDraft()
    let secret = "acme_8fk2mq90xzp1"
    draft.prompts = [Array("use \(secret) and \(Self.token)".utf8), Array("again \(secret)".utf8)]
    draft.response = Array("used \(secret)".utf8)
    draft.title = "Use \(secret)"
    draft.files = ["keys/\(secret).txt"]
    draft.tests = ["run \(secret)"]
    draft.command = "/x \(secret)"
    draft.notes = ["OUTCOME_IMPACT": secret]
    draft.extra = ["OWN": secret]
    let redacted = Redactor(patterns: [Self.pattern]).redacted(draft)
    #expect(!String(describing: redacted).contains(secret))
    #expect(
      String(decoding: redacted.prompts[0], as: UTF8.self)
        == "use [REDACTED:acme-key] and [REDACTED:github-token]")
    #expect(redacted.provenance.redactions == 4)
    #expect(redacted.files == ["keys/[REDACTED:acme-key].txt"])
  }

  @Test(arguments: [Redactor.Mode.warn, .off]) func leavesWhatIsToStay(_ mode: Redactor.Mode) {
    var draft = PromptDraft()
    draft.prompts = [Array(Self.token.utf8)]
    let redactor = Redactor(mode: mode)
    #expect(redactor.redacted(draft).prompts == draft.prompts)
    #expect(redactor.count(in: draft.prompts[0]) == (mode == .warn ? 1 : 0))
  }

  @Test(arguments: [
    ("acme_8fk2mq90xzp1", 1), ("xacme_8fk2mq90xzp1", 0), ("acme_8fk2", 0), ("acme_acme_8fk2mq90xzp1", 0),
    ("acme_8fk2mq90xzp1acme_8fk2mq90xzp1", 1), ("", 0), ("acme_", 0),
    ("acme_" + String(repeating: "a", count: 41), 0),
  ])
  func fits(_ text: String, _ count: Int) {
    #expect(Self.pattern.ranges(in: Array(text.utf8)).count == count)
  }
}
