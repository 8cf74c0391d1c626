import JSON
import Records

/// A turn that the spool knows of, not yet a record or not yet a whole one.
public struct SpooledTurn: Equatable, Sendable {
  /// The prompt.
  public var prompt: SpooledPrompt
  /// Where its first line stands among those of the spool.
  public var start: Int
  /// What was typed while the agent worked.
  public var later: [SpooledPrompt] = []
  /// The files that were changed, in the order of the first change.
  public var files: [String] = []
  /// Commands that ran tests.
  public var tests: [String] = []
  /// What it cost, by where the transcript begins to tell of it: told once more, it counts once.
  public var costs: [Int: TokenCost] = [:]
  /// Whether the user stopped the agent.
  public var wasInterrupted = false
  /// The agent's last word.
  public var response: [UInt8]?
  /// How many secrets were taken out of prompt and answer.
  public var redactions: Int
  /// The model.
  public var model: String?
  /// Whether the transcript tells of it, too.
  public var isTold = false
  /// When it ended, if it has.
  public var ended: Int64?
  /// Whether something was told since its record was written.
  public var hasNews = false
  /// Whether its record may have been written by a process that was killed.
  public var wasAttempted = false
  /// The record that `clio record` made of it, and what it was told.
  public var written: (path: [UInt8], hash: String, given: JSON)?

  init(_ prompt: SpooledPrompt, start: Int) {
    (self.prompt, self.start, redactions, model) = (prompt, start, prompt.redactions, prompt.model)
  }

  /// The same turn, told of in the same way.
  public static func == (left: SpooledTurn, right: SpooledTurn) -> Bool {
    left.prompt == right.prompt && left.start == right.start && left.later == right.later
      && left.files == right.files && left.tests == right.tests && left.costs == right.costs
      && left.wasInterrupted == right.wasInterrupted
      && left.response == right.response
      && left.redactions == right.redactions && left.model == right.model && left.ended == right.ended
      && left.wasAttempted == right.wasAttempted && left.written?.path == right.written?.path
      && left.written?.hash == right.written?.hash && left.written?.given == right.written?.given
  }

  /// How near two calls are that tell of one prompt, in milliseconds: where two places install a hook, both fire.
  public static let echo: Int64 = 2_000

  /// Puts the lines of a spool together. A prompt ends the turn before it, unless it is not worth a record and so belongs
  /// to that turn; one that is told twice counts once.
  public static func turns(of lines: [SpoolLine], folding isTrivial: ([UInt8]) -> Bool = { _ in false })
    -> [SpooledTurn]
  {
    var turns: [SpooledTurn] = []
    func last(_ change: (inout SpooledTurn) -> Void) { if !turns.isEmpty { change(&turns[turns.count - 1]) } }
    for (index, line) in lines.enumerated() {
      switch line {
      case .prompt(let prompt):
        if turns.contains(where: { ([$0.prompt] + $0.later).contains { $0.isSame(as: prompt) } }) { continue }
        let isSameTurn = turns.last.map {
          $0.ended == nil && $0.prompt.key != nil && $0.prompt.key == prompt.key
        }
        if isSameTurn ?? false || !turns.isEmpty && isTrivial(prompt.text) {
          last {
            $0.add(later: prompt)
            $0.ended = nil
          }
          continue
        }
        last { if $0.ended == nil { $0.ended = prompt.time } }
        turns.append(SpooledTurn(prompt, start: index))
      case .later(let prompt): last { $0.add(later: prompt) }
      case .tests(let tests): last { $0.tests += tests }
      case .files(let files):
        last { for file in files where !$0.files.contains(file) { $0.files.append(file) } }
      case .response(let text, let redactions):
        last {
          $0.response = text
          $0.redactions += redactions
          $0.hasNews = true
        }
      case .model(let model): last { $0.model = $0.model ?? model }
      case .cost(let cost, let place): last { $0.costs[place] = cost }
      case .end(let time, _): last { $0.ended = $0.ended ?? time }
      case .attempt(let uid):
        for index in turns.indices where turns[index].prompt.uid == uid { turns[index].wasAttempted = true }
      case .written(let uid, let path, let hash, let given):
        for index in turns.indices where turns[index].prompt.uid == uid {
          turns[index].written = (path, hash, given)
          turns[index].hasNews = false
        }
      }
    }
    return turns
  }

  mutating func add(later prompt: SpooledPrompt) {
    later.append(prompt)
    hasNews = true
    redactions += prompt.redactions
  }

  /// Lines that tell all of it, should more belong to it.
  public var lines: [SpoolLine] {
    var lines: [SpoolLine] = [.prompt(prompt)] + later.map { .later($0) }
    if !files.isEmpty { lines.append(.files(files)) }
    if !tests.isEmpty { lines.append(.tests(tests)) }
    // What was taken out was counted with the prompts as far as they know of it.
    let counted = ([prompt] + later).reduce(0) { $0 + $1.redactions }
    if let response { lines.append(.response(response, redactions: redactions - counted)) }
    if let model { lines.append(.model(model)) }
    lines += costs.sorted { $0.key < $1.key }.map { .cost($0.value, at: $0.key) }
    if let ended { lines.append(.end(time: ended)) }
    if let (path, hash, given) = written {
      lines.append(.written(uid: prompt.uid, path: path, hash: hash, given: given))
    }
    return lines
  }

  /// The turn as all sources of turns give it.
  public var turn: Turn {
    var turn = Turn(
      agent: prompt.agent, session: prompt.session,
      prompts: ([prompt] + later).map { Turn.Prompt($0.text, time: $0.time, key: $0.key) })
    turn.response = response
    turn.model = model
    turn.ended = ended
    turn.directory = prompt.directory
    turn.branch = prompt.branch
    turn.command = prompt.command
    turn.files = files
    turn.tests = tests
    turn.tokens = costs.isEmpty ? nil : costs.values.reduce(TokenCost(), +)
    turn.wasInterrupted = wasInterrupted
    return turn
  }
}

extension SpooledPrompt {
  /// Whether two calls tell of the same prompt.
  public func isSame(as other: SpooledPrompt) -> Bool {
    guard text == other.text else { return false }
    if let key, let otherKey = other.key { return key == otherKey }
    return abs(time - other.time) <= SpooledTurn.echo
  }
}
