import Records
import Rules

/// What a check came to, for all formats.
public struct Report: Sendable {
  let tally: Tally
  /// What was found, by path and place, as far as it is kept.
  public var findings: [Finding] { tally.findings }
  /// The files that were looked at, in order; only for formats that count them.
  public let files: [[UInt8]]
  /// How many records were looked at.
  public let count: Int
  /// How many folders may hold more that should have been, and can't be read.
  public let closed: Int
  /// How many findings a baseline accepted.
  public let accepted: Int
  /// The version of the program.
  public let version: String
  /// What leads from the top of the repository to the root, with a slash at its end, if they are not the same.
  public let top: [UInt8]
  /// The least severity that makes the check fail.
  public let failsOn: Severity

  /// Takes the results of a check. Only the report for people does with findings that were merely counted.
  public init(
    _ tally: Tally, files: [[UInt8]], count: Int, closed: Int = 0, accepted: Int, version: String,
    top: [UInt8] = [], failsOn: Severity
  ) {
    (self.tally, self.files, self.count, self.closed) = (tally, files, count, closed)
    (self.accepted, self.version, self.top, self.failsOn) = (accepted, version, top, failsOn)
  }

  /// How many findings have a severity.
  public func number(_ severity: Severity) -> Int { tally.number(severity) }

  /// Whether the check fails.
  public var fails: Bool { Severity.allCases.contains { $0 >= failsOn && number($0) > 0 } }
}

/// How a report is written. To add a format, add a file, a case here and its row.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, sarif, github, junit, checkstyle

  /// What it is for, in a few words.
  public var meaning: String {
    switch self {
    case .text: "for people"
    case .json: "one JSON object"
    case .sarif: "SARIF 2.1.0, for code scanning"
    case .github: "workflow commands, which GitHub shows beside the lines"
    case .junit: "JUnit XML, a test case a record"
    case .checkstyle: "Checkstyle XML"
    }
  }

  /// The report in a format that is no text for people.
  public func bytes(_ report: Report) -> [UInt8] {
    switch self {
    case .text: Array(TextReport(report).text.utf8)
    case .json: JSONReport.bytes(report)
    case .sarif: SARIFReport.bytes(report)
    case .github: GitHubReport.bytes(report)
    case .junit: JUnitReport.bytes(report)
    case .checkstyle: CheckstyleReport.bytes(report)
    }
  }
}
