import Agents
import Platform

/// Where agents keep their conversations. To add an agent, add a row.
enum TranscriptPlaces {
  /// Folders and files below the user's home, and the variable that moves the first of them.
  private static func places(of agent: Agent) -> (variable: String?, folder: String, below: [String]) {
    switch agent {
    case .claude: ("CLAUDE_CONFIG_DIR", ".claude", ["projects"])
    case .codex: ("CODEX_HOME", ".codex", ["sessions", "archived_sessions"])
    case .gemini: (nil, ".gemini", ["tmp"])
    case .cursor: (nil, ".cursor", ["projects"])
    case .copilot: (nil, ".copilot", ["session-state"])
    case .copilotVSCode:
      (
        nil, "",
        [".config/Code/User/workspaceStorage", "Library/Application Support/Code/User/workspaceStorage"]
      )
    case .opencode: ("XDG_DATA_HOME", ".local/share", ["opencode/storage", "opencode/opencode.db"])
    case .goose: ("XDG_DATA_HOME", ".local/share", ["goose/sessions"])
    case .amp: ("XDG_DATA_HOME", ".local/share", ["amp/threads"])
    case .droid: (nil, ".factory", ["sessions"])
    case .pi: (nil, ".pi", ["agent/sessions"])
    case .openclaw: (nil, ".openclaw", ["agents"])
    case .qwen: (nil, ".qwen", ["projects", "tmp"])
    case .kimi: (nil, ".kimi-code", ["sessions"])
    case .continueCLI: (nil, ".continue", ["sessions"])
    case .windsurf: (nil, ".windsurf", ["transcripts"])
    case .cline:
      (nil, "", [".cline/data/sessions", ".config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks"])
    case .roo: (nil, "", [".config/Code/User/globalStorage/rooveterinaryinc.roo-cline/tasks"])
    case .zed:
      (
        nil, "",
        [".local/share/zed/threads/threads.db", "Library/Application Support/Zed/threads/threads.db"]
      )
    case .aider: (nil, "", [])
    }
  }

  /// The places of an agent that are there.
  static func existing(_ agent: Agent, root: Path, _ world: World) -> [Path] {
    all(agent, root: root, world).filter(isThere)
  }

  /// The places of an agent, be they there or not.
  static func all(_ agent: Agent, root: Path, _ world: World) -> [Path] {
    if agent == .aider { return [root / ".aider.chat.history.md"] }
    let (variable, folder, below) = places(of: agent)
    guard let home = world.environment["HOME"], !home.isEmpty else { return [] }
    let moved = variable.flatMap { world.environment[$0] }.flatMap { $0.isEmpty ? nil : Path($0) }
    let base = moved ?? (folder.isEmpty ? Path(home) : Path(home) / folder)
    return below.map { base / $0 }
  }

  private static func isThere(_ path: Path) -> Bool { ((try? Files.status(of: path)) ?? nil) != nil }
}
