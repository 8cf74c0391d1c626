import Agents

/// A transcript of any agent: the same turns come of it, whatever the blocks are that it is read in, and no reader
/// falls over the text of another.
func fuzzTranscripts(_ input: [UInt8]) {
  let whole = turns(TranscriptStream(name: "a/session.jsonl"), input, block: 1 << 20)
  let pieces = turns(TranscriptStream(name: "a/session.jsonl"), input, block: 7)
  require(whole == pieces, "the blocks matter")
  for turn in whole {
    require(!turn.prompts.isEmpty, "a turn without a prompt")
    require(
      turn.extent.map { $0.upperBound <= input.count + 1 } ?? true, "a turn lies outside of its transcript")
  }
  for agent in Agent.allCases { _ = turns(TranscriptStream(of: agent, from: 0), input, block: 1 << 20) }
}

private func turns(_ stream: TranscriptStream, _ input: [UInt8], block: Int) -> [Turn] {
  var stream = stream
  var start = 0
  while start < input.count {
    let end = min(start + block, input.count)
    input[start..<end].withUnsafeBufferPointer { stream.feed($0) }
    start = end
  }
  stream.finish()
  return stream.take()
}
