import Platform
import Properties
import Testing

@testable import clio

@Suite("Text on one line of a terminal") struct MarkedTextTests {
  private func cut(_ text: String, _ matches: [Range<Int>], to room: Int) -> String {
    var marked = MarkedText(text, matches: matches)
    marked.cut(to: room)
    return marked.rendered { "[" + $0 + "]" }
  }

  @Test(
    "Cut at the end, or around what was looked for",
    arguments: [
      ("short", [], 10, "short"),
      ("exactly 10", [], 10, "exactly 10"),
      ("one more 11", [], 10, "one more …"),
      ("日本語日本語", [], 7, "日本語…"),
      ("e\u{301}e\u{301}e\u{301}e\u{301}", [], 3, "e\u{301}e\u{301}…"),
      ("a match here", [2..<7], 40, "a [match] here"),
      ("0123456789 match 0123456789", [11..<16], 12, "…[match] 0123…"),
      ("0123456789 match", [11..<16], 10, "…[match]"),
      ("one two three four match and more", [19..<24], 20, "…four [match] and more"),
      ("0123456789日本語日本語 match", [29..<34], 14, "…日本語 [match]"),
      // The beginning stays where the match can be seen with it.
      ("Fix the match of a long title", [8..<13], 16, "Fix the [match] o…"),
      ("Fix the match of a long title", [8..<13], 14, "Fix the [match]…"),
      ("Fix the match of a long title", [8..<13], 13, "…the [match] o…"),
      ("a\tb\nc\u{2028}d", [], 20, "a b c d"),
      ("\u{1B}[31mred", [0..<1], 20, "[\\x1b][31mred"),
      ("\u{202E}evil", [], 20, "\\u202eevil"),
    ])
  func cutting(_ text: String, _ matches: [Range<Int>], _ room: Int, _ expected: String) {
    #expect(cut(text, matches, to: room) == expected)
  }

  @Test("Whatever the text is, it fits and steers nothing", arguments: 0..<200) func anything(_ seed: Int) {
    var random = Generator(seed: UInt64(seed))
    let pieces = [
      "a", " ", "word", "日", "한", "e\u{301}", "👨‍👩‍👧", "🇩🇪", "❤️", "\t", "\n", "\u{1B}[2J", "\u{7}",
      "\u{9B}", "\u{202E}", "\u{200F}", "שלום", "مرحبا", "\u{FFFD}", "ﷺ", "\u{85}",
    ]
    let text = (0..<Int.random(in: 0..<60, using: &random)).reduce(into: "") { text, _ in
      text += pieces.randomElement(using: &random) ?? ""
    }
    // A match around whole characters, as the snippet maker gives it.
    let borders = text.indices.map { $0.utf16Offset(in: text) } + [text.utf16.count]
    let places = [borders.randomElement(using: &random) ?? 0, borders.randomElement(using: &random) ?? 0]
      .sorted()
    let range = places.map {
      text.utf8.distance(from: text.startIndex, to: String.Index(utf16Offset: $0, in: text))
    }
    let room = Int.random(in: 4..<60, using: &random)
    var marked = MarkedText(text, matches: range[0] < range[1] ? [range[0]..<range[1]] : [])
    marked.cut(to: room)
    let line = marked.rendered { $0 }
    #expect(Columns.width(line) <= room)
    #expect(
      !line.unicodeScalars.contains {
        $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
      })
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("❤️", 2), ("❤", 1), ("👍", 2), ("\u{200D}", 0), ("ｱ", 1),
    ("Ａ", 2),
  ])
  func width(_ text: String, _ expected: Int) { #expect(Columns.width(text) == expected) }

  @Test(arguments: [
    (0, 10, ""), (10, 10, "████"), (5, 10, "██"), (1, 1000, "▏"), (3, 8, "█▌"),
  ])
  func bars(_ number: Int, _ most: Int, _ expected: String) {
    #expect(Bar.text(number, of: most, room: 4) == expected)
  }

  @Test("Projects are told apart by as much of their paths as it takes") func names() {
    #expect(ProjectNames.short(["/a/shop", "/b/shop", "/c/site"]) == ["a/shop", "b/shop", "site"])
    #expect(ProjectNames.short(["/shop", "/a/shop", "/"]) == ["/shop", "a/shop", "/"])
  }
}
