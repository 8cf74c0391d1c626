/// A git repository, read without running git.
///
/// Everything in it may have been written by somebody else: sizes are capped and names are checked.
public struct GitRepository: Sendable, Equatable {
  /// The directory that holds `.git`.
  public let workTree: Path
  /// The work tree's own part of the repository.
  public let gitDirectory: Path
  /// The part that all work trees share.
  public let commonDirectory: Path
  /// What git is given where it has to be asked.
  let environment: [String: String]

  /// The repository that an absolute directory lies in.
  ///
  /// Only `.git` decides, upward from there: `GIT_DIR` and its like belong to the git command that set them.
  public static func containing(
    _ directory: Path, environment: [String: String] = [:]
  ) -> GitRepository? {
    var workTree = directory
    while true {
      let entry = workTree / ".git"
      switch (try? Files.status(of: entry))??.kind {
      case .directory:
        if let found = GitRepository(workTree: workTree, gitDirectory: entry, environment) { return found }
      case .file:
        guard let target = pointer(in: entry, after: "gitdir:", limit: 1 << 13) else { return nil }
        let gitDirectory = resolve(target, in: workTree)
        return GitRepository(workTree: workTree, gitDirectory: gitDirectory, environment)
      default: break
      }
      let parent = workTree.parent
      if parent == workTree || !workTree.isAbsolute { return nil }
      workTree = parent
    }
  }

  /// Nil unless it looks like git's own: a `.git` file can name any folder, and clio writes below what it takes for one.
  private init?(workTree: Path, gitDirectory: Path, _ environment: [String: String]) {
    guard let head = try? Files.status(of: gitDirectory / "HEAD", followingLinks: false),
      head.kind == .file || head.kind == .symbolicLink
    else { return nil }
    self.workTree = workTree
    self.gitDirectory = gitDirectory
    self.environment = environment
    let common = Self.pointer(in: gitDirectory / "commondir", after: "", limit: 1 << 13)
    commonDirectory = common.map { Self.resolve($0, in: gitDirectory) } ?? gitDirectory
    for name in ["objects", "refs"] where (try? Files.status(of: commonDirectory / name))??.kind != .directory
    {
      return nil
    }
  }

  /// Asks git itself; nil if it can't be run or knows no answer.
  func ask(_ arguments: [String]) -> (status: Int32, line: [UInt8])? {
    Self.ask(arguments, in: workTree, environment)
  }

  /// The same in any directory.
  static func ask(
    _ arguments: [String], in directory: Path, _ environment: [String: String]
  ) -> (status: Int32, line: [UInt8])? {
    var environment = environment
    for name in ["DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "NAMESPACE", "PREFIX"] {
      environment["GIT_\(name)"] = nil
    }
    let words = ["git", "--no-pager"] + arguments
    guard
      let result = try? Spawn.run(words, directory: directory, environment: environment, outputLimit: 1 << 16)
    else { return nil }
    let output = result.output
    return (result.status, output.last == UInt8(ascii: "\n") ? output.dropLast() : output)
  }

  /// The disk has to say what `..` means, since a directory may have been reached through a link.
  private static func resolve(_ path: Path, in directory: Path) -> Path {
    let whole = directory.appending(bytes: path.bytes)
    return (try? Files.realPath(whole)) ?? whole.absolute(in: directory)
  }

  /// The path in a small file that holds nothing else but a prefix.
  private static func pointer(in file: Path, after prefix: String, limit: Int) -> Path? {
    guard let bytes = try? Files.readIfPresent(file, limit: limit), bytes.starts(with: prefix.utf8) else {
      return nil
    }
    let blanks = Array(" \t".utf8)
    let ends = Array("\r\n".utf8)
    let rest = bytes.dropFirst(prefix.utf8.count).drop { blanks.contains($0) }
    guard let last = rest.lastIndex(where: { !ends.contains($0) }) else { return nil }
    let path = Array(rest[...last])
    return path.contains(0) ? nil : Path(bytes: path)
  }
}
