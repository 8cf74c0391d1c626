import Agents
import History
import Platform

/// The turn that this process works in: the open one of a session whose agent is above it.
struct CurrentTurn {
  private let file: SpoolFile
  private let project: Project
  private let durability: Durability
  /// Whether it has a record by now.
  let isWritten: Bool

  /// Finds it; nil outside of a session.
  static func find(in project: Project, durability: Durability) -> CurrentTurn? {
    let files = Spool(project.statePlaces).sessions()
    guard !files.isEmpty else { return nil }
    let above = ProcessMark.ancestors().map(\.text)
    for file in files {
      guard let bytes = file.read(), let turn = SpooledTurn.turns(of: SpoolLine.lines(in: bytes)).last,
        isOpen(turn, project), let process = turn.prompt.process, above.contains(process)
      else { continue }
      return CurrentTurn(
        file: file, project: project, durability: durability, isWritten: turn.written != nil)
    }
    return nil
  }

  private static func isOpen(_ turn: SpooledTurn, _ project: Project) -> Bool {
    turn.ended == nil && turn.prompt.root == project.root.path.bytes
  }

  /// Makes the record of the turn, or adds to the one it has. The prompt stays as the user typed it, and what comes
  /// until the turn ends is added then. Nil if the turn has ended meanwhile.
  func complete(_ input: PromptInput) throws -> PromptRecorder.Recorded? {
    try TurnFinisher(project: project, durability: durability).complete(file, input)
  }
}
