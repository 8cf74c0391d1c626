import Platform
import Records
import Rules

/// The report for people: worst first, a rule at a time, the source line with a caret under the very characters, and
/// the verdict on the last line.
public struct TextReport {
  /// How much is shown.
  public struct Options: Sendable {
    /// Whether colours and bold type are wanted.
    public var isStyled = false
    /// Whether every finding is shown in full.
    public var showsAll = false
    /// The columns that there are.
    public var width = 100
    /// Whether the past may be accepted still: no baseline is there.
    public var offersBaseline = false

    /// The plain form.
    public init() {}
  }

  private let report: Report
  private let options: Options

  /// A report to be written.
  public init(_ report: Report, _ options: Options = Options()) {
    (self.report, self.options) = (report, options)
  }

  /// How many findings of one rule are shown with their source, and how many more by their place.
  private func limits(_ severity: Severity) -> (full: Int, short: Int) {
    options.showsAll ? (.max, 0) : Self.limits(severity)
  }

  /// How many findings of one rule are needed for a report that doesn't show all.
  @Sendable public static func most(_ severity: Severity) -> Int {
    limits(severity).full + limits(severity).short
  }

  private static func limits(_ severity: Severity) -> (full: Int, short: Int) {
    switch severity {
    case .error: return (5, 5)
    case .warning: return (2, 3)
    case .info: return (1, 0)
    }
  }

  /// The whole text.
  public var text: String {
    var groups: [Tally.Key: [Int]] = [:]
    for (index, finding) in report.findings.enumerated() {
      groups[Tally.Key(rule: finding.rule, severity: finding.severity), default: []].append(index)
    }
    var text = ""
    for severity in Severity.allCases.reversed() {
      for rule in Catalogue.ids {
        let key = Tally.Key(rule: rule, severity: severity)
        guard let own = groups[key] else { continue }
        text += group(own.map { report.findings[$0] }, key)
      }
    }
    return text + verdict + "\n"
  }

  private func group(_ findings: [Finding], _ key: Tally.Key) -> String {
    let severity = key.severity
    let limits = limits(severity)
    var text = ""
    var told: Finding?
    for finding in findings.prefix(limits.full) {
      // Of several findings in a row with the same advice, one gives it.
      let isTold = told.map { $0.remedy == finding.remedy && $0.fix?.title == finding.fix?.title } ?? false
      text += source(of: finding) + (isTold && !options.showsAll ? "" : advice(finding)) + "\n"
      told = finding
    }
    let rest = findings.dropFirst(limits.full)
    let hidden = hidden(rest.dropFirst(limits.short), key)
    guard !rest.isEmpty || hidden.count > 0 else { return text }
    for finding in rest.prefix(limits.short) {
      text +=
        style(head(finding), .of(severity)) + ": " + safe(finding.message) + "\n  " + style("-->", .frame)
        + " " + place(finding) + "\n"
    }
    if hidden.count > 0 {
      text +=
        style("\(severity.rawValue)[\(key.rule)]", .of(severity))
        + ": … and \(hidden.count) more in \(hidden.files) \(hidden.files == 1 ? "record" : "records"); `clio check --rule \(key.rule)` shows them\n"
    }
    return text + "\n"
  }

  private func hidden(_ findings: ArraySlice<Finding>, _ key: Tally.Key) -> (count: Int, files: Int) {
    if let rest = report.tally.rests[key] { return (rest.count, rest.files) }
    return (findings.count, Tally(Array(findings)).files)
  }

  private func head(_ finding: Finding) -> String { "\(finding.severity.rawValue)[\(finding.rule)]" }

  private func place(_ finding: Finding) -> String {
    let path = Terminal.sanitized(finding.path)
    return finding.isAboutFile ? path : "\(path):\(finding.place.line):\(finding.place.column)"
  }

  /// Where the finding's line number ends, in blanks.
  private func margin(_ finding: Finding) -> String {
    String(repeating: " ", count: String(finding.place.line).utf8.count)
  }

  private func source(of finding: Finding) -> String {
    var text =
      style(head(finding), .of(finding.severity)) + style(": " + safe(finding.message), .strong) + "\n"
    let number = String(finding.place.line)
    let margin = margin(finding)
    text += margin + style("-->", .frame) + " " + place(finding) + "\n"
    let hasSource = !finding.isAboutFile && !finding.place.excerpt.isEmpty
    if hasSource {
      let (source, caret) = source(finding)
      let bar = style("|", .frame)
      text += margin + " " + bar + "\n"
      text += style(number, .frame) + " " + bar + " " + source + "\n"
      text += margin + " " + bar + " " + style(caret, .of(finding.severity)) + "\n"
    }
    return text
  }

  /// What to do about it.
  private func advice(_ finding: Finding) -> String {
    let margin = margin(finding)
    var text = ""
    if let remedy = finding.remedy {
      text += margin + " " + style("=", .frame) + " " + style("help", .strong) + ": " + safe(remedy) + "\n"
    }
    if let fix = finding.fix {
      text +=
        margin + " " + style("=", .frame) + " " + style("fix", .strong) + ": `clio check --fix` "
        + safe(fix.title) + "\n"
    }
    return text
  }

  /// The source line, no wider than the screen, and the line below it with the carets.
  private func source(_ finding: Finding) -> (source: String, caret: String) {
    let bytes = finding.place.excerpt
    let marked = finding.place.marked
    var before = shown(Array(bytes[..<marked.lowerBound]))
    var inside = shown(Array(bytes[marked]))
    var after = shown(Array(bytes[marked.upperBound...]))
    let room = max(40, options.width - 8)
    if Columns.width(inside) > room { inside = Columns.cut(inside, room) }
    let left = room - Columns.width(inside)
    if Columns.width(before) > max(left / 2, left - Columns.width(after)) {
      let wanted = max(left / 2, left - Columns.width(after)) - 1
      var cut = before[...]
      while Columns.width(String(cut)) > max(0, wanted) { cut = cut.dropFirst() }
      before = "…" + String(cut)
    }
    after = Columns.cut(after, max(1, room - Columns.width(inside) - Columns.width(before)))
    let carets = String(repeating: "^", count: max(1, Columns.width(inside)))
    return (before + inside + after, String(repeating: " ", count: Columns.width(before)) + carets)
  }

  /// Text of a record on one line, harmless to a terminal; tabs are blanks, so that the caret stands right.
  private func shown(_ bytes: [UInt8]) -> String {
    Terminal.sanitized(
      bytes.filter { $0 != 0x0A && $0 != 0x0D }.flatMap { $0 == 0x09 ? [0x20, 0x20] : [$0] })
  }

  private func safe(_ text: String) -> String { Terminal.sanitized(text).replacingLineBreaks }

  // MARK: The verdict

  /// The last line.
  var verdict: String {
    let records = "\(report.count) \(report.count == 1 ? "record" : "records")"
    let accepted = report.accepted > 0 ? " (\(report.accepted) more in the baseline)" : ""
    // What can't be read must not pass for good.
    let unseen =
      report.closed == 0
      ? "" : " looked at, \(report.closed) \(report.closed == 1 ? "folder" : "folders") not"
    guard !report.findings.isEmpty else {
      if report.closed > 0 { return style(records + unseen, .warning) + accepted }
      return style(report.count == 0 ? "no records to check" : "\(records), nothing to complain of", .good)
        + accepted
    }
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let number = report.number(severity)
      guard number > 0 else { return nil }
      let noun = severity == .info ? "note" : severity.rawValue
      return "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let files = report.tally.files
    let mendable = report.tally.mendable
    let mend = mendable > 0 ? "; `--fix` mends \(mendable)" : ""
    // Of a few findings nobody needs to be told how to live with them.
    let past =
      options.offersBaseline && files >= Self.manyFiles ? "; `--update-baseline` accepts the rest" : ""
    let worst = Severity.allCases.last { report.number($0) > 0 } ?? .info
    return style(counts.joined(separator: ", "), .of(worst))
      + " in \(files) of \(records)\(unseen)\(mend)\(past)\(accepted)"
  }

  private static let manyFiles = 10

  // MARK: Colours

  private enum Paint: String {
    case error = "1;31"
    case warning = "1;33"
    case info = "1;36"
    case strong = "1"
    case frame = "1;34"
    case good = "1;32"

    static func of(_ severity: Severity) -> Paint {
      switch severity {
      case .error: .error
      case .warning: .warning
      case .info: .info
      }
    }
  }

  private func style(_ text: String, _ paint: Paint) -> String {
    options.isStyled ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
