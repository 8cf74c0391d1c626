import Agents
import History
import Platform
import Prompts
import Records

/// Makes a record of a turn, from wherever the turn is known: from hooks, or from a transcript.
struct TurnRecorder {
  let project: Project
  let durability: Durability
  let redactor: Redactor

  init(project: Project, durability: Durability) {
    (self.project, self.durability, redactor) = (project, durability, project.redactor)
  }

  /// Writes the record of a turn. With an identity that was given before, a record can be known again.
  func record(_ turn: Turn, uid: String? = nil, redactions: Int = 0) throws -> PromptRecorder.Recorded {
    var input = input(turn, redactions: redactions)
    if let uid { input.draft.provenance.uid = uid }
    return try PromptRecorder(project: project, durability: durability).record(input)
  }

  /// Writes the records of many turns, and returns their paths in that order.
  func record(all inputs: [PromptInput]) throws -> [Path] {
    try PromptRecorder(project: project, durability: durability).record(all: inputs)
  }

  /// What a turn says of its prompt.
  func input(_ turn: Turn, redactions: Int) -> PromptInput {
    var input = PromptInput()
    input.draft.prompts = turn.prompts.map(\.text)
    // Taken out before it is cut: half a credential has no shape that is known.
    let response = turn.response.map { redactor.redacted($0) }
    input.draft.response = response.map { ResponseExcerpt.of($0.text) }
    input.draft.model = turn.model
    input.draft.command = turn.command ?? turn.prompts.first.flatMap { StageGuess.command(of: $0.text) }
    input.draft.branch = turn.branch
    // Before it is read as a path: `postgres://…` would lose a stroke, and be no address any more.
    let files = turn.files.map { relative(redactor.redacted($0), to: turn.directory) }
    for file in files where !input.draft.files.contains(file) { input.draft.files.append(file) }
    input.draft.tests = turn.tests
    if let started = turn.started {
      let day = Timestamp(seconds: started / 1000, nanoseconds: 0).localDate
      input.date = CalendarDate(year: day.year, month: day.month, day: day.day)
    }
    if turn.wasInterrupted { input.draft.notes["OUTCOME_IMPACT"] = "interrupted by the user" }
    input.draft.provenance.session = turn.sessionName
    input.draft.provenance.turn = turn.number
    input.draft.provenance.tokens = turn.tokens
    input.draft.provenance.redactions = redactions + (response?.count ?? 0)
    return input
  }

  /// A file as a record names it: relative to the root, if it lies below it.
  private func relative(_ file: String, to directory: [UInt8]?) -> String {
    let base = directory.map { Path(bytes: $0) } ?? project.root.path
    let path = Path(file).absolute(in: base.isAbsolute ? base : project.root.path)
    return path.relative(to: project.root.path)?.description ?? file
  }

  /// The record with an identity, relative to the root.
  func find(uid: String) throws -> Path? {
    let wanted = Array(uid.utf8)
    for file in try project.recordFiles() where file.kind == .prompt {
      if project.read(file).record?.uid.map({ Array($0.utf8) == wanted }) ?? false { return file.path }
    }
    return nil
  }
}
