import History
import Index
import Platform

/// The projects that a command asks: the one it stands in, or with `--all` every one that is registered.
struct Scope {
  /// A project that is asked.
  struct Member {
    /// A short name; nil if there is but one project.
    let name: String?
    /// The root.
    let root: Path

    /// A record's path as other programs can use it: from where the user is, or with `--all` from the top.
    func shown(_ path: Path, _ session: Session) -> Path {
      let whole = root.appending(bytes: path.bytes)
      return name == nil ? whole.relativePath(from: session.world.directory) : whole
    }
  }

  private let session: Session
  /// The projects.
  let members: [Member]

  init(_ session: Session) throws {
    self.session = session
    let project = try session.project()
    guard session[QueryArguments.all] else {
      members = [Member(name: nil, root: project.root.path)]
      return
    }
    var roots: [Path] = []
    if let registry = ProjectRegistry(session.world.environment) {
      do throws(SystemError) {
        roots = try registry.roots()
      } catch {
        session.note("the list of projects can't be read: \(registry.file): \(error.reason)")
      }
    }
    // The project that one stands in is always asked, and in place of its main worktree.
    let here = project.root.path
    if !roots.contains(here) {
      if let index = roots.firstIndex(of: project.registeredRoot) {
        roots[index] = here
      } else if !project.recordPlaces().isEmpty {
        roots.append(here)
      }
    }
    members = zip(ProjectNames.short(roots), roots).map { Member(name: $0, root: $1) }
  }

  /// Whether several projects are asked.
  var isAll: Bool { session[QueryArguments.all] }

  /// Hands over the index of every project, or of some. One that is missing or broken is noted, and stops nothing.
  func forEach(_ some: [Member]? = nil, _ body: (Member, Index) throws -> Void) throws {
    for member in some ?? members {
      guard let name = member.name else {
        try body(member, try session.index())
        continue
      }
      do {
        guard let text = member.root.text else { throw Failure("its path is not UTF-8") }
        guard ((try? Files.status(of: member.root)) ?? nil)?.kind == .directory else {
          throw Failure("it is not there any more; `clio projects forget --missing` forgets such")
        }
        try body(
          member,
          try session.index(of: try Project(root: text, world: session.world, notices: session.notices)))
      } catch {
        session.note("\(name) was left out: \(member.root): \(Failure(error).what)")
      }
    }
  }

  /// What to say where nothing fits.
  var place: String {
    isAll
      ? "in \(members.count) \(members.count == 1 ? "project" : "projects")"
      : "below \(members.first?.root.description ?? ".")"
  }
}

/// Short names for projects.
enum ProjectNames {
  /// The last component of each root, and as many before it as tell it from the others.
  static func short(_ roots: [Path]) -> [String] {
    roots.map { root in
      let parts = root.components
      for count in parts.indices.map({ $0 + 1 }) {
        let end = parts.suffix(count)
        if roots.count(where: { $0.components.suffix(count).elementsEqual(end) }) == 1 {
          return String(decoding: Array(end.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
        }
      }
      return root.description
    }
  }
}
