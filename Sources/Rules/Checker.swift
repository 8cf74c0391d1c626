import Prompts
import Records

/// What is asked of the rules: which of them, and how bad their findings are.
public struct RuleSettings: Sendable {
  /// How bad the findings of a rule are; nil turns it off.
  public typealias Levels = [String: Severity?]

  /// The levels for files that fit a pattern.
  public struct Override: Sendable {
    let fits: @Sendable ([UInt8]) -> Bool
    let levels: Levels

    /// Takes levels for some paths.
    public init(_ levels: Levels, where fits: @escaping @Sendable ([UInt8]) -> Bool) {
      (self.levels, self.fits) = (levels, fits)
    }
  }

  /// If not nil, only these rules are asked.
  public var only: Set<String>?
  /// These are not asked.
  public var ignored: Set<String> = []
  /// The levels for all files.
  public var levels: Levels = [:]
  /// Those for some; later ones win.
  public var overrides: [Override] = []

  /// The catalogue's own settings.
  public init() {}

  func isAsked(_ rule: String) -> Bool { (only?.contains(rule) ?? true) && !ignored.contains(rule) }

  /// The level of a rule for a file: `.some(nil)` is off, nil the catalogue's.
  func level(_ rule: String, _ path: [UInt8]) -> Severity?? {
    if levels.isEmpty, overrides.isEmpty { return .none }
    for override in overrides.reversed() {
      if let level = override.levels[rule], override.fits(path) { return .some(level) }
    }
    return levels[rule].map { .some($0) } ?? .none
  }
}

/// Runs the rules over a record.
public struct Checker: Sendable {
  private let settings: RuleSettings
  /// What is needed of each rule that is asked, read once.
  private let asked: [(rule: any Rule.Type, id: String, scope: Scope, severity: Severity)]

  /// Prepares the rules that the settings ask for.
  public init(_ settings: RuleSettings) {
    self.settings = settings
    asked = Catalogue.rules.map { ($0, $0.about.id, $0.about.scope, $0.about.severity) }.filter {
      settings.isAsked($0.id)
    }
  }

  /// What is wrong with a record.
  public func check(_ record: Record, path: [UInt8], workspace: any Workspace) -> [Finding] {
    let subject = Subject(record, path: path, workspace: workspace)
    let scope = Scope(record)
    var findings = Findings(path: path, uid: record.uid, text: record.text)
    var levels: [String: Severity] = [:]
    var silent: Set<String> = []
    for (rule, id, applies, severity) in asked where !applies.isDisjoint(with: scope) {
      switch settings.level(id, path) {
      case .some(.none):
        silent.insert(id)
        continue
      case .some(.some(let level)): levels[id] = level
      case .none: break
      }
      (findings.rule, findings.severity) = (id, severity)
      rule.check(subject, &findings)
    }
    suppress(subject, &findings, silent)
    if findings.all.isEmpty { return [] }
    if !levels.isEmpty { findings.change { if let level = levels[$0.rule] { $0.severity = level } } }
    let secrets = subject.secrets
    if !secrets.isEmpty { findings.change { $0.mask(secrets, in: record.text) } }
    if findings.all.count == 1 { return findings.all }
    return findings.all.sorted {
      $0.range.lowerBound == $1.range.lowerBound
        ? $0.severity > $1.severity : $0.range.lowerBound < $1.range.lowerBound
    }
  }

  private func suppress(_ subject: Subject, _ findings: inout Findings, _ silent: Set<String>) {
    var suppressions = Suppressions(subject)
    guard !suppressions.isEmpty else { return }
    findings.keep { !suppressions.silences($0) }
    let own = SuppressionUnusedRule.about
    guard asked.contains(where: { $0.id == own.id }), !silent.contains(own.id) else { return }
    (findings.rule, findings.severity) = (own.id, own.severity)
    suppressions.tellUnused(
      asked: { id in asked.contains { $0.id == id } && !silent.contains(id) }, &findings)
  }

  /// What is told of a file that is a symbolic link, or can't be read.
  public func unread(_ path: [UInt8], isLink: Bool, reason: String) -> [Finding] {
    let about = isLink ? ReservedPathRule.about : UnreadableRule.about
    guard settings.isAsked(about.id) else { return [] }
    var severity = about.severity
    if let level = settings.level(about.id, path) {
      guard let level else { return [] }
      severity = level
    }
    var findings = Findings(path: path, uid: nil, text: [])
    (findings.rule, findings.severity) = (about.id, severity)
    if isLink {
      findings.add("this is a symbolic link, which is never followed", remedy: "put the record itself there")
    } else {
      findings.add("the file can't be read: \(reason)", remedy: "look at its permissions and size")
    }
    return findings.all
  }
}
