import Testing

@testable import Records

struct FrontMatterTests {
  private static func labels(_ text: String) -> [String] { read(text).problems.map(\.label) }

  @Test(
    arguments: [
      ("---\nid: \"1\"\ntitle: t\nstage: red\ndate: 2026-01-07\n---\n", []),
      ("\u{FEFF}---\r\nid: \"1\"\r\ntitle: t\r\nstage: red\r\ndate: 2026-01-07\r\n---\r\n", []),
      ("--- \nid: \"1\"\ntitle: t\nstage: red\ndate: 2026-01-07\n---\t", []),
      ("", ["front-matter-missing"]), ("text\n", ["front-matter-missing"]),
      ("\n---\nid: 1\n---\n", ["front-matter-missing"]),
      ("---\n\ntext\n", ["front-matter-missing"]),
      ("---\nid: \"1\"\ntitle: t\nstage: red\ndate: 2026-01-07\n\n# Body\n", ["front-matter-missing"]),
      ("---\nid: \"1\"\ntitle: a: b\nstage: red\ndate: 2026-01-07\n---\n", ["front-matter-invalid"]),
      ("---\nid: \"1\"\ntitle: t\nstage: red\ndate: 2026-01-07\nuser: @me\n---\n", ["front-matter-invalid"]),
      (
        "---\n- a\n---\n",
        [
          "front-matter-invalid", "field-missing:id", "field-missing:title", "field-missing:stage",
          "field-missing:date",
        ]
      ),
      (
        "---\n---\n",
        ["field-missing:id", "field-missing:title", "field-missing:stage", "field-missing:date"]
      ),
      ("---\nid: 007\ntitle: t\nstage: red\ndate: 2026-01-07\n---\n", ["id-not-text"]),
      ("---\nid: 7\ntitle: t\nstage: green light\ndate: 2026-01-07\n---\n", ["stage-unknown"]),
      ("---\nid: 7\ntitle: t\nstage: red\ndate: 2026-02-30\n---\n", ["date-invalid"]),
      (
        "---\nphr_id: 7\ntitle: t\nstage: red\nDATE_ISO: 2026-01-07\n---\n",
        ["field-name:phr_id", "field-name:DATE_ISO"]
      ),
      ("---\nid: 7\nid: 8\ntitle: t\nstage: red\ndate: 2026-01-07\n---\n", ["field-duplicate:id"]),
      (
        "---\nid: 7\ntitle: t\nstage: red\ndate_iso: 2025-01-01\ndate: 2026-01-07\n---\n",
        ["field-name:date_iso", "field-duplicate:date"]
      ),
      (
        "---\nid: 7\ntitle: [t]\nstage: red\ndate: 2026-01-07\nfiles: a\ntests:\nlabels: [a, b: c]\nlinks: x\n---\n",
        ["field-type:title", "field-type:files", "field-type:tests", "field-type:labels", "field-type:links"]
      ),
      ("---\nid: 7\ntitle: t\nstage: red\ndate: 2026-01-07\n---\na\0b\n", ["encoding"]),
    ] as [(String, [String])]) func problemsAreNamed(_ text: String, _ labels: [String])
  {
    #expect(Self.labels(text) == labels)
  }

  @Test func bytesThatAreNoTextAreFound() {
    let text = Array("---\nid: 7\ntitle: t\nstage: red\ndate: 2026-01-07\n---\n".utf8) + [0xC3, 0x28]
    #expect(
      read(text).problems == [
        Problem(.encoding, "", "the file is not valid UTF-8", at: (text.count - 2)..<(text.count - 1))
      ])
  }

  /// A block that is no YAML is read line by line.
  @Test(arguments: [
    ("id: 007", "id", "007"), ("title: a: b", "title", "a: b"),
    ("title: \"a\" and b", "title", "\"a\" and b"),
    ("title: \"a \\\"b\\\"\"", "title", "a \"b\""), ("title: 'it''s'", "title", "it's"),
    ("title: \"C:\\Users\"", "title", "C:\\Users"),
    ("user: {{USER}}", "user", "{{USER}}"), ("title:   x  ", "title", "x"),
    ("DATE_ISO: 2026-01-07", "date", "2026-01-07"),
  ]) func aBrokenBlockIsRecovered(_ line: String, _ field: String, _ value: String) {
    #expect(read("---\nx: @\n\(line)\n---\n").fields[field]?.value == value)
  }

  @Test func listsAreRecovered() {
    let record = read(
      "---\nx: @\nfiles:\n- a: b\n  - \"c\"\nlabels: [a, \"b\"]\ntests:\nlinks:\n  spec: x\n---\n")
    #expect(
      record.list("files") == ["a: b", "c"] && record.list("labels") == ["a", "b"]
        && record.list("tests") == [])
  }

  @Test(arguments: [
    ("labels: [a, b]", ["a", "b"]), ("labels:\n- a\n- b", ["a", "b"]), ("labels: a", ["a"]),
    ("labels: none", []), ("labels: [none]", []),
    ("labels: [\"null\", ~, null]", ["null"]), ("labels:", []), ("tags: [a]", ["a"]), ("labels: {a: b}", []),
    ("x: 1", []),
  ]) func listsAreRead(_ line: String, _ items: [String]) {
    #expect(read("---\n\(line)\n---\n").list("labels") == items)
  }

  @Test(
    arguments: [
      ("links: {spec: a}", "a"), ("links:\n  Spec: a", "a"), ("links_spec: a", "a"),
      ("links:\n  spec: null", nil), ("links:\n  spec: \"null\"", "null"),
      ("links:\n  spec: none", nil), ("links:\n  spec:", nil), ("links: x", nil), ("x: y", nil),
    ] as [(String, String?)]) func linksAreRead(_ line: String, _ link: String?)
  { #expect(read("---\n\(line)\n---\n").link("spec") == link) }

  /// What the file's name tells stands in for what the block doesn't.
  @Test func theNameStandsIn() {
    let record = Record(
      Array("# Fix it\n".utf8), name: Array("007-x.debugging.prompt.md".utf8), kind: .prompt)
    #expect(record.id == Field("007", .fileName, nil))
    #expect(record.stage == Field("debugging", .fileName, nil) && record.knownStage == .red)
    #expect(record.title == Field("Fix it", .heading, 2..<8))
    let dated = Record([], name: Array("2026-01-07-x.prompt.md".utf8), kind: .prompt)
    #expect(dated.date?.value == "2026-01-07")
  }

  @Test(arguments: ["none", "None", "null", "unspecified", "unknown", "N/A"]) func aWordForNothingIsNothing(
    _ word: String
  ) {
    #expect(read("---\nmodel: \(word)\n---\n").meaningful("model") == nil)
  }

  @Test func nestingIsBounded() {
    let deep =
      "---\nid: \"7\"\nx: " + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
      + "\n---\n"
    let record = read(deep)
    #expect(record.frontMatter?.failure != nil && record.id?.value == "7")
    let wide = read("---\nid: \"7\"\n" + String(repeating: "a: b\n", count: 300_000) + "---\n")
    #expect(wide.frontMatter?.failure != nil && wide.id?.value == "7")
  }
}
