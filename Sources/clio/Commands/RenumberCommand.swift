import Arguments
import History
import Platform
import Records

enum RenumberCommand: AppCommand {
  static let reference = Key.argument(
    "OLD", "the record: its path, number, feature/number or a part of its name")
  static let number = Key.argument("NEW", "the new number, or next for the next free one")
  static let dryRun = Key.flag("dry-run", short: "n", "only say what would change")
  static let kind = Key.option(
    "kind", "KIND", "what a bare number means: phr or adr", as: .choice(of: Kind.self))

  static let declaration = Command(
    name: "renumber", summary: "give a record another number, with every link and citation",
    discussion: """
      Changes the file's name, the id and the heading, and in all other records the links to it, and words such as \
      ADR-0007 where they can mean no other. What a person or an agent said is never touched. All of it happens, or \
      nothing does.
      """,
    keys: [reference, number, dryRun, kind, RecordCommand.feature],
    examples: [
      Example("clio renumber history/adr/0007-use-sqlite.md next", "after a merge brought two decisions 7"),
      Example("clio renumber 001-auth/3 12 --dry-run", "only look"),
    ], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = session[dryRun] ? try session.project() : try session.projectForWriting()
    let found = try ShowCommand.find(session[reference], as: session[kind] ?? .prompt, project, session)
    let plan = try project.renumbering(of: found, to: try target(session, project, found))
    if !session[dryRun] { try project.apply(plan, durability: session.durability) }
    session.printSafely("\(plan.from) → \(plan.to)")
    for path in plan.corrected { session.printSafely("  corrected \(path)") }
    if !plan.doubtful.isEmpty {
      let paths = plan.doubtful.prefix(10).map { "\n  \($0)" }.joined()
      session.note(
        "these records cite the old number in words that may mean another record; look at them:\(paths)\(plan.doubtful.count > 10 ? "\n  … and \(plan.doubtful.count - 10) more" : "")"
      )
    }
    return .done
  }

  private static func target(_ session: Session, _ project: Project, _ found: FoundRecord) throws -> Int {
    if session[number] == "next" { return try project.nextNumber(in: found.file.folder).value }
    guard session[number].utf8.count <= RecordNumber.longest, let value = Int(session[number]), value > 0
    else {
      throw Failure("'\(session[number])' is no number", "give one of up to six digits, or next")
    }
    return value
  }
}
