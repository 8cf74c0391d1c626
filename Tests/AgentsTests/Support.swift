@testable import Agents

/// The turns of a transcript that is given as text.
func turns(_ text: String, name: String = "session.jsonl", block: Int = 1 << 16) -> [Turn] {
  TranscriptCorpusTests.turns(in: Array(text.utf8), name: name, block: block).turns
}

extension Turn {
  /// What was typed, as text.
  var words: [String] { prompts.map { String(decoding: $0.text, as: UTF8.self) } }

  /// What was answered, as text.
  var answer: String? { response.map { String(decoding: $0, as: UTF8.self) } }
}
