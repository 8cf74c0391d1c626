import Arguments
import History
import JSON
import Platform
import Records
import Reports
import Rules

enum CheckCommand: AppCommand {
  static let paths = Key.arguments(
    "PATH", "records, or folders of records; all if none is given", completion: .file)
  static let format = Key.option(
    "format", "FORMAT", "how the findings are written", as: .choice(of: ReportFormat.self), default: "text")
  static let json = Key.flag("json", "the same as --format json")
  static let all = Key.flag("all", short: "a", "show every finding in full")
  static let rules = Key.options(
    "rule", "RULE", "only this rule; may be given again, or several with commas", completion: ruleNames)
  static let ignore = Key.options(
    "ignore", "RULE", "not this rule; may be given again, or several with commas", completion: ruleNames)
  static let kind = Key.option(
    "kind", "KIND", "only prompts (phr) or decisions (adr)", as: .choice(of: Kind.self))
  static let severity = Key.option(
    "severity", "LEVEL", "only findings of at least this severity", as: .choice(of: Severity.self))
  static let since = Key.option("since", "REF", "only records that were changed since this commit or branch")
  static let staged = Key.flag("staged", "only what is staged, as it is staged")
  static let against = Key.option(
    "against", "REF", "find numbers that clash with another branch, before the merge")
  static let fix = Key.flag("fix", "mend what can be mended for certain")
  static let dryRun = Key.flag("dry-run", short: "n", "with --fix: only show the differences")
  static let baseline = Key.option(
    "baseline", "FILE", "the findings that are accepted (else clio-baseline.json, if it is there)",
    completion: .file)
  static let update = Key.flag("update-baseline", "accept all that is found now")
  static let failOn = Key.option(
    "fail-on", "LEVEL", "fail from this severity on (else error)", as: .choice(of: Severity.self))
  static let warnOnly = Key.flag("warn-only", "never fail because of findings")
  static let requireRecords = Key.flag("require-records", "fail if there is no record to check")
  static let list = Key.flag("list-rules", "show the names of the rules, and what they find")
  static let explain = Key.option(
    "explain", "RULE", "show what a rule finds, why, and how it is mended", completion: ruleNames)

  private static let ruleNames = Completion.command("clio check --list-rules | sed 's/ .*//'")

  static let declaration = Command(
    name: "check", summary: "find what is wrong with records: unfilled slots, broken links, secrets",
    discussion: """
      Looks at every record, or at those that are named, changed or staged. An error is something that everybody would \
      agree to mend; warnings and notes are worth a look. The past can be accepted by a baseline. Exit status: 0 if \
      nothing fails, 1 if something does, 2 if the check could not be made.
      """,
    keys: [
      paths, format, json, all, rules, ignore, kind, severity, since, staged, against, fix, dryRun, baseline,
      update,
      failOn, warnOnly, requireRecords, list, explain,
    ],
    examples: [
      Example("clio check", "all records"),
      Example("clio check --fix --dry-run", "show what could be mended by itself"),
      Example("clio check --staged", "what is about to be committed, for a hook"),
      Example("clio check --since origin/main --against origin/main", "a pull request"),
      Example("clio check --format sarif > clio.sarif", "for code scanning"),
      Example("clio check --explain placeholder", "what a rule is about"),
    ], section: "Check")

  static func run(_ session: Session) throws -> ExitStatus {
    if session[list] {
      if session[json] || session[format] == .json {
        session.print(RuleBook.json)
      } else {
        session.output.write(RuleBook.list)
      }
      return .done
    }
    if let rule = session[explain] {
      guard let about = Catalogue.about(rule) else { throw CheckSettings.unknown(rule, "--explain") }
      session.output.write(RuleBook.explain(about))
      return .done
    }
    try refuseContradictions(session)
    let project = session[fix] && !session[dryRun] ? try session.projectForWriting() : try session.project()
    return try CheckSession(session, project).run()
  }

  private static func refuseContradictions(_ session: Session) throws {
    if session[dryRun], !session[fix] {
      throw Failure("--dry-run is for --fix", "write `clio check --fix --dry-run`")
    }
    if session[staged], session[fix] {
      throw Failure("--fix mends files of the tree, but --staged looks at what is staged", "use one of them")
    }
    if session[update], session[fix] {
      throw Failure(
        "--fix mends findings, --update-baseline accepts them", "mend first, then accept the rest")
    }
    if session[staged], session[since] != nil {
      throw Failure("--staged and --since choose records in different ways", "use one of them")
    }
  }
}
