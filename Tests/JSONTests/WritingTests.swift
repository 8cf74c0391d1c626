import JSON
import Properties
import Testing

@Suite struct WritingTests {
  static let value: JSON = [
    "b": 1, "a": ["x", true, .null, 1.5], "empty": [], "none": [:], "deep": ["c": [["d": false]]],
  ]

  @Test func compact() {
    let expected = #"{"b":1,"a":["x",true,null,1.5],"empty":[],"none":{},"deep":{"c":[{"d":false}]}}"#
    #expect(Self.value.description == expected)
  }

  @Test func pretty() {
    let expected = """
      {
        "b": 1,
        "a": [
          "x",
          true,
          null,
          1.5
        ],
        "empty": [],
        "none": {},
        "deep": {
          "c": [
            {
              "d": false
            }
          ]
        }
      }
      """
    #expect(String(decoding: Self.value.write(pretty: true), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("a\"b\\c/", #""a\"b\\c/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\0\u{1F}\u{1B}[m", #""\u0000\u001F\u001B[m""#),
    ("\u{7F}\u{80}\u{9B}m\u{9F}", #""\u007F\u0080\u009Bm\u009F""#),
    (
      "\u{A0}é\u{200F}\u{2027}\u{202F}\u{2065}\u{206A}\u{20AE}😀",
      "\"\u{A0}é\u{200F}\u{2027}\u{202F}\u{2065}\u{206A}\u{20AE}😀\""
    ),
    ("a\u{2028}\u{2029}\u{202A}\u{202E}b", #""a\u2028\u2029\u202A\u202Eb""#),
    ("\u{2066}\u{2069}", #""\u2066\u2069""#),
    ("\r\n", #""\r\n""#),
  ])
  func strings(_ text: String, _ expected: String) {
    #expect(JSON.string(text).description == expected)
    #expect(JSON.object([JSON.Member(text, .null)]).description == "{\(expected):null}")
  }

  @Test func numbers() {
    #expect(
      JSON(1e300).description == "1e+300" && JSON(0.1).description == "0.1" && JSON(-3).description == "-3")
    #expect(JSON(.infinity) == .null && JSON(.nan) == .null)
    #expect(JSON(Int.min).integer == .min && JSON.number(text: "1.0").integer == nil)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var generator = Generator(seed: 5)
    for _ in 0..<Cases.count(3_000) {
      let value = randomValue(&generator)
      for pretty in [false, true] {
        let written = value.write(pretty: pretty)
        let read = try JSON.parse(written)
        #expect(read == value)
        // Equal strings may differ in composition; equal bytes can't.
        #expect(read.write(pretty: pretty) == written)
      }
    }
  }
}
