import Platform
import Records

extension Project {
  /// clio's own folder at the root.
  public static let ownFolder = ".clio"

  /// Makes `.clio/` with an ignore file of its own; returns whether it made anything.
  @discardableResult
  public func makeOwnFolder() throws(HistoryError) -> Bool {
    try attempting("make \(Self.ownFolder)/") { () throws(SystemError) in
      let folder = try Directory.open(root.path).child(Self.ownFolder, create: true)
      // Every reading command comes here: to try it out by making a file would cost more than to look.
      if folder.isWritable, try folder.status(".gitignore") != nil { return false }
      do throws(SystemError) {
        try folder.create(".gitignore", contents: Array("*\n".utf8), durability: .fast)
        return true
      } catch  where error.exists {
        return false
      }
    }
  }

  /// The user's folder for what is worth keeping, as XDG says.
  static func userState(_ environment: [String: String]) -> Path? {
    if let text = environment["XDG_STATE_HOME"], text.hasPrefix("/") { return Path(text) }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return Path(home) / ".local/state"
  }

  /// The folder for marks, journal and spool, made if it is missing; nil if there is no place that can be written.
  public func stateFolder() -> Directory? {
    for place in statePlaces.lasting {
      if let existing = try? Directory.open(place), isWritable(existing) { return existing }
      if (try? Files.createDirectories(place)) != nil, let made = try? Directory.open(place), isWritable(made)
      {
        return made
      }
    }
    guard (try? makeOwnFolder()) != nil else { return nil }
    return try? Directory.open(root.path).child(Self.ownFolder)
  }

  /// Adds to a file of that folder, durably.
  func note(_ bytes: [UInt8], in name: String) throws(HistoryError) {
    guard let state = stateFolder() else {
      throw .system(
        SystemError(call: "open", number: SystemError.notRegularFile, path: root.path), doing: "note it")
    }
    try attempting("note it") { () throws(SystemError) in
      _ = try LockedFile.open(name, in: state).append(bytes, durability: .full)
    }
  }

  /// All such folders that are there already: for those who only look.
  public func existingStateFolders() -> [Directory] {
    (statePlaces.lasting + [root.path / Self.ownFolder]).compactMap { try? Directory.open($0) }
  }

  private func isWritable(_ directory: Directory) -> Bool {
    (try? LockedFile.open("lock", in: directory)) != nil
  }

  /// How a folder of this project is called among those of all worktrees and sub-projects.
  func sharedName(of folder: String) -> String {
    guard let repository, let below = root.path.relative(to: repository.workTree), below != "." else {
      return folder
    }
    return below.description + "/" + folder
  }
}

/// The highest number that was ever given in a folder, so that two worktrees are not given the same one. The file is
/// locked as long as the value lives.
struct HighWaterMark {
  private let file: LockedFile
  private let folder: String
  let value: Int

  /// Opens the mark of a folder; nil where no state can be kept.
  init?(_ folder: String, in state: Directory?) {
    guard let state, let marks = try? state.child("marks", create: true, durability: .fast),
      let file = try? LockedFile.open(String(SHA256.hexadecimal(of: folder.utf8).prefix(16)), in: marks),
      let contents = try? file.contents
    else { return nil }
    self.file = file
    self.folder = folder
    value = Int(String(decoding: contents.prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)) ?? 0
  }

  /// Raises the mark.
  func raise(to number: Int) throws(SystemError) {
    try file.overwrite(Array("\(number) \(folder)\n".utf8))
  }
}

/// The places for what clio itself keeps of a project.
public struct StatePlaces: Sendable {
  private let root: Path
  private let repository: GitRepository?
  private let environment: [String: String]

  /// The places of the project with this root.
  public init(root: Path, repository: GitRepository?, environment: [String: String]) {
    (self.root, self.repository, self.environment) = (root, repository, environment)
  }

  /// Git's common folder, or without git the user's state folder.
  var lasting: [Path] {
    if let repository { return [repository.commonDirectory / "clio"] }
    return userState.map { [$0] } ?? []
  }

  /// The same, then `.clio/`, and at last the user's state folder: what must not be lost is kept in the first that can
  /// be written.
  public var all: [Path] {
    var places = lasting + [root / Project.ownFolder]
    if repository != nil, let userState { places.append(userState) }
    return places
  }

  /// The project's folder in the user's state folder.
  private var userState: Path? {
    guard let state = Project.userState(environment) else { return nil }
    let key = SHA256.hexadecimal(of: root.bytes + identity).prefix(12)
    return state / "clio" / "\(root.name)-\(key)"
  }

  /// A folder that is removed and made again is another one, though it has the same path.
  private var identity: [UInt8] {
    guard repository == nil, let status = (try? Files.status(of: root)) ?? nil else { return [] }
    return Array(":\(status.device):\(status.inode)".utf8)
  }
}
