import Decisions
import History
import Platform
import Records

/// The texts in which decisions are looked for: what prompts were answered, plans, and lists of dependencies.
struct SuggestionSources {
  private let session: Session
  private let project: Project

  init(_ session: Session, _ project: Project) { (self.session, self.project) = (session, project) }

  typealias Found = (source: [UInt8], group: String, finding: Significance.Finding)

  func findings() throws -> [Found] {
    typealias Keys = AdrSuggestCommand
    if let commit = session[Keys.since] {
      guard let changed = project.changedFiles(since: commit) else {
        throw Failure("git can't tell what changed since '\(commit)'", "name a commit, a branch or a tag")
      }
      return try changed.flatMap { try findings(changed: $0, since: commit) }
    }
    if !session[Keys.sources].isEmpty {
      return try session[Keys.sources].flatMap { try findings(named: $0) }
    }
    let prompts = try project.recordFiles().filter { $0.kind == .prompt }.flatMap { findings(in: $0) }
    return try prompts + plans().flatMap { try findings(inFile: $0) }
  }

  private func findings(named name: String) throws -> [Found] {
    let path = Path(name).absolute(in: session.world.directory)
    let isFile = (try? Files.status(of: path))??.kind == .file
    if isFile, let below = path.relative(to: project.root.path), try !isRecord(below) {
      return try findings(inFile: below)
    }
    let file = try project.resolve(name, as: .prompt, feature: nil)
    return file.kind == .prompt ? findings(in: file) : []
  }

  private func isRecord(_ path: Path) throws -> Bool {
    try project.recordFiles().contains { $0.path == path }
  }

  private func findings(changed path: Path, since commit: String) throws -> [Found] {
    if Manifests.names.contains(path.name), let lines = project.changedLines(of: path, since: commit) {
      return Manifests.findings(removed: lines.removed, added: lines.added).map {
        (path.bytes, path.description, $0)
      }
    }
    if let file = try project.recordFiles().first(where: { $0.path == path }) {
      return file.kind == .prompt ? findings(in: file) : []
    }
    return path.name == "plan.md" || path.name == "research.md" ? try findings(inFile: path) : []
  }

  private func findings(in file: RecordFile) -> [Found] {
    guard let record = project.read(file).record else { return [] }
    let group = record.feature ?? file.path.description
    return Significance.findings(in: record).map { (file.path.bytes, group, $0) }
  }

  private func findings(inFile path: Path) throws -> [Found] {
    let text = try Files.readIfPresent(project.root.path.appending(bytes: path.bytes), limit: 16 << 20) ?? []
    let group = path.parent.description
    return Significance.findings(in: text).map { (path.bytes, group, $0) }
  }

  /// The plans of all features.
  private func plans() -> [Path] {
    let specs = (try? Files.entries(of: project.root.path / "specs")) ?? []
    return specs.map(\.name).sorted { $0.lexicographicallyPrecedes($1) }.flatMap { name in
      ["plan.md", "research.md"].map { Path("specs").appending(bytes: name) / $0 }
    }
  }
}
