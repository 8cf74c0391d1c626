import Testing
import YAML

/// What nodes hold, and what is not read.
@Suite struct NodeTests {
  static let texts: [(source: String, text: String, style: YAMLStyle)] = [
    ("0012", "0012", .plain), ("yes", "yes", .plain), ("~", "~", .plain), ("a\n b", "a b", .plain),
    ("'it''s'", "it's", .singleQuoted), ("\"a\\tb\\u00e9\\x00\"", "a\tbé\0", .doubleQuoted),
    ("|\n  a\n  b\n", "a\nb\n", .literal), ("|-\n  a\n", "a", .literal), ("|+\n  a\n\n", "a\n\n", .literal),
    ("> \n  a\n  b\n", "a b\n", .folded), ("\"\"", "", .doubleQuoted), ("a\r\n  b", "a b", .plain),
  ]

  @Test(arguments: texts)
  func text(_ source: String, _ text: String, _ style: YAMLStyle) throws {
    let node = try #require(try YAML.parse(Array("k: \(source)".utf8))?["k"])
    #expect(node.text == text && node.style == style)
    #expect(node.items == nil && node.entries == nil)
  }

  @Test func repeatedKeysStayInOrderAndTheFirstIsFound() throws {
    let root = try #require(try YAML.parse(Array("a: 1\nb: 2\na: 3\n".utf8)))
    #expect(root.entries?.map { $0.value.text } == ["1", "2", "3"])
    #expect(root["a"]?.text == "1" && root["c"] == nil)
  }

  @Test func keysAreComparedByBytes() throws {
    let root = try #require(try YAML.parse(Array("e\u{301}: 1\n".utf8)))
    #expect(root["e\u{301}"] != nil && root["é"] == nil)
  }

  @Test func flowIsTold() throws {
    let root = try #require(try YAML.parse(Array("a: [1]\nb:\n- 1\nc: {d: 1}\n".utf8)))
    #expect(
      !root.isFlow && root["a"]?.isFlow == true && root["b"]?.isFlow == false && root["c"]?.isFlow == true)
    #expect(root["a"]?.items?.first?.text == "1")
  }

  @Test func aliasesAreNotFollowed() throws {
    let bomb = "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: *nowhere\n"
    let root = try #require(try YAML.parse(Array(bomb.utf8)))
    #expect(root["c"]?.items?.map(\.content) == [.alias("b"), .alias("b")])
    #expect(root["d"]?.content == .alias("nowhere") && root["a"]?.anchor == "a")
  }

  @Test func tagsAreTextAndResolveNothing() throws {
    let root = try #require(try YAML.parse(Array("a: !!int 'x'\nb: !own {}\nc: ! 1\nd: 1\n".utf8)))
    #expect(root["a"]?.tag == "tag:yaml.org,2002:int" && root["b"]?.tag == "!own")
    #expect(root["c"]?.tag == "!" && root["d"]?.tag == nil)
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "\u{FEFF}", "---\n", "---\n...\n", "--- # c\n"])
  func nothingIsNil(_ source: String) throws {
    #expect(try YAML.parse(Array(source.utf8)) == nil)
  }

  @Test func anEmptyStringIsSomething() throws {
    #expect(try YAML.parse(Array("''".utf8))?.text == "")
  }

  @Test func moreDocuments() throws {
    let input = Array("a: 1\n---\nb: 2\n".utf8)
    #expect(
      throws: YAMLError(problem: "more than one document", mark: YAMLMark(offset: 5, line: 1, column: 0))
    ) { try YAML.parse(input) }
    #expect(try YAML.parse(input, allowingMoreDocuments: true)?["a"]?.text == "1")
  }
}
