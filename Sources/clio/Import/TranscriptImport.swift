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
    var unreadable = 0
    var redactions = 0
    var unknown: [Path] = []
  }

  /// Turns that are written together, so that the disk is waited for once.
  private struct Batch {
    private(set) var turns: [Turn] = []
    private(set) var inputs: [PromptInput] = []

    var isFull: Bool { turns.count >= 64 }

    mutating func add(_ turn: Turn, _ input: PromptInput) {
      turns.append(turn)
      inputs.append(input)
    }
  }

  /// Reads the conversations of agents, of files and of folders.
  func run(agents: [Agent], places: [Path]) throws -> ExitStatus {
    let project = isDry ? try session.project() : try session.projectForWriting()
    let own = agents.flatMap { TranscriptPlaces.existing($0, root: project.root.path, session.world) }
    if own.isEmpty, places.isEmpty {
      throw Failure(
        "no conversations of " + agents.map(\.shortName).joined(separator: ", ") + " are to be found",
        "name the files or folders that hold them")
    }
    // Of what an agent keeps for all projects, only this one's turns are meant.
    let wanted = folder ?? (places.isEmpty ? project.root.path : nil)
    let files = try TranscriptFiles.list(own + places)
    let all = try files.reduce(0) { $0 + Int(try Files.status(of: $1)?.size ?? 0) }
    let bar = ProgressBar(session, "importing, MB")
    var known = try KnownTurns(project)
    let recorder = TurnRecorder(project: project, durability: session.durability)
    let pauses = Pauses(project.statePlaces)
    var tally = Tally()
    var batch = Batch()
    var done = 0
    defer { bar.clear() }
    do {
      try read(files) { found in
        done += found.size
        bar.show(done >> 20, of: all >> 20)
        if let failure = found.failure { throw failure }
        if let problem = found.problem {
          throw Failure("\(found.path) can't be read: \(problem)", "let its agent mend it, or leave it out")
        }
        tally.unreadable += found.unreadable
        if found.agent == nil, places.contains(found.path) { tally.unknown.append(found.path) }
        for turn in found.turns {
          guard let input = take(turn, pauses, wanted, recorder, &known, &tally) else { continue }
          batch.add(turn, input)
          if batch.isFull { try write(&batch, recorder) }
        }
      }
    } catch {
      // What was read before is recorded nonetheless.
      try write(&batch, recorder)
      throw error
    }
    try write(&batch, recorder)
    tally.files = files.count
    bar.clear()
    return report(tally)
  }

  /// Reads the files on another thread, where there is one, while this one writes.
  private func read(_ files: [Path], _ body: (TranscriptFiles.Found) throws -> Void) throws {
    let pipeline = Pipeline<TranscriptFiles.Found>(room: 64) { send in
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

  /// What a turn says of its prompt, if it is to be recorded.
  private func take(
    _ turn: Turn, _ pauses: Pauses, _ wanted: Path?, _ recorder: TurnRecorder, _ known: inout KnownTurns,
    _ tally: inout Tally
  ) -> PromptInput? {
    // What was not to be recorded is not recorded later either.
    guard let turn = allowed(turn, pauses) else { return nil }
    tally.turns += 1
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
    var input = recorder.input(turn, redactions: 0)
    let redacted = recorder.redactor.redacted(input.draft)
    guard let identity = known.identity(of: turn, written: redacted.prompts.first ?? []) else {
      tally.known += 1
      return nil
    }
    tally.recorded += 1
    tally.redactions += redacted.provenance.redactions
    input.draft.provenance.uid = identity
    return input
  }

  private func write(_ batch: inout Batch, _ recorder: TurnRecorder) throws {
    let full = batch
    // Emptied first: should one of them fail, none is written twice.
    batch = Batch()
    let paths = isDry || full.turns.isEmpty ? [] : try recorder.record(all: full.inputs)
    for (index, turn) in full.turns.enumerated() { show(turn, path: isDry ? nil : paths[index]) }
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
    if tally.redactions > 0 { words.append("\(tally.redactions) secrets taken out") }
    session.note("\(tally.turns) turns in \(tally.files) files: " + words.joined(separator: ", "))
    if tally.unreadable > 0 { session.note("\(tally.unreadable) lines could not be understood") }
    for path in tally.unknown { session.note("\(path): no conversation of an agent that clio knows") }
    return tally.unknown.isEmpty ? .done : .findings
  }
}
