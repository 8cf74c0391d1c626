import JSON
import Prompts
import Records

/// Reads the transcripts of one agent. To add an agent: a file in `Readers/`, and a line in `all`.
protocol TranscriptReader: SendableMetatype {
  static var agent: Agent { get }

  /// Whether a transcript is this agent's, by one of its first values. Of an object that was cut off there are only
  /// the first members, and no value.
  static func recognizes(_ members: JSONMembers, _ value: JSONView?, name: String) -> Bool

  init(name: String)

  /// Whether a line says nothing that `read` would take up: told in one pass, with nothing kept. A line of which that
  /// is not sure is read; one that holds two values always is.
  func skips(_ line: UnsafeBufferPointer<UInt8>) -> Bool

  /// Reads one value of the transcript.
  mutating func read(_ value: JSONView, into turns: inout TurnCollector)

  /// There is no more.
  mutating func finish(_ turns: inout TurnCollector)

  /// There is no more as yet. Returns where to begin when there is: at what can't be told before more is known.
  mutating func leave(_ turns: inout TurnCollector) -> Int?
}

extension TranscriptReader {
  func skips(_ line: UnsafeBufferPointer<UInt8>) -> Bool { false }

  mutating func finish(_ turns: inout TurnCollector) {}

  mutating func leave(_ turns: inout TurnCollector) -> Int? {
    finish(&turns)
    return nil
  }
}

/// All readers, in the order of asking.
enum TranscriptReaders {
  static let all: [any TranscriptReader.Type] = [
    ClaudeReader.self, CodexReader.self, QwenReader.self, CopilotReader.self, VSCodeReader.self,
    CursorReader.self,
    WindsurfReader.self, DroidReader.self, OpenClawReader.self, PiReader.self, KimiReader.self,
    GeminiReader.self,
    GooseReader.self, AmpReader.self, ContinueReader.self, OpenCodeReader.self, ZedReader.self,
    RooReader.self,
    ClineReader.self,
  ]
}

extension JSONView {
  /// The texts of a message: itself, or those of its parts of the given kinds.
  func texts(_ kinds: [StaticString] = ["text", "input_text", "output_text"]) -> [[UInt8]] {
    if let text { return [text] }
    return items.compactMap { part in
      let members = part.members
      guard let type = members["type"] else { return members["text"]?.text }
      return kinds.contains { type.equals($0) } ? members["text"]?.text : nil
    }
  }

  /// The texts of a message as one.
  func joined() -> [UInt8] { texts().joinedLines }

  /// The words in which a user's message was typed; nil if none of it was.
  func typed() -> (kind: TypedText.Kind, text: [UInt8])? {
    let parts = texts().map { TypedText($0) }.filter { $0.kind != .injected }
    guard let first = parts.first else { return nil }
    let words = parts.filter { $0.kind != .interruption }.map(\.text)
    return words.isEmpty ? (.interruption, []) : (first.kind, words.joinedLines)
  }
}

extension [[UInt8]] {
  /// The texts, each on lines of its own.
  var joinedLines: [UInt8] { Array<UInt8>(joined(separator: [UInt8.newline])) }
}

extension TurnCollector {
  /// A message in the user's name begins a turn, if it is the user's.
  mutating func begin(_ content: JSONView?, time: Int64?, key: String? = nil) {
    guard let (kind, text) = content?.typed() else { return }
    begin(kind, text, time: time, key: key)
  }

  /// A message in the user's name begins a turn, or stops the agent.
  mutating func begin(_ kind: TypedText.Kind, _ text: [UInt8], time: Int64?, key: String?) {
    let prompt = Turn.Prompt(text, time: time, key: key)
    switch kind {
    case .interruption: interrupt()
    case .injected: break
    case .command(let name): begin(prompt, command: name)
    case .words, .shell: begin(prompt)
    }
  }
}
