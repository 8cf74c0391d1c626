import Agents
import History
import Platform
import Prompts

/// Where a hook's words belong: the project as far as a hook needs it. Its configuration is not read.
struct HookPlace {
  let world: World
  let root: Root
  let repository: GitRepository?
  let spool: Spool
  let memory: SessionMemory
  let places: StatePlaces

  /// Finds the place; nil if it isn't set up for records and that is wanted.
  init?(_ event: HookEvent?, _ world: World, onlySetUp: Bool) {
    var world = world
    // The payload's directory follows the agent's `cd`; the project stays where the session began.
    for directory in Self.directories(event, world.environment) where directory.isAbsolute {
      guard let status = try? Files.status(of: directory), status.kind == .directory else { continue }
      world.directory = directory
      break
    }
    guard let root = try? Root.find(asked: nil, in: world) else { return nil }
    self.init(root: root, world: world)
    if onlySetUp, !isSetUp { return nil }
  }

  /// The place of a root.
  init(root: Root, world: World) {
    (self.root, self.world) = (root, world)
    repository = GitRepository.containing(root.path, environment: world.environment)
    places = StatePlaces(root: root.path, repository: repository, environment: world.environment)
    spool = Spool(places)
    memory = SessionMemory(places)
  }

  private static func directories(_ event: HookEvent?, _ environment: [String: String]) -> [Path] {
    var paths: [Path] = []
    let names: [String]
    switch event?.agent {
    case .gemini: names = ["GEMINI_PROJECT_DIR", "CLAUDE_PROJECT_DIR"]
    case .cursor: names = ["CURSOR_PROJECT_DIR", "CLAUDE_PROJECT_DIR"]
    case .codex, .copilot: names = []
    default: names = ["CLAUDE_PROJECT_DIR"]
    }
    for name in names { if let text = environment[name] { paths.append(Path(text)) } }
    if let directory = event?.directory { paths.append(Path(bytes: directory)) }
    return paths
  }

  /// Whether clio was set up here, or has recorded before.
  private var isSetUp: Bool {
    ["clio.yml", Project.promptFolder, Project.ownFolder].contains {
      ((try? Files.status(of: root.path / $0)) ?? nil) != nil
    }
  }

  /// Whether `clio pause` was said.
  var isPaused: Bool { Pauses(places).isPaused }

  /// A text without the secrets in it, and how many there were.
  func redacted(_ text: [UInt8]) -> (text: [UInt8], count: Int) {
    let redaction = Redactor(Configuration.redaction(at: root.path)).redacted(text)
    return (redaction.text, redaction.count)
  }

  /// Adds a line to the log in `.clio/`, and says it where that was asked for.
  func log(_ text: String) { HookLog(root: root.path, world: world).add(text) }
}
