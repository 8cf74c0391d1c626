import History
import Prompts

extension Redactor {
  /// What takes credentials out of records, as `clio.yml` says.
  init(_ settings: RedactionConfiguration) {
    self.init(mode: Mode(rawValue: settings.mode) ?? .on, patterns: settings.patterns)
  }
}

extension Project {
  /// What takes credentials out of this project's records.
  var redactor: Redactor { Redactor(configuration.redaction) }
}
