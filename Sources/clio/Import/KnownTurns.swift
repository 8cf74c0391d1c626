import Agents
import History
import Platform
import Records

/// The turns that have a record: whether a hook made it, an import, or a hand that named its session; and those that
/// are to have none any more.
struct KnownTurns {
  private var identities: Set<String> = []
  private let forgotten: ForgottenPrompts
  /// What stands for a text of a session, by their names.
  private var told: [String: [Told]] = [:]

  /// A prompt of a record, or one that was forgotten. It stands for one prompt of the session: the same words are
  /// typed again and again.
  private struct Told {
    let time: PromptTime
    var isForgotten = false
    /// The prompt that it was found to be. It is met again in a copy of the session.
    var prompt: String?
  }

  /// What is known of a turn.
  enum Meeting {
    /// It has no record, and would get this identity.
    case new(String)
    case recorded
    case forgotten
  }

  init(_ project: Project) throws {
    forgotten = project.forgottenPrompts
    for found in try project.records() {
      guard let provenance = found.record?.provenance else { continue }
      identities.insert(provenance.uid)
      guard let session = provenance.session else { continue }
      for (place, prompt) in provenance.prompts.enumerated() {
        let name = ForgottenPrompts.name(session, prompt.sha256)
        addForgotten(name)
        told[name, default: []].append(Told(time: PromptTime(of: provenance, place: place)))
      }
    }
  }

  /// Adds what was forgotten of a text that is met for the first time.
  private mutating func addForgotten(_ name: String) {
    guard told[name] == nil else { return }
    let times = forgotten.times(of: name)
    if !times.isEmpty { told[name] = times.map { Told(time: $0, isForgotten: true) } }
  }

  /// The identity of a turn: always the same, so that it can be known again, in a copy of its session too.
  static func identity(_ turn: Turn) -> String {
    let prompt = turn.prompts.first
    let name: String
    if let key = prompt?.key, key.utf8.count >= 32 {
      name = turn.agent.rawValue + "\n" + key
    } else {
      let hash = SHA256.hexadecimal(of: prompt?.text ?? [])
      name = [turn.sessionName, hash, "\(prompt?.time ?? 0)", "\(turn.number ?? 0)"].joined(separator: "\n")
    }
    return UID(milliseconds: turn.started ?? 0, of: Array(name.utf8)).description
  }

  /// Meets the next turn of a session. `written` are its prompts as a record holds them.
  mutating func meet(_ turn: Turn, written: [[UInt8]]) -> Meeting {
    let hashes = written.map { SHA256.hexadecimal(of: $0) }
    let names = hashes.map { ForgottenPrompts.name(turn.sessionName, $0) }
    guard let name = names.first, let hash = hashes.first else { return .recorded }
    let identity = Self.identity(turn)
    let isRecorded = identities.contains(identity)
    // Of a turn that is known, another record than its own stands for another one.
    let found = find(name, identity, at: turn.started, within: isRecorded ? 0 : .max)
    for (place, name) in names.enumerated().dropFirst() {
      _ = find(name, "\(identity) \(place)", at: turn.prompts[place].time ?? turn.started, within: .max)
    }
    // A record without a session names only the text.
    let removed = [identity, name, ForgottenPrompts.name(nil, hash)]
    if found?.isForgotten ?? false || removed.contains(where: forgotten.contain) { return .forgotten }
    return isRecorded || found != nil ? .recorded : .new(identity)
  }

  /// Finds what stands for a prompt: what did before, or else the nearest in time that stands for no other one.
  private mutating func find(_ name: String, _ prompt: String, at time: Int64?, within range: Int64) -> Told?
  {
    addForgotten(name)
    guard let candidates = told[name] else { return nil }
    if let known = candidates.first(where: { $0.prompt == prompt }) { return known }
    var nearest: (index: Int, distance: Int64)?
    for (index, candidate) in candidates.enumerated() where candidate.prompt == nil {
      guard let distance = candidate.time.distance(to: time), distance <= range else { continue }
      if distance < nearest?.distance ?? .max { nearest = (index, distance) }
    }
    guard let nearest else { return nil }
    told[name]?[nearest.index].prompt = prompt
    return told[name]?[nearest.index]
  }

  /// A turn is recorded under an identity; false if another one is already.
  mutating func record(_ identity: String) -> Bool { identities.insert(identity).inserted }
}
