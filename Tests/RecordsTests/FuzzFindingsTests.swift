import Records
import Testing

/// Inputs that the fuzzer found, cut down to what matters.
struct FuzzFindingsTests {
  /// A quote that is never closed hid slots or swallowed the line that closes the front matter.
  @Test(arguments: [
    ("---\na: '{{ID}}\nb: {{ID}}\n---\n{{ID}}\n", "---\na: \"'7x\"\nb: 7x\n---\n7x\n"),
    ("---\na: [{b']\nc: {{ID}}\n---\n", "---\na: [{b']\nc: 7x\n---\n"),
    ("---\na: \"{{ID}} \\\n---\n", "---\na: \"\\\"7x \\\\\"\n---\n"),
  ])
  func openQuotesTakeNothing(_ template: String, _ filled: String) throws {
    #expect(try Self.filled(template) == filled)
  }

  /// An empty line with a tab can follow a scalar without quotes, but none in quotes.
  @Test(arguments: [("---\na: {{ID}}[>+\n \t\n---\n", 3), ("---\na: {{ID}}\n\n\t \nb: c\n---\n", 4)])
  func noTabFollowsAValue(_ template: String, _ line: Int) throws {
    let fault = #expect(throws: Template.Fault.self) { try Self.filled(template, "x: y") }
    #expect(fault?.line == line)
    for harmless in [
      "---\na: {{ID}}\n\n---\n", "---\na: [{{ID}}\n \t\n]\n---\n", "---\na: {{ID}}\n\n---\n\t\n",
    ] {
      #expect(try Self.filled(harmless, "7") == harmless.replacing("{{ID}}", with: "\"7\""))
    }
  }

  /// A slot in a tag or an anchor stayed as it was.
  @Test(arguments: [
    ("---\na: !{{ID}}\n---\n", "---\na: !7x\n---\n"), ("---\na: &x{{ID}} b\n---\n", "---\na: &x7x b\n---\n"),
  ])
  func slotsInPropertiesAreFilled(_ template: String, _ filled: String) throws {
    #expect(try Self.filled(template) == filled)
  }

  /// A slot in the comment of a block's first line stayed as it was; a block with a number for its indentation got the
  /// lines of a value set in by something else.
  @Test(arguments: [
    ("---\na: >- # {{ID}}\nb: 1\n---\n", "---\na: >- # 1 2\nb: 1\n---\n"),
    ("---\na: | # {{ID}}\n  {{ID}}\n---\n", "---\na: | # 1 2\n  1\n  2\n---\n"),
    ("---\na: |2-\n   {{ID}}\n---\n", "---\na: |2-\n   1\n  2\n---\n"),
    ("---\n- k: |1\n     {{ID}}\n---\n", "---\n- k: |1\n     1\n   2\n---\n"),
  ])
  func blocksAreFilled(_ template: String, _ filled: String) throws {
    #expect(try Self.filled(template, "1\n2") == filled)
  }

  /// What follows a value that ends with a line end began at the margin, outside the block.
  @Test func whatFollowsALineEnd() throws {
    let filled = try Self.filled("---\na: |\n  x{{ID}}y{{ID}}{{ID}}\n  z\n---\n", "1\n")
    #expect(filled == "---\na: |\n  x1\n  y1\n  1\n\n  z\n---\n")
  }

  /// A link in other capitals was added beside the one that it means.
  @Test func capitalsMakeNoOtherLink() throws {
    let record = Record(Array("---\nlinks:\n  spec: null\n---\n".utf8), name: [], kind: .prompt)
    let edited = try RecordEditor(record).setting("links.sPec", to: .text("a"))
    #expect(String(decoding: edited, as: UTF8.self) == "---\nlinks:\n  spec: a\n---\n")
  }

  /// Brackets and dashes in the later lines of a plain scalar are its text; a slot there can't have quotes of its own.
  @Test func plainScalarsOfSeveralLines() throws {
    let template = "---\na: 8-\n  {{b\nfiles:\n  - {{ID}}\n  - [a\n   [b]\n---\n"
    #expect(try Self.filled(template, "x: y") == template.replacing("{{ID}}", with: "\"x: y\""))
    for text in ["a: b\n  c {{ID}}", "a: b {{ID}}\n  c", "a: {{ID}}\n  b", "a: [b\n {{ID}}]"] {
      #expect(throws: Template.Fault.self) { try Self.filled("---\n\(text)\n---\n") }
    }
    #expect(try Self.filled("---\na:\n  {{ID}}\n  - b\n---\n") == "---\na:\n  - 7x\n  - b\n---\n")
  }

  /// Behind a slot without a value, blanks were taken for the margin of the line.
  @Test func blanksBehindAnEmptyValue() throws {
    let template = try Template(Array("---\na: |\n  {{ID}}\n  {{TITLE}}  b\n---\n".utf8))
    let filled = try template.filled(["ID": .text("\t\0"), "TITLE": .text("")])
    #expect(String(decoding: filled, as: UTF8.self) == "---\na: \"\\t\\x00\\n  b\\n\"\n---\n")
  }

  /// The first line with text tells a block's margin, also below empty ones.
  @Test func aBlockThatBeginsWithAnEmptyLine() throws {
    #expect(try Self.filled("---\na: |\n\n {{ID}}\n---\n", " x\ny") == "---\na: \"\\n x\\ny\\n\"\n---\n")
  }

  /// An empty value at the end of a block left a line that `|` drops, also where a blank line follows.
  @Test func anEmptyValueEndsABlock() throws {
    #expect(try Self.filled("---\na: |\n  b\n  {{ID}}\n  \n---\n", "") == "---\na: \"b\\n\\n\"\n---\n")
  }

  /// A block may begin at the margin of its key, where a quoted scalar can't.
  @Test func aBlockAtTheMarginOfItsKey() throws {
    #expect(try Self.filled("---\na:\n|-\n {{ID}}\n---\n", " x") == "---\na:\n \" x\"\n---\n")
  }

  /// A value that follows an anchor without a blank was taken for a part of the anchor.
  @Test func aValueRightBehindAnAnchor() throws {
    #expect(try Self.filled("---\na: &x:0& {{ID}}\n---\n", "") == "---\na: &x\":0& \"\n---\n")
  }

  /// A block's mark alone on its line belongs to a key that is set in: less than that key, and the block has ended.
  @Test func aBlockEndsAtTheMarginOfItsKey() throws {
    let template = "---\na:\n b:\n  >+\n c:\n   d: {{ID}}\n---\n"
    #expect(try Self.filled(template, "x: y") == template.replacing("{{ID}}", with: "\"x: y\""))
  }

  /// A block that becomes a quoted scalar kept the blank lines behind its text, which `|` and `|-` drop.
  @Test(arguments: [("|", #"\n"#), ("|-", ""), ("|+", #"\n\n"#)])
  func lineEndsBehindABlock(_ mark: String, _ end: String) throws {
    let filled = try Self.filled("---\na: \(mark)\n  x {{ID}}\n \n---\n", "\0\n")
    #expect(filled == "---\na: \"x \\x00\\n\(end)\"\n---\n")
  }

  /// A comment that is set in less than the block above it ends the block, and was taken for its last line.
  @Test func aCommentEndsABlock() throws {
    let filled = try Self.filled("---\na: |\n  one {{ID}}\n # of {{ID}}\n---\n", "a\nb")
    #expect(filled == "---\na: |\n  one a\n  b\n # of a b\n---\n")
  }

  /// A lone CR ends a YAML comment, and so do separators that nobody sees.
  @Test func hiddenLineBreaksInTemplates() throws {
    #expect(try Self.filled("---\r# a\rid: {{ID}}\r---\r", "7") == "---\n# a\nid: \"7\"\n---\n")
    for sign in ["\u{85}", "\u{2028}", "\u{2029}"] {
      #expect(throws: Template.Fault.self) { try Self.filled("---\n# a\(sign)b: {{ID}}\n---\n") }
    }
  }

  /// A character that YAML forbids everywhere went into a comment.
  @Test func commentsHoldOnlyWhatYAMLAllows() throws {
    let template = "---\nid: {{ID}} # {{ID}}\n---\n"
    #expect(try Self.filled(template, "a\u{FFFE}b\u{FFFF}") == "---\nid: \"a\\uFFFEb\\uFFFF\" # a b \n---\n")
  }

  /// A lone CR ends a line of YAML; a key that was added after it went below the next one.
  @Test func aLoneReturnLeadsNoKeyAstray() {
    let record = Record(
      Array("---\nlinks:\n  ticket: null\rother:\n  - a\n---\n".utf8), name: [], kind: .prompt)
    #expect(throws: RecordEditor.Refusal.self) {
      try RecordEditor(record).setting("links.spec", to: .text("a"))
    }
  }

  /// `%TAG` after a letter with an accent was counted as a line of directives.
  @Test func directivesStandAtTheBeginningOfALine() {
    let title = String(repeating: "é%TAG ", count: 65) + "."
    let record = Record(Array("---\ntitle: \"\(title)\"\n---\n".utf8), name: [], kind: .prompt)
    #expect(record.title?.value == title)
  }

  /// The end of an anchor before a value that follows without a blank, and a byte order mark behind a tag, made the
  /// place of the value another one.
  @Test(arguments: [
    ("title: &ink:{t", ":{t"), ("title: &a?b", "?b"), ("title: !n\n\u{FEFF}  'x'", "'x'"),
  ])
  func placesBehindProperties(_ line: String, _ value: String) throws {
    let text = Array("---\n\(line)\n---\n".utf8)
    let range = try #require(Record(text, name: [], kind: .prompt).frontMatter?.entry("title")?.value.range)
    #expect(String(decoding: text[range], as: UTF8.self) == value)
  }

  /// With its proof unreadable, a prompt passed for proven because the response was.
  @Test func aPromptThatNothingVouchesForIsNotProven() throws {
    let text = try Fixtures.draft([Array("ask".utf8)], response: Array("answer".utf8))
      .rendered(with: Fixtures.template(Fixtures.slots28))
    #expect(read(text).isProven)
    let damaged = String(decoding: text, as: UTF8.self).replacing("  prompts:\n", with: "  pompts:\n")
    let record = read(Array(damaged.utf8))
    #expect(record.prompts == [Array("ask".utf8)] && record.response == Array("answer".utf8))
    #expect(!record.isProven)
  }

  private static func filled(_ template: String, _ value: String = "7x") throws -> String {
    String(decoding: try Template(Array(template.utf8)).filled(["ID": .text(value)]), as: UTF8.self)
  }
}
