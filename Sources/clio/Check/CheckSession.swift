import History
import Platform
import Prompts
import Records
import Reports
import Rules

/// One call of `clio check`, from the selection to the verdict.
struct CheckSession {
  private let session: Session
  private let project: Project
  private let selection: CheckSelection
  private let checkRun: CheckRun

  init(_ session: Session, _ project: Project) throws {
    (self.session, self.project) = (session, project)
    let git = GitView(project)
    var options = CheckSelection.Options()
    options.paths = session[CheckCommand.paths]
    options.since = session[CheckCommand.since]
    options.against = session[CheckCommand.against]
    options.isStaged = session[CheckCommand.staged]
    options.kind = session[CheckCommand.kind]
    selection = try CheckSelection(project, git: git, options)
    let settings = try CheckSettings.rules(
      project, only: session[CheckCommand.rules], ignored: session[CheckCommand.ignore])
    let world = try CheckWorld(
      project, files: selection.all, git: git, against: selection.against, staging: selection.staging,
      former: selection.former)
    checkRun = CheckRun(world: world, checker: Checker(settings), staged: selection.staged)
  }

  /// Checks. What can't be read must not pass for good.
  func run() throws -> ExitStatus {
    let status = try runOnFiles()
    return selection.unreadable.isEmpty ? status : .failure
  }

  private func runOnFiles() throws -> ExitStatus {
    let least = session[CheckCommand.severity]
    if isForPeople, !hasBaseline {
      return report(checkRun.tally(in: selection.files, least: least, keeping: TextReport.most), accepted: 0)
    }
    var findings = checkRun.findings(in: selection.files)
    if session[CheckCommand.update] { return try update(findings) }
    let accepted: Int
    (findings, accepted) = try accept(findings)
    if session[CheckCommand.fix] {
      let status = try mend(findings)
      if session[CheckCommand.dryRun] { return status }
      (findings, _) = try accept(checkRun.findings(in: selection.files))
    }
    if let least { findings = findings.filter { $0.severity >= least } }
    return report(Tally(findings), accepted: accepted)
  }

  private var format: ReportFormat { session[CheckCommand.json] ? .json : session[CheckCommand.format] }
  private var showsAll: Bool { session[CheckCommand.all] || !session[CheckCommand.rules].isEmpty }

  /// Whether no finding is needed beyond those that a report for people shows.
  private var isForPeople: Bool {
    format == .text && !showsAll && !session[CheckCommand.update] && !session[CheckCommand.fix]
  }

  private var hasBaseline: Bool {
    let (path, isNamed) = baselinePath
    return isNamed || ((try? Files.status(of: path)) ?? nil) != nil
  }

  private func report(_ tally: Tally, accepted: Int) -> ExitStatus {
    let configured = project.configuration.check.failOn.flatMap { Severity(rawValue: $0) }
    let report = Report(
      tally, files: selection.files.map(\.path.bytes), count: selection.files.count,
      closed: selection.unreadable.count, accepted: accepted,
      version: Clio.version, top: GitView(project)?.top ?? [],
      failsOn: session[CheckCommand.failOn] ?? configured ?? .error)
    if format == .text {
      var options = TextReport.Options()
      options.isStyled = session.isStyled
      options.showsAll = showsAll
      options.offersBaseline = isWhole && selection.staged == nil && !hasBaseline
      options.width = session.isTerminal ? Terminal.width(session.world.environment) : 120
      session.output.write(TextReport(report, options).text)
    } else {
      session.output.write(format.bytes(report))
    }
    if report.count == 0, report.closed == 0 {
      if session[CheckCommand.requireRecords] {
        session.note("there is no record to check below \(project.root.path)")
        return .findings
      }
      if format != .text { session.note("there is no record to check below \(project.root.path)") }
    }
    return report.fails && !session[CheckCommand.warnOnly] ? .findings : .done
  }

  // MARK: The baseline

  private var baselinePath: (path: Path, isNamed: Bool) {
    if let name = session[CheckCommand.baseline] {
      return (Path(name).absolute(in: session.world.directory), true)
    }
    if let name = project.configuration.check.baseline { return (project.root.path / name, true) }
    return (project.root.path / Baseline.fileName, false)
  }

  private func accept(_ findings: [Finding]) throws -> (left: [Finding], accepted: Int) {
    let (path, isNamed) = baselinePath
    guard let bytes = try Files.readIfPresent(path, limit: 256 << 20) else {
      if isNamed {
        throw Failure("\(path): there is no baseline", "make one with `clio check --update-baseline`")
      }
      return (findings, 0)
    }
    var baseline = try Baseline(bytes, name: path.description)
    let known = Set(selection.all.map(\.path.description))
    let result = baseline.filter(findings, isThere: known.contains)
    // Only a look at everything can tell what is no longer found.
    if isWhole, baseline.stale > 0 {
      session.note(
        "\(baseline.stale) \(baseline.stale == 1 ? "entry" : "entries") of the baseline \(baseline.stale == 1 ? "is" : "are") no longer found; `clio check --update-baseline` drops them"
      )
    }
    return result
  }

  private var isWhole: Bool {
    selection.isWhole && session[CheckCommand.rules].isEmpty && session[CheckCommand.ignore].isEmpty
  }

  private func update(_ findings: [Finding]) throws -> ExitStatus {
    if let folder = selection.unreadable.first {
      throw Failure("a baseline accepts what is found in all records, and \(folder) can't be read")
    }
    guard isWhole, selection.staged == nil else {
      throw Failure(
        "a baseline accepts what all rules find in all records", "leave out paths and other choices")
    }
    let path = baselinePath.path
    try Files.writeAtomically(path, contents: Baseline.text(findings), durability: session.durability)
    session.printSafely(
      "accepted \(count(findings.count, "finding")) in \(count(selection.files.count, "record")): \(path)")
    return .done
  }

  // MARK: Mending

  private func mend(_ findings: [Finding]) throws -> ExitStatus {
    var mending = Mending(checkRun, files: selection.all)
    mending.mend(findings)
    let mended = mending.mended
    guard session[CheckCommand.dryRun] else {
      for file in mended {
        try project.apply(
          [.replace(file.file.path, was: file.before, file.after)], durability: session.durability)
      }
      if !mended.isEmpty {
        session.note("mended \(count(mending.count, "finding")) in \(count(mended.count, "record"))")
      }
      return .done
    }
    for file in mended {
      let lines = UnifiedDiff.lines(masked(file.before), masked(file.after), path: file.file.path.description)
      for line in lines { session.write(line + [UInt8(ascii: "\n")]) }
    }
    session.note(
      mended.isEmpty
        ? "there is nothing to mend"
        : "would mend \(count(mending.count, "finding")) in \(count(mended.count, "record"))")
    return mended.isEmpty ? .done : .findings
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// Credentials are shown in no output.
  private func masked(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for secret in SecretScan.secrets(in: text) {
      for index in secret.range { text[index] = UInt8(ascii: "*") }
    }
    return text
  }
}
