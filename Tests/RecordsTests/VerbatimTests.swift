import Foundation
import Testing

@testable import Records

/// A text that is hard to keep, with a name for the report.
struct Nasty: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  var testDescription: String { name }

  init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  static let headings = """
    ## Prompt

    ## Response snapshot

    no

    ## Outcome

    - ✅ Impact: no

    ## Evaluation notes (flywheel)

    # Title
    """

  static var wholeRecord: [UInt8] {
    let inner = try? Fixtures.draft(
      [Array("inner".utf8), Array("later".utf8)], response: Array("answer".utf8)
    )
    .rendered(with: Fixtures.template(Fixtures.slots28))
    return inner ?? []
  }

  static let all: [Nasty] = [
    Nasty("plain", "Fix the login."), Nasty("final newline", "Fix the login.\n"),
    Nasty("our headings", headings), Nasty("our headings, CRLF", withCRLF(Array(headings.utf8))),
    Nasty("rules", "---\nid: 9999\ntitle: not mine\n---\n\n---\n"), Nasty("only a rule", "---"),
    Nasty("open fence", "```swift\nlet x = 1\n## Outcome\n"), Nasty("open tilde fence", "~~~~\n```\n"),
    Nasty(
      "slots", (Fixtures.slots28.split(separator: "{{").dropFirst().map { "{{" + $0.prefix(24) }).joined()),
    Nasty("slot alone", "{{PROMPT_TEXT}}"), Nasty("unknown slot", "{{NOBODY_KNOWS}}"),
    Nasty("the template", Fixtures.slots28),
    Nasty("a whole record", wholeRecord), Nasty("two whole records", wholeRecord + wholeRecord),
    Nasty("a whole record, CRLF", withCRLF(wholeRecord)),
    Nasty("CRLF", "a\r\nb\r\n"), Nasty("CRLF, no final", "a\r\nb"), Nasty("only CRLF", "\r\n"),
    Nasty("mixed ends", "a\r\nb\nc\rd"), Nasty("lone CR", "a\rb"), Nasty("ends in CR", "a\r"),
    Nasty("only CR", "\r"),
    Nasty("CRCRLF", "a\r\r\nb\r\n"), Nasty("ends in CR after CRLF", "a\r\nb\r"), Nasty("LFCR", "\n\r"),
    Nasty("tabs", "\ta\t\n\t\n"), Nasty("NUL", "a\0b"), Nasty("only NUL", "\0"),
    Nasty("controls", "\u{1}\u{8}\u{1B}[31m\u{7F}\u{85}\u{9F}"),
    Nasty("not UTF-8", [0x61, 0xFF, 0xFE, 0x80, 0x0A]), Nasty("cut UTF-8", [0x61, 0xE2, 0x82]),
    Nasty("surrogates", [0xED, 0xA0, 0x80]), Nasty("overlong", [0xC0, 0xAF, 0xF4, 0x90, 0x80, 0x80]),
    Nasty("UTF-16", [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]),
    Nasty("BOM", "\u{FEFF}a"), Nasty("BOM and rules", "\u{FEFF}---\nid: 1\n---\n"),
    Nasty("U+2028", "a\u{2028}b\u{2029}c\u{2028}"),
    Nasty("no characters", [0xEF, 0xBF, 0xBE, 0xEF, 0xBF, 0xBF]), Nasty("empty", ""),
    Nasty("one newline", "\n"),
    Nasty("newlines", "\n\n\n\n\n"), Nasty("blanks", "   "), Nasty("blank lines", " \n \n"),
    Nasty("leading newlines", "\n\n\na"),
    Nasty("ampersands", "a & b && c &amp; \\&"), Nasty("backslashes", "\\ \\\\ \\n \\x00 \\r C:\\new\\x41"),
    Nasty("escapes and NUL", "\\x00\0\\r\r\\\\"), Nasty("ends in backslash, escaped", "\0\\"),
    Nasty("shell", "$(x) `y` ${z} 'q' \"r\" !!"),
    Nasty("later mark", "a\n\n\(Extents.laterMark)\n\nb"),
    Nasty("later marks only", "\(Extents.laterMark)\n\(Extents.laterMark)"),
    Nasty("comment", "<!-- never closed"),
    Nasty("hundreds of headings", String(repeating: "## Prompt\n", count: 300)),
    Nasty("blank before heading", " ## Response snapshot\n"), Nasty("emoji", "👩‍👩‍👧 🇩🇪 e\u{301}"),
    Nasty(
      "5 MB",
      [UInt8](repeating: UInt8(ascii: "x"), count: 79).enumerated().flatMap { _ in
        [UInt8](0x20..<0x7F) + [.newline]
      }
      .repeated(to: 5_000_000)),
    Nasty("1 MB in a line", Array("é{{ID}}".utf8).repeated(to: 1_000_002)),
    Nasty("1 MB of CRLF and NUL", Array("## Outcome\r\n\0".utf8).repeated(to: 1_000_000)),
  ]
}

extension [UInt8] {
  func repeated(to count: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    while result.count < count { result += prefix(count - result.count) }
    return result
  }
}

/// What everybody may rely on: what came in comes out, and the file is ordinary text.
struct VerbatimTests {
  private static func check(
    _ text: [UInt8], _ prompts: [[UInt8]], _ response: [UInt8]?, _ place: SourceLocation
  ) {
    let record = read(text)
    #expect(record.prompts == prompts, sourceLocation: place)
    #expect(record.response == response, sourceLocation: place)
    #expect(record.isProven, sourceLocation: place)
    #expect(record.problems == [], sourceLocation: place)
    #expect(record.id?.value == "0007", sourceLocation: place)
    #expect(record.title?.value == "Fix the token's expiry", sourceLocation: place)
    #expect(
      record.content(.outcome).map(string)?.hasPrefix("- ✅ Impact: none") == true, sourceLocation: place)
    #expect(
      record.content(.evaluation).map(string)?.hasPrefix("- Failure modes") == true, sourceLocation: place)
  }

  static func expectKept(
    _ prompts: [[UInt8]], _ response: [UInt8]? = nil, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let template = try Fixtures.template(Fixtures.slots28)
    let text = try Fixtures.draft(prompts, response: response).rendered(with: template)
    #expect(String(validating: text, as: UTF8.self) != nil, sourceLocation: place)
    #expect(!text.contains(.carriageReturn) && !text.contains(0), sourceLocation: place)
    check(text, prompts, response, place)
    let converted = withCRLF(text)
    check(converted, prompts, response, place)
    #expect(withLF(converted) == text, sourceLocation: place)
  }

  @Test(arguments: Nasty.all) func aPromptComesBackAsItWasGiven(_ nasty: Nasty) throws {
    try Self.expectKept([nasty.bytes])
  }

  @Test(arguments: Nasty.all) func soDoesAResponse(_ nasty: Nasty) throws {
    try Self.expectKept([Array("Do it.".utf8)], nasty.bytes)
  }

  @Test(arguments: Nasty.all) func soDoesWhatWasTypedLater(_ nasty: Nasty) throws {
    try Self.expectKept([Array("Do it.".utf8), nasty.bytes, Array("Thanks.\n".utf8)])
    if nasty.bytes.count < 100_000 { try Self.expectKept([nasty.bytes, nasty.bytes], nasty.bytes) }
  }

  @Test func soDoesWhatIsKnownOfTheTurn() throws {
    var draft = Fixtures.draft()
    (draft.provenance.session, draft.provenance.turn) = ("claude-code/s", 4)
    draft.provenance.tokens = TokenCost(input: 10, output: 3, cached: -5)
    let text = try draft.rendered(with: Fixtures.template(Fixtures.slots28))
    #expect(string(text).contains("\n  tokens: {input: 10, output: 3, cached: 0}\n"))
    var expected = draft.provenance
    expected.prompts = read(text).provenance?.prompts ?? []
    #expect(read(text).provenance == expected && read(text).problems.isEmpty)
  }

  @Test func aRecordWithoutAPromptKeepsItsResponse() throws {
    try Self.expectKept([], Array("\n## Outcome\n\n".utf8))
  }

  /// Without front matter of its own, the template leaves the first line to the prompt.
  @Test(arguments: Nasty.all.prefix(20)) func soDoesAPromptAtTheTopOfTheFile(_ nasty: Nasty) throws {
    let text = try Fixtures.draft([nasty.bytes]).rendered(with: Fixtures.template("{{PROMPT_TEXT}}\n"))
    let record = read(text)
    #expect(record.prompts == [nasty.bytes] && record.isProven)
    #expect(record.id?.value == "0007" && record.problems == [])
  }
}

/// What a reader is told when somebody changed a text that provenance vouches for.
struct AlteredTests {
  private static func record(_ change: (String) -> String) throws -> Record {
    let draft = Fixtures.draft(
      [Array("Say ‘one’.".utf8), Array("And two.".utf8)], response: Array("Three.".utf8))
    return read(change(string(try draft.rendered(with: Fixtures.template(Fixtures.slots28)))))
  }

  @Test(arguments: [
    ("‘one’", "‘eleven’", ["prompt-altered:prompt"]), ("And two", "And 2", ["prompt-altered:later"]),
    ("Three.", "Four!.", ["prompt-altered:response"]), ("✅ Impact: none", "✅ Impact: much", []),
    ("## Prompt\n", "## The prompt\n", []), ("## Response snapshot", "## Response", []),
  ]) func whatWasChangedIsNamed(_ old: String, _ new: String, _ problems: [String]) throws {
    let record = try Self.record { $0.replacing(old, with: new) }
    #expect(record.problems.map(\.label) == problems)
    #expect(record.isProven == problems.isEmpty)
  }

  /// A text is still shown, as far as its section tells.
  @Test func anAlteredPromptIsShownAsItStands() throws {
    let record = try Self.record { $0.replacing("‘one’", with: "‘eleven’") }
    #expect(record.prompts.map(string) == ["Say ‘eleven’.\n\n\(Extents.laterMark)\n\nAnd two."])
    #expect(record.response.map(string) == "Three.")
  }

  /// Hidden headings of a proven response must not be taken for the record's own.
  @Test func headingsInProvenTextsAreNobodysSections() throws {
    let inner = Array("## Prompt\n\nx\n\n## Response snapshot\n\ny\n\n## Outcome\n\nz".utf8)
    let record = read(
      try Fixtures.draft([inner], response: inner).rendered(with: Fixtures.template(Fixtures.slots28)))
    #expect(record.content(.prompt) == inner)
    #expect(record.content(.response) == inner)
    #expect(record.content(.outcome).map(string)?.hasPrefix("- ✅ Impact") == true)
  }
}

struct KeptTextTests {
  @Test(arguments: [
    ("a\nb", "a\nb", KeptText.LineEnds.lf, KeptText.Encoding.text), ("a\r\nb\r\n", "a\nb\n", .crlf, .text),
    ("\\a", "\\a", .lf, .text), ("a\rb", "a\\rb", .lf, .escaped), ("a\r\nb\n", "a\\r\nb\n", .lf, .escaped),
    ("\\\0", "\\\\\\x00", .lf, .escaped), ("", "", .lf, .text),
  ])
  func thePlainestFormIsChosen(
    _ original: String, _ stored: String, _ ends: KeptText.LineEnds, _ encoding: KeptText.Encoding
  ) {
    let kept = KeptText(Array(original.utf8))
    #expect(string(kept.stored) == stored)
    #expect(kept.lineEnds == ends && kept.encoding == encoding && kept.count == original.utf8.count)
  }

  @Test func bytesThatAreNoTextStayReadable() {
    #expect(string(KeptText([0x63, 0x61, 0x66, 0xE9, 0x21, 0xC3, 0xA9]).stored) == "caf\\xe9!é")
  }
}
