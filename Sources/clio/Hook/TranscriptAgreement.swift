import Agents
import History
import Platform
import Prompts
import Records

/// Compares what the agents' own files tell of sessions that hooks have seen with the records there are.
struct TranscriptAgreement {
  private let project: Project
  /// Sessions that hooks have told of, and when they first did.
  private var since: [String: Int64] = [:]
  /// Prompts that are recorded, worked on, or left out on purpose: a session and a hash each.
  private var known: Set<String> = []
  private let pauses: Pauses
  private let forgotten: ForgottenPrompts

  private static let week: Int64 = 7 * 86_400
  /// How many files are read of each agent, the newest ones, and how large they may be.
  private static let mostFiles = 20
  private static let longest: Int64 = 64 << 20

  init(_ project: Project) {
    self.project = project
    pauses = Pauses(project.statePlaces)
    forgotten = project.forgottenPrompts
    for bytes in SessionMemory(project.statePlaces).all() {
      guard let notes = SessionNotes(bytes), notes.root == project.root.path.bytes,
        let first = notes.done.first
      else { continue }
      since[notes.session] = first.time
      for turn in notes.done { known.insert(ForgottenPrompts.name(notes.session, turn.hash)) }
    }
    for file in Spool(project.statePlaces).sessions() {
      for turn in SpoolContent(file.read() ?? [])?.turns ?? [] {
        for prompt in [turn.prompt] + turn.later {
          known.insert(
            ForgottenPrompts.name(turn.prompt.sessionName, SHA256.hexadecimal(of: prompt.text)))
        }
      }
    }
    for found in (try? project.records()) ?? [] {
      guard let provenance = found.record?.provenance, let session = provenance.session else { continue }
      for prompt in provenance.prompts { known.insert(ForgottenPrompts.name(session, prompt.sha256)) }
    }
  }

  /// How many prompts an agent's files tell of, and how many of them have no record; nil if no session was seen.
  func count(_ agent: Agent) -> (told: Int, missing: Int)? {
    guard since.keys.contains(where: { $0.hasPrefix(agent.rawValue + "/") }) else { return nil }
    let places = TranscriptPlaces.existing(agent, root: project.root.path, project.world)
    let oldest = Clock.now().seconds - Self.week
    let files = ((try? TranscriptFiles.list(places)) ?? []).compactMap { path in
      ((try? Files.status(of: path)) ?? nil).map { (path: path, status: $0) }
    }.filter { $0.status.modified.seconds > oldest && $0.status.size <= Self.longest }
    let redactor = project.redactor
    var (told, missing) = (0, 0)
    for file in files.sorted(by: { $0.status.modified > $1.status.modified }).prefix(Self.mostFiles) {
      TranscriptFiles.read(file.path) { found in
        for turn in found.turns {
          guard let first = since[turn.sessionName], let time = turn.started,
            time >= first - SpooledTurn.echo,
            !PrivateMark.isSet(on: turn.prompts.first?.text ?? [])
          else { continue }
          for prompt in turn.prompts
          where !pauses.contain(prompt.time ?? time) && !PrivateMark.isSet(on: prompt.text) {
            let hash = SHA256.hexadecimal(of: redactor.redacted(prompt.text).text)
            let name = ForgottenPrompts.name(turn.sessionName, hash)
            if forgotten.contain(name) || !forgotten.times(of: name).isEmpty { continue }
            told += 1
            if !known.contains(name) { missing += 1 }
          }
        }
        return true
      }
    }
    return (told, missing)
  }
}
