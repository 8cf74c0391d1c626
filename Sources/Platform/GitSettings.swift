extension GitRepository {
  /// The value that git would use for a key such as `user.name`.
  public func configuration(_ key: String, environment: [String: String]) -> String? {
    Self.configuration(key, in: self, environment: environment)
  }

  /// The `user.name` of the configuration, also outside of any repository.
  public static func userName(
    in repository: GitRepository?, environment: [String: String]
  ) -> String? {
    configuration("user.name", in: repository, environment: environment)
  }

  /// Reads the files from the strongest to the weakest, and only as far as needed.
  ///
  /// Where a file includes another one, or the environment has settings, git is asked; if it can't be run, what
  /// the files themselves say counts.
  private static func configuration(
    _ key: String, in repository: GitRepository?, environment: [String: String]
  ) -> String? {
    var mayAsk = true
    func asked() -> String?? {
      mayAsk = false
      let directory = repository?.workTree ?? "/"
      let answer = ask(["config", "--get", key], in: directory, environment)
      guard let answer, answer.status == 0 || answer.status == 1 else { return nil }
      return answer.status == 0 ? .some(String(decoding: answer.line, as: UTF8.self)) : .some(nil)
    }
    let hasSettings = environment["GIT_CONFIG_COUNT"] ?? environment["GIT_CONFIG_PARAMETERS"]
    if hasSettings != nil, let answer = asked() { return answer }
    func settled(_ file: GitConfiguration) -> String?? {
      switch file.answer(key) {
      case .value(let value): return .some(value)
      case .absent: return nil
      case .included:
        if mayAsk, let answer = asked() { return .some(answer) }
        return file.value(key).map { .some($0) }
      }
    }
    for file in repository?.ownConfigurations() ?? [] {
      if let answer = settled(file) { return answer }
    }
    for path in globalFiles(environment) {
      if let file = read(path), let answer = settled(file) { return answer }
    }
    return nil
  }

  /// The work tree's file, where that is enabled, and the repository's.
  private func ownConfigurations() -> [GitConfiguration] {
    guard let shared = Self.read(commonDirectory / "config") else { return [] }
    let isEnabled = ["true", "yes", "on", "1"].contains(
      shared.value("extensions.worktreeConfig")?.lowercased())
    guard isEnabled, let own = Self.read(gitDirectory / "config.worktree") else { return [shared] }
    return [own, shared]
  }

  /// The user's files and the machine's, the strongest first.
  private static func globalFiles(_ environment: [String: String]) -> [Path] {
    var files: [Path] = []
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : Path($0) }
    if let global = environment["GIT_CONFIG_GLOBAL"] {
      if !global.isEmpty { files.append(Path(global)) }
    } else {
      if let home { files.append(home / ".gitconfig") }
      if let folder = environment["XDG_CONFIG_HOME"], !folder.isEmpty {
        files.append(Path(folder) / "git/config")
      } else if let home {
        files.append(home / ".config/git/config")
      }
    }
    let off = environment["GIT_CONFIG_NOSYSTEM"]?.lowercased() ?? "0"
    if ["", "0", "false", "no", "off"].contains(off) {
      files.append(Path(environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig"))
    }
    return files
  }

  private static func read(_ path: Path) -> GitConfiguration? {
    (try? Files.read(path, limit: 1 << 20)).map { GitConfiguration($0) }
  }
}
