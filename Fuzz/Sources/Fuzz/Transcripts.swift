import Agents

/// A transcript, read as the agent's that the first byte names, or as whoever's it is: the same turns come of it,
/// whatever the blocks are that it is read in, and no reader falls over the text of another.
func fuzzTranscripts(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let text = Array(input.dropFirst())
  let agent = agent(named: first)
  func stream() -> TranscriptStream {
    let name = "a/session.jsonl"
    return agent.map { TranscriptStream(of: $0, name: name, from: 0) } ?? TranscriptStream(name: name)
  }
  let whole = turns(stream(), text, block: 1 << 20)
  require(whole == turns(stream(), text, block: 7), "the blocks matter")
  for turn in whole {
    require(!turn.prompts.isEmpty, "a turn without a prompt")
    require(
      turn.extent.map { $0.upperBound <= text.count + 1 } ?? true, "a turn lies outside of its transcript")
  }
}

private func turns(_ stream: TranscriptStream, _ input: [UInt8], block: Int) -> [Turn] {
  var stream = stream
  var turns: [Turn] = []
  var start = 0
  while start < input.count {
    let end = min(start + block, input.count)
    input[start..<end].withUnsafeBufferPointer { stream.feed($0) }
    turns += stream.take()
    start = end
  }
  stream.finish()
  return turns + stream.take()
}
