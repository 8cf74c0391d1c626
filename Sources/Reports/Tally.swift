import Rules

/// What was found, as far as a report for people shows it: of each rule only so many findings are kept, and the others
/// counted. A history of many records may have hundreds of thousands.
public struct Tally: Sendable {
  /// The findings of a rule and severity that are not kept.
  struct Rest: Sendable {
    var count = 0
    /// In how many records they are.
    var files = 0
    var mendable = 0
    fileprivate var firstPath: [UInt8] = []
    fileprivate var lastPath: [UInt8] = []

    fileprivate mutating func add(_ finding: Finding) {
      if count == 0 { firstPath = finding.path }
      if count == 0 || lastPath != finding.path { files += 1 }
      lastPath = finding.path
      count += 1
      if finding.fix != nil { mendable += 1 }
    }

    fileprivate mutating func add(_ later: Rest) {
      guard later.count > 0 else { return }
      guard count > 0 else { return self = later }
      files += later.files - (lastPath == later.firstPath ? 1 : 0)
      lastPath = later.lastPath
      count += later.count
      mendable += later.mendable
    }
  }

  struct Key: Hashable {
    let rule: String
    let severity: Severity
  }

  /// Those that are kept, by path and place.
  public private(set) var findings: [Finding] = []
  private(set) var rests: [Key: Rest] = [:]
  /// In how many records something was found.
  private(set) var files = 0
  private var kept: [Key: Int] = [:]
  private let most: @Sendable (Severity) -> Int

  /// Keeps so many of a rule.
  public init(keeping most: @escaping @Sendable (Severity) -> Int) { self.most = most }

  /// All of them, which are sorted by path.
  public init(_ findings: [Finding]) {
    self.init { _ in .max }
    self.findings = findings
    files = findings.indices.count { $0 == 0 || findings[$0].path != findings[$0 - 1].path }
  }

  /// Adds what was found in one more record.
  public mutating func add(record findings: [Finding]) {
    if !findings.isEmpty { files += 1 }
    for finding in findings { add(finding) }
  }

  private mutating func add(_ finding: Finding) {
    let key = Key(rule: finding.rule, severity: finding.severity)
    if kept[key, default: 0] < most(finding.severity) {
      kept[key, default: 0] += 1
      findings.append(finding)
    } else {
      rests[key, default: Rest()].add(finding)
    }
  }

  /// Adds what was found in records that come later.
  public mutating func add(_ later: Tally) {
    files += later.files
    for finding in later.findings { add(finding) }
    for (key, rest) in later.rests { rests[key, default: Rest()].add(rest) }
  }

  func number(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity }
      + rests.reduce(0) { $0 + ($1.key.severity == severity ? $1.value.count : 0) }
  }

  var mendable: Int { findings.count { $0.fix != nil } + rests.values.reduce(0) { $0 + $1.mendable } }
}
