import Foundation
import Properties
import Records
import Testing

@testable import Agents

/// The reviewed list of what people typed in the sample transcripts.
@Suite struct TranscriptCorpusTests {
  struct Expected {
    let path: String
    let agent: String
    var prompts: [String] = []
  }

  static let corpus = RealCorpus.folder.path + "/transcripts/"
  static var isThere: Bool { RealCorpus.has("transcripts", for: "transcripts of agents") }

  static func expected() throws -> [Expected] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Corpus/transcripts.tsv")
    var result: [Expected] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.first != "#" {
      let fields = line.split(separator: "\t").map(String.init)
      if fields[0] == "path" { continue }
      if result.last?.path != fields[0] { result.append(Expected(path: fields[0], agent: fields[1])) }
      if fields[2] != "-" { result[result.count - 1].prompts.append(fields[1...].joined(separator: " ")) }
    }
    return result
  }

  /// As the list says it.
  static func described(_ turns: [Turn]) -> [String] {
    turns.enumerated().flatMap { index, turn in
      turn.prompts.enumerated().map { part, prompt in
        let names = Array(turn.files.joined(separator: "\n").utf8)
        return [
          turn.agent.rawValue, turn.session, "\(index + 1)", "\(part)", "\(prompt.text.count)",
          SHA256.hexadecimal(of: prompt.text), prompt.time.map { "\($0)" } ?? "-", turn.model ?? "-",
          "\(turn.files.count)",
          turn.files.isEmpty ? "-" : String(SHA256.hexadecimal(of: names).prefix(16)),
        ].joined(separator: " ")
      }
    }
  }

  static func turns(in bytes: [UInt8], name: String, block: Int) -> (agent: Agent?, turns: [Turn]) {
    var stream = TranscriptStream(name: name)
    var turns: [Turn] = []
    for start in stride(from: 0, to: bytes.count, by: block) {
      bytes[start..<min(start + block, bytes.count)].withUnsafeBufferPointer { stream.feed($0) }
      turns += stream.take()
    }
    stream.finish()
    return (stream.agent, turns + stream.take())
  }

  @Test(.enabled(if: isThere), arguments: [1 << 20, 4099, 17])
  func findsWhatPeopleTypedAndNothingElse(_ block: Int) throws {
    var found = 0
    for expected in try Self.expected() where !Self.isStore(expected.path) {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: Self.corpus + expected.path)))
      let (agent, turns) = Self.turns(in: bytes, name: expected.path, block: block)
      let described = Self.described(turns)
      #expect(described == expected.prompts, "\(expected.path)")
      if expected.agent == "-" { #expect(agent == nil, "\(expected.path)") }
      found += described.count
    }
    #expect(found > 120)
  }

  /// What lies in databases and in folders of many files is read by the command.
  static func isStore(_ path: String) -> Bool {
    path.hasSuffix(".db") || path.hasSuffix(".sql") || path.hasSuffix("opencode-storage")
  }

  /// Every transcript that the samples hold is in the list.
  @Test(.enabled(if: isThere)) func theListIsComplete() throws {
    let listed = Set(try Self.expected().map(\.path))
    let files = try #require(FileManager.default.enumerator(atPath: Self.corpus)).compactMap { $0 as? String }
    for file in files where file.hasSuffix(".jsonl") || file.hasSuffix("history.md") || file.hasSuffix(".db")
    {
      #expect(listed.contains(file), "\(file)")
    }
  }
}
