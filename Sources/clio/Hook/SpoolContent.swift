import Agents

/// What a file of the spool holds; nil if nothing in it tells of a session.
struct SpoolContent {
  let lines: [SpoolLine]
  let turns: [SpooledTurn]
  /// The session, if its transcript is known.
  private(set) var session: SpooledSession?
  /// The records that were about to be written.
  private(set) var attempts: Set<String> = []
  /// Whether the session itself is told to be over.
  private(set) var isOver = false
  let root: [UInt8]
  let sessionName: String

  /// Whether its one turn has its record, and only waits for more.
  var isSettled: Bool { turns.count == 1 && turns[0].written != nil && turns[0].ended != nil }

  init?(_ bytes: [UInt8], folding isTrivial: ([UInt8]) -> Bool = { _ in false }) {
    lines = SpoolLine.lines(in: bytes)
    turns = SpooledTurn.turns(of: lines, folding: isTrivial)
    for line in lines {
      switch line {
      case .prompt(let prompt): session = SpooledSession(prompt) ?? session
      case .end(_, let told):
        session = told ?? session
        isOver = isOver || told?.isOver ?? false
      case .attempt(let uid): attempts.insert(uid)
      default: break
      }
    }
    if let prompt = turns.first?.prompt {
      (root, sessionName) = (prompt.root, prompt.sessionName)
    } else if let session {
      (root, sessionName) = (session.root, session.sessionName)
    } else {
      return nil
    }
  }
}
