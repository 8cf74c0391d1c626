import Agents
import JSON

/// What an agent's hook was given: it is understood or not, whoever was asked for; what is kept of it in the spool reads
/// as the same again, also where the last line was torn.
func fuzzHooks(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let text = Array(input.dropFirst())
  let options = JSON.Options(allowingControlCharacters: true)
  if let payload = try? JSON.parse(text, options: options) {
    if let event = HookPayload.event(in: payload, asked: agent(named: first)) { keep(event) }
  }
  let lines = SpoolLine.lines(in: text)
  let written = lines.flatMap(\.bytes)
  require(SpoolLine.lines(in: written) == lines, "a line of the spool reads as something else")
  require(
    SpoolLine.lines(in: Array(written.dropLast(3))).starts(with: lines.dropLast()),
    "a torn line took others with it")
  for turn in SpooledTurn.turns(of: lines) {
    require(!turn.turn.prompts.isEmpty, "a turn without a prompt")
    require(lines.indices.contains(turn.start), "a turn begins nowhere")
  }
  if let notes = SessionNotes(text) { require(SessionNotes(notes.bytes) == notes, "notes read as others") }
}

private func keep(_ event: HookEvent) {
  let line: SpoolLine
  switch event.kind {
  case .prompt(let text):
    var prompt = SpooledPrompt(
      uid: "u", time: 1, text: text, agent: event.agent, session: event.session,
      root: event.directory ?? [])
    prompt.key = event.turnKey
    prompt.transcript = event.transcript
    prompt.model = event.model
    line = .prompt(prompt)
  case .files(let files): line = .files(files)
  case .response(let text): line = .response(text, redactions: 0)
  case .stop(let text): line = text.map { .response($0, redactions: 0) } ?? .end(time: 1)
  case .sessionStart, .sessionEnd: line = .end(time: 1)
  }
  let bytes = line.bytes
  require(bytes.count { $0 == 0x0A } == 1, "a line of the spool breaks")
  require(SpoolLine.lines(in: bytes) == [line], "an event is kept as another")
}
