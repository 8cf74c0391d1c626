import Agents
import Arguments
import Platform

/// What the words of `clio import` name: agents, conversations, or notes.
struct ImportSources {
  /// Agents, whose conversations lie where they keep them.
  private(set) var agents: [Agent] = []
  /// Conversations, and folders of them.
  private(set) var places: [Path] = []
  /// Notes.
  private(set) var notes: [String] = []

  init(_ names: [String], in directory: Path) throws {
    for name in names {
      let path = Path(name).absolute(in: directory)
      if name == "-" {
        notes.append(name)
      } else if let status = try Files.status(of: path) {
        if status.kind == .directory || TranscriptStores.isDatabase(path) || Self.isConversation(path) {
          places.append(path)
        } else {
          notes.append(name)
        }
      } else if let agent = Agent(naming: name) {
        agents.append(agent)
      } else {
        let known = Agent.allCases.map(\.shortName)
        let hint = suggestions(for: name, among: known).first.map { ", did you mean '\($0)'?" } ?? ""
        throw Failure("'\(name)' is no agent and no file\(hint)", "agents: " + known.joined(separator: ", "))
      }
    }
  }

  var hasConversations: Bool { !agents.isEmpty || !places.isEmpty }

  /// Whether a file is some agent's conversation, by what it begins with; a file of JSON is no note in any case.
  private static func isConversation(_ path: Path) -> Bool {
    if [".jsonl", ".json"].contains(where: { path.nameBytes.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
      return true
    }
    var stream = TranscriptStream(name: path.description)
    try? Files.forEachBlock(of: path, size: 1 << 18) {
      stream.feed($0)
      return false
    }
    stream.finish()
    return stream.agent != nil
  }
}
