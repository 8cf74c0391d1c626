import Testing
import YAML

/// Every node's range is exactly its own text in the source.
@Suite struct RangeTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var source: String
    /// Kind and text of each node in the order of writing.
    var nodes: [[String]]

    init(_ description: String, _ source: String, _ nodes: [[String]]) {
      testDescription = description
      self.source = source
      self.nodes = nodes
    }
  }

  static let samples: [Sample] = [
    Sample("plain", "a: b", [["mapping", "a: b"], ["plain", "a"], ["plain", "b"]]),
    Sample(
      "blanks and a comment after a value", "a: b c   # d\nb: x#y \t\n",
      [
        ["mapping", "a: b c   # d\nb: x#y"], ["plain", "a"], ["plain", "b c"], ["plain", "b"],
        ["plain", "x#y"],
      ]),
    Sample(
      "plain over lines", "a: one\n   two  # c\nb: 1",
      [
        ["mapping", "a: one\n   two  # c\nb: 1"], ["plain", "a"], ["plain", "one\n   two"], ["plain", "b"],
        ["plain", "1"],
      ]),
    Sample(
      "quotes", "'it''s': \"x\\\"y\"  # c\n",
      [["mapping", "'it''s': \"x\\\"y\""], ["singleQuoted", "'it''s'"], ["doubleQuoted", "\"x\\\"y\""]]),
    Sample(
      "quotes over lines", "a: \"b\n  c\"\nd: 'e\n\n  f'",
      [
        ["mapping", "a: \"b\n  c\"\nd: 'e\n\n  f'"], ["plain", "a"], ["doubleQuoted", "\"b\n  c\""],
        ["plain", "d"],
        ["singleQuoted", "'e\n\n  f'"],
      ]),
    Sample(
      "nothing written", "a:\nb: # c\nc:   \n",
      [
        ["mapping", "a:\nb: # c\nc:"], ["plain", "a"], ["plain", ""], ["plain", "b"], ["plain", ""],
        ["plain", "c"],
        ["plain", ""],
      ]),
    Sample(
      "literal", "a: |  # h\n  x\n\n  y\n\n\n# c\nb: 1\n",
      [
        ["mapping", "a: |  # h\n  x\n\n  y\n\n\n# c\nb: 1"], ["plain", "a"],
        ["literal", "|  # h\n  x\n\n  y\n"],
        ["plain", "b"], ["plain", "1"],
      ]),
    Sample(
      "folded, stripped", "a: >-\n  x\n  y\n   \n \n",
      [["mapping", "a: >-\n  x\n  y\n   \n"], ["plain", "a"], ["folded", ">-\n  x\n  y\n   \n"]]),
    Sample(
      "empty lines with blanks", "a: >-\n  x\n  \n \n\nb: c",
      [
        ["mapping", "a: >-\n  x\n  \n \n\nb: c"], ["plain", "a"], ["folded", ">-\n  x\n"], ["plain", "b"],
        ["plain", "c"],
      ]),
    Sample(
      "literal that keeps its empty lines", "a: |+ # c+\n  x\n\n\nb: 1",
      [
        ["mapping", "a: |+ # c+\n  x\n\n\nb: 1"], ["plain", "a"], ["literal", "|+ # c+\n  x\n\n\n"],
        ["plain", "b"],
        ["plain", "1"],
      ]),
    Sample(
      "plus sign in the header's comment", "a: | # c+\n  x\n\nb: 1",
      [
        ["mapping", "a: | # c+\n  x\n\nb: 1"], ["plain", "a"], ["literal", "| # c+\n  x\n"], ["plain", "b"],
        ["plain", "1"],
      ]),
    Sample(
      "literal without a last line break", "a: |\n  x",
      [["mapping", "a: |\n  x"], ["plain", "a"], ["literal", "|\n  x"]]),
    Sample(
      "empty literal", "a: |\n\n\nb: 1",
      [
        ["mapping", "a: |\n\n\nb: 1"], ["plain", "a"], ["literal", "|\n"], ["plain", "b"], ["plain", "1"],
      ]),
    Sample(
      "literal at the end of the input", "a: |", [["mapping", "a: |"], ["plain", "a"], ["literal", "|"]]),
    Sample(
      "literal with an indentation", "a: |2\n    x\n    \n  \n\nb: 1",
      [
        ["mapping", "a: |2\n    x\n    \n  \n\nb: 1"], ["plain", "a"], ["literal", "|2\n    x\n    \n"],
        ["plain", "b"],
        ["plain", "1"],
      ]),
    Sample(
      "block sequences", "a:\n- x  # c\n-\n- - y\n  - z\n\n# c\nb: 1\n",
      [
        ["mapping", "a:\n- x  # c\n-\n- - y\n  - z\n\n# c\nb: 1"], ["plain", "a"],
        ["sequence", "- x  # c\n-\n- - y\n  - z"], ["plain", "x"], ["plain", ""], ["sequence", "- y\n  - z"],
        ["plain", "y"], ["plain", "z"], ["plain", "b"], ["plain", "1"],
      ]),
    Sample(
      "block mappings", "a:\n  b:\n    c: 1 # x\n\n  # y\n  d: 2\n\n# z\n",
      [
        ["mapping", "a:\n  b:\n    c: 1 # x\n\n  # y\n  d: 2"], ["plain", "a"],
        ["mapping", "b:\n    c: 1 # x\n\n  # y\n  d: 2"], ["plain", "b"], ["mapping", "c: 1"],
        ["plain", "c"],
        ["plain", "1"], ["plain", "d"], ["plain", "2"],
      ]),
    Sample(
      "flow", "a: [x, 'y' , {b: c, d}, ] # z",
      [
        ["mapping", "a: [x, 'y' , {b: c, d}, ]"], ["plain", "a"], ["sequence", "[x, 'y' , {b: c, d}, ]"],
        ["plain", "x"], ["singleQuoted", "'y'"], ["mapping", "{b: c, d}"], ["plain", "b"], ["plain", "c"],
        ["plain", "d"], ["plain", ""],
      ]),
    Sample(
      "flow over lines", "[a,\n b # c\n ]\n",
      [["sequence", "[a,\n b # c\n ]"], ["plain", "a"], ["plain", "b"]]),
    Sample("empty flow", "[]  # c\n", [["sequence", "[]"]]),
    Sample(
      "a pair without braces", "[a: b , ? c : d]",
      [
        ["sequence", "[a: b , ? c : d]"], ["mapping", "a: b"], ["plain", "a"], ["plain", "b"],
        ["mapping", "? c : d"],
        ["plain", "c"], ["plain", "d"],
      ]),
    Sample(
      "explicit keys", "? a\n: b\n? [c]\n",
      [
        ["mapping", "? a\n: b\n? [c]"], ["plain", "a"], ["plain", "b"], ["sequence", "[c]"], ["plain", "c"],
        ["plain", ""],
      ]),
    Sample(
      "a slot that was not filled", "title: {{TITLE}}",
      [
        ["mapping", "title: {{TITLE}}"], ["plain", "title"], ["mapping", "{{TITLE}}"],
        ["mapping", "{TITLE}"],
        ["plain", "TITLE"], ["plain", ""], ["plain", ""],
      ]),
    Sample(
      "aliases", "a: &x 1\nb: *x  # c\n",
      [["mapping", "a: &x 1\nb: *x"], ["plain", "a"], ["plain", "1"], ["plain", "b"], ["alias", "*x"]]),
    Sample(
      "tags and anchors", "a: !!str   &x  # c\n  1\nb: &y !t [z]\nc: &e\nd: ! 'f'\n",
      [
        ["mapping", "a: !!str   &x  # c\n  1\nb: &y !t [z]\nc: &e\nd: ! 'f'"], ["plain", "a"],
        ["plain", "1"],
        ["plain", "b"], ["sequence", "[z]"], ["plain", "z"], ["plain", "c"], ["plain", ""], ["plain", "d"],
        ["singleQuoted", "'f'"],
      ]),
    Sample(
      "a tagged mapping with an anchored key", "!m\n&k a: !<tag:x,y> |\n  b\n",
      [["mapping", "&k a: !<tag:x,y> |\n  b\n"], ["plain", "a"], ["literal", "|\n  b\n"]]),
    Sample(
      "text of more than one byte a character", "é: 日本  # 😀\n😀: [ü, 'ß']\n名: |\n  文\n\nk: v",
      [
        ["mapping", "é: 日本  # 😀\n😀: [ü, 'ß']\n名: |\n  文\n\nk: v"], ["plain", "é"], ["plain", "日本"],
        ["plain", "😀"],
        ["sequence", "[ü, 'ß']"], ["plain", "ü"], ["singleQuoted", "'ß'"], ["plain", "名"],
        ["literal", "|\n  文\n"],
        ["plain", "k"], ["plain", "v"],
      ]),
    Sample(
      "CRLF", "a: b\r\nc: |\r\n  x\r\n\r\n\r\nd:\r\n  - e\r\n",
      [
        ["mapping", "a: b\r\nc: |\r\n  x\r\n\r\n\r\nd:\r\n  - e"], ["plain", "a"], ["plain", "b"],
        ["plain", "c"],
        ["literal", "|\r\n  x\r\n"], ["plain", "d"], ["sequence", "- e"], ["plain", "e"],
      ]),
    Sample(
      "byte order mark", "\u{FEFF}a: é\nb: c\n",
      [["mapping", "a: é\nb: c"], ["plain", "a"], ["plain", "é"], ["plain", "b"], ["plain", "c"]]),
    Sample(
      "breaks of YAML 1.1", "a: |\u{85}  x\u{2028}  y\u{2029}\u{85}b: 1",
      [
        ["mapping", "a: |\u{85}  x\u{2028}  y\u{2029}\u{85}b: 1"], ["plain", "a"],
        ["literal", "|\u{85}  x\u{2028}  y\u{2029}"], ["plain", "b"], ["plain", "1"],
      ]),
    Sample(
      "document markers", "# c\n---\na: b\n...\n# d\n",
      [["mapping", "a: b"], ["plain", "a"], ["plain", "b"]]),
  ]

  @Test(arguments: samples)
  func ranges(_ sample: Sample) throws {
    let input = Array(sample.source.utf8)
    let root = try #require(try YAML.parse(input))
    let nodes = outline(root)
    #expect(nodes.map { [$0.kind, String(decoding: input[$0.node.range], as: UTF8.self)] } == sample.nodes)
    for (_, node) in nodes {
      #expect(node.start == position(of: node.start.offset, in: input))
      #expect(node.end == position(of: node.end.offset, in: input))
      #expect(node.outerStart == position(of: node.outerStart.offset, in: input))
    }
  }

  @Test func slicesKeepTheOffsetsOfTheWholeText() throws {
    let input = Array("---\né: b\n---\n".utf8)
    let end = input.count - 4
    let root = try #require(try YAML.parse(input[4..<end]))
    #expect(String(decoding: input[root.range], as: UTF8.self) == "é: b")
    #expect(root["é"]?.start == YAMLMark(offset: 8, line: 0, column: 3))
  }

  @Test func outerStartTakesInTagAndAnchor() throws {
    let root = try #require(try YAML.parse(Array("a: !t &x  b".utf8)))
    let node = try #require(root["a"])
    #expect(node.outerStart.offset == 3 && node.start.offset == 10)
    #expect(node.tag == "!t" && node.anchor == "x")
  }
}
