import Arguments
import History
import Platform
import Records

enum ListCommand: AppCommand {
  static let kind = Key.option(
    "kind", "KIND", "only prompts (phr) or decisions (adr)", as: .choice(of: Kind.self))
  static let stage = Key.option("stage", short: "s", "STAGE", "only this stage", as: .stage)
  static let feature = Key.option(
    "feature", short: "f", "NAME", "only this feature; none for those without one")
  static let label = Key.options(
    "label", short: "l", "NAME", "only with this label; all of several must be there")
  static let status = Key.option(
    "status", "STATUS", "only decisions of this status", as: .choice(of: Status.self))
  static let since = Key.option("since", "DATE", "not before this day", as: .date)
  static let until = Key.option("until", "DATE", "not after this day", as: .date)
  static let paths = Key.flag("paths", "print paths only, for xargs")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "list", summary: "list the records, newest first",
    discussion: """
      Shows every record of the project, in all layouts and dialects. A file that can't be read is listed with the \
      reason; one whose metadata is damaged is marked with `!`.
      """,
    keys: [kind, stage, feature, label, status, since, until, paths, json],
    examples: [
      Example("clio list", "everything, newest first"),
      Example("clio list --stage red --since 2026-01-01", "what was debugged since New Year"),
      Example("clio list --kind adr --status accepted", "the decisions in force"),
      Example("clio list --feature 001-auth --paths | xargs wc -w", "file names for other programs"),
    ], section: "Find")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = try session.project()
    let records = try project.records().filter { matches($0, session) }.sorted(by: isNewer)
    if session[paths] {
      // As other programs need them: relative to where the user is.
      for found in records {
        let path = project.root.path.appending(bytes: found.file.path.bytes).relativePath(
          from: session.world.directory)
        session.print(path)
      }
    } else if session[json] {
      for found in records { session.print(RecordView(found).json(root: project.root.path)) }
    } else {
      show(records.map(RecordView.init), session)
      if records.isEmpty {
        session.note(
          "there are no records\(asksContent(session) || session[kind] != nil ? " of that kind" : "") below \(project.root.path)"
        )
      }
    }
    return .done
  }

  /// Whether a filter looks into the records.
  private static func asksContent(_ session: Session) -> Bool {
    session[stage] != nil || session[feature] != nil || session[status] != nil
      || session[since] != nil || session[until] != nil || !session[label].isEmpty
  }

  private static func matches(_ found: FoundRecord, _ session: Session) -> Bool {
    if let wanted = session[kind], found.file.kind != wanted { return false }
    guard asksContent(session) else { return true }
    guard let record = found.record else { return false }
    if let wanted = session[stage], record.kind != .prompt || record.knownStage != wanted { return false }
    if let wanted = session[status], record.kind != .decision || record.standing != wanted { return false }
    if let wanted = session[feature] {
      if wanted == "none" {
        if record.feature != nil { return false }
      } else if !isFeature(wanted, of: found, record) {
        return false
      }
    }
    let labels = record.list("labels") + record.list("tags")
    if !session[label].allSatisfy({ labels.contains($0) }) { return false }
    if session[since] == nil, session[until] == nil { return true }
    guard let date = RecordView(found).date else { return false }
    return date >= session[since] ?? date && date <= session[until] ?? date
  }

  /// A feature is meant with or without its number.
  private static func isFeature(_ wanted: String, of found: FoundRecord, _ record: Record) -> Bool {
    let bare = (try? Feature(wanted))?.bare ?? wanted.lowercased()
    func isSame(_ name: String) -> Bool {
      name == wanted || (wanted == bare && (try? Feature(name))?.bare == bare)
    }
    return record.feature.map(isSame) ?? false || (record.kind == .prompt && isSame(found.file.folder.name))
  }

  private static func isNewer(_ left: FoundRecord, _ right: FoundRecord) -> Bool {
    let (first, second) = (RecordView(left).date, RecordView(right).date)
    if first != second {
      guard let first else { return false }
      guard let second else { return true }
      return first > second
    }
    let (one, two) = (left.record?.provenance?.recorded ?? "", right.record?.provenance?.recorded ?? "")
    if one != two { return one > two }
    // Within a second, a uid tells more: it begins with the millisecond.
    let (earlier, later) = (left.record?.uid ?? "", right.record?.uid ?? "")
    return earlier == later ? left.file.path < right.file.path : earlier > later
  }

  private static func show(_ views: [RecordView], _ session: Session) {
    let references = RecordFile.references(of: views.map(\.found.file)).map(Terminal.sanitized)
    let states = views.map { Terminal.sanitized($0.state) }
    let width = min(references.map(Columns.width).max() ?? 0, 40)
    let stateWidth = min(states.map(Columns.width).max() ?? 0, 12)
    for (index, view) in views.enumerated() {
      let mark = view.isDamaged ? "!" : " "
      let date = view.date?.description ?? "-         "
      let head =
        Columns.padded(references[index], width) + "  " + date + "  "
        + Columns.padded(states[index], stateWidth) + " " + mark
      let title = Terminal.sanitized(view.title.replacingLineBreaks)
      let room =
        session.isTerminal
        ? max(20, Terminal.width(session.world.environment) - Columns.width(head) - 1) : .max
      session.print(head + " " + Columns.cut(title, room))
    }
  }
}
