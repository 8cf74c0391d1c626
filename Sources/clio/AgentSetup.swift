import Agents
import History
import Platform
import Records

/// Puts clio's hooks into an agent's settings and a section into its instruction file, or takes them out again.
struct AgentSetup {
  let project: Project
  let scope: HookInstallation.Scope
  let isTrial: Bool

  /// What is done to one file.
  struct Step {
    let shown: String
    let path: Path
    let before: [UInt8]
    /// Nil to remove the file.
    let after: [UInt8]?

    var changes: Bool { after != before }
  }

  /// What it takes to install the hooks of an agent.
  func installing(_ agent: HookInstallation) throws -> [Step] {
    var steps = [
      try step(try settingsFile(agent)) { bytes, shown in
        try reading(shown) { () throws(HookSettingsError) in
          try agent.adding(to: bytes, program: program, scope)
        }
      }
    ]
    if scope != .user {
      steps.append(try step(below: agent.instructions) { InstructionSection.adding(to: $0) })
    }
    return steps
  }

  /// What it takes to undo that, wherever it was done in this project, or for the user.
  func removing(_ agent: HookInstallation, instructionsToo: Bool) throws -> [Step] {
    var places = [try settingsFile(agent)]
    if scope == .local, let shared = agent.file(.shared), shared != agent.file(.local) {
      places.append(project.root.path / shared)
    }
    var steps: [Step] = []
    for place in places {
      steps.append(
        try step(place) { bytes, shown in
          guard !bytes.isEmpty else { return bytes }
          let rest = try reading(shown) { () throws(HookSettingsError) in try agent.removing(from: bytes) }
          return rest != bytes && agent.isLeftEmpty(rest) ? nil : rest
        })
    }
    if scope != .user, instructionsToo {
      steps.append(
        try step(below: agent.instructions) { bytes in
          let rest = InstructionSection.removing(from: bytes)
          return rest.isEmpty && !bytes.isEmpty ? nil : rest
        })
    }
    return steps
  }

  /// Makes the changes.
  func apply(_ steps: [Step]) throws {
    for step in steps where step.changes && !isTrial {
      if let after = step.after {
        try Files.createDirectories(step.path.parent)
        try Files.writeAtomically(step.path, contents: after)
      } else {
        try Directory.open(step.path.parent).remove(step.path.nameBytes)
        removeEmptyFolders(from: step.path.parent)
      }
    }
  }

  /// What held nothing but the file goes with it: `.codex/`, `.github/hooks/`.
  private func removeEmptyFolders(from folder: Path) {
    var folder = folder
    while folder != project.root.path, folder.relative(to: project.root.path) != nil,
      (try? Directory.open(folder.parent).removeDirectory(folder.nameBytes)) != nil
    { folder = folder.parent }
  }

  // MARK: Files

  /// The settings file that a scope means.
  func settingsFile(_ agent: HookInstallation) throws -> Path {
    if let file = agent.file(scope) { return project.root.path / file }
    guard let user = agent.userFile else {
      throw Failure(
        "\(agent.agent.rawValue) has no hooks for a user, only for a project", "leave --user out")
    }
    let environment = project.world.environment
    if let variable = user.variable, let folder = environment[variable], folder.hasPrefix("/") {
      return Path(folder) / user.file
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw Failure("there is no home folder: HOME is not set", "set HOME, or leave --user out")
    }
    return Path(home) / user.folder / user.file
  }

  private func step(
    below name: String, _ change: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws -> Step {
    try step(project.root.path / name) { bytes, _ in try change(bytes) }
  }

  private func step(
    _ path: Path, _ change: (_ bytes: [UInt8], _ shown: String) throws -> [UInt8]?
  ) throws -> Step {
    let shown = path.relative(to: project.root.path)?.description ?? path.description
    // A settings file may be a link into somebody's collection of them: the file itself is changed then.
    let real = Self.resolved(path)
    if scope != .user, path.relative(to: project.root.path) != nil,
      real.relative(to: Self.resolved(project.root.path)) == nil
    {
      throw Failure("\(shown) leads out of the project", "replace the symbolic link by a file, or use --user")
    }
    let before = try Files.readIfPresent(real, limit: 1 << 24) ?? []
    return Step(shown: shown, path: real, before: before, after: try change(before, shown))
  }

  /// The path without links, also where its end is not there yet.
  private static func resolved(_ path: Path) -> Path {
    if let real = try? Files.realPath(path) { return real }
    let parent = path.parent
    return parent == path ? path : resolved(parent).appending(bytes: path.nameBytes)
  }

  private func reading<Result>(
    _ shown: String, _ body: () throws(HookSettingsError) -> Result
  ) throws -> Result {
    do throws(HookSettingsError) {
      return try body()
    } catch {
      throw Failure(
        "\(shown):\(error.line + 1):\(error.column + 1): \(error.reason)",
        "nothing was changed; mend the file, then run the same command again")
    }
  }

  /// How hooks call clio: by its name where that leads to this program, else by its path.
  private var program: String {
    let own = Program.path()
    let found = project.world.program(named: "clio").flatMap { try? Files.realPath($0) }
    return found != nil && (own == nil || found == own) ? "clio" : own?.description ?? "clio"
  }
}

extension AgentSetup.Step {
  /// The change as lines with `+` and `-` before them.
  var difference: [String] {
    func lines(_ bytes: [UInt8]) -> [String] {
      bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    let (old, new) = (before.isEmpty ? [] : lines(before), (after?.isEmpty ?? true) ? [] : lines(after ?? []))
    return LineDifference(old, new).shown
  }
}

/// What differs between two texts, line by line.
struct LineDifference {
  let shown: [String]

  init(_ old: [String], _ new: [String]) {
    let change = new.difference(from: old)
    var removed: [Int: String] = [:]
    var inserted: [Int: String] = [:]
    for step in change {
      switch step {
      case .remove(let offset, let line, _): removed[offset] = line
      case .insert(let offset, let line, _): inserted[offset] = line
      }
    }
    var lines: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if let line = removed[left], left < old.count {
        lines.append("- " + line)
        left += 1
      } else if let line = inserted[right], right < new.count {
        lines.append("+ " + line)
        right += 1
      } else {
        left += 1
        right += 1
      }
    }
    shown = lines.filter { $0 != "+ " && $0 != "- " }
  }
}
