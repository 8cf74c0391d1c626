import Properties
import Testing

@testable import Index

@Suite("Snippets")
struct SnippetTests {
  private func marked(_ text: String, _ matches: [Range<Int>]) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for match in matches {
      result += bytes[place..<match.lowerBound] + Array("[".utf8) + bytes[match] + Array("]".utf8)
      place = match.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  @Test(
    "What is marked",
    arguments: [
      ("expiring", "The token expires. Expired!", "The token [expires]. [Expired]!"),
      ("session", "AsyncSessionLocal and get_session", "Async[Session]Local and get_[session]"),
      ("pathMapper", "a path_mapper, a PathMapper, a path", "a [path_mapper], a [PathMapper], a path"),
      ("\"two words\"", "two. Words two three words", "[two. Words] two three words"),
      ("authenti*", "authentication authentic auth", "[authentication] [authentic] auth"),
      ("cafe", "Le Café Cafe\u{301} e\u{301}", "Le [Café] [Cafe\u{301}] e\u{301}"),
      ("日本", "これは日本語です", "これは[日本]語です"),
      ("a -b prompt:c", "a b c", "[a] b c"), ("x", "nothing", "nothing"), ("red", "r🎉red", "r🎉[red]"),
      ("HTTPServer", "httpserver http-server HTTPServer2", "[httpserver] [http-server] [HTTPServer]2"),
    ])
  func marks(query: String, text: String, expected: String) throws {
    let maker = SnippetMaker(try parsed(query).query.highlightTerms)
    #expect(marked(text, maker.matches(text)) == expected)
    let snippet = maker.snippet(Array(text.utf8), width: 80)
    #expect(marked(snippet.text, snippet.matches) == expected)
    #expect(!snippet.isCutAtStart && !snippet.isCutAtEnd)
  }

  @Test("Terms that belong to a column are marked there only")
  func columns() throws {
    let terms = try parsed("title:one two").query.highlightTerms
    #expect(SnippetMaker(terms, in: .title).matches("one two").count == 2)
    #expect(SnippetMaker(terms).matches("one two") == [4..<7])
  }

  @Test("The piece with the most different terms, on one line")
  func densest() throws {
    let filler = String(repeating: "lorem ipsum ", count: 200)
    let text = filler + "alpha alpha alpha " + filler + "the\r\n\talpha near   beta here " + filler
    let snippet = SnippetMaker(try parsed("alpha beta").query.highlightTerms).snippet(
      Array(text.utf8), width: 60)
    #expect(marked(snippet.text, snippet.matches).contains("the [alpha] near [beta] here"))
    #expect(snippet.termCount == 2 && snippet.isCutAtStart && snippet.isCutAtEnd)
    #expect((40...64).contains(snippet.text.count))
    #expect(snippet.text.hasPrefix("lorem") || snippet.text.hasPrefix("ipsum"))
  }

  @Test(
    "What is only form is left out",
    arguments: [
      ("# ADR-0002: Title\n\n## Context\n\ntext\n", "## Context text"),
      ("## Alternatives Considered\n\nnone\n\n## References\n\n- None.\n", ""),
      ("## Consequences\n### Positive\n- good\n### Negative\n- n/a\n", "### Positive - good"),
      ("none of them\n## Last", "none of them"), ("# Title\n# Part\ntext", "# Part text"), ("", ""),
      ("#channel\n####### x", "#channel ####### x"),
    ])
  func form(text: String, rest: String) {
    let left = String(decoding: SnippetMaker.withoutForm(Array(text.utf8)), as: UTF8.self)
    #expect(left.split(whereSeparator: \.isWhitespace).joined(separator: " ") == rest)
  }

  @Test("Nothing is cut inside a character")
  func wholeCharacters() throws {
    var lottery = Generator(seed: 3)
    let characters = [
      "👨‍👩‍👧", "🇩🇪", "e\u{301}\u{302}", "日", "a", " ", "\r\n", "needle", "a\u{200D}", "ก\u{0E33}", "Needles",
    ]
    for _ in 0..<Cases.count(500, cost: 20) {
      let text = (0..<60).map { _ in characters.randomElement(using: &lottery) ?? "" }.joined()
      let width = Int.random(in: 0...40, using: &lottery)
      let snippet = SnippetMaker(try parsed("needle").query.highlightTerms).snippet(
        Array(text.utf8), width: width)
      func squeezed(_ text: String) -> [Character] { text.filter { !$0.isWhitespace }.map { $0 } }
      let whole = squeezed(text)
      let piece = squeezed(snippet.text)
      let isPart = piece.isEmpty || whole.indices.contains { whole[$0...].starts(with: piece) }
      #expect(isPart, "\(text.debugDescription) \(snippet)")
      var ends: Set<Int> = [0]
      for character in snippet.text { ends.insert((ends.max() ?? 0) + character.utf8.count) }
      #expect(snippet.matches.allSatisfy { ends.contains($0.lowerBound) && ends.contains($0.upperBound) })
    }
  }

  @Test("Bytes that are no UTF-8 do no harm")
  func invalid() throws {
    let maker = SnippetMaker(try parsed("needle").query.highlightTerms)
    let snippet = maker.snippet([0xFF, 0xE3, 0x81, 0x20] + Array("a needle".utf8) + [0xF0], width: 20)
    #expect(marked(snippet.text, snippet.matches) == "\u{FFFD}\u{FFFD} a [needle]\u{FFFD}")
    #expect(maker.snippet([], width: 20).text.isEmpty)
  }

  @Test("A long text takes time in proportion", .timeLimit(.minutes(1)))
  func long() throws {
    let maker = SnippetMaker(try parsed("needle (hay* OR getStack)").query.highlightTerms)
    let texts = ["needle ", "x", "e\u{301}", "🇩🇪", "\u{301}", "日", "\r\n", "needle🇩🇪", "aB"]
    for text in texts {
      let bytes = Array(String(repeating: text, count: 1_000_000 / text.utf8.count).utf8)
      let snippet = maker.snippet(bytes, width: 100)
      #expect(snippet.matches.isEmpty != text.contains("needle"))
    }
  }
}
