import Records
import Testing

@testable import Agents

/// Numbers that no agent counts to, as in a damaged file, end nothing.
@Suite struct HostileNumberTests {
  private static let extremes = ["9223372036854775807", "-9223372036854775808"]

  @Test(arguments: extremes + ["-5"]) func tokens(_ number: String) {
    let usage = #"{"input_tokens":\#(number),"cache_creation_input_tokens":\#(number)}"#
    let text = """
      {"type":"user","sessionId":"s","uuid":"u","message":{"role":"user","content":"a"}}
      {"type":"assistant","sessionId":"s","message":{"id":"m","role":"assistant","content":[],"usage":\(usage)}}
      {"type":"assistant","sessionId":"s","message":{"id":"n","role":"assistant","content":[],"usage":\(usage)}}

      """
    var stream = TranscriptStream(of: .claude, name: "s.jsonl", from: 0)
    Array(text.utf8).withUnsafeBufferPointer { stream.feed($0) }
    stream.finish()
    let turns = stream.take()
    #expect(turns.map { $0.prompts.map(\.text) } == [[Array("a".utf8)]])
    #expect(turns.map(\.tokens) == [TokenCost()])
  }

  @Test(arguments: extremes) func spool(_ number: String) {
    func prompt(_ uid: String, _ time: String) -> String {
      #"{"event":"prompt","uid":"\#(uid)","time":\#(time),"agent":"claude-code","session":"s","root":"/","text":"\#(uid)""#
        + #","redactions":\#(number)}"# + "\n"
    }
    let response = #"{"event":"response","text":"b","redactions":\#(number)}"# + "\n"
    let text = prompt("u", "5") + prompt("v", number) + response + response
    let turns = SpooledTurn.turns(of: SpoolLine.lines(in: Array(text.utf8)))
    #expect(turns.map(\.prompt.uid) == ["u", "v"])
    #expect(turns.map(\.redactions) == [0, 0])
  }
}
