import Foundation
import Testing

/// Sixteen processes at once; `scripts/stress` has the large numbers.
@Suite struct ConcurrencyTests {
  @Test(arguments: [false, true]) func noNumberIsGivenTwice(isMixed: Bool) throws {
    let sandbox = try Sandbox()
    let templates = Binary.package.appending(path: "templates").path
    try sandbox.shell("mkdir templates history && cp '\(templates)'/* templates/")
    let other =
      isMixed ? "create-phr.sh --title Same --stage general" : "clio record -q -s general -t Same -p one"
    let worker = """
      for process in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
        (for turn in 1 2 3 4 5; do
          clio record -q --durability fast -s general -t Same -p "prompt $process-$turn" && \(other) || echo failed
        done) >>log.$process 2>&1 &
      done
      wait
      """
    let outcome = try sandbox.shell(worker)
    #expect(outcome.errorText.isEmpty)
    let names = sandbox.files("history/prompts/general").map {
      $0.dropFirst("history/prompts/general/".count)
    }
    #expect(names.count == 160)
    #expect(Set(names.compactMap { Int($0.prefix(4)) }) == Set(1...160))
    #expect(try sandbox.shell("cat log.* | grep -c failed").text == "0\n")
    // Complete: nothing that a half written file would be marked for.
    let list = try sandbox.clio(["list", "--json"]).text.split(separator: "\n")
    #expect(list.count == 160)
    #expect(!list.contains { $0.contains("prompt-altered") || $0.contains("front-matter-missing") })
    for name in names.prefix(isMixed ? 0 : 10) {
      #expect(try sandbox.clio(["show", "--prompt", "history/prompts/general/" + name]).status == 0)
    }
  }
}

/// Many processes change one record.
@Suite struct ConcurrentEditTests {
  @Test func everyFieldIsChanged() throws {
    let sandbox = try Sandbox()
    let fields = [
      "title", "model", "surface", "branch", "user", "command", "links.spec", "links.ticket", "links.pr",
    ]
    let edits = fields.map { "clio edit general/1 --durability fast --set \($0)=new 2>>errors >/dev/null &" }
    let outcome = try sandbox.shell(
      "mkdir history; clio record -q -s general -t Same -p one >/dev/null; \(edits.joined(separator: "\n"))\nwait; cat errors"
    )
    #expect(outcome.text == "" && outcome.errorText == "")
    let text = try sandbox.clio(["show", "general/1"]).text
    #expect(text.components(separatedBy: ": new\n").count == fields.count + 1, "\(text)")
  }
}

/// A few crashes of many; `scripts/stress` has all of them.
@Suite struct CrashTests {
  @Test func killedAtAFewCalls() throws {
    let sandbox = try Sandbox()
    let script = Binary.package.appending(path: "scripts/stress.d/90-crash").path
    guard FileManager.default.fileExists(atPath: script) else {
      Issue.record("there is no scripts/stress.d/90-crash")
      return
    }
    let outcome = try sandbox.run([script, "quick"], with: ["CLIO_BINARY": Binary.path])
    if outcome.text.contains("SKIPPED") { print(outcome.text) }
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }
}
