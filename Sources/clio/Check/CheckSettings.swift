import Arguments
import History
import Index
import Platform
import Records
import Rules

/// What of `clio.yml` and of the command line is for the rules.
enum CheckSettings {
  /// The settings, with every name of a rule looked up.
  static func rules(_ project: Project, only: [String], ignored: [String]) throws -> RuleSettings {
    var settings = RuleSettings()
    let given = (only: only, ignored: ignored)
    let (only, ignored) = (names(only), names(ignored))
    for (words, names, option) in [(given.only, only, "--rule"), (given.ignored, ignored, "--ignore")] {
      if names.isEmpty, !words.isEmpty { throw unknown("", option) }
      for name in names where Catalogue.rule(name) == nil { throw unknown(name, option) }
    }
    if !only.isEmpty { settings.only = Set(only) }
    settings.ignored = Set(ignored)
    let configuration = project.configuration.check
    settings.levels = try levels(configuration.rules, project)
    settings.overrides = try configuration.paths.map { override in
      let glob = Glob(Array(override.pattern.utf8))
      return RuleSettings.Override(try levels(override.levels, project)) { glob.matches($0) }
    }
    return settings
  }

  /// What is said by one word each, or by several with commas between them.
  private static func names(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",").map(\.trimmedBlanks) }.filter { !$0.isEmpty }
  }

  private static func levels(_ levels: [CheckConfiguration.Level], _ project: Project) throws
    -> RuleSettings.Levels
  {
    var result: RuleSettings.Levels = [:]
    for level in levels {
      guard Catalogue.rule(level.rule) != nil else {
        throw unknown(
          level.rule, "\(project.root.path / Configuration.fileName):\(level.line):\(level.column)")
      }
      result[level.rule] = .some(Severity(rawValue: level.level))
    }
    return result
  }

  /// The failure that tells of a rule that there isn't.
  static func unknown(_ name: String, _ place: String) -> Failure {
    let guess = suggestions(for: name, among: Catalogue.ids).first.map { ", did you mean '\($0)'?" } ?? ""
    return Failure(
      "\(place): there is no rule '\(name)'\(guess)", "`clio check --list-rules` shows the names")
  }
}
