/// Questions that only git itself can answer: what is staged, what changed, what another commit holds.
extension GitRepository {
  /// What git said.
  public struct Answer: Sendable {
    /// Zero if it did what was asked.
    public let status: Int32
    /// Standard output.
    public let output: [UInt8]
    /// Standard error.
    public let errors: [UInt8]
  }

  /// The most that is read of an answer.
  private static let longestAnswer = 1 << 30

  /// Runs git in a directory of the work tree. Within a hook, the index is the one that the commit is made from.
  public func query(
    _ arguments: [String], in directory: Path, input: [UInt8] = [], ofHook: Bool = false
  ) throws(SystemError) -> Answer {
    var environment = self.environment
    for name in ["DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "NAMESPACE", "PREFIX"] {
      environment["GIT_\(name)"] = nil
    }
    if ofHook, let stagedIndex { environment["GIT_INDEX_FILE"] = stagedIndex.description }
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    let result = try Spawn.run(
      ["git", "--no-pager", "-c", "core.quotePath=false"] + arguments, directory: directory,
      environment: environment,
      input: input, outputLimit: Self.longestAnswer)
    return Answer(status: result.status, output: result.output, errors: result.errors)
  }

  /// The index that git names to its hooks; with `git commit FILE` it is not the usual one.
  var stagedIndex: Path? { environment["GIT_INDEX_FILE"].map { Path($0).absolute(in: workTree) } }

  /// Whether the clone lacks a part of the history.
  public var isShallow: Bool { ((try? Files.status(of: commonDirectory / "shallow")) ?? nil) != nil }
}
