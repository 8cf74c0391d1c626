import Platform
import Records

/// A project as clio sees it: its root, its repository, its settings.
public struct Project: Sendable {
  /// What the process was given.
  public let world: World
  /// The directory that holds `history/`.
  public let root: Root
  /// What `clio.yml` says.
  public let configuration: Configuration
  /// The git repository that the root lies in.
  public let repository: GitRepository?
  /// What was noticed on the way.
  public let notices: Notices

  /// The folder of prompt records.
  public static let promptFolder = "history/prompts"
  /// The folder of decision records.
  public static let decisionFolder = "history/adr"

  /// Finds the project that a process works in.
  public init(
    root asked: String?, world: World, notices: Notices = Notices()
  ) throws(HistoryError) {
    self.world = world
    self.notices = notices
    root = try Root.find(asked: asked, in: world)
    configuration = try Configuration.read(root.path)
    repository = GitRepository.containing(root.path, environment: world.environment)
  }

  /// What is checked out, if the root lies in a repository.
  public func head() -> GitRepository.Head? { repository?.head() }

  /// The user's name, from git's configuration.
  public func userName() -> String? { GitRepository.userName(in: repository, environment: world.environment) }

  /// Whether a directory exists below the root.
  func hasFolder(_ relative: String) -> Bool {
    ((try? Files.status(of: root.path / relative)) ?? nil)?.kind == .directory
  }

  /// A path below the root, relative to it; nil for any other.
  public func relative(_ path: Path) -> Path? { path.absolute(in: world.directory).relative(to: root.path) }
}
