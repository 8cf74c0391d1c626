import Arguments
import History
import JSON
import Platform

enum ProjectsCommand: AppCommand {
  /// What can be done with the list.
  enum Action: String, CaseIterable, Sendable { case list, add, forget }

  static let action = Key.optionalArgument(
    "ACTION", "list them (the default), add some, or forget some", as: .choice(of: Action.self))
  static let folders = Key.arguments(
    "DIR", "folders of projects; to forget, also their names in the list", completion: .directory)
  static let missing = Key.flag("missing", "with forget: all that are not there any more")
  static let json = Key.flag("json", "print a JSON object a line")

  static let declaration = Command(
    name: "projects", summary: "the projects that clio was used in, for --all",
    discussion: """
      A project with records is noted when clio is used in it: in the file clio/projects of your state folder \
      (XDG_STATE_HOME, else ~/.local/state), a path a line. Where the variable CI is set, nothing is noted. A linked \
      worktree of git counts as its main one. One that is not there any more is marked with `!`.
      """,
    keys: [action, folders, missing, json],
    examples: [
      Example("clio projects", "which are they?"),
      Example("clio projects add ~/src/*", "note some by hand"),
      Example("clio projects forget --missing", "clear away what was deleted"),
    ], section: "Find")

  static func run(_ session: Session) throws -> ExitStatus {
    guard let registry = ProjectRegistry(session.world.environment) else {
      throw Failure(
        "there is no state folder to keep the list of projects in",
        "set HOME or XDG_STATE_HOME to an absolute path")
    }
    switch session[action] ?? .list {
    case .list:
      guard session[folders].isEmpty else {
        throw UsageError.unexpectedArgument(session[folders][0], path: session.parsed.path)
      }
      try list(registry, session)
    case .add: return try add(registry, session) ? .done : .findings
    case .forget: try forget(registry, session)
    }
    return .done
  }

  private static func isThere(_ root: Path) -> Bool {
    ((try? Files.status(of: root)) ?? nil)?.kind == .directory
  }

  private static func list(_ registry: ProjectRegistry, _ session: Session) throws {
    let roots = try registry.roots()
    let names = ProjectNames.short(roots)
    if session[json] {
      for (name, root) in zip(names, roots) {
        session.print([
          "name": .string(name), "path": .text(bytes: root.bytes), "missing": .bool(!isThere(root)),
        ])
      }
      return
    }
    if roots.isEmpty { session.note("no projects are known yet; using clio in one notes it") }
    let shown = names.map { Terminal.sanitized($0.replacingLineBreaks) }
    let width = min(shown.map(Columns.width).max() ?? 0, 40)
    for (name, root) in zip(shown, roots) {
      let isThere = isThere(root)
      session.print(
        (isThere ? "  " : session.ink.alarm("!") + " ") + Columns.padded(name, width) + "  "
          + Terminal.sanitized(root.description.replacingLineBreaks) + (isThere ? "" : "  (missing)"))
    }
  }

  /// Adds projects; whether all that were given are.
  private static func add(_ registry: ProjectRegistry, _ session: Session) throws -> Bool {
    let given = session[folders].isEmpty ? [try session.project().root.path.description] : session[folders]
    var roots: [Path] = []
    for folder in given {
      var world = session.world
      world.directory = Path(folder).absolute(in: session.world.directory)
      world.environment["CLIO_ROOT"] = nil
      guard isThere(world.directory) else {
        throw Failure("\(folder) is not a directory", "nothing was added")
      }
      let project = try Project(root: nil, world: world)
      if project.recordPlaces().isEmpty {
        session.note("\(project.root.path) was left out: there are no records in it")
      } else {
        roots.append(project.registeredRoot)
      }
    }
    let added = try registry.add(roots)
    for root in added { session.printSafely("added  \(root)") }
    for root in roots where !added.contains(root) { session.note("\(root) is in the list already") }
    return roots.count == given.count
  }

  private static func forget(_ registry: ProjectRegistry, _ session: Session) throws {
    let roots = try registry.roots()
    let names = ProjectNames.short(roots)
    var wanted: [Path] = session[missing] ? roots.filter { !isThere($0) } : []
    if session[folders].isEmpty, !session[missing] {
      throw UsageError.missingArgument("DIR", path: session.parsed.path)
    }
    for folder in session[folders] {
      let path = Path(folder).absolute(in: session.world.directory)
      let real = (try? Files.realPath(path)) ?? path
      guard
        let root = roots.first(where: { $0 == path || $0 == real })
          ?? zip(names, roots).first(where: { $0.0 == folder })?.1
      else { throw Failure("\(folder) is not among the projects", "`clio projects` lists them") }
      wanted.append(root)
    }
    for root in try registry.forget(wanted) { session.printSafely("forgot  \(root)") }
  }
}
