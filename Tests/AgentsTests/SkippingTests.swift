import Foundation
import JSON
import Properties
import Testing

@testable import Agents

/// What a reader skips unread says nothing: with and without skipping, the turns of a transcript are the same.
@Suite struct SkippingTests {
  /// The turns, and how many lines were skipped.
  private func turns(_ lines: [[UInt8]], _ reader: any TranscriptReader.Type, skipping: Bool) -> ([Turn], Int)
  {
    var reader = reader.init(name: "s.jsonl")
    var turns = TurnCollector(agent: type(of: reader).agent, session: "s")
    var skipped = 0
    for line in lines {
      line.withUnsafeBufferPointer { bytes in
        if skipping, reader.skips(bytes) {
          skipped += 1
          return
        }
        _ = TranscriptStream.values(of: bytes) { reader.read($0, into: &turns) }
      }
    }
    reader.finish(&turns)
    turns.end()
    return (turns.take(), skipped)
  }

  private func compare(_ lines: [[UInt8]], _ reader: any TranscriptReader.Type) -> Int {
    let (all, none) = turns(lines, reader, skipping: false)
    let (some, skipped) = turns(lines, reader, skipping: true)
    #expect(none == 0)
    if all != some { Issue.record("\(reader): \(lines.map { String(decoding: $0, as: UTF8.self) })") }
    return skipped
  }

  private static let readers: [any TranscriptReader.Type] = [
    ClaudeReader.self, CodexReader.self, CopilotReader.self, PiReader.self,
  ]

  @Test(.enabled(if: TranscriptCorpusTests.isThere)) func nothingOfTheSamplesIsLost() throws {
    let corpus = TranscriptCorpusTests.corpus
    var skipped = 0
    for expected in try TranscriptCorpusTests.expected() where expected.path.hasSuffix(".jsonl") {
      let text = [UInt8](try Data(contentsOf: URL(filePath: corpus + expected.path)))
      let lines = text.split(separator: UInt8(ascii: "\n")).map { Array($0) }
      for reader in Self.readers { skipped += compare(lines, reader) }
    }
    #expect(skipped > 40)
  }

  /// Lines as agents write them, and what tells one kind from another.
  private static let seeds: [(reader: any TranscriptReader.Type, lines: [String])] = [
    (
      ClaudeReader.self,
      [
        #"{"parentUuid":"a","cwd":"/p","sessionId":"s","gitBranch":"main","type":"user","message":{"role":"user","content":"do it"},"uuid":"u1","timestamp":"2026-01-05T12:17:31Z"}"#,
        #"{"type":"assistant","sessionId":"s","message":{"id":"m","model":"x","content":[{"type":"text","text":"done"},{"type":"tool_use","name":"Edit","input":{"file_path":"/p/a"}}]}}"#,
        #"{"sessionId":"s","type":"user","message":{"role":"user","content":[{"tool_use_id":"t","type":"tool_result","content":"a \"type\" }{ \\"}]},"uuid":"u2","toolUseResult":{"type":"text","stdout":""}}"#,
        #"{"message":{"content":[{"type":"tool_result","content":"The user doesn't want to go on, the user said:\nnot so"}],"role":"user"},"type":"user"}"#,
        #"{"type":"user","message":{"content":[{"type":"tool_result","content":[{"type":"text","text":"The user doesn't want to go on, the user said:\nnor so"}]}]}}"#,
        #"{"type":"user","message":{"role":"user","content":[{"type":"tool_result","content":"x"},{"type":"text","text":"beside"}]}}"#,
        #"{"type":"user","message":{"content":[{"text":"without a kind"}]},"toolUseResult":1}"#,
        #"{"type":"user","message":{"content":"a string"},"toolUseResult":{"a":1}}"#,
        #"{"type":"progress","data":{"message":{"type":"user","message":{"content":"not this"}}},"sessionId":"s"}"#,
        #"{"type":"file-history-snapshot","snapshot":{"trackedFileBackups":{}},"isSnapshotUpdate":false}"#,
        #"{"type":"queue-operation","operation":"enqueue","content":"stop","sessionId":"s"}"#,
        #"{"loglines":[{"type":"user","message":{"content":"in a log"}}],"type":"progress"}"#,
      ]
    ),
    (
      CodexReader.self,
      [
        #"{"type":"session_meta","payload":{"id":"c","cwd":"/w","type":"reasoning"}}"#,
        #"{"type":"event_msg","payload":{"type":"user_message","message":"do it"}}"#,
        #"{"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"an item"}]}}"#,
        #"{"type":"response_item","payload":{"type":"function_call_output","call_id":"c","output":"a \"role\" }{"}}"#,
        #"{"payload":{"type":"reasoning","encrypted_content":"x"},"type":"response_item"}"#,
        #"{"type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":\"swift test\"}"}}"#,
        #"{"type":"function_call_output","output":"x"}"#,
        #"{"type":"message","role":"user","content":[{"type":"input_text","text":"alone"}]}"#,
        #"{"type":"event_msg","payload":{"type":"exec_command_end","stdout":"x"}}"#,
      ]
    ),
    (
      CopilotReader.self,
      [
        #"{"type":"session.start","data":{"sessionId":"s"}}"#,
        #"{"type":"user.message","data":{"content":"do it"},"id":"1"}"#,
        #"{"type":"tool.execution_complete","data":{"result":"x"}}"#,
        #"{"type":"assistant.message","data":{"content":"done","toolRequests":[]}}"#,
      ]
    ),
  ]

  private static let parts: [[UInt8]] = [
    #""type":"user""#, #""type":"progress""#, #""type":"tool_result""#, #""text":"a""#, #""role":"user""#,
    "{", "}",
    "[", "]", ",", "\"", "\\", " ", "\u{FEFF}", "\u{1}", "}{", "} {", "1", "null", #""content":"b""#,
    #""payload":{}"#, #""message":{}"#, #""name":"n""#,
  ].map { Array($0.utf8) }

  /// Lines in any order, cut, torn, put together and spoilt.
  @Test(arguments: seeds.indices) func nothingOfSpoiltLinesIsLost(_ index: Int) {
    let (reader, seeds) = Self.seeds[index]
    let texts = seeds.map { Array($0.utf8) }
    var generator = SystemRandomNumberGenerator()
    var skipped = 0
    for _ in 0..<Cases.count(3_000) {
      var lines: [[UInt8]] = []
      for _ in 0..<6 {
        var line = texts.randomElement(using: &generator) ?? []
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: line += texts.randomElement(using: &generator) ?? []
        case 1: line += [0x20] + (texts.randomElement(using: &generator) ?? []) + [0x0D]
        case 2: line = Array(line.prefix(Int.random(in: 0...line.count, using: &generator)))
        case 3, 4:
          for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let part = Self.parts.randomElement(using: &generator) ?? []
            let start = Int.random(in: 0...line.count, using: &generator)
            let end = min(line.count, start + [0, 0, 1, part.count].randomElement(using: &generator)!)
            line.replaceSubrange(start..<end, with: part)
          }
        default: break
        }
        lines.append(line)
      }
      skipped += compare(lines, reader)
    }
    #expect(skipped > 100)
  }
}
