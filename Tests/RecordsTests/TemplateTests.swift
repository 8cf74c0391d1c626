import Testing
import YAML

@testable import Records

/// A template that somebody made, and what its key must read as.
struct Variant: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let expected: [String: String]
  var testDescription: String { name }

  /// Exchanges a line of the convention's template.
  init(_ name: String, _ old: String, _ new: String, _ expected: [String: String] = [:]) {
    self.name = name
    text = Fixtures.slots28.replacing(old, with: new)
    self.expected = expected
  }

  static let title = "It's \"50%\": a # {{TITLE}} \\ |x"
  static let all: [Variant] = [
    Variant("as it is", "", ""),
    Variant("in double quotes", "title: {{TITLE}}", "title: \"{{TITLE}}\"", ["title": title]),
    Variant("in single quotes", "title: {{TITLE}}", "title: '{{TITLE}}'", ["title": title]),
    Variant(
      "part of double quotes", "user: {{USER}}", "user: \"{{USER}} on {{TITLE}}\"",
      ["user": "a: b on " + title]),
    Variant(
      "part of single quotes", "user: {{USER}}", "user: 'it''s {{USER}} {{TITLE}}'",
      ["user": "it's a: b " + title]),
    Variant("part of plain", "id: {{ID}}", "id: PHR-{{ID}}", ["id": "PHR-0007"]),
    Variant("two in plain", "user: {{USER}}", "user: {{USER}} {{TITLE}}", ["user": "a: b " + title]),
    Variant("tag", "id: {{ID}}", "id: !!str {{ID}}", ["id": "0007"]),
    Variant("anchor", "id: {{ID}}", "id: &id {{ID}}", ["id": "0007"]),
    Variant("comment behind", "title: {{TITLE}}", "title: {{TITLE}}   # of {{ID}}", ["title": title]),
    Variant(
      "comment line", "title: {{TITLE}}", "# {{TITLE}}: {{PROMPT_TEXT}}\ntitle: {{TITLE}}", ["title": title]),
    Variant("blanks in the braces", "title: {{TITLE}}", "title: {{ TITLE }}", ["title": title]),
    Variant("tab after the colon", "title: {{TITLE}}", "title:\t{{TITLE}}", ["title": title]),
    Variant("literal block", "title: {{TITLE}}", "title: |\n  {{TITLE}}", ["title": title + "\n"]),
    Variant("stripped block", "title: {{TITLE}}", "title: |-\n    {{TITLE}}", ["title": title]),
    Variant("folded block", "title: {{TITLE}}", "title: >-\n  {{TITLE}}", ["title": title]),
    Variant(
      "words in a block", "user: {{USER}}", "user: |\n  one\n  {{USER}} two\n  three",
      ["user": "one\na: b two\nthree\n"]),
    Variant("items", "files:\n{{FILES_YAML}}", "files:\n  - {{FILES_YAML}}"),
    Variant("items, not set in", "files:\n{{FILES_YAML}}", "files:\n- {{FILES_YAML}}"),
    Variant("items in quotes", "tests:\n{{TESTS_YAML}}", "tests: [\"{{TESTS_YAML}}\"]"),
    Variant("items set in", "files:\n{{FILES_YAML}}", "files:\n    {{FILES_YAML}}"),
    Variant("items in brackets", "files:\n{{FILES_YAML}}", "files: [{{FILES_YAML}}]"),
    Variant("items without brackets", "files:\n{{FILES_YAML}}", "files: {{FILES_YAML}}"),
    Variant("quoted labels", "[{{LABELS}}]", "[\"{{LABELS}}\"]"),
    Variant("single-quoted labels", "[{{LABELS}}]", "['{{LABELS}}']"),
    Variant("labels without brackets", "[{{LABELS}}]", "{{LABELS}}"),
    Variant("label items", "labels: [{{LABELS}}]", "labels:\n  - {{LABELS}}"),
    Variant("brackets over lines", "[{{LABELS}}]", "[\n  {{LABELS}}\n]"),
    Variant(
      "links in braces", "links:\n  spec: {{LINKS_SPEC}}",
      "more: {spec: {{LINKS_SPEC}}, user: {{USER}}}\nlinks:\n  spec: {{LINKS_SPEC}}", ["more.user": "a: b"]),
    Variant("twice", "surface: {{SURFACE}}", "surface: {{SURFACE}}\nalso: {{TITLE}}", ["also": title]),
    Variant("moved", "user: {{USER}}\ncommand: {{COMMAND}}", "command: {{COMMAND}}\nuser: {{USER}}"),
    Variant("a slot in the heading", "## Prompt\n", "# {{ID}}: {{TITLE}}\n\n## Prompt\n"),
    Variant("a table", "## Prompt\n", "| Title | User |\n|---|---|\n| {{TITLE}} | {{USER}} |\n\n## Prompt\n"),
    Variant("a comment in HTML", "## Prompt\n", "<!-- {{TITLE}}\n{{NEXT_PROMPTS}}\n-->\n\n## Prompt\n"),
    Variant("beside many bytes", "## Prompt\n", "日本{{USER}}語 😀{{ID}}😀\n\n## Prompt\n"),
    Variant(
      "what is no slot", "## Prompt\n",
      "{{ .Values.x }} {{lower}} {{}} {{{x}}} ${{ matrix.os }} {ID}\n\n## Prompt\n"),
    Variant("prompt in a fence", "{{PROMPT_TEXT}}", "```text\n{{PROMPT_TEXT}}\n```"),
    Variant("prompt with blanks behind", "{{PROMPT_TEXT}}", "{{PROMPT_TEXT}}  "),
    Variant("another heading", "## Prompt\n", "## What was asked\n"),
    Variant("rules with blanks", "---\n", "--- \n"),
  ]
}

struct TemplateTests {
  private static func draft() -> PromptDraft {
    var draft = Fixtures.draft("Look at {{ID}}.\n\n---\n")
    draft.title = Variant.title
    draft.user = "a: b"
    draft.labels = ["x, y", "{{LABELS}}"]
    draft.files = ["src/a b.c: note", "{{FILES_YAML}}", "- c"]
    draft.tests = ["t1", "it's"]
    draft.links = ["spec": "specs/001/spec.md"]
    draft.response = Array("Done.".utf8)
    return draft
  }

  /// The literal pieces of a template, found by splitting at its slots: another method than the code's.
  private static func literals(_ template: String) -> [String] {
    var pieces = [""]
    var rest = Substring(template)
    while let open = rest.range(of: "{{") {
      pieces[pieces.count - 1] += rest[..<open.lowerBound]
      let inner = rest[open.upperBound...]
      let name = inner.prefix { $0 != "}" }
      let bare = name.filter { $0 != " " }
      if inner.dropFirst(name.count).hasPrefix("}}"), !bare.isEmpty,
        bare.allSatisfy({ $0.isUppercase || $0 == "_" })
      {
        pieces.append("")
        rest = inner.dropFirst(name.count + 2)
      } else {
        pieces[pieces.count - 1] += "{"
        rest = rest[open.lowerBound...].dropFirst()
      }
    }
    pieces[pieces.count - 1] += rest
    return pieces
  }

  private static func expectLiterals(of template: String, in text: [UInt8]) throws {
    var start = 0
    // What is added to front matter comes before its closing line.
    for literal in literals(template.replacing("\n---", with: "\n{{END}}---")) where !literal.isEmpty {
      let found = try #require(text.firstRange(of: Array(literal.utf8), from: start), "\(literal)")
      start = found.upperBound
    }
  }

  @Test(arguments: Variant.all) func aTemplateIsFilledAndNotChanged(_ variant: Variant) throws {
    let draft = Self.draft()
    let text = try draft.rendered(with: Fixtures.template(variant.text))
    let record = read(text)
    #expect(record.frontMatter?.failure == nil)
    #expect(record.problems == [])
    #expect(record.isProven && record.prompts == draft.prompts && record.response == draft.response)
    #expect(record.list("labels") == draft.labels)
    #expect(record.list("files") == draft.files)
    #expect(record.list("tests") == draft.tests)
    #expect(record.link("spec") == "specs/001/spec.md")
    let root = try yaml(record)
    for (key, value) in variant.expected { #expect(root.at(key)?.text == value, "\(key)") }
    try Self.expectLiterals(of: variant.text, in: text)
  }

  @Test(arguments: [Fixtures.slots24, Fixtures.slots28]) func theConventionsFormIsFilledWhole(_ form: String)
    throws
  {
    let template = try Fixtures.template(form)
    let plain = try Fixtures.draft("Do it.").rendered(with: template)
    #expect(Set(template.slots.map(\.name)).count == (form == Fixtures.slots24 ? 24 : 28))
    #expect(!string(plain).contains("{{"))
    try Self.expectLiterals(of: form, in: plain)
  }

  @Test func aTemplateWithCRLFGivesTheSame() throws {
    let draft = Self.draft()
    let plain = try draft.rendered(with: Fixtures.template(Fixtures.slots28))
    #expect(try draft.rendered(with: Template(withCRLF(Array(Fixtures.slots28.utf8)))) == plain)
    #expect(try draft.rendered(with: Template(byteOrderMark + Array(Fixtures.slots28.utf8))) == plain)
    #expect(try draft.rendered(with: Template(Array(Fixtures.slots28.utf8.dropLast()))) == plain)
  }

  /// Places of the body, and what a value becomes there.
  @Test(arguments: [
    ("{{X}}", "a\nb", "a\nb"), ("- n: {{X}}", "a\nb\n\nc", "- n: a\n  b\n\n  c"),
    ("  - {{X}}", "a\nb", "  - a\n    b"),
    ("# {{X}}", "a\nb\u{2028}c", "# a b c"), ("| {{X}} |", "a|b\nc", "| a\\|b c |"),
    ("<!-- {{X}} -->", "a --> b", "<!-- a --&gt; b -->"),
    ("<!--\n{{X}}\n-->", "a\n-->\nb", "<!--\na\n--&gt;\nb\n-->"), ("{{X}}{{X}}", "a", "aa"),
    ("{{X}}", "a\r\nb\rc\0", "a\nb\nc␀"),
    ("t: {{X}}", "a\r\nb\0", "t: a\n  b␀"), ("<!-- {{X}} -->", "a\rb\0", "<!-- a\nb␀ -->"),
    ("{{X}}", "{{Y}} {{X}}", "{{Y}} {{X}}"),
  ]) func aValueIsWrittenForItsPlace(_ template: String, _ value: String, _ filled: String) throws {
    #expect(string(try Fixtures.template(template).filled(["X": .text(value)])) == filled + "\n")
  }

  @Test func listsAndNothingHaveTheirForms() throws {
    let template = try Fixtures.template(
      "---\na: [{{X}}]\nb: {{X}}\nc:\n{{X}}\nd:\n  - {{X}}\n---\n{{X}}\n- {{X}}\n")
    #expect(
      string(try template.filled(["X": .list(["p", "q: r"])]))
        == "---\na: [p, \"q: r\"]\nb: [p, \"q: r\"]\nc:\n - p\n - \"q: r\"\nd:\n  - p\n  - \"q: r\"\n---\n- p\n- q: r\n- p, q: r\n"
    )
    #expect(
      string(try template.filled(["X": .list([])]))
        == "---\na: []\nb: []\nc:\n - none\nd:\n  - none\n---\nnone\n- none\n")
    #expect(
      string(try Fixtures.template("---\na: {{X}}\n---\n{{X}}\n").filled(["X": .null]))
        == "---\na: null\n---\nnone\n")
  }

  @Test func whatHasNoSlotIsAdded() throws {
    var draft = Self.draft()
    draft.model = "m 1"
    draft.notes = ["OUTCOME_IMPACT": "big\nvery", "FAILURE_MODES": "few"]
    draft.links["adr"] = "history/adr/0001-x.md"
    let text = try draft.rendered(
      with: Fixtures.template("---\nid: {{ID}}\n---\n\n## Prompt\n\n{{PROMPT_TEXT}}\n"))
    let record = read(text)
    #expect(record.problems == [])
    #expect(
      record.frontMatter?.entries.map(\.key) == [
        "id", "title", "stage", "date", "model", "user", "labels", "links", "files", "tests", "provenance",
      ])
    #expect(record.title?.value == Variant.title && record.fields["model"]?.value == "m 1")
    #expect(record.list("files") == draft.files && record.link("adr") == "history/adr/0001-x.md")
    #expect(record.prompts == draft.prompts && record.response == draft.response)
    #expect(record.content(.outcome).map(string) == "- ✅ Impact: big\n  very")
    #expect(record.content(.evaluation).map(string) == "- Failure modes observed: few")
  }

  /// A slot in the heading alone is no place where readers look for the id.
  @Test func aKeyThatEveryReaderNeedsIsAddedToo() throws {
    let template = try Fixtures.template(
      "# {{ID}} {{TITLE}} ({{STAGE}}, {{DATE_ISO}})\n\n## Prompt\n\n{{PROMPT_TEXT}}\n")
    let record = read(try Self.draft().rendered(with: template))
    #expect(record.frontMatter?.entries.prefix(4).map(\.key) == ["id", "title", "stage", "date"])
  }

  @Test(arguments: [
    ("---\nid: {{ID}}\n---\n", 0, "no place for the prompt"),
    ("## Prompt\n\n> {{PROMPT_TEXT}}\n", 3, "alone on a line"),
    ("<!--\n{{PROMPT_TEXT}}\n-->\n", 2, "no place for the prompt"),
    ("---\nid: {{ID}}\n{{PROMPT_TEXT}}\n", 1, "never closed"),
    ("---\nid: {{ID}}\n\nuser: {{WHO}}\n---\n{{PROMPT_TEXT}}\n", 4, "{{WHO}}"),
    ("{{PROMPT_TEXT}}\n\na {{X_1}}", 3, "--set X_1=VALUE"),
    ("---\ntitle: [{{TITLE}}\n---\n{{PROMPT_TEXT}}\n", 0, "not YAML"),
    ("---\n\tid: {{ID}}\n---\n{{PROMPT_TEXT}}\n", 0, "not YAML"),
    ("---\nlinks: none\n---\n{{PROMPT_TEXT}}\n", 0, "no mapping"),
  ]) func aTemplateThatWontDoIsNamed(_ text: String, _ line: Int, _ words: String) throws {
    let fault = #expect(throws: Template.Fault.self) {
      try Self.draft().rendered(with: Fixtures.template(text))
    }
    #expect(fault?.line == line)
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }

  @Test func aSlotOfTheProjectsOwnTakesAnExtraValue() throws {
    var draft = Self.draft()
    draft.extra = ["TEAM": "a: b"]
    let record = read(
      try draft.rendered(
        with: Fixtures.template("---\nteam: {{TEAM}}\n---\n\n## Prompt\n\n{{PROMPT_TEXT}}\n")))
    #expect(record.frontMatter?.entry("team")?.value.text == "a: b")
  }

  @Test func whatIsNotTextIsRefused() {
    let fault = Template.Fault(
      line: 0, message: "the template is not text: it is not valid UTF-8, or has a NUL in it")
    #expect(throws: fault) { try Template([0xFF]) }
    #expect(throws: fault) { try Template([0]) }
  }

  @Test func slotsThatAnAgentFillsStay() throws {
    var draft = Fixtures.draft([])
    draft.title = "it's \"so\""
    let template = try Fixtures.template(
      Fixtures.slots28.replacing("model: {{MODEL}}", with: "model: \"{{TITLE}} {{MODEL}}\""))
    let text = string(try draft.rendered(with: template, leaving: PromptDraft.agentSlots))
    #expect(text.contains("model: \"it's \\\"so\\\" {{MODEL}}\"\n"))
    for slot in PromptDraft.agentSlots { #expect(text.contains("{{\(slot)}}"), "\(slot)") }
    #expect(text.contains("title: \"it's") || text.contains("title: it's \"so\"\n"))
    #expect(text.contains("  uid: 0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66\n"))
  }
}

struct DecisionDraftTests {
  @Test func ownFormReadsBack() throws {
    var draft = Fixtures.decisionDraft()
    draft.texts = ["CONTEXT": "Why.", "DECISION": "What.", "REFERENCES": "None."]
    draft.reviewBy = "2027-01-01"
    let record = read(try draft.rendered(with: Fixtures.template(Fixtures.decision)), .decision)
    #expect(record.problems == [] && record.dialect == .frontMatter)
    #expect(
      record.id?.value == "0003" && record.title?.value == "Use PostgreSQL" && record.standing == .accepted)
    #expect(record.fields["review_by"]?.value == "2027-01-01")
    #expect(string(record.text).hasSuffix("## References\n\nNone.\n"))
  }

  /// The choice is made in the template's own words, not in what somebody wrote.
  @Test func theChoiceOfTheConventionsFormIsMade() throws {
    var draft = Fixtures.decisionDraft()
    let words = "- **Status:** Proposed | Accepted | Superseded | Rejected"
    draft.texts = ["DECISION": words]
    let record = read(try draft.rendered(with: Fixtures.template(Fixtures.plainDecision)), .decision)
    #expect(
      record.standing == .accepted && record.dialect == .bullets && record.title?.value == "Use PostgreSQL")
    #expect(string(record.text).contains("## Decision\n\n\(words)\n"))
    #expect(!string(record.text).contains("{{"))
  }

  @Test(arguments: [
    "# {{TITLE}}\n\n{{CONTEXT}}\n", "{{CONTEXT}}\n", "---\nx: 1\n---\n\n## Context\n\n{{CONTEXT}}\n",
    "---\nid: {{ID}}\nstatus: {{STATUS}}\n---\n{{CONTEXT}}\n",
    "# {{ID}}. {{TITLE}}\n\nDate: {{DATE_ISO}}\n\n## Status\n\n{{STATUS}}\n",
  ]) func whatHasNoSlotIsAdded(_ template: String) throws {
    var draft = Fixtures.decisionDraft()
    draft.lists = ["deciders": ["Ann", "Bob"], "affects": ["src/**"]]
    draft.texts = ["CONTEXT": "Why."]
    let record = read(try draft.rendered(with: Fixtures.template(template)), .decision)
    #expect(
      record.title?.value == "Use PostgreSQL" && record.standing == .accepted
        && record.date?.value == "2026-01-07")
    #expect(record.fields["deciders"]?.value == "Ann, Bob")
    #expect(string(record.text).contains("src/**") && string(record.text).contains("Why."))
    #expect(record.problems == [])
  }
}
