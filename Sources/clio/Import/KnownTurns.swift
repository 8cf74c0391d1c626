import Agents
import History
import Platform
import Records

/// The turns that have a record: whether a hook made it, an import, or a hand that named its session.
struct KnownTurns {
  private var identities: Set<String> = []
  /// How many records a session has for a prompt.
  private var counts: [String: Int] = [:]
  /// How many turns of a session with a prompt were met.
  private var met: [String: Int] = [:]

  init(_ project: Project) throws {
    for found in try project.records() {
      guard let provenance = found.record?.provenance else { continue }
      identities.insert(provenance.uid)
      if let session = provenance.session, let prompt = provenance.prompts.first {
        counts[session + " " + prompt.sha256, default: 0] += 1
      }
    }
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

  private static func value(_ digit: UInt8) -> UInt8 { digit.isDigit ? digit - 0x30 : digit - 0x61 + 10 }

  /// The identity for a turn that has no record yet; nil if it has one. `written` is the prompt as a record holds it.
  mutating func identity(of turn: Turn, written: [UInt8]) -> String? {
    let name = turn.sessionName + " " + SHA256.hexadecimal(of: written)
    let repeated = met[name, default: 0]
    met[name] = repeated + 1
    let identity = Self.identity(turn, repeated: repeated)
    guard identities.insert(identity).inserted, repeated >= counts[name, default: 0] else { return nil }
    return identity
  }
}
