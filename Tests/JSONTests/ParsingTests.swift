import JSON
import Properties
import Testing

@Suite struct ParsingTests {
  static let values: [(source: String, value: JSON)] = [
    ("null", .null), ("true", true), (" \t\r\n false \n", false), ("0", 0), ("-0", .number(text: "-0")),
    ("12345678901234567890123", .number(text: "12345678901234567890123")),
    ("1.50", .number(text: "1.50")), ("-1E+2", .number(text: "-1E+2")), ("1e-05", .number(text: "1e-05")),
    ("\"\"", ""), ("\"a\"", "a"), ("[]", []), ("[ ]", []), ("{}", [:]), ("{ }", [:]),
    ("[1,[2,[]],{}]", [1, [2, []], [:]]),
    ("{\"b\":1 , \"a\" : [true,null]}", ["b": 1, "a": [true, .null]]), ("{\"\":{\"\":\"\"}}", ["": ["": ""]]),
    ("\"é日😀\u{2028}\u{7F}\"", "é日😀\u{2028}\u{7F}"), ("\u{FEFF}1", 1),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\uD83D\uDE00\u0000""#, "Aé😀\0"),
    (#""\uFFFF\uFEFF""#, "\u{FFFF}\u{FEFF}"), (#""\udbff\udfff""#, "\u{10FFFF}"),
    (#""\ud800\udc00""#, "\u{10000}"),
  ]

  @Test(arguments: values.indices)
  func value(_ index: Int) throws {
    #expect(try JSON.parse(Array(Self.values[index].source.utf8)) == Self.values[index].value)
  }

  static let errors: [(source: String, reason: String, offset: Int)] = [
    ("", "unexpected end: expected a value", 0), ("  ", "unexpected end: expected a value", 2),
    ("nul", "unexpected end: expected null", 3), ("nulL", "expected null", 0),
    ("True", "expected a value", 0),
    ("1 2", "expected nothing after the value", 2), ("truex", "expected nothing after the value", 4),
    ("01", "expected nothing after the value", 1), ("-", "unexpected end: expected a digit", 1),
    ("-a", "expected a digit", 1), ("1.", "unexpected end: expected a digit", 2),
    ("1.e1", "expected a digit", 2),
    ("1e+", "unexpected end: expected a digit", 3), (".5", "expected a value", 0),
    ("+1", "expected a value", 0),
    ("NaN", "expected a value", 0), ("[1,]", "expected a value", 3), ("[1 2]", "expected ',' or ']'", 3),
    ("[", "unexpected end: expected a value", 1), ("[1}", "expected ',' or ']'", 2),
    ("]", "expected a value", 0),
    ("{a:1}", "expected a key in quotes", 1), ("{\"a\":1,}", "expected a key in quotes", 7),
    ("{\"a\" 1}", "expected ':'", 5), ("{\"a\":}", "expected a value", 5),
    ("{\"a\":1 \"b\"", "expected ',' or '}'", 7),
    ("'a'", "expected a value", 0), ("// c", "expected a value", 0),
    ("\"a", "unexpected end: expected '\"'", 2),
    ("\"\\", "unexpected end: expected '\"'", 2), ("\"\\\"", "unexpected end: expected '\"'", 3),
    ("\"\\x\"", "unknown escape", 1), ("\"\\u12g4\"", "expected four hexadecimal digits after \\u", 3),
    ("\"\\u12\"", "expected four hexadecimal digits after \\u", 3),
    ("\"a\nb\"", "control character U+000A in a string needs an escape", 2),
    ("\"\0\"", "control character U+0000 in a string needs an escape", 1), ("\0", "expected a value", 0),
    ("1\0", "expected nothing after the value", 1), ("\u{A0}1", "expected a value", 0),
  ]

  /// The other half is missing: no text can hold that, and a replacement would be another text.
  static let loneSurrogates: [(source: String, offset: Int, replaced: String)] = [
    (#""\ud83d""#, 1, "\u{FFFD}"), (#""a\ude00\ud83d""#, 2, "a\u{FFFD}\u{FFFD}"),
    (#""\ud83d\ud83d\ude00""#, 1, "\u{FFFD}😀"), (#""\ud83d\n""#, 1, "\u{FFFD}\n"),
    (#""\ud83d\u0041""#, 1, "\u{FFFD}A"), (#""\ud83dx""#, 1, "\u{FFFD}x"),
  ]

  @Test(arguments: loneSurrogates.indices)
  func halfASurrogatePair(_ index: Int) throws {
    let sample = Self.loneSurrogates[index]
    let error = #expect(throws: JSONError.self) { try JSON.parse(Array(sample.source.utf8)) }
    #expect(error?.isNoUnicode == true && error?.offset == sample.offset)
    let options = JSON.Options(replacingLoneSurrogates: true)
    #expect(try JSON.parse(Array(sample.source.utf8), options: options).text == sample.replaced)
  }

  @Test(arguments: errors.indices)
  func error(_ index: Int) {
    let sample = Self.errors[index]
    let error = #expect(throws: JSONError.self) { try JSON.parse(Array(sample.source.utf8)) }
    #expect(error?.reason == sample.reason && error?.offset == sample.offset)
  }

  @Test(
    arguments: [
      [0xFF], [0x80], [0xC0, 0x80], [0xC3], [0xC3, 0x41], [0xE0, 0x80, 0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func invalidUTF8(_ bytes: [UInt8]) {
    for tail in ["", "é", "\\n"] {
      let error = #expect(throws: JSONError.self) {
        try JSON.parse(Array("[\n\"é".utf8) + bytes + Array("\(tail)\"]".utf8))
      }
      #expect(error == JSONError(reason: "invalid UTF-8", offset: 5, line: 1, column: 2, isNoUnicode: true))
    }
  }

  @Test func linesAndColumnsCountFromZeroInCharacters() {
    let error = #expect(throws: JSONError.self) { try JSON.parse(Array("{\r\n \"é😀\": x}".utf8)) }
    #expect(error == JSONError(reason: "expected a value", offset: 14, line: 1, column: 7))
  }

  @Test func offsetsInASliceAreThoseOfTheWhole() throws {
    let input = Array("xx{\"a\":1}\n[x]".utf8)
    #expect(try JSON.parse(input[2..<9]) == ["a": 1])
    let error = #expect(throws: JSONError.self) { try JSON.parse(input[10...]) }
    #expect(error == JSONError(reason: "expected a value", offset: 11, line: 0, column: 1))
  }

  @Test func controlCharactersAreTakenWhenAllowed() throws {
    let options = JSON.Options(allowingControlCharacters: true)
    #expect(try JSON.parse(Array("\"a\n\u{1B}\0\\t\"".utf8), options: options) == "a\n\u{1B}\0\t")
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func depthIsBounded(_ opening: String) {
    let bomb = Array(String(repeating: opening, count: 200_000).utf8)
    let error = #expect(throws: JSONError.self) { try JSON.parse(bomb) }
    #expect(error?.reason == "nested more than 512 levels deep")
  }

  @Test func fiveHundredAndTwelveLevelsAreReadAndWritten() throws {
    let source = Array((String(repeating: "[", count: 512) + String(repeating: "]", count: 512)).utf8)
    #expect(try JSON.parse(source).write() == source)
  }

  @Test func textCutOffAnywhereIsAnError() throws {
    let source =
      #"{"a": [1.5e3, -0, true, null, "\u00e9\ud83d\ude00é😀\\"], "b": {"c": {}, "d": [[]]}, "": false}"#
    let input = Array(source.utf8)
    #expect(try JSON.parse(input).members?.count == 3)
    for count in input.indices {
      let error = #expect(throws: JSONError.self) { try JSON.parse(Array(input[..<count])) }
      #expect((0...count).contains(error?.offset ?? -1))
    }
  }

  @Test func damagedTextIsSurvived() {
    let input = Array(#"{"a": [1.5e3, -0, true, "\u00e9\ud83d\ude00é😀\\"], "b": {"c": {}}}"#.utf8)
    let bytes = Array("{}[]\",:\\u01e-.tn \n\0".utf8) + [0x80, 0xC3, 0xFF]
    var generator = Generator(seed: 11)
    for _ in 0..<Cases.count(20_000) {
      var damaged = input
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        damaged[Int.random(in: damaged.indices, using: &generator)] =
          bytes.randomElement(using: &generator) ?? 0
      }
      do {
        let value = try JSON.parse(damaged)
        #expect(try JSON.parse(value.write()) == value)
      } catch {
        #expect((0...damaged.count).contains(error.offset))
      }
    }
  }
}
