import Agents
import History
import Platform
import Prompts
import Records

/// Does what one event of a hook asks for.
struct HookEventHandler {
  let event: HookEvent
  let place: HookPlace

  private var sessionName: String { event.agent.rawValue + "/" + event.session }
  private var fileName: String { Spool.name(ofSession: sessionName) }

  func handle() {
    if place.isPaused { return place.log("\(sessionName): paused") }
    switch event.kind {
    case .prompt(let text): if !event.isSubagent { submitted(text) }
    case .files(let files): if !files.isEmpty { note(.files(files.map(redacted))) }
    case .response(let text):
      if !event.isSubagent {
        let kept = place.redacted(text)
        note(.response(kept.text, redactions: kept.count))
      }
    case .stop(let response): if !event.isSubagent { stopped(response) }
    case .sessionStart: started()
    case .sessionEnd: ended()
    }
  }

  // MARK: Events

  /// Makes a prompt durable. Everything before the sync is what the user waits for.
  private func submitted(_ text: [UInt8]) {
    if PrivateMark.isSet(on: text) {
      place.log("\(sessionName): a private prompt was left out")
      // What is said to it is no answer to the prompt before.
      endTurn(ofSession: false)
      return finish(.endedTurns)
    }
    let typed = TypedText(text)
    guard typed.kind != .injected, typed.kind != .interruption else {
      return place.log("\(sessionName): no words of the user's")
    }
    let text = typed.text
    do throws(SystemError) {
      let isFirst = try place.spool.append(
        SpoolLine.prompt(prompt(text)).bytes, to: fileName, durability: .full)
      place.log("\(sessionName): prompt")
      // A turn that was never told to be over is over now.
      if !isFirst { finish(.endedTurns) }
    } catch {
      place.log("\(sessionName): the prompt could not be kept: \(error)")
    }
  }

  private func prompt(_ text: [UInt8]) -> SpooledPrompt {
    let now = Clock.now().milliseconds
    let kept = place.redacted(text)
    var prompt = SpooledPrompt(
      uid: UID(milliseconds: now, random: randomBytes(10)).description, time: now, text: kept.text,
      agent: event.agent, session: event.session, root: place.root.path.bytes)
    prompt.redactions = kept.count
    prompt.key = event.turnKey
    prompt.directory = event.directory
    prompt.transcript = event.transcript
    prompt.offset = transcriptLength
    prompt.model = event.model
    prompt.command = event.command.map(redacted)
    prompt.branch = place.repository?.branchByFile().map(redacted)
    prompt.process = ProcessMark.caller()?.text
    return prompt
  }

  private var transcriptLength: Int? {
    event.transcript.flatMap { path in
      ((try? Files.status(of: Path(bytes: path))) ?? nil).map { Int($0.size) }
    }
  }

  /// Notes what belongs to the open turn, if there is one.
  private func note(_ line: SpoolLine) {
    guard !place.spool.files(of: fileName).isEmpty else { return }
    _ = try? place.spool.append(line.bytes, to: fileName, durability: .fast)
  }

  private func stopped(_ response: [UInt8]?) {
    var lines = missedPrompts()
    let isOpen = !place.spool.files(of: fileName).isEmpty
    if let response, isOpen || !lines.isEmpty {
      let kept = place.redacted(response)
      lines += SpoolLine.response(kept.text, redactions: kept.count).bytes
    }
    if let model = event.model { lines += SpoolLine.model(model).bytes }
    guard isOpen || !lines.isEmpty || spooledSession != nil else {
      place.log("\(sessionName): stop, but no turn is open")
      return finish(.deadSessions)
    }
    let isNews = isOpen || !lines.isEmpty
    lines += SpoolLine.end(time: Clock.now().milliseconds, spooledSession).bytes
    // Kept first: whoever is killed now leaves everything to the next. Of a turn that no hook has told of, the agent's
    // own file has all.
    do throws(SystemError) {
      try place.spool.append(lines, to: fileName, durability: isNews ? .full : .fast)
    } catch {
      place.log("\(sessionName): the answer could not be kept: \(error)")
    }
    finish(.endedTurns)
  }

  /// The session as far as its transcript is needed to know it.
  private var spooledSession: SpooledSession? {
    guard let transcript = event.transcript, !transcript.isEmpty else { return nil }
    return SpooledSession(
      agent: event.agent, session: event.session, root: place.root.path.bytes, directory: event.directory,
      transcript: transcript)
  }

  /// The prompts that come along with the end of a turn, unless they are known already.
  private func missedPrompts() -> [UInt8] {
    var lines: [UInt8] = []
    guard !event.notified.isEmpty, place.spool.files(of: fileName).isEmpty else { return lines }
    let notes = place.memory.read(fileName).flatMap { SessionNotes($0) }
    if let key = event.turnKey, notes?.hasDone(key: key) ?? false { return lines }
    for text in event.notified where !PrivateMark.isSet(on: text) {
      let prompt = prompt(text)
      // Long turns end long after they began.
      let isDone = notes?.lastHash == SHA256.hexadecimal(of: prompt.text)
      if !isDone { lines += SpoolLine.prompt(prompt).bytes }
    }
    return lines
  }

  private func started() {
    place.log("\(sessionName): session")
    finish(.deadSessions)
    var notes =
      place.memory.read(fileName).flatMap { SessionNotes($0) }
      ?? SessionNotes(session: sessionName, root: place.root.path.bytes)
    notes.model = event.model ?? notes.model
    // What was said while no hook ran was not to be recorded.
    if place.spool.files(of: fileName).isEmpty, let length = transcriptLength {
      (notes.offset, notes.told) = (length, length)
    }
    place.memory.write(fileName, notes.bytes)
    let month: Int64 = 60 * 86_400
    place.memory.forget(before: Timestamp(seconds: Clock.now().seconds - month))
  }

  private func ended() {
    endTurn(ofSession: true)
    place.log("\(sessionName): end of session")
    finish(.endedTurns)
  }

  /// Notes that the open turn is over, or the whole session.
  private func endTurn(ofSession isOver: Bool) {
    let isOpen = !place.spool.files(of: fileName).isEmpty
    var session = spooledSession
    session?.isOver = isOver
    guard isOpen || session != nil else { return }
    _ = try? place.spool.append(
      SpoolLine.end(time: Clock.now().milliseconds, session).bytes, to: fileName,
      durability: isOpen ? .full : .fast)
  }

  // MARK: Finishing

  private enum Finishing { case endedTurns, deadSessions }

  private func finish(_ what: Finishing) {
    do {
      let finisher = TurnFinisher(
        project: try Project(root: place.root.path.description, world: place.world), durability: .full)
      switch what {
      case .endedTurns:
        for made in try finisher.finish(session: fileName) { place.log("\(sessionName): \(made)") }
      case .deadSessions: for made in finisher.finishOthers() { place.log(made) }
      }
    } catch {
      place.log("\(sessionName): not finished, but kept: \(Failure(error).what)")
    }
  }

  private func redacted(_ text: String) -> String {
    String(decoding: place.redacted(Array(text.utf8)).text, as: UTF8.self)
  }
}
