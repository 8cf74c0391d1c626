import Agents
import Arguments
import History
import Index
import Platform
import Prompts
import Records

enum ForgetCommand: AppCommand {
  static let reference = Key.optionalArgument("REF", "the prompt record to forget")
  static let last = Key.flag("last", "the newest prompt that hooks have told of, be it a record or not yet")

  static let declaration = Command(
    name: "forget",
    summary: "remove a prompt: its record, what the spool holds, and its words from the index",
    discussion: """
      For a prompt that should not have been kept. What was committed already is in the repository's history, which \
      clio does not rewrite; and an agent keeps its own transcript, from which no import brings it back.
      """,
    keys: [reference, last],
    examples: [
      Example("clio forget --last", "the prompt that was just given"),
      Example("clio forget general/12", "a record"),
    ], section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    guard (session[reference] != nil) != session[last] else {
      throw Failure("name one record, or say --last", "clio forget REF, or clio forget --last")
    }
    let project = try session.project()
    if session[last] {
      return try forgetLast(project, session)
    }
    let feature = try? project.currentFeature(asked: nil, branch: project.head()?.branch).feature
    let file = try project.resolve(session[reference] ?? "", as: .prompt, feature: feature ?? nil)
    guard file.kind == .prompt else {
      throw Failure(
        "\(file.path) is no prompt record", "a decision is withdrawn with `clio adr reject` or `deprecate`")
    }
    try forget(file, project, session)
    return .done
  }

  private static func forget(_ file: RecordFile, _ project: Project, _ session: Session) throws {
    let found = project.read(file)
    guard let record = found.record else {
      throw Failure("\(file.path) can't be read", "remove it by hand")
    }
    // Noted first: whoever is killed in between has at worst to say it again.
    try note(record, in: project)
    try project.apply([.remove(file.path, was: record.text)], durability: session.durability)
    if let uid = record.uid { try dropFromSpool(project) { $0.prompt.uid == uid } }
    // A full-text index keeps deleted words in its file until it is made anew.
    _ = try session.index(anew: true)
    session.printSafely("forgot  \(file.path)")
  }

  /// Notes what an import would know the prompts of a record by.
  private static func note(_ record: Record, in project: Project) throws {
    let provenance = record.provenance
    let hashes =
      provenance?.prompts.map(\.sha256) ?? record.prompts.prefix(1).map { SHA256.hexadecimal(of: $0) }
    let prompts = zip(hashes, record.prompts).enumerated().map { place, prompt in
      (hash: prompt.0, text: prompt.1, time: provenance.map { PromptTime(of: $0, place: place) })
    }
    try note(record.uid, provenance?.session, prompts, in: project)
  }

  /// Notes the prompts of a turn: each by its time in the session, if it has one, and by its words alone unless they are
  /// such as "yes", which name other prompts just as well.
  private static func note(
    _ uid: String?, _ session: String?, _ prompts: [(hash: String, text: [UInt8], time: PromptTime?)],
    in project: Project
  ) throws {
    let names = prompts.filter { !TrivialPrompt.isOne($0.text) }
      .map { ForgottenPrompts.name(session, $0.hash) }
    let typed = prompts.compactMap { prompt in
      session.flatMap { session in
        prompt.time.map { (name: ForgottenPrompts.name(session, prompt.hash), time: $0) }
      }
    }
    try project.noteForgotten([uid].compactMap(\.self) + names, typed)
  }

  private static func forgetLast(_ project: Project, _ session: Session) throws -> ExitStatus {
    let spooled = Spool(project.statePlaces).sessions().flatMap { file in
      file.read().map { SpooledTurn.turns(of: SpoolLine.lines(in: $0)) } ?? []
    }.filter { $0.prompt.root == project.root.path.bytes }
    let done = SessionMemory(project.statePlaces).all().compactMap { SessionNotes($0) }
      .filter { $0.root == project.root.path.bytes }.flatMap(\.done)
      .filter { !$0.wasLeftOut }
    let newest = done.max { $0.time < $1.time }
    if let turn = spooled.max(by: { $0.prompt.time < $1.prompt.time }), turn.prompt.time >= newest?.time ?? 0
    {
      let path = turn.written.map { Path(bytes: $0.path) }
      try dropFromSpool(project) { $0.prompt.uid == turn.prompt.uid }
      if let path { try forget(RecordFile(path: path, kind: .prompt), project, session) }
      session.printSafely("forgot  the prompt that is worked on (\(turn.prompt.sessionName))")
      return .done
    }
    guard let newest else { throw Unmet(message: "hooks have told of no prompt here") }
    // It may have been moved since.
    for file in try project.recordFiles() where file.kind == .prompt {
      if project.read(file).record?.uid == newest.uid {
        try forget(file, project, session)
        return .done
      }
    }
    throw Unmet(
      message: "the record of the newest prompt, in \(Path(bytes: newest.folder))/, is gone already")
  }

  /// Takes turns out of the spool, wherever they are.
  private static func dropFromSpool(_ project: Project, _ isUnwanted: (SpooledTurn) -> Bool) throws {
    for file in Spool(project.statePlaces).sessions() {
      guard let taken = try file.take() else { continue }
      let lines = SpoolLine.lines(in: try taken.contents())
      let turns = SpooledTurn.turns(of: lines)
      guard turns.contains(where: isUnwanted) else { continue }
      for turn in turns where isUnwanted(turn) {
        let prompts = ([turn.prompt] + turn.later).enumerated().map { place, prompt in
          let began = turn.prompt.time
          let time = place == 0 ? PromptTime.at(began) : .since(began, place: place)
          return (hash: SHA256.hexadecimal(of: prompt.text), text: prompt.text, time: Optional(time))
        }
        try note(turn.prompt.uid, turn.prompt.sessionName, prompts, in: project)
      }
      leaveOut(turns.filter(isUnwanted), String(decoding: file.name, as: UTF8.self), project)
      var kept: [UInt8] = []
      for (index, turn) in turns.enumerated() where !isUnwanted(turn) {
        let end = index + 1 < turns.count ? turns[index + 1].start : lines.count
        kept += lines[turn.start..<end].flatMap(\.bytes)
      }
      try taken.keep(kept)
    }
  }

  /// Remembers what was left out on purpose: the agent's own file tells of it at the end of the turn.
  private static func leaveOut(_ turns: [SpooledTurn], _ name: String, _ project: Project) {
    guard let first = turns.first?.prompt else { return }
    let memory = SessionMemory(project.statePlaces)
    var notes =
      memory.read(name).flatMap { SessionNotes($0) }
      ?? SessionNotes(session: first.sessionName, root: first.root)
    for turn in turns {
      notes.add(
        SessionNotes.Done(
          uid: turn.prompt.uid, key: turn.prompt.key, hash: SHA256.hexadecimal(of: turn.prompt.text),
          time: turn.prompt.time, folder: []))
    }
    memory.write(name, notes.bytes)
  }
}
