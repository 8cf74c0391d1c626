import Platform

/// The projects that a user has used clio in: a file in the user's state folder with the path of a root on each line.
/// What stands in it may be anything: a line that is no absolute path is passed over, and kept.
public struct ProjectRegistry: Sendable {
  private let folder: Path
  private static let name = "projects"
  private static let largest = 1 << 20

  /// The registry of the user whom the environment tells of; nil without a state folder.
  public init?(_ environment: [String: String]) {
    guard let state = Project.userState(environment) else { return nil }
    folder = state / "clio"
  }

  /// The file.
  public var file: Path { folder / Self.name }

  /// The roots, in the order in which they were added.
  public func roots() throws(SystemError) -> [Path] {
    var seen: Set<Path> = []
    return try lines().filter(Self.isRoot).map { Path(bytes: $0) }.filter { seen.insert($0).inserted }
  }

  /// Adds roots that are not there yet, and says which. One with a line break in its path can't be kept.
  @discardableResult
  public func add(_ roots: [Path]) throws(SystemError) -> [Path] {
    var added: [Path] = []
    try change { lines in
      for root in roots where Self.isRoot(root.bytes) && !lines.contains(root.bytes) {
        lines.append(root.bytes)
        added.append(root)
      }
    }
    return added
  }

  /// Takes roots out, and says which were there.
  @discardableResult
  public func forget(_ roots: [Path]) throws(SystemError) -> [Path] {
    var gone: [Path] = []
    try change { lines in
      gone = roots.filter { lines.contains($0.bytes) }
      lines.removeAll { line in gone.contains { $0.bytes == line } }
    }
    return gone
  }

  private static func isRoot(_ line: [UInt8]) -> Bool {
    line.first == UInt8(ascii: "/") && !line.contains(0) && !line.contains(UInt8(ascii: "\n"))
  }

  private func lines() throws(SystemError) -> [[UInt8]] {
    let bytes = try Files.readIfPresent(file, limit: Self.largest) ?? []
    return bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }

  /// Replaces the file by another, so that a reader needs no lock; writers wait for each other.
  private func change(_ body: (inout [[UInt8]]) -> Void) throws(SystemError) {
    try Files.createDirectories(folder)
    let directory = try Directory.open(folder)
    try directory.lock()
    defer { directory.unlock() }
    let old = try lines()
    var new = old
    body(&new)
    if new == old { return }
    let contents = new.flatMap { $0 + [UInt8(ascii: "\n")] }
    try directory.replace(Self.name, contents: contents, durability: .fast)
  }
}

extension Project {
  /// The root by which the project is registered. A linked worktree comes and goes: its repository's main one stands
  /// for it, if that has the same folder.
  public var registeredRoot: Path {
    let real = (try? Files.realPath(root.path)) ?? root.path
    guard let repository, repository.gitDirectory != repository.commonDirectory,
      repository.commonDirectory.name == ".git", let below = root.path.relative(to: repository.workTree)
    else { return real }
    let main = repository.commonDirectory.parent.appending(bytes: below.bytes).absolute(in: "/")
    return ((try? Files.status(of: main)) ?? nil)?.kind == .directory ? main : real
  }

  /// Notes that the user has used clio in this project, unless it is noted already. A machine that builds has no user;
  /// and where nothing can be noted, nothing is wrong.
  public func noteUse() {
    guard !isUnattended, let registry = ProjectRegistry(world.environment),
      let known = try? registry.roots(), !known.contains(root.path)
    else { return }
    let place = registeredRoot
    guard !known.contains(place), !recordPlaces().isEmpty else { return }
    _ = try? registry.add([place])
  }

  private var isUnattended: Bool {
    !["", "0", "false"].contains((world.environment["CI"] ?? "").lowercased())
  }
}
