import Records

/// One thing that a record is checked for. To add a rule, add a file and its line in ``Catalogue``.
public protocol Rule: Sendable {
  /// What the rule is, in words and examples.
  static var about: About { get }

  /// Looks at a record, and notes what is wrong.
  static func check(_ subject: Subject, _ findings: inout Findings)
}

/// How bad a finding is.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  case info, warning, error

  /// Worse ones come later.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// The part of the catalogue that a rule stands in.
public enum RuleGroup: String, CaseIterable, Sendable {
  case form, place, completeness, links, safety, upkeep

  /// What the rules of the group are about.
  public var meaning: String {
    switch self {
    case .form: "whether a record can be read as it was meant"
    case .place: "whether name, number and folder agree with the record"
    case .completeness: "whether all is there, and as it was said"
    case .links: "whether records, decisions and files find each other"
    case .safety: "what should not be in a repository"
    case .upkeep: "what the check says of its own settings"
    }
  }
}

/// The records that a rule looks at.
public struct Scope: OptionSet, Sendable {
  /// The kinds as bits.
  public let rawValue: Int
  /// Takes bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Prompt records.
  public static let prompts = Scope(rawValue: 1)
  /// Decisions with clio's own front matter.
  public static let ownDecisions = Scope(rawValue: 2)
  /// Decisions in any other dialect.
  public static let otherDecisions = Scope(rawValue: 4)
  /// All decisions.
  public static let decisions: Scope = [.ownDecisions, .otherDecisions]
  /// All records.
  public static let all: Scope = [.prompts, .ownDecisions, .otherDecisions]

  /// What a record is.
  init(_ record: Record) {
    switch record.kind {
    case .prompt: self = .prompts
    case .decision: self = record.dialect == .frontMatter ? .ownDecisions : .otherDecisions
    }
  }

  /// In words.
  public var description: String {
    switch self {
    case .all: "all records"
    case .prompts: "prompts"
    case .decisions: "decisions"
    case .ownDecisions: "decisions with front matter of clio's own form"
    default:
      contains(.otherDecisions) ? "decisions of other dialects" : "prompts, and decisions of clio's own form"
    }
  }
}

/// Who mends what a rule finds.
public enum Mend: Equatable, Sendable {
  /// `clio check --fix`; the text says what it does.
  case fix(String)
  /// Another command of clio.
  case command(String)
  /// A person; the text says how.
  case hand(String)

  /// In words.
  public var description: String {
    switch self {
    case .fix(let what): "`clio check --fix` " + what
    case .command(let command): "`\(command)`"
    case .hand(let how): how
    }
  }
}

/// All that is known of a rule.
public struct About: Sendable {
  /// The name, which says what is wrong.
  public let id: String
  /// Where it stands in the catalogue.
  public let group: RuleGroup
  /// How bad a finding is, unless the rule or the user says otherwise.
  public let severity: Severity
  /// When a finding has another severity than that, in words.
  public let exceptions: String?
  /// The records that it looks at.
  public let scope: Scope
  /// What is wrong, in one line.
  public let summary: String
  /// Why it matters.
  public let reason: String
  /// Who mends it, and how.
  public let mend: Mend
  /// Records with and without it. They are the rule's tests.
  public var examples: [Example] { makeExamples() }
  /// A check needs none, and dozens of records are not made in no time.
  private let makeExamples: @Sendable () -> [Example]

  /// Describes a rule.
  public init(
    _ id: String, _ group: RuleGroup, _ severity: Severity, exceptions: String? = nil, scope: Scope = .all,
    summary: String, reason: String, mend: Mend,
    examples: @autoclosure @escaping @Sendable () -> [Example]
  ) {
    (self.id, self.group, self.severity, self.exceptions) = (id, group, severity, exceptions)
    (self.scope, self.summary, self.reason) = (scope, summary, reason)
    (self.mend, makeExamples) = (mend, examples)
  }
}
