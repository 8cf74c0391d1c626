import Testing

@testable import Records

/// An edit, written with the old value between ‹ and › and what must stand there afterwards.
struct EditCase: Sendable, CustomTestStringConvertible {
  let name: String
  let before: String
  let after: String
  let field: String
  let value: RecordEditor.Value
  var testDescription: String { name }

  init(
    _ name: String, _ marked: String, _ field: String, _ value: RecordEditor.Value, _ new: String,
    isWhole: Bool = false
  ) {
    let text = isWhole ? marked : "---\nid: \"1\"\n\(marked)\nstage: red\n---\n\nbody: ‘x’\n"
    before = text.replacing("‹", with: "").replacing("›", with: "")
    let parts = text.split(separator: "‹", maxSplits: 1).flatMap {
      $0.split(separator: "›", maxSplits: 1, omittingEmptySubsequences: false)
    }
    after =
      String(parts[0]) + new
      + (parts.count > 2 ? parts[2] : parts.count > 1 && !text.contains("‹›") ? "" : parts.last ?? "")
    (self.name, self.field, self.value) = (name, field, value)
  }

  static let scalars: [EditCase] = [
    EditCase("plain", "title: ‹old words›", "title", .text("new words"), "new words"),
    EditCase("plain to quoted", "title: ‹old›", "title", .text("a: b"), "\"a: b\""),
    EditCase("double quotes stay", "title: ‹\"old\"›", "title", .text("new"), "\"new\""),
    EditCase("single quotes stay", "title: ‹'it''s old'›", "title", .text("it's"), "'it''s'"),
    EditCase("single quotes can't", "title: ‹'old'›", "title", .text("a\nb"), "\"a\\nb\""),
    EditCase("comment behind", "title: ‹old›   # why", "title", .text("new"), "new"),
    EditCase("comment above", "# title: x\ntitle: ‹old›", "title", .text("new"), "new"),
    EditCase("blanks behind", "title: ‹old›  ", "title", .text("new"), "new"),
    EditCase("much room", "title   :    ‹old›", "title", .text("new"), "new"),
    EditCase("quoted key", "\"title\": ‹old›", "title", .text("new"), "new"),
    EditCase("anchor", "title: &t ‹old›\nalso: *t", "title", .text("new"), "new"),
    EditCase("tag", "title: !!str ‹old›", "title", .text("new"), "new"),
    EditCase("alias", "other: &t x\ntitle: ‹*t›", "title", .text("new"), "new"),
    EditCase("nothing there", "title:‹›", "title", .text("new"), " new"),
    EditCase("nothing but a comment", "title:‹› # later", "title", .text("new"), " new"),
    EditCase("an anchor on nothing", "title: &t‹›", "title", .text("new"), " new"),
    EditCase("null", "title: ‹null›", "title", .text("new"), "new"),
    EditCase("to null", "title: ‹old›", "title", .null, "null"),
    EditCase("literal block", "title: ‹|\n  old\n  words\n›", "title", .text("new"), "\"new\"\n"),
    EditCase("folded block", "title: ‹>-\n  old\n  words\n›", "title", .text("new"), "\"new\"\n"),
    EditCase("over lines", "title: ‹old\n  words›", "title", .text("new"), "new"),
    EditCase("many bytes around", "user: 日本語\ntitle: ‹Größe 😀›\nmodel: é", "title", .text("né"), "né"),
    EditCase("twice: the first", "title: ‹old›\ntitle: other", "title", .text("new"), "new"),
    EditCase("alias key", "DATE_ISO: ‹2026-01-07›", "date", .text("2026-02-08"), "2026-02-08"),
    EditCase(
      "exact before alias", "date_iso: 2025-01-01\ndate: ‹2026-01-07›", "date", .text("2026-02-08"),
      "2026-02-08"),
    EditCase("date in quotes", "date: ‹\"2026-01-07\"›", "date", .text("2026-02-08"), "\"2026-02-08\""),
    EditCase("an unknown key", "mood: ‹good›", "mood", .text("bad"), "bad"),
    EditCase("capitals", "Title: ‹old›", "title", .text("new"), "new"),
  ]

  static let lists: [EditCase] = [
    EditCase("flow", "labels: ‹[a, b]› # c", "labels", .list(["x", "y, z"]), "[x, \"y, z\"]"),
    EditCase("flow over lines", "labels: ‹[a,\n  b]›", "labels", .list(["x"]), "[x]"),
    EditCase("block", "files:\n  ‹- a\n  - b›", "files", .list(["x", "y: z"]), "- x\n  - \"y: z\""),
    EditCase("block at column 0", "files:\n‹- a\n- b›", "files", .list(["x"]), "- x"),
    EditCase(
      "one more", "files:\n  - a # why\n  - \"b\" # c\n‹›", "files", .list(["a", "b", "c d"]), "  - c d\n"),
    EditCase("one more at column 0", "files:\n- a\n‹›", "files", .list(["a", "b"]), "- b\n"),
    EditCase("one more behind a block", "files:\n  - |\n    a\n‹›", "files", .list(["a\n", "b"]), "  - b\n"),
    EditCase(
      "block whose last is a block", "files:\n  ‹- x\n  - |\n    a\n›", "files", .list(["b"]), "- b\n"),
    EditCase("block to empty", "files:‹\n- a\n- b›", "files", .list([]), " []"),
    EditCase("block to null", "files:‹\n  - a›", "files", .null, " null"),
    EditCase("text to list", "files: ‹none›", "files", .list(["a"]), "[a]"),
    EditCase("nothing to list", "files:‹›", "files", .list(["a"]), " [a]"),
    EditCase("mappings in it", "files:\n  ‹- a: b\n  - c›", "files", .list(["a: b"]), "- \"a: b\""),
  ]

  static let nested: [EditCase] = [
    EditCase("block", "links:\n  spec: ‹null›\n  pr: x", "links.spec", .text("s.md"), "s.md"),
    EditCase("capitals", "links:\n  Spec: ‹null›", "links.spec", .text("s.md"), "s.md"),
    EditCase("flow", "links: {spec: ‹null›, pr: x}", "links.spec", .text("a, b"), "\"a, b\""),
    EditCase("flat", "links_spec: ‹null›", "links.spec", .text("s.md"), "s.md"),
    EditCase("absent in block", "links:\n    spec: x # y\n‹›", "links.pr", .text("#1"), "    pr: \"#1\"\n"),
    EditCase("absent, last empty", "links:\n  spec:\n‹›", "links.pr", .text("1a"), "  pr: 1a\n"),
    EditCase("absent in flow", "links: {spec: x‹›}", "links.pr", .text("p"), ", pr: p"),
    EditCase("absent, comma behind", "links: {spec: x‹›, }", "links.pr", .text("p"), ", pr: p"),
    EditCase("absent in flow over lines", "links: {\n  spec: x‹›\n  }", "links.pr", .text("p"), ", pr: p"),
    EditCase("absent, last empty in flow", "links: {spec: ‹›}", "links.pr", .text("p"), ", pr: p"),
    EditCase("empty flow", "links: {‹›}", "links.pr", .text("p"), "pr: p"),
    EditCase("nothing there", "links:‹›", "links.spec", .text("s"), "\n  spec: s"),
    EditCase("nothing, a comment", "links:‹› # c", "links.spec", .text("s"), "\n  spec: s"),
    EditCase("null", "links:‹ null›", "links.spec", .text("s"), "\n  spec: s"),
    EditCase("tilde", "links:‹ ~› # c", "links.spec", .text("s"), "\n  spec: s"),
  ]

  static let missing: [EditCase] = [
    EditCase("after a list", "title: t\nlabels:\n  - a\n‹›tests: []", "files", .list(["x"]), "files: [x]\n"),
    EditCase("after a block", "title: t\nsurface: |\n  a\n‹›user: u", "model", .text("m"), "model: m\n"),
    EditCase(
      "links", "---\nstage: red\n‹›files: []\n---\n", "links.pr", .text("p"), "links:\n  pr: p\n",
      isWhole: true),
    EditCase("own key", "title: t\ntests: []\n‹›provenance: {}", "mood", .text("good"), "mood: good\n"),
  ]

  static let whole: [EditCase] = [
    EditCase("BOM", "\u{FEFF}---\ntitle: ‹old›\n---\nx", "title", .text("new"), "new", isWhole: true),
    EditCase("CRLF", "---\r\ntitle: ‹old›\r\n---\r\nx\r\n", "title", .text("new"), "new", isWhole: true),
    EditCase(
      "CRLF, new key", "---\r\ntitle: old\r\n‹›---\r\nx\r\n", "user", .text("u"), "user: u\r\n", isWhole: true
    ),
    EditCase(
      "CRLF, nested", "---\r\nlinks:\r\n  spec: a\r\n‹›---\r\n", "links.pr", .text("u"), "  pr: u\r\n",
      isWhole: true),
    EditCase(
      "CRLF, block", "---\r\ntitle: ‹|\r\n  a\r\n›---\r\n", "title", .text("u"), "\"u\"\r\n", isWhole: true),
    EditCase(
      "CRLF, list", "---\r\nfiles:\r\n  ‹- a›\r\n---\r\n", "files", .list(["b", "c"]), "- b\r\n  - c",
      isWhole: true),
    EditCase("no final newline", "---\ntitle: ‹old›\n---", "title", .text("new"), "new", isWhole: true),
    EditCase("empty block", "---\n‹›---\n", "title", .text("new"), "title: new\n", isWhole: true),
    EditCase(
      "braces", "---\n{id: \"1\", title: ‹old›}\n---\n", "title", .text("a, b"), "\"a, b\"", isWhole: true),
    EditCase(
      "braces, new key", "---\n{id: \"1\"‹›}\n---\n", "title", .text("a, b"), ", title: \"a, b\"",
      isWhole: true),
    EditCase(
      "braces, nested", "---\n{id: \"1\"‹›}\n---\n", "links.pr", .text("p"), ", links: {pr: p}", isWhole: true
    ),
    EditCase(
      "braces, null", "---\n{id: \"1\", links: ‹null›}\n---\n", "links.pr", .text("p"), "{pr: p}",
      isWhole: true),
    EditCase("set in", "---\n  id: \"1\"\n‹›---\n", "title", .text("t"), "  title: t\n", isWhole: true),
    EditCase(
      "set in, nested", "---\n  id: \"1\"\n  links:‹›\n---\n", "links.pr", .text("t"), "\n    pr: t",
      isWhole: true),
    EditCase(
      "closing line with blanks", "---  \ntitle: ‹old›\n--- \n", "title", .text("new"), "new", isWhole: true),
    EditCase(
      "not YAML, elsewhere", "---\ntitle: ‹old›\nuser: @me\n---\n", "title", .text("a: b"), "\"a: b\"",
      isWhole: true),
    EditCase(
      "not YAML, quotes", "---\ntitle: ‹old›\nuser: @me\n---\n", "title", .text("\"a\": b"),
      "\"\\\"a\\\": b\"", isWhole: true),
    EditCase(
      "not YAML, cured", "---\ntitle: ‹a: b›\nuser: me\n---\n", "title", .text("c: d"), "\"c: d\"",
      isWhole: true),
    EditCase(
      "not YAML, new key", "---\nlinks:\n  spec: x\n‹›x: @\n---\n", "files", .list(["f"]), "files: [f]\n",
      isWhole: true),
    EditCase(
      "not YAML, nothing there", "---\ntitle:‹›  \nuser: @me\n---\n", "title", .text("new"), " new",
      isWhole: true),
    EditCase(
      "never closed", "---\nid: 7\ntitle: ‹old›\n\nbody\n", "title", .text("new"), "new", isWhole: true),
  ]

  static let all = scalars + lists + nested + missing + whole
}

struct EditorTests {
  private static func reads(_ record: Record, _ field: String, _ value: RecordEditor.Value) -> Bool {
    let parts = field.split(separator: ".").map(String.init)
    switch value {
    case .text(let text):
      if parts.count == 2 { return record.link(parts[1]) == text }
      return record.fields[field]?.value == text || record.frontMatter?.entry(field)?.value.text == text
    case .list(let items): return record.list(field) == items
    case .null: return record.fields[field] == nil && record.list(field).isEmpty
    }
  }

  @Test(arguments: EditCase.all) func onlyTheValueChanges(_ edit: EditCase) throws {
    let changed = try RecordEditor(read(edit.before)).setting(edit.field, to: edit.value)
    #expect(string(changed) == edit.after)
    #expect(changed == Array(edit.after.utf8))
    let again = read(changed)
    #expect(Self.reads(again, edit.field, edit.value))
    #expect(again.frontMatter?.failure == nil || read(edit.before).frontMatter?.failure != nil)
    #expect(try RecordEditor(again).setting(edit.field, to: edit.value) == changed)
  }

  /// Whatever is set, in whatever quotes, is read.
  @Test(arguments: [
    "title: old", "title: 'old'", "title: \"old\"", "title:", "title: |\n  old", "user: x", "user: x # c",
  ])
  func everyValueIsReadBack(_ line: String) throws {
    for value in Values.nasty {
      let record = read("---\nid: \"1\"\n\(line)\nstage: red\n---\n")
      let changed = try RecordEditor(record).setting("title", to: .text(value))
      #expect(try yaml(read(changed))["title"]?.text.map { Array($0.utf8) } == Array(value.utf8), "\(value)")
      let list = try RecordEditor(record).setting("labels", to: .list([value, "x"]))
      #expect(read(list).list("labels") == [value, "x"], "\(value)")
      for links in ["", "links: {}\n", "links:\n  pr: x\n", "links: {pr: x}\n"] {
        let nested = try RecordEditor(read("---\n\(links)stage: red\n---\n")).setting(
          "links.spec", to: .text(value))
        #expect(try yaml(read(nested)).at("links.spec")?.text == value, "\(value)")
      }
    }
  }

  @Test(arguments: [
    ("no block\n", "title", "no front matter"), ("---\nlinks: none\n---\n", "links.spec", "no mapping"),
    ("---\nid: 1\n---\n", "a b", "no name"), ("---\nid: 1\n---\n", "a.b.c", "no name"),
    ("---\nid: 1\n---\n", "", "no name"),
    ("---\nlinks:\n  spec: x\nuser: @\n---\n", "links.spec", "mend that first"),
    ("---\ntitle: \"a\n  b\"\nuser: @\n---\n", "title", "mend that first"),
    ("---\n{title}\n---\n", "title", "by hand"),
  ]) func whatCanNotBeDoneIsSaid(_ text: String, _ field: String, _ words: String) {
    let refusal = #expect(throws: RecordEditor.Refusal.self) {
      try RecordEditor(read(text)).setting(field, to: .text("new"))
    }
    #expect(refusal?.message.contains(words) == true, "\(refusal?.message ?? "")")
  }
}

/// Decisions keep their values in many places; an edit finds each.
struct DecisionEditorTests {
  @Test(arguments: [
    (
      "# 1. Use X\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Context\n", "Accepted", "status",
      "superseded", "Superseded"
    ),
    (
      "# 1. Use X\n\nDate: 2016-02-12\n\n## Status\n\nACCEPTED\n", "ACCEPTED", "status", "rejected",
      "REJECTED"
    ),
    ("# 1. Use X\n\nDate: 2016-02-12\n", "2016-02-12", "date", "2026-01-07", "2026-01-07"),
    ("# 1. Use X\n\nDate: 2016-02-12\n", "Use X", "title", "Use Y: now", "Use Y: now"),
    (
      "# ADR-003: Use X\r\n\r\n- **Status:** ✅ Accepted  \r\n", "✅ Accepted", "status", "accepted", "Accepted"
    ),
    ("# Use X\n\n* Status: proposed\n* Date: 2020-01-01\n", "proposed", "status", "accepted", "accepted"),
    ("---\nstatus: \"proposed\" # c\n---\n# Use X\n", "proposed", "status", "accepted", "accepted"),
  ]) func theValueIsChangedWhereItStands(
    _ text: String, _ old: String, _ field: String, _ value: String, _ written: String
  ) throws {
    let changed = try RecordEditor(read(text, .decision)).setting(field, to: .text(value))
    #expect(string(changed) == text.replacing(old, with: written))
    #expect(try RecordEditor(read(changed, .decision)).setting(field, to: .text(value)) == changed)
  }

  @Test func ownFormIsChangedInTheHeadingToo() throws {
    let text =
      "---\nid: \"0001\"\ntitle: Use X\nstatus: proposed\ndate: 2026-01-07\n---\n\n# ADR-0001: Use X\n"
    let changed = try RecordEditor(read(text, .decision)).setting("title", to: .text("Use: Y"))
    #expect(
      string(changed)
        == text.replacing("title: Use X", with: "title: \"Use: Y\"").replacing(
          ": Use X\n", with: ": Use: Y\n"))
  }

  @Test(arguments: [
    ("# 1. Use X\n", "status", "accepted", "no place"), ("# 1. Use X\n", "title", "a\nb", "one line"),
    ("# 1. Use X\n\nDate: 2016-02-12\n", "date", "", "one line"),
    ("# 1. Use X\n", "title", "Use C #", "something else"),
    ("# 1. Use X\n\nStatus: a\n", "status", "b <!-- c", "something else"),
  ]) func whatCanNotBeDoneIsSaid(_ text: String, _ field: String, _ value: String, _ words: String) {
    let refusal = #expect(throws: RecordEditor.Refusal.self) {
      try RecordEditor(read(text, .decision)).setting(field, to: .text(value))
    }
    #expect(refusal?.message.contains(words) == true, "\(refusal?.message ?? "")")
  }

  /// MADR has front matter of its own, which takes what it lacks, but no number.
  @Test func frontMatterOfAnotherDialectTakesWhatItLacks() throws {
    let text = "---\nparent: Decisions\n---\n\n# Use X\n\n## Context and Problem Statement\n\nWhy.\n"
    let changed = try RecordEditor(read(text, .decision)).setting("status", to: .text("accepted"))
    #expect(string(changed) == text.replacing("parent", with: "status: accepted\nparent"))
    #expect(Record(changed, name: [], kind: .decision).standing == .accepted)
    #expect(throws: RecordEditor.Refusal.self) {
      try RecordEditor(read(text, .decision)).setting("id", to: .text("0001"))
    }
  }

  @Test func whatOnlyTheNameTellsIsNotEdited() {
    let record = Record(Array("# Use X\n".utf8), name: Array("0004-use-x.md".utf8), kind: .decision)
    let refusal = #expect(throws: RecordEditor.Refusal.self) {
      try RecordEditor(record).setting("id", to: .text("5"))
    }
    #expect(refusal?.message.contains("the name of the file") == true)
  }
}
