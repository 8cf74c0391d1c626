import Foundation
import Testing
import YAML

@testable import Records

/// Values of front matter that YAML would make something else of.
enum Values {
  static let nasty: [String] = [
    "a: b", "a:", ": a", "a #b", "#a", "a # b", "'", "\"", "'a'", "\"a\"", "it's", "say \"hi\"", "@a", "*x",
    "&x", "!x", "!!str", "%a",
    "`a`", "[", "]", "[a]", "{", "}", "{a: b}", "{{ID}}", "{{NOBODY}}", "a, b", ",", "|", ">", "| a", ">-",
    "- a", "-", "--", "---",
    "--- a", "...", "?", "? a", "yes", "No", "on", "OFF", "y", "true", "null", "Null", "~", "010", "007",
    "0012", "1e3", "12e4567",
    "0x1F", "0o17", "0b1", "1_000", "1:30", "1:30:45", ".5", "+1", "-1", ".inf", ".NaN", "=", "<<",
    "2026-01-07",
    "2026-01-07T09:12:44Z", "😀", "e\u{301}", "日本語", "a\nb", "\n", "a\n", "\na", "a\r\nb", "a\rb", "\t",
    "a\tb", "\ta", " a", "a ", " ",
    "   ", "", "\0", "a\0b", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}a", "a\u{A0}",
    "C:\\Users\\new\\x41", "\\", "\\n",
    "a\\", "$(x)", "a & b", "a |", "<!-- -->", "\u{FFFE}", "\u{10FFFF}",
    String(repeating: "long: # value ", count: 720),
    "## Prompt", "provenance:", "a\n---\nb", "1.2.3", "v1.2", "none of it", "🤷 maybe: yes",
  ]

  /// A list's own word for nothing.
  static let listItems = nasty

  static let scalars: [(field: String, set: @Sendable (inout PromptDraft, String) -> Void)] = [
    ("surface", { $0.surface = $1 }), ("model", { $0.model = $1 }), ("feature", { $0.feature = $1 }),
    ("branch", { $0.branch = $1 }), ("user", { $0.user = $1 }), ("command", { $0.command = $1 }),
    ("links.spec", { $0.links["spec"] = $1 }), ("links.pr", { $0.links["pr"] = $1 }),
  ]

  static func draft(_ value: String) -> PromptDraft {
    var draft = Fixtures.draft()
    for scalar in scalars { scalar.set(&draft, value) }
    draft.labels = [value, "b"]
    draft.files = ["a", value]
    draft.tests = [value]
    draft.provenance.session = value
    return draft
  }
}

extension YAMLNode {
  func at(_ path: String) -> YAMLNode? {
    path.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
  }
}

/// The front matter as libyaml reads it.
func yaml(_ record: Record) throws -> YAMLNode {
  let block = try #require(record.frontMatter)
  return try #require(try YAML.parse(record.text[block.content]))
}

struct ValueTests {
  @Test(arguments: Values.nasty) func everyFieldReadsBackAsItWasGiven(_ value: String) throws {
    let text = try Values.draft(value).rendered(with: Fixtures.template(Fixtures.slots28))
    let record = read(text)
    #expect(record.problems == [])
    let root = try yaml(record)
    for (field, _) in Values.scalars {
      let node = try #require(root.at(field))
      #expect(node.text.map { Array($0.utf8) } == Array(value.utf8), "\(field)")
      let isPlain = node.style == .plain
      #expect(
        !isPlain || YAMLWriter.isPlainSafe(value, inFlow: false), "\(field) is a string to every reader")
    }
    #expect(root.at("labels")?.items?.map(\.text) == [value, "b"])
    #expect(root.at("files")?.items?.map(\.text) == ["a", value])
    #expect(root.at("tests")?.items?.map(\.text) == [value])
    #expect(root.at("provenance.session")?.text == value)
    #expect(record.list("labels") == [value, "b"])
    #expect(record.list("files") == ["a", value])
    for (field, _) in Values.scalars where !field.hasPrefix("links") && !value.isEmpty {
      #expect(record.fields[field]?.value == value, "\(field)")
    }
    #expect(record.link("spec") == value)
  }

  @Test(arguments: Values.nasty) func aTitleIsKeptAsItIs(_ value: String) throws {
    guard !value.trimmedBlanks.isEmpty else { return }
    var draft = Fixtures.draft()
    draft.title = value
    #expect(read(try draft.rendered(with: Fixtures.template(Fixtures.slots28))).title?.value == value)
  }

  @Test(arguments: Values.nasty) func aDecisionKeepsItsValues(_ value: String) throws {
    var draft = Fixtures.decisionDraft()
    draft.lists = ["deciders": [value], "affects": ["a", value], "tags": [value]]
    draft.feature = value
    draft.significance = ["impact": value]
    draft.links = ["spec": value]
    let text = try draft.rendered(with: Fixtures.template(Fixtures.decision))
    let record = read(text, .decision)
    #expect(record.problems == [])
    let root = try yaml(record)
    #expect(root.at("deciders")?.items?.map(\.text) == [value])
    #expect(root.at("affects")?.items?.map(\.text) == ["a", value])
    #expect(root.at("tags")?.items?.map(\.text) == [value])
    #expect(root.at("significance.impact")?.text == value)
    #expect(root.at("links.spec")?.text == value)
    #expect(root.at("feature")?.text == value)
  }

  @Test(arguments: ["7", "007", "0007", "010", "0x1F", "1e3"]) func anIdIsTextToEveryReader(_ id: String)
    throws
  {
    var draft = Fixtures.draft()
    draft.id = id
    let text = try draft.rendered(with: Fixtures.template(Fixtures.slots28))
    #expect(string(text).contains("id: \"\(id)\"\n"))
    #expect(read(text).id?.value == id)
  }
}
