import Properties
import Testing

@testable import JSON

/// Values looked at in place, and the walk over them.
@Suite struct ViewTests {
  private func view<Result>(_ text: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    try text.withUnsafeBufferPointer(body)
  }

  /// The end of a string by the letter: a quote that no backslash takes.
  private func end(of text: [UInt8]) -> Int? {
    var at = 1
    while at < text.count, text[at] != UInt8(ascii: "\"") { at += text[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return at < text.count ? at + 1 : nil
  }

  @Test func aStringEndsAtTheFirstQuoteThatIsNoPartOfIt() {
    var generator = Generator(seed: 3)
    for _ in 0..<Cases.count(20_000) {
      // Now with many backslashes, now with few.
      let letters = Array(
        ["\\\\\"a", "\\\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaa\\"].randomElement(using: &generator)!.utf8)
      let text =
        [UInt8(ascii: "\"")]
        + (0..<Int.random(in: 0...300, using: &generator)).map { _ in
          letters.randomElement(using: &generator)!
        }
      #expect(view(text) { JSONView($0)?.range.upperBound } == end(of: text))
    }
  }

  @Test func aWalkTellsWhatTheViewTells() {
    var generator = Generator(seed: 5)
    let marks = Array("{}[]\",:\\ \n1at".utf8)
    for _ in 0..<Cases.count(20_000) {
      var text = randomValue(&generator).write(pretty: .random(using: &generator))
      for _ in 0..<Int.random(in: 0...2, using: &generator) where !text.isEmpty {
        text[Int.random(in: text.indices, using: &generator)] = marks.randomElement(using: &generator)!
      }
      view(text) { bytes in
        guard var walk = JSONWalk(bytes) else { return }
        let whole = JSONView(bytes)
        var values: [Range<Int>] = []
        while walk.next() {
          // Looked into or not, the next one is the same.
          if var inner = walk.inner, .random(using: &generator) {
            while inner.next() {}
            walk.leave(inner)
          }
          if let value = walk.pass() { values.append(value) }
        }
        if let end = walk.end { #expect(whole?.range.upperBound == end) }
        if let whole, walk.end != nil {
          let told = whole.isObject ? whole.members.all.map(\.value.range) : whole.items.map(\.range)
          #expect(values == told)
        }
      }
    }
  }

  @Test(
    "Both ways of reading have the same bound of the whole numbers that are reckoned with",
    arguments: [
      ("0", 0, 0), ("281474976710656", 1 << 48, 1 << 48), ("-281474976710656", -(1 << 48), -(1 << 48)),
      ("281474976710657", (1 << 48) + 1, nil), ("-9223372036854775808", .min, nil),
      ("9223372036854775808", nil, nil), ("1.5", nil, nil), ("1e3", nil, nil), ("\"1\"", nil, nil),
    ] as [(String, Int?, Int?)])
  func wholeNumbers(_ text: String, _ whole: Int?, _ bounded: Int?) throws {
    let parsed = try JSON.parse(Array(text.utf8))
    #expect(parsed.integer == whole && parsed.boundedInteger == bounded)
    view(Array(text.utf8)) { bytes in
      let value = JSONView(bytes)
      #expect(value != nil && value?.boundedInteger == bounded)
    }
  }

  @Test func textsAreThoseOfTheStrictReader() throws {
    var generator = Generator(seed: 9)
    for _ in 0..<Cases.count(5_000) {
      let value = JSON.string(randomText(&generator))
      let written = value.write()
      #expect(view(written) { JSONView($0)?.string } == value.text)
    }
  }

  @Test(
    arguments: [
      (#"{"a": 1, "a": "x"}"#, true), (#"{"a":"x"} "#, true), (#" {"a":"x"}"#, true),
      ("\u{FEFF}{\"a\":\"x\"}", true),
      (#"{"a":"x"}{"#, false), (#"{"a":"x"} 1"#, false), (#"{"a":"x""#, false), (#"{"a":"x"]"#, false),
    ] as [(String, Bool)])
  func isAloneOnItsLine(_ text: String, _ isAlone: Bool) {
    view(Array(text.utf8)) { bytes in
      guard var walk = JSONWalk(bytes) else {
        Issue.record("no walk")
        return
      }
      var last = false
      while walk.next() { last = walk.isKey("a") && walk.isValue("x") && walk.mayBegin(with: "x") }
      #expect(last)
      #expect(walk.isAlone == isAlone)
    }
  }
}
