import Arguments
import Index
import Platform
import Records

/// What records are wanted: words of a query, and options that stand for its filters. Search, list and stats share it.
enum QueryArguments {
  static let kind = Key.option("kind", "KIND", "only prompts (phr) or decisions (adr)", as: .value(of: .kind))
  static let stage = Key.option("stage", short: "s", "STAGE", "only this stage", as: .value(of: .stage))
  static let feature = Key.option(
    "feature", short: "f", "NAME", "only this feature; none for those without one", as: .value(of: .feature))
  static let status = Key.option("status", "STATUS", "only decisions of this status", as: .value(of: .status))
  static let since = Key.option("since", "DATE", "not before this day", as: .value(of: .since))
  static let until = Key.option("until", "DATE", "not after this day", as: .value(of: .until))
  static let model = Key.option("model", "NAME", "only of this model", as: .value(of: .model))
  static let user = Key.option("user", "NAME", "only of this user", as: .value(of: .user))
  static let label = Key.options(
    "label", short: "l", "NAME", "only with this label; all of several must be there", as: .value(of: .label))
  static let file = Key.options(
    "file", "PATH", "only what names such a file; * stands for anything", as: .value(of: .file),
    completion: .file)
  static let live = Key.flag("live", "leave out superseded, rejected and deprecated decisions")
  static let all = Key.flag("all", "in every project that clio was used in; see clio projects")

  private static let single: [(key: Key<String?>, field: Query.Field)] = [
    (kind, .kind), (stage, .stage), (feature, .feature), (status, .status), (since, .since), (until, .until),
    (model, .model), (user, .user),
  ]
  private static let several: [(key: Key<[String]>, field: Query.Field)] = [(label, .label), (file, .file)]

  static let keys: [any Declared] =
    [kind, stage, feature, label, status, since, until, model, user, file] + [live, all]

  /// The query that the words and options of a command line make.
  static func query(_ session: Session, _ words: [String], today: CalendarDate) -> Query {
    let text = words.joined(separator: " ")
    // Only a folder depends on where one stands.
    let root = text.contains("in:") ? try? session.project().root.path : nil
    let folder = root.flatMap { session.world.directory.relative(to: $0) } ?? "."
    let (query, notes) = Query.parse(text, today: today, root: root ?? "/", folder: folder) {
      suggestions(for: $0, among: $1)
    }
    for note in notes { session.note(note.message) }
    return query.wanting(wishes(session), today: today)
  }

  /// The filters that are given as options.
  static func wishes(_ session: Session) -> [(field: Query.Field, value: String)] {
    var wishes: [(field: Query.Field, value: String)] = []
    for (key, field) in single { if let value = session[key] { wishes.append((field, value)) } }
    for (key, field) in several { for value in session[key] { wishes.append((field, value)) } }
    return wishes
  }
}

extension ValueKind<String> {
  /// What can stand behind a field of the query language.
  fileprivate static func value(of field: Query.Field) -> Self {
    let (expected, choices) =
      switch field {
      case .kind: ("phr or adr", Kind.allCases.map(\.rawValue))
      case .stage: ("a stage", Stage.allCases.map(\.rawValue))
      case .status: ("a status", Status.allCases.map(\.rawValue))
      case .since, .until: ("a day such as 2026-01-31, 2026-01, yesterday or 2w", [])
      default: ("a name", [])
      }
    return ValueKind(expected: expected, choices: choices) { field.takes($0) ? $0 : nil }
  }
}

extension Session {
  /// The day from which the recent is counted.
  var today: CalendarDate { CalendarDate(Clock.now().localDate.description) ?? .earliest }

  /// Says of which records nobody can tell whether they are wanted.
  func noteDoubtful(_ doubtful: [(record: DoubtfulRecord, path: Path)]) {
    guard !doubtful.isEmpty else { return }
    let shown = doubtful.prefix(3).map { "\($0.path) (\($0.record.reason))" }.joined(separator: ", ")
    let more = doubtful.count > 3 ? " and \(doubtful.count - 3) more" : ""
    let subject = doubtful.count == 1 ? "1 record" : "\(doubtful.count) records"
    note("\(subject) can't be judged and may be missing here: \(shown)\(more)")
  }
}
