import Platform
import Testing

@Suite struct TerminalTests {
  @Test(arguments: [
    ("plain é 日本 👩‍👩‍👧 text\n\tx", "plain é 日本 👩‍👩‍👧 text\n\tx"), ("\u{1B}[2J", "\\x1b[2J"),
    ("a\0b\u{7F}", "a\\x00b\\x7f"),
    ("a\r\nb\rc", "a\r\nb\\x0dc"), ("\u{9B}31m", "\\u009b31m"),
    ("\u{202E}evil\u{2066}", "\\u202eevil\\u2066"),
    ("\u{A0}\u{2029}\u{202F}", "\u{A0}\u{2029}\u{202F}"), ("", ""),
  ])
  func disarmsText(_ text: String, shown: String) {
    #expect(Terminal.sanitized(text) == shown)
    #expect(Terminal.sanitized(Array(text)) == shown)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\\xffb"), ([0xC3], "\\xc3"), ([0xC0, 0x9B], "\\xc0\\x9b"),
      ([0xE2, 0x80], "\\xe2\\x80"),
      ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"), ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"), ([0x9B], "\\x9b"), ([0xE0, 0x82, 0x9B], "\\xe0\\x82\\x9b"),
    ] as [([UInt8], String)])
  func showsBytesThatAreNoText(_ bytes: [UInt8], shown: String) {
    #expect(Terminal.sanitized(bytes) == shown)
  }

  @Test(arguments: [(["COLUMNS": "120"], 120), (["COLUMNS": "x"], 80), (["COLUMNS": "0"], 80), ([:], 80)])
  func measuresTheWidth(_ environment: [String: String], width: Int) {
    if Terminal.isTerminal(1) { return }
    #expect(Terminal.width(environment) == width)
  }
}

@Suite struct ClockTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_767_777_164, "2026-01-07T09:12:44Z"),
      (951_782_399, "2000-02-28T23:59:59Z"),
      (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (4_107_542_400, "2100-03-01T00:00:00Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func writesMoments(_ seconds: Int64, text: String) {
    #expect(Timestamp(seconds: seconds).utcText == text)
  }

  @Test func agreesWithTheSystem() throws {
    let now = Clock.now()
    let date = try Spawn.run(["date", "-d", "@\(now.seconds)", "+%F"], outputLimit: 100).output
    #expect(now.localDate.description + "\n" == String(decoding: date, as: UTF8.self))
    #expect(Timestamp(seconds: 1, nanoseconds: 999_999_999).milliseconds == 1999)
    #expect(LocalDate(year: 2026, month: 1, day: 7) < LocalDate(year: 2026, month: 2, day: 1))
  }

  @Test func drawsRandomBytes() {
    for count in [0, 1, 7, 8, 9, 300] { #expect(randomBytes(count).count == count) }
    #expect(randomBytes(16) != randomBytes(16))
  }
}
