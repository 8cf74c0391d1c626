import Agents
import Arguments
import History
import JSON
import Platform
import Prompts
import Records

/// Makes records of what was said to agents before clio was there.
struct TranscriptImport {
  let session: Session
  /// Only turns in this folder, if there is one.
  let folder: Path?
  let since: CalendarDate?
  let isDry: Bool
  let asJSON: Bool

  /// What came of it.
  private struct Tally {
    var files = 0
    var turns = 0
    var recorded = 0
    var known = 0
    var elsewhere = 0
    var earlier = 0
    var forgotten = 0
    var unreadable = 0
    var redactions = 0
    var unknown: [Path] = []
    /// Why files could not be read, or not to the end.
    var faults: [String] = []
  }

  /// Turns that are written together, so that the disk is waited for once; not too many, so that they are written while
  /// the next ones are read.
  private struct Batch {
    private(set) var turns: [Turn] = []
    private(set) var inputs: [PromptInput] = []

    private var size = 0

    var isFull: Bool { turns.count >= 48 || size >= 8 << 20 }

    mutating func add(_ turn: Turn, _ input: PromptInput) {
      turns.append(turn)
      inputs.append(input)
      size += input.draft.prompts.reduce(turn.response?.count ?? 0) { $0 + $1.count }
    }
  }

  /// Reads the conversations of agents, of files and of folders.
  func run(agents: [Agent], places: [Path]) throws -> ExitStatus {
    let project = isDry ? try session.project() : try session.projectForWriting()
    let own = agents.flatMap { TranscriptPlaces.existing($0, root: project.root.path, session.world) }
    if own.isEmpty, places.isEmpty {
      let looked = agents.flatMap { TranscriptPlaces.all($0, root: project.root.path, session.world) }
      throw Unmet(
        message: "no conversations of " + agents.map(\.shortName).joined(separator: ", ") + " are to be found"
          + (looked.isEmpty ? "" : ": there is no " + looked.map(\.description).joined(separator: ", no "))
          + "; name the files or folders that hold them")
    }
    // Of what an agent keeps for all projects, only this one's turns are meant.
    let wanted = folder ?? (places.isEmpty ? project.root.path : nil)
    let files = try TranscriptFiles.list(own + places)
    let all = try files.reduce(0) { $0 + Int(try Files.status(of: $1)?.size ?? 0) }
    let bar = ProgressBar(session, "importing, MB", least: 50)
    var known = try KnownTurns(project)
    let recorder = TurnRecorder(project: project, durability: session.durability)
    let pauses = Pauses(project.statePlaces)
    var tally = Tally()
    var batch = Batch()
    // The last turn, as long as more may belong to it.
    var open: Turn?
    func end() throws {
      guard let turn = open else { return }
      open = nil
      guard let (turn, input) = take(turn, pauses, wanted, recorder, &known, &tally) else { return }
      batch.add(turn, input)
      if batch.isFull { try write(&batch, recorder, bar) }
    }
    let folds = project.configuration.recordedPrompts == .notTrivial
    var done = 0
    defer { bar.clear() }
    do {
      try read(files) { found in
        done += found.size
        bar.show(done >> 20, of: all >> 20)
        // One file of many keeps none of the others away.
        if let failure = found.failure { tally.faults.append(Failure(failure).what) }
        if let problem = found.problem {
          tally.faults.append("\(found.path) can't be read: \(problem)")
        }
        tally.unreadable += found.unreadable
        let isUnknown = found.agent == nil && found.problem == nil && found.failure == nil
        if isUnknown, places.contains(found.path) { tally.unknown.append(found.path) }
        // Of a file that ended in an error, the last turn may be half a one: it waits until the file can be read.
        for turn in found.failure == nil ? found.turns[...] : found.turns.dropLast() {
          if folds, open?.sessionName == turn.sessionName, TrivialPrompt.isOne(turn.prompts.first?.text ?? [])
          {
            if let turn = allowed(turn, pauses) { open?.absorb(turn) }
            continue
          }
          try end()
          open = turn
        }
      }
      try end()
    } catch {
      // What was read before is recorded nonetheless.
      open = nil
      try write(&batch, recorder, bar)
      throw error
    }
    try write(&batch, recorder, bar)
    tally.files = files.count
    bar.clear()
    return report(tally)
  }

  /// Reads the files on another thread, where there is one, while this one writes.
  private func read(_ files: [Path], _ body: (TranscriptFiles.Found) throws -> Void) throws {
    let pipeline = Pipeline<TranscriptFiles.Found>(room: 8) { send in
      for file in files {
        var goesOn = true
        TranscriptFiles.read(file) {
          goesOn = send($0)
          return goesOn
        }
        if !goesOn { return }
      }
    }
    guard let pipeline else {
      var failure: (any Error)?
      for file in files {
        TranscriptFiles.read(file) { found in
          do { try body(found) } catch { failure = error }
          return failure == nil
        }
        if let failure { throw failure }
      }
      return
    }
    defer { pipeline.abandon() }
    while true {
      let ready = pipeline.next()
      if ready.isEmpty { return }
      for found in ready { try body(found) }
    }
  }

  /// The turn without what was private or typed while recording was paused; nil if its prompt was.
  private func allowed(_ turn: Turn, _ pauses: Pauses) -> Turn? {
    func isUnwanted(_ prompt: Turn.Prompt) -> Bool {
      PrivateMark.isSet(on: prompt.text) || prompt.time.map { pauses.contain($0) } ?? false
    }
    if turn.prompts.first.map(isUnwanted) ?? true { return nil }
    var turn = turn
    turn.prompts.removeAll(where: isUnwanted)
    return turn
  }

  /// The turn as it is recorded and what it says of its prompt, if it is to be recorded.
  private func take(
    _ turn: Turn, _ pauses: Pauses, _ wanted: Path?, _ recorder: TurnRecorder, _ known: inout KnownTurns,
    _ tally: inout Tally
  ) -> (Turn, PromptInput)? {
    // What was not to be recorded is not recorded later either.
    guard let turn = allowed(turn, pauses) else { return nil }
    tally.turns += 1
    let prompts = turn.prompts.map { recorder.redactor.redacted($0.text) }
    // Met in any case: a record that is this turn's is none of a later one with the same words.
    let meeting = known.meet(turn, written: prompts.map(\.text))
    if let wanted, turn.agent != .aider {
      let directory = turn.directory.map { Path(bytes: $0) }
      guard let directory, directory == wanted || directory.relative(to: wanted) != nil else {
        tally.elsewhere += 1
        return nil
      }
    }
    if let since, let started = turn.started {
      let day = Timestamp(seconds: started / 1000).localDate
      if (day.year, day.month, day.day) < (since.year, since.month, since.day) {
        tally.earlier += 1
        return nil
      }
    }
    switch meeting {
    case .forgotten:
      tally.forgotten += 1
      return nil
    case .new(let identity) where known.record(identity):
      var input = recorder.input(turn, redactions: prompts.reduce(0) { $0 + $1.count })
      input.draft.prompts = prompts.map(\.text)
      input.draft.provenance.uid = identity
      tally.recorded += 1
      tally.redactions += input.draft.provenance.redactions
      return (turn, input)
    default:
      tally.known += 1
      return nil
    }
  }

  private func write(_ batch: inout Batch, _ recorder: TurnRecorder, _ bar: ProgressBar) throws {
    let full = batch
    // Emptied first: should one of them fail, none is written twice.
    batch = Batch()
    let paths = isDry || full.turns.isEmpty ? [] : try recorder.record(all: full.inputs)
    bar.clear()
    for (index, turn) in full.turns.enumerated() { show(turn, path: isDry ? nil : paths[index]) }
    // On a terminal, they stand between two states of the bar.
    if session.isTerminal { try session.output.flush() }
  }

  private func show(_ turn: Turn, path: Path?) {
    let words = turn.prompts.first.map { String(decoding: $0.text.prefix(300), as: UTF8.self) } ?? ""
    if asJSON {
      session.print([
        "session": .string(turn.sessionName), "turn": turn.number.map { JSON($0) } ?? .null,
        "prompts": JSON(turn.prompts.count), "path": path.map { .text(bytes: $0.bytes) } ?? .null,
        "model": turn.model.map { .string($0) } ?? .null,
      ])
    } else if let path {
      if !session.parsed[Global.quiet] { session.print(path) }
    } else {
      session.printSafely(
        "\(turn.sessionName) \(turn.number ?? 0)  \(Columns.cut(words.replacingLineBreaks, 72))")
    }
  }

  private func report(_ tally: Tally) -> ExitStatus {
    var words = ["\(tally.recorded) \(isDry ? "to record" : "recorded")"]
    if tally.known > 0 { words.append("\(tally.known) had a record") }
    if tally.elsewhere > 0 { words.append("\(tally.elsewhere) of other projects") }
    if tally.earlier > 0 { words.append("\(tally.earlier) from before") }
    if tally.forgotten > 0 { words.append("\(tally.forgotten) forgotten on request") }
    if tally.redactions > 0 { words.append("\(tally.redactions) secrets taken out") }
    session.note("\(tally.turns) turns in \(tally.files) files: " + words.joined(separator: ", "))
    if tally.unreadable > 0 { session.note("\(tally.unreadable) lines could not be understood") }
    for path in tally.unknown { session.note("\(path): no conversation of an agent that clio knows") }
    for fault in tally.faults { session.complain(fault) }
    if !tally.faults.isEmpty { return .failure }
    return tally.unknown.isEmpty ? .done : .findings
  }
}
