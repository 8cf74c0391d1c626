import Agents
import History
import Platform
import Records

/// The turns that have a record: whether a hook made it, an import, or a hand that named its session; and those that
/// are to have none any more.
struct KnownTurns {
  private var identities: Set<String> = []
  private let forgotten: ForgottenPrompts
  /// The texts of sessions, by their names.
  private var texts: [String: Text] = [:]

  /// A text of a session: where records have it, and how often it was met.
  private struct Text {
    /// When records began whose prompt it is.
    var times: [Int64] = []
    /// In how many records it stands that don't tell when it was typed: it came later, or they were made by hand.
    var untimed = 0
    var met = 0
    /// How many turns began with it.
    var turns = 0
  }

  /// How far apart a hook and a transcript usually are at most about the time of a prompt, in milliseconds; and how far
  /// if it waited before the agent took it up.
  private static let usual: Int64 = 60_000
  private static let farthest: Int64 = 3_600_000

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
      let began = Self.time(of: provenance.uid)
      let isByHand = Timestamp(seconds: began / 1000).utcText == provenance.recorded
      for (place, prompt) in provenance.prompts.enumerated() {
        let name = ForgottenPrompts.name(session, prompt.sha256)
        if place == 0, !isByHand {
          texts[name, default: Text()].times.append(began)
        } else {
          texts[name, default: Text()].untimed += 1
        }
      }
    }
  }

  /// The time in an identity, which is that of the prompt.
  private static func time(of uid: String) -> Int64 {
    uid.utf8.filter { $0 != .dash }.prefix(12).reduce(0) { $0 << 4 | Int64(value($1.lowered) & 0xF) }
  }

  /// The identity of a turn: always the same, so that it can be known again, in a copy of its session too.
  static func identity(_ turn: Turn, repeated: Int) -> String {
    let prompt = turn.prompts.first
    let name: String
    if let key = prompt?.key, key.utf8.count >= 32 {
      name = turn.agent.rawValue + "\n" + key
    } else {
      let hash = SHA256.hexadecimal(of: prompt?.text ?? [])
      name = [turn.sessionName, hash, "\(prompt?.time ?? 0)", "\(repeated)"].joined(separator: "\n")
    }
    let digits = Array(SHA256.hexadecimal(of: Array(name.utf8)).utf8.prefix(20))
    let bytes = stride(from: 0, to: 20, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
    return UID(milliseconds: turn.started ?? 0, random: bytes).description
  }

  private static func value(_ digit: UInt8) -> UInt8 { digit.isDigit ? digit &- 0x30 : digit &- 0x61 &+ 10 }

  /// Meets the next turn of a session. `written` are its prompts as a record holds them.
  mutating func meet(_ turn: Turn, written: [[UInt8]]) -> Meeting {
    let hashes = written.map { SHA256.hexadecimal(of: $0) }
    let names = hashes.map { ForgottenPrompts.name(turn.sessionName, $0) }
    guard let name = names.first, let hash = hashes.first else { return .recorded }
    var text = texts[name] ?? Text()
    let identity = Self.identity(turn, repeated: text.turns)
    text.turns += 1
    func records(within range: Int64) -> Int {
      turn.started.map { time in text.times.count { abs($0 - time) <= range } } ?? text.times.count
    }
    var isRecorded =
      identities.contains(identity)
      || turn.started != nil && records(within: Self.usual) > 0
    if !isRecorded {
      isRecorded = text.met < text.untimed + records(within: Self.farthest)
      text.met += 1
    }
    texts[name] = text
    for name in names.dropFirst() { texts[name, default: Text()].met += 1 }
    // A record without a session names only the text.
    let removed = [identity, name, ForgottenPrompts.name(nil, hash)]
    if removed.contains(where: forgotten.contain) { return .forgotten }
    return isRecorded ? .recorded : .new(identity)
  }

  /// A turn is recorded under an identity; false if another one is already.
  mutating func record(_ identity: String) -> Bool { identities.insert(identity).inserted }
}
