import Prompts
import Records

extension PromptInput {
  /// Takes credentials out of everything that will stand in the record, its title and so its name included.
  mutating func redact() {
    var count = 0
    func bytes(_ text: [UInt8]) -> [UInt8] {
      let redaction = Redaction(of: text)
      count += redaction.count
      return redaction.text
    }
    func text(_ text: String) -> String {
      let original = Array(text.utf8)
      let redaction = Redaction(of: original)
      guard redaction.count > 0 else { return text }
      count += redaction.count
      return String(decoding: redaction.text, as: UTF8.self)
    }
    draft.prompts = draft.prompts.map(bytes)
    draft.response = draft.response.map(bytes)
    title = title.map(text)
    draft.command = draft.command.map(text)
    draft.files = draft.files.map(text)
    draft.tests = draft.tests.map(text)
    draft.labels = draft.labels.map(text)
    draft.notes = draft.notes.mapValues(text)
    draft.extra = draft.extra.mapValues(text)
    draft.links = draft.links.mapValues(text)
    draft.provenance.redactions += count
  }
}
