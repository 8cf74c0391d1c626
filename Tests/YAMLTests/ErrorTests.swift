import Properties
import Testing
import YAML

/// Errors say what and where; nothing crashes.
@Suite struct ErrorTests {
  static let samples: [(input: [UInt8], problem: String, offset: Int, line: Int, column: Int)] = [
    (Array("a: b: c\n".utf8), "mapping values are not allowed in this context", 4, 0, 4),
    (Array("é: 日: c\n".utf8), "mapping values are not allowed in this context", 7, 0, 4),
    (Array("a: 1\nb: @x\n".utf8), "found character that cannot start any token", 8, 1, 3),
    (Array("a: 1\r\nb: 'x\r\n".utf8), "found unexpected end of stream", 13, 2, 0),
    (Array("a: \"\\q\"".utf8), "found unknown escape character", 4, 0, 4),
    (Array("a:\n\t- b\n".utf8), "found character that cannot start any token", 3, 1, 0),
    (Array("a: [b\nc: d\n".utf8), "did not find expected ',' or ']'", 7, 1, 1),
    (Array("a: 1\n b: 2\n".utf8), "mapping values are not allowed in this context", 7, 1, 2),
    (Array("%YAML 3.0\n--- a".utf8), "found incompatible YAML document", 0, 0, 0),
    (Array("a: b\n\u{7}".utf8), "control character U+0007 is not allowed", 5, 1, 0),
    (Array("é: x\0y".utf8), "control character U+0000 is not allowed", 5, 0, 4),
    (Array("a: \u{9F}".utf8), "control character U+009F is not allowed", 3, 0, 3),
    (Array("a: \u{7F}".utf8), "control character U+007F is not allowed", 3, 0, 3),
    (Array("a: \u{FFFE}".utf8), "control character U+FFFE is not allowed", 3, 0, 3),
    (Array("\u{FEFF}a: \u{1}".utf8), "control character U+0001 is not allowed", 6, 0, 3),
    ([0x61, 0x3A, 0x20, 0xFF], "invalid UTF-8", 3, 0, 3),
    ([0x61, 0x0D, 0x0A, 0xC3, 0xA9, 0xC3], "invalid UTF-8", 5, 1, 1),
    ([0xC0, 0x80], "invalid UTF-8", 0, 0, 0),
    ([0xE0, 0x80, 0x80], "invalid UTF-8", 0, 0, 0),
    ([0xED, 0xA0, 0x80], "invalid UTF-8", 0, 0, 0),
    ([0xF4, 0x90, 0x80, 0x80], "invalid UTF-8", 0, 0, 0),
    ([0xF0, 0x9F, 0x98], "invalid UTF-8", 0, 0, 0),
    // UTF-16 with a byte order mark.
    ([0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], "invalid UTF-8", 0, 0, 0),
    ([0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3A], "invalid UTF-8", 0, 0, 0),
  ]

  @Test(arguments: samples.indices)
  func errors(_ index: Int) throws {
    let sample = Self.samples[index]
    let error = #expect(throws: YAMLError.self) { try YAML.parse(sample.input) }
    #expect(error?.problem == sample.problem)
    #expect(error?.mark == YAMLMark(offset: sample.offset, line: sample.line, column: sample.column))
  }

  @Test func theContextIsTold() {
    let error = #expect(throws: YAMLError.self) { try YAML.parse(Array("é: 'x\n".utf8)) }
    #expect(error?.context == "while scanning a quoted scalar")
    #expect(error?.contextMark == YAMLMark(offset: 4, line: 0, column: 3))
  }

  @Test(arguments: [
    String(repeating: "[", count: 200_000), String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 200_000), String(repeating: "? ", count: 200_000),
    (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
  ])
  func depthIsBounded(_ source: String) {
    let error = #expect(throws: YAMLError.self) { try YAML.parse(Array(source.utf8)) }
    #expect(error?.problem == "nested more than 64 levels deep")
  }

  @Test func sixtyFourLevelsAreRead() throws {
    let source = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(try YAML.parse(Array(source.utf8)) != nil)
    #expect(throws: YAMLError.self) { try YAML.parse(Array("[\(source)]".utf8)) }
  }

  @Test func sizeAndNodesAreBounded() {
    let tooLarge = #expect(throws: YAMLError.self) {
      try YAML.parse(Array("a: bc".utf8), limits: YAML.Limits(maximumBytes: 4))
    }
    #expect(tooLarge?.problem == "larger than 4 bytes")
    let tooMany = #expect(throws: YAMLError.self) {
      try YAML.parse(Array("[a, b, c]".utf8), limits: YAML.Limits(maximumNodes: 3))
    }
    #expect(tooMany?.problem == "more than 3 nodes" && tooMany?.mark.offset == 7)
  }

  @Test func directivesAreBounded() throws {
    func source(_ count: Int) -> [UInt8] {
      Array((0..<count).map { "%TAG !t\($0)! x\n" }.joined().utf8) + Array("--- a".utf8)
    }
    #expect(try YAML.parse(source(64))?.text == "a")
    let error = #expect(throws: YAMLError.self) { try YAML.parse(source(65)) }
    #expect(error?.problem == "more than 64 directives" && error?.mark.line == 64)
  }

  /// Text cut off or damaged anywhere gives a tree or an error, and ranges that lie in the input and in order.
  @Test func damagedTextIsSurvived() throws {
    let source = RangeTests.samples.map(\.source).joined(separator: "\n---\n")
    let whole = Array(source.utf8)
    var generator = Generator(seed: 7)
    let bytes = Array("-?:,[]{}#&*!|>'\"%@ \t\n\r+2ab\0".utf8) + [0x80, 0xC3, 0xE2, 0xFF]
    for _ in 0..<Cases.count(4_000) {
      let start = Int.random(in: 0..<whole.count, using: &generator)
      var input = Array(whole[start...].prefix(Int.random(in: 0...120, using: &generator)))
      for _ in 0..<Int.random(in: 0...3, using: &generator) where !input.isEmpty {
        let at = input.indices.randomElement(using: &generator) ?? 0
        input[at] = bytes.randomElement(using: &generator) ?? 0
      }
      do {
        guard let root = try YAML.parse(input, allowingMoreDocuments: true) else { continue }
        for (_, node) in outline(root) {
          #expect(node.outerStart.offset <= node.start.offset && node.start.offset <= node.end.offset)
          #expect(node.end == position(of: node.end.offset, in: input), "\(input)")
          #expect(node.start == position(of: node.start.offset, in: input), "\(input)")
        }
      } catch {
        #expect((0...input.count).contains(error.mark.offset))
      }
    }
  }
}
