import Records

/// Puts turns together from what a transcript tells, in its order.
struct TurnCollector {
  private(set) var agent: Agent
  /// The agent's name for the session.
  var session = ""
  /// Where the agent works.
  var directory: [UInt8]?
  /// The branch that is checked out.
  var branch: String?
  /// The model, where it is told apart from the answers.
  var model: String?
  /// The number of the last turn; nil if what stands before is not known.
  private(set) var number: Int?
  /// Turns that are over.
  private(set) var finished: [Turn] = []
  private var current: Turn?
  /// Names of prompts: a session that goes on after a break repeats lines.
  private var seen: Set<String> = []
  /// Whether the next text is a new answer rather than the rest of the last one.
  private var answerIsOver = true
  /// What the messages of the turn cost, by their names, and the names of those that earlier turns had.
  private var costs: [String: TokenCost] = [:]
  private var counted: Set<String> = []
  /// Where in the transcript it is read.
  private(set) var place = 0..<0

  /// The session, where the transcript itself doesn't say it.
  private let fallback: String

  init(agent: Agent, session: String = "", number: Int? = 0) {
    (self.agent, self.number, fallback) = (agent, number, session)
  }

  /// Whether there is a turn that things can belong to.
  var isOpen: Bool { current != nil }

  /// The prompts of the turn that is open.
  var openPrompts: [Turn.Prompt] { current?.prompts ?? [] }

  /// Another agent speaks than the form of the transcript says.
  mutating func speak(for other: Agent) { agent = other }

  /// Says where in the transcript it is read.
  mutating func stand(at place: Range<Int>) { self.place = place }

  /// A prompt, which begins a turn.
  mutating func begin(_ prompt: Turn.Prompt, command: String? = nil) {
    guard isNew(prompt) else { return }
    var prompt = prompt
    prompt.place = place.lowerBound
    end()
    number = number.map { $0 + 1 }
    var turn = Turn(agent: agent, session: session, prompts: [prompt])
    turn.number = number
    turn.command = command
    turn.directory = directory
    turn.branch = branch
    turn.extent = place
    current = turn
    answerIsOver = true
    counted.formUnion(costs.keys)
    costs = [:]
  }

  /// A text that was typed while the agent worked; it begins a turn if there is none.
  mutating func add(_ prompt: Turn.Prompt) {
    guard current != nil else { return begin(prompt) }
    guard isNew(prompt) else { return }
    var prompt = prompt
    prompt.place = place.lowerBound
    current?.prompts.append(prompt)
    extend()
  }

  private mutating func isNew(_ prompt: Turn.Prompt) -> Bool {
    prompt.key.map { seen.insert($0).inserted } ?? true
  }

  /// A part of the answer. What the agent says last is the answer; what it says before it uses a tool is not.
  mutating func answer(_ text: [UInt8], joinedBy separator: String = "\n\n") {
    guard text.contains(where: { !$0.isWhite }) else { return }
    if let said = current?.response, !answerIsOver {
      current?.response = said + Array(separator.utf8) + text
    } else {
      current?.response = text
    }
    answerIsOver = false
    extend()
  }

  /// The agent turned to something else: what it says next is a new answer.
  mutating func pause() { answerIsOver = true }

  /// The agent used a tool.
  mutating func use(_ tool: ToolCall) {
    answerIsOver = true
    for file in tool.changedFiles { change(file) }
    if let test = tool.test, current?.tests.contains(test) == false { current?.tests.append(test) }
    extend()
  }

  /// The agent changed a file.
  mutating func change(_ file: String) {
    if !file.isEmpty, current?.files.contains(file) == false { current?.files.append(file) }
  }

  /// The model that answers.
  mutating func answers(_ model: String?) {
    if let model, !model.isEmpty, !model.hasPrefix("<") { current?.model = model }
  }

  /// What a message cost. One that is told in several pieces, or again by a session that goes on after a break, is
  /// counted once.
  mutating func cost(_ tokens: TokenCost, message name: String) {
    guard current != nil, !counted.contains(name) else { return }
    var sum = current?.tokens ?? TokenCost()
    if !name.isEmpty, let told = costs.updateValue(tokens, forKey: name) { sum = sum - told }
    current?.tokens = sum + tokens
  }

  /// What the turn cost so far, from an agent that counts by itself.
  mutating func costs(_ tokens: TokenCost) { current?.tokens = tokens }

  /// The user stopped the agent.
  mutating func interrupt() { current?.wasInterrupted = true }

  /// The time of something that belongs to the turn.
  mutating func pass(_ time: Int64?) {
    if let time {
      let last = current?.ended ?? time
      current?.ended = max(time, last)
    }
    extend()
  }

  private mutating func extend() {
    if let from = current?.extent?.lowerBound { current?.extent = from..<max(from, place.upperBound) }
  }

  /// The turn is over.
  mutating func end() {
    guard var turn = current else { return }
    turn.model = turn.model ?? model
    if turn.session.isEmpty { turn.session = session.isEmpty ? fallback : session }
    finished.append(turn)
    current = nil
  }

  /// The turns that are over, which are then forgotten.
  mutating func take() -> [Turn] {
    defer { finished = [] }
    return finished
  }
}

extension UInt8 {
  /// A blank, tab or line end.
  var isWhite: Bool { isBlank || self == .newline || self == .carriageReturn || self == 0x0C }
}
