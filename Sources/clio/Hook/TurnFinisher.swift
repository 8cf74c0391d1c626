import Agents
import History
import JSON
import Platform
import Records

/// Makes records of the turns that the spool holds, each one once, whoever comes and however often.
struct TurnFinisher {
  let project: Project
  let durability: Durability

  private var places: StatePlaces { project.statePlaces }

  /// Finishes the turns of a session that are over. Returns what the records are called.
  func finish(session name: String) throws -> [String] {
    var made: [Path] = []
    for file in Spool(places).files(of: name) { made += try finish(file, isDead: false) }
    return made.map(Self.reference)
  }

  /// `general/0001`: without the words of the title, so that what is forgotten is not still told of in the log.
  private static func reference(_ path: Path) -> String {
    path.parent.name + "/"
      + String(decoding: path.nameBytes.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }

  /// Finishes what can be finished of all sessions of this project: turns that are over, and those whose session has
  /// ended without a word. Returns a line for each.
  func finishOthers() -> [String] {
    var lines: [String] = []
    for file in Spool(places).sessions() {
      guard let bytes = file.read() else { continue }
      let turns = SpooledTurn.turns(of: SpoolLine.lines(in: bytes))
      guard let last = turns.last, belongsHere(last.prompt) else { continue }
      let isDead = last.ended == nil && hasEnded(last.prompt)
      guard isDead || turns.contains(where: { $0.ended != nil }) else { continue }
      do {
        lines += try finish(file, isDead: isDead).map { "\(last.prompt.sessionName): \(Self.reference($0))" }
      } catch {
        lines.append("\(last.prompt.sessionName): not finished, but kept: \(Failure(error).what)")
      }
    }
    return lines
  }

  /// Worktrees share a spool: each finishes its own, and anyone that of a worktree that is gone.
  func belongsHere(_ prompt: SpooledPrompt) -> Bool {
    if prompt.root == project.root.path.bytes { return true }
    return ((try? Files.status(of: Path(bytes: prompt.root))) ?? nil) == nil
  }

  /// Whether a session is proven to be over: its process is gone. Where that can't be told, a day of silence counts.
  func hasEnded(_ prompt: SpooledPrompt) -> Bool {
    if let ended = prompt.process.flatMap({ ProcessMark($0) })?.hasEnded { return ended }
    return Clock.now().milliseconds - prompt.time > 86_400_000
  }

  private func finish(_ file: SpoolFile, isDead: Bool) throws -> [Path] {
    guard let taken = try file.take() else { return [] }
    let lines = SpoolLine.lines(in: try taken.contents())
    let turns = SpooledTurn.turns(of: lines)
    guard let first = turns.first else {
      // Nothing but what followed a turn that is done already; what could not be read stays.
      if !lines.isEmpty || file.read()?.isEmpty == true { try taken.keep([]) }
      return []
    }
    let name = String(decoding: file.name, as: UTF8.self)
    let memory = SessionMemory(places)
    var notes = self.notes(file, first.prompt)
    var made: [Path] = []
    var open: SpooledTurn?
    for turn in turns {
      if turn.ended == nil, !isDead {
        open = turn
        continue
      }
      let hash = SHA256.hexadecimal(of: turn.prompt.text)
      if notes.done(key: turn.prompt.key, hash: hash, time: turn.prompt.time) != nil { continue }
      notes.turns += 1
      let path = try record(turn, notes, taken)
      notes.add(
        SessionNotes.Done(
          uid: turn.prompt.uid, key: turn.prompt.key, hash: hash, time: turn.prompt.time,
          folder: path.parent.bytes))
      made.append(path)
    }
    if !made.isEmpty { memory.write(name, notes.bytes) }
    try taken.keep(open.map { lines[$0.start...].flatMap(\.bytes) } ?? [])
    return made
  }

  /// Makes the record of a turn, unless one who was killed has made it; adds to it, if `clio record` has.
  private func record(_ turn: SpooledTurn, _ notes: SessionNotes, _ taken: TakenSpoolFile) throws -> Path {
    if let written = turn.written {
      try extend(turn, written, notes)
      return Path(bytes: written.path)
    }
    if turn.wasAttempted, let path = try recorder.find(uid: turn.prompt.uid) { return path }
    let recorded = try write(turn, .null, notes, taken)
    return recorded.path.relative(to: project.root.path) ?? recorded.path
  }

  private var recorder: TurnRecorder { TurnRecorder(project: project, durability: durability) }

  /// Writes a new record, after a line that tells the next one to look for it.
  private func write(
    _ turn: SpooledTurn, _ given: JSON, _ notes: SessionNotes, _ taken: TakenSpoolFile,
    decisions: [String] = []
  ) throws -> PromptRecorder.Recorded {
    if !turn.wasAttempted { try taken.append(SpoolLine.attempt(uid: turn.prompt.uid).bytes) }
    var input = input(turn, given, notes)
    input.decisions = decisions
    return try PromptRecorder(project: project, durability: durability).record(input)
  }

  private func input(_ turn: SpooledTurn, _ given: JSON, _ notes: SessionNotes) -> PromptInput {
    var whole = turn.turn
    whole.number = notes.turns
    whole.model = whole.model ?? notes.model
    var input = recorder.input(whole, redactions: turn.redactions).overlaid(with: given)
    input.draft.provenance.uid = turn.prompt.uid
    return input
  }

  /// Adds what came after `clio record` to its record, unless someone has edited that since.
  private func extend(
    _ turn: SpooledTurn, _ written: (path: [UInt8], hash: String, given: JSON), _ notes: SessionNotes
  ) throws {
    let file = RecordFile(path: Path(bytes: written.path), kind: .prompt)
    guard let record = project.read(file).record, SHA256.hexadecimal(of: record.text) == written.hash else {
      return
    }
    try PromptRecorder(project: project, durability: durability)
      .rewrite(record, at: file.path, input(turn, written.given, notes))
  }

  /// Makes the record of the open turn at once, with what is said of it; or adds that to the one it has.
  func complete(_ file: SpoolFile, _ input: PromptInput) throws -> PromptRecorder.Recorded? {
    guard let taken = try file.take() else { return nil }
    let turns = SpooledTurn.turns(of: SpoolLine.lines(in: try taken.contents()))
    guard let turn = turns.last, turn.ended == nil else { return nil }
    var notes = self.notes(file, turn.prompt)
    notes.turns += turns.count
    var said = input.given
    let recorded: PromptRecorder.Recorded
    if let written = turn.written {
      guard input.decisions.isEmpty else {
        throw Failure("this prompt has its record already", "link it from the decision: `clio adr link`")
      }
      said = PromptInput().overlaid(with: written.given).overlaid(with: said).given
      let record = RecordFile(path: Path(bytes: written.path), kind: .prompt)
      guard let old = project.read(record).record else { return nil }
      guard SHA256.hexadecimal(of: old.text) == written.hash else {
        throw Failure(
          "\(record.path) was edited since it was made", "change it with `clio edit \(record.path)`")
      }
      recorded = try PromptRecorder(project: project, durability: durability)
        .rewrite(old, at: record.path, self.input(turn, said, notes))
    } else {
      recorded = try write(turn, said, notes, taken, decisions: input.decisions)
      var linked = PromptInput().overlaid(with: said)
      linked.draft.links["adr"] = recorded.draft.links["adr"]
      said = linked.given
    }
    let path = recorded.path.relative(to: project.root.path) ?? recorded.path
    let line = SpoolLine.written(
      uid: turn.prompt.uid, path: path.bytes, hash: SHA256.hexadecimal(of: recorded.contents), given: said)
    try taken.append(line.bytes)
    return recorded
  }

  /// What is remembered of a session.
  private func notes(_ file: SpoolFile, _ prompt: SpooledPrompt) -> SessionNotes {
    SessionMemory(places).read(String(decoding: file.name, as: UTF8.self)).flatMap { SessionNotes($0) }
      ?? SessionNotes(session: prompt.sessionName, root: project.root.path.bytes)
  }
}
