import Properties
import Testing
import YAML

/// What is written is read as the same string, by libyaml here; the escapes are those of YAML 1.1 and 1.2.
@Suite struct WriterTests {
  @Test(arguments: [
    "word", "two words", "001-auth", "002-data", "a:b", "http://x/y?z=1", "a#b", "it's", "say \"hi\"",
    "1.2.3-beta",
    "v1", "3 apples", "nullable", "yesterday", "C++", "a, b", "a - b", "ünï", "日本語", "😀", "1st", "0.1.x",
    "e3", "<a>",
    "a\\b", "a{b}", "2026-01-07 in words",
  ])
  func plain(_ text: String) {
    #expect(YAMLWriter.isPlainSafe(text, inFlow: false))
    #expect(YAMLWriter.scalar(text) == text)
  }

  @Test(arguments: [
    "", " ", " a", "a ", "\ta", "a\t", "a\tb", "-", "- a", "-a", "?", "?a", ":", ":a", "a:", "a: b", "a #b",
    "#a", "&a",
    "*a", "!a", "|", ">", "'a", "\"a", "%a", "@a", "`a", "[a", "{a", "]", "}", ",a", "---", "--- a", "...",
    "... a",
    "null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "yes", "Yes", "no", "No", "NO", "on", "Off",
    "y",
    "N", "=", "<<", "0", "7", "010", "0012", "1e3", "12e4567", "1E+3", "0x1F", "0XaB", "-0x1", "+0x1", "0o7",
    "0b101",
    "1_000", "1,000", "1:30", "190:20:30.15", ".5", "5.", "-.5", "+1", "-1", ".", "+", "-.inf", ".Inf",
    "+.INF", ".NaN",
    "nan", "Infinity", "2026-01-07", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2026-1-7",
    "a\nb", "a\rb", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "a\0b", "a\u{1B}b", "a\u{7F}b", "a\u{9F}b",
    "\u{FEFF}a",
    "a\u{FEFF}", "a\u{FFFE}", "a\u{1FFFF}", "\u{A0}a", "a\u{3000}",
  ])
  func notPlain(_ text: String) throws {
    #expect(!YAMLWriter.isPlainSafe(text, inFlow: false))
    #expect(!YAMLWriter.isPlainSafe(text, inFlow: true))
    #expect(try read("k: \(YAMLWriter.scalar(text))\n") == text)
  }

  @Test(arguments: ["a, b", "a]", "a[", "a{b", "a}", "a:b", "a?b", "http://x"])
  func notPlainInFlow(_ text: String) throws {
    #expect(YAMLWriter.isPlainSafe(text, inFlow: false))
    #expect(!YAMLWriter.isPlainSafe(text, inFlow: true))
  }

  @Test(arguments: [
    ("a\"b\\c", "a\\\"b\\\\c"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
    ("\0\u{1B}\u{7F}\u{85}", "\\x00\\x1B\\x7F\\x85"),
    ("\u{2028}\u{FEFF}\u{FFFE}", "\\u2028\\uFEFF\\uFFFE"), ("\u{1FFFE}", "\\U0001FFFE"),
    ("é😀\u{A0}", "é😀\u{A0}"),
    ("\r\n", "\\r\\n"),
  ])
  func doubleQuotedBody(_ text: String, _ body: String) {
    #expect(YAMLWriter.doubleQuotedBody(text) == body)
  }

  @Test(
    arguments: [
      ("it's", "it''s"), ("a\\b", "a\\b"), ("", ""), ("a\tb", "a\tb"), ("a\nb", nil), ("a\u{85}", nil),
      ("\0", nil),
      ("\u{FEFF}", nil),
    ] as [(String, String?)])
  func singleQuotedBody(_ text: String, _ body: String?) {
    #expect(YAMLWriter.singleQuotedBody(text) == body)
  }

  @Test(
    arguments: [
      ("a", "|-\n  a\n"), ("a\n", "|\n  a\n"), ("a\n\n", "|+\n  a\n\n"), ("a\n\n b\n", "|\n  a\n\n   b\n"),
      ("\na\n", "|\n\n  a\n"), ("a\n  ", "|-\n  a\n    \n"), ("# a: b", "|-\n  # a: b\n"),
      ("a\tb", "|-\n  a\tb\n"),
      ("", nil), ("\n", nil), (" a", nil), ("\n a", nil), ("\ta", nil), ("a\r\nb", nil), ("a\u{2028}b", nil),
      ("a\0", nil),
      ("a\u{7}", nil),
    ] as [(String, String?)])
  func literalBlock(_ text: String, _ block: String?) {
    #expect(YAMLWriter.literalBlock(text, indentation: 2) == block)
    #expect(YAMLWriter.literalBlock(text, indentation: 0) == nil)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var generator = Generator(seed: 42)
    for _ in 0..<Cases.count(5_000) {
      let text = randomText(&generator)
      try expect(text, "k: \(YAMLWriter.scalar(text)) # c\n")
      try expect(text, "k: [\(YAMLWriter.scalar(text, inFlow: true)), x]\n")
      try expect(text, "k: \(YAMLWriter.doubleQuoted(text))\n")
      if let body = YAMLWriter.singleQuotedBody(text) { try expect(text, "k: '\(body)'\n") }
      if let block = YAMLWriter.literalBlock(text, indentation: 3) { try expect(text, "k: \(block)l: x\n") }
    }
  }

  private func expect(_ text: String, _ source: String) throws {
    let isSame = try read(source)?.unicodeScalars.elementsEqual(text.unicodeScalars) ?? false
    #expect(isSame, "\(text.debugDescription) as \(source.debugDescription)")
  }

  private func read(_ source: String) throws -> String? {
    let value = try YAML.parse(Array(source.utf8))?["k"]
    return value?.text ?? value?.items?.first?.text
  }
}
