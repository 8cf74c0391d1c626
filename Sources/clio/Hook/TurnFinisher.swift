import Agents
import History
import JSON
import Platform
import Prompts
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
      guard let content = SpoolContent(file.read() ?? [], folding: isTrivial), belongsHere(content.root)
      else {
        continue
      }
      let open = content.turns.last { $0.ended == nil }
      let isDead = open.map { hasEnded($0.prompt) } ?? false
      guard isDead || content.turns.isEmpty || content.turns.contains(where: { $0.ended != nil }) else {
        continue
      }
      // A turn that has its record waits for what may still belong to it, as long as its session lives.
      if content.isSettled, content.turns.last.map({ !hasEnded($0.prompt) }) ?? false { continue }
      do {
        let isOver = isDead || content.isSettled
        lines += try finish(file, isDead: isOver).map { "\(content.sessionName): \(Self.reference($0))" }
      } catch {
        lines.append("\(content.sessionName): not finished, but kept: \(Failure(error).what)")
      }
    }
    return lines
  }

  /// Worktrees share a spool: each finishes its own, and anyone that of a worktree that is gone.
  func belongsHere(_ root: [UInt8]) -> Bool {
    if root == project.root.path.bytes { return true }
    return ((try? Files.status(of: Path(bytes: root))) ?? nil) == nil
  }

  /// Whether a session is proven to be over: its process is gone. Where that can't be told, a day of silence counts.
  func hasEnded(_ prompt: SpooledPrompt) -> Bool {
    if let ended = prompt.process.flatMap({ ProcessMark($0) })?.hasEnded { return ended }
    return Clock.now().milliseconds - prompt.time > 86_400_000
  }

  private func finish(_ file: SpoolFile, isDead: Bool) throws -> [Path] {
    guard let taken = try file.take() else { return [] }
    let bytes = try taken.contents()
    guard let content = SpoolContent(bytes, folding: isTrivial) else {
      // Nothing but what followed a turn that is done already; what could not be read stays.
      if !SpoolLine.lines(in: bytes).isEmpty || bytes.isEmpty { try taken.keep([]) }
      return []
    }
    let lines = content.lines
    let before = self.notes(file, content.sessionName)
    var (turns, notes) = reconciled(content, isDead: isDead, before)
    var made: [Path] = []
    var open: SpooledTurn?
    // The last turn, if more may still belong to it.
    var settled: SpooledTurn?
    for turn in turns {
      if turn.ended == nil, !isDead {
        open = turn
        continue
      }
      let hash = SHA256.hexadecimal(of: turn.prompt.text)
      settled = nil
      if notes.done(key: turn.prompt.key, hash: hash, time: turn.prompt.time) != nil {
        guard let written = turn.written else { continue }
        settled = turn.hasNews ? try extend(turn, written, notes) : turn
        continue
      }
      notes.turns += 1
      let (path, contents) = try record(turn, notes, taken)
      settled = turn.settled(at: path, contents)
      notes.add(
        SessionNotes.Done(
          uid: turn.prompt.uid, key: turn.prompt.key, hash: hash, time: turn.prompt.time,
          folder: path.parent.bytes, isTold: turn.isTold))
      made.append(path)
    }
    if notes != before {
      SessionMemory(places).write(String(decoding: file.name, as: UTF8.self), notes.bytes)
    }
    if let open {
      try taken.keep(lines[open.start...].flatMap(\.bytes))
    } else if let settled, project.configuration.recordedPrompts == .notTrivial, !isDead, !content.isOver {
      try taken.keep(settled.lines.flatMap(\.bytes))
    } else {
      try taken.keep([])
    }
    return made
  }

  /// Whether a prompt belongs to the turn before it.
  private func isTrivial(_ prompt: [UInt8]) -> Bool {
    project.configuration.recordedPrompts == .notTrivial && TrivialPrompt.isOne(prompt)
  }

  /// The turns of a session, with what the agent's own file tells of them.
  private func reconciled(_ content: SpoolContent, isDead: Bool, _ notes: SessionNotes) -> (
    turns: [SpooledTurn], notes: SessionNotes
  ) {
    var turns = content.turns
    if isDead, let last = turns.indices.last, turns[last].ended == nil {
      turns[last].ended = Clock.now().milliseconds
    }
    guard let session = content.session, turns.isEmpty || turns.contains(where: { $0.ended != nil }) else {
      return (turns, notes)
    }
    let reader = TranscriptTailReader(session: session, notes: notes, offset: turns.first?.prompt.offset)
    guard let tail = reader.read() else { return (turns, notes) }
    let pauses = Pauses(places)
    let redactor = project.redactor
    let wishes = Reconciliation.Wishes(
      isUnwanted: { PrivateMark.isSet(on: $0.text) || $0.time.map { pauses.contain($0) } ?? false },
      isTrivial: isTrivial,
      redacted: {
        let kept = redactor.redacted($0)
        return (kept.text, kept.count)
      },
      hash: { SHA256.hexadecimal(of: $0) },
      missed: { missed($0, of: session) })
    let reconciliation = Reconciliation(turns, tail, notes, wishes)
    turns = reconciliation.turns.map { turn in
      var turn = turn
      turn.wasAttempted = turn.wasAttempted || content.attempts.contains(turn.prompt.uid)
      return turn
    }
    return (turns, reconciliation.notes)
  }

  /// A prompt that no hook has told of. Its identity follows from what the transcript says, so that whoever comes after
  /// one who was killed knows its record.
  private func missed(_ turn: Turn, of session: SpooledSession) -> SpooledPrompt {
    var turn = turn
    (turn.agent, turn.session) = (session.agent, session.session)
    var prompt = SpooledPrompt(
      uid: KnownTurns.identity(turn), time: turn.started ?? Clock.now().milliseconds,
      text: turn.prompts.first?.text ?? [], agent: session.agent, session: session.session, root: session.root
    )
    prompt.directory = turn.directory ?? session.directory
    prompt.transcript = session.transcript
    return prompt
  }

  /// Makes the record of a turn, unless one who was killed has made it; adds to it, if `clio record` has.
  private func record(
    _ turn: SpooledTurn, _ notes: SessionNotes, _ taken: TakenSpoolFile
  ) throws -> (Path, contents: [UInt8]?) {
    if let written = turn.written {
      _ = try extend(turn, written, notes)
      return (Path(bytes: written.path), nil)
    }
    if turn.wasAttempted, let path = try recorder.find(uid: turn.prompt.uid) { return (path, nil) }
    let recorded = try write(turn, .null, notes, taken)
    return (recorded.path.relative(to: project.root.path) ?? recorded.path, recorded.contents)
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

  /// Adds what came after its record was made to it, unless someone has edited that since. Returns the turn as it is
  /// now; nil if nothing more can be added.
  private func extend(
    _ turn: SpooledTurn, _ written: (path: [UInt8], hash: String, given: JSON), _ notes: SessionNotes
  ) throws -> SpooledTurn? {
    let file = RecordFile(path: Path(bytes: written.path), kind: .prompt)
    guard let record = project.read(file).record, SHA256.hexadecimal(of: record.text) == written.hash else {
      return nil
    }
    let recorded = try PromptRecorder(project: project, durability: durability)
      .rewrite(record, at: file.path, input(turn, written.given, notes))
    return turn.settled(at: file.path, recorded.contents)
  }

  /// Makes the record of the open turn at once, with what is said of it; or adds that to the one it has.
  func complete(_ file: SpoolFile, _ input: PromptInput) throws -> PromptRecorder.Recorded? {
    guard let taken = try file.take() else { return nil }
    let turns = SpoolContent(try taken.contents(), folding: isTrivial)?.turns ?? []
    guard let turn = turns.last, turn.ended == nil else { return nil }
    // What is said of a turn is kept in the spool, too.
    var input = input
    let redactor = project.redactor
    input.draft = redactor.redacted(input.draft)
    input.title = input.title.map(redactor.redacted)
    var notes = self.notes(file, turn.prompt.sessionName)
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
  private func notes(_ file: SpoolFile, _ sessionName: String) -> SessionNotes {
    SessionMemory(places).read(String(decoding: file.name, as: UTF8.self)).flatMap { SessionNotes($0) }
      ?? SessionNotes(session: sessionName, root: project.root.path.bytes)
  }
}

extension SpooledTurn {
  /// The turn with its record, as the spool keeps it for what may still belong to it.
  fileprivate func settled(at path: Path, _ contents: [UInt8]?) -> SpooledTurn? {
    guard let contents else { return nil }
    var turn = self
    turn.written = (path.bytes, SHA256.hexadecimal(of: contents), written?.given ?? .null)
    return turn
  }
}
