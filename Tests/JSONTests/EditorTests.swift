import Testing

@testable import JSON

/// Settings files are other people's: a change touches what it is about, and no other byte.
@Suite struct EditorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let before: String
    let path: [JSONEditor.Step]
    let key: String?
    let after: String
    var testDescription: String { before }
  }

  static let cases = [
    Case(before: "{}", path: [], key: "a", after: "{\n  \"a\": [\n    1\n  ]\n}"),
    Case(before: "", path: [], key: "a", after: "{\n  \"a\": [\n    1\n  ]\n}\n"),
    Case(
      before: "{\n  // why\n}\n", path: [], key: "a", after: "{\n  // why\n  \"a\": [\n    1\n  ]\n}\n"),
    Case(
      before: "{\n\t\"x\": {\"y\": 1}, // kept\n\t\"z\": true // here\n}\n", path: [], key: "a",
      after: "{\n\t\"x\": {\"y\": 1}, // kept\n\t\"z\": true, // here\n\t\"a\": [\n\t\t1\n\t]\n}\n"),
    Case(before: "{\"x\": 1}", path: [], key: "a", after: "{\"x\": 1, \"a\": [1]}"),
    Case(
      before: "{\n    \"x\": [\n        1,\n        2,\n    ],\n}", path: [.key("x")], key: nil,
      after: "{\n    \"x\": [\n        1,\n        2,\n        [\n            1\n        ],\n    ],\n}"),
    Case(
      before: "{ \"x\" : /* [ */ [] }", path: [.key("x")], key: nil,
      after: "{ \"x\" : /* [ */ [\n  [\n    1\n  ]\n] }"),
    Case(
      before: "{\r\n  \"x\": 1\r\n}\r\n", path: [], key: "a",
      after: "{\r\n  \"x\": 1,\r\n  \"a\": [\r\n    1\r\n  ]\r\n}\r\n"),
  ]

  @Test(arguments: cases) func appendsAndTakesBack(_ test: Case) throws {
    var editor = try JSONEditor(Array(test.before.utf8))
    #expect(try editor.append([1], key: test.key, at: test.path))
    #expect(String(decoding: editor.bytes, as: UTF8.self) == test.after)
    let last = JSONEditor.Step.index(editor.count(at: test.path) - 1)
    #expect(try editor.remove(test.key.map { .key($0) } ?? last, at: test.path))
    let undone = String(decoding: editor.bytes, as: UTF8.self)
    #expect(
      undone.filter { !$0.isWhitespace }
        == (test.before.isEmpty ? "{}" : test.before).filter { !$0.isWhitespace })
  }

  struct Removal: Sendable, CustomTestStringConvertible {
    let before: String
    let step: JSONEditor.Step
    let after: String
    var testDescription: String { before }
  }

  @Test(arguments: [
    Removal(before: "[1, 2, 3]", step: .index(0), after: "[2, 3]"),
    Removal(before: "[1, 2, 3]", step: .index(1), after: "[1, 3]"),
    Removal(before: "[1, 2, 3]", step: .index(2), after: "[1, 2]"),
    Removal(before: "[ 1 ]", step: .index(0), after: "[]"),
    Removal(
      before: "{\n  \"a\": 1, // one\n  \"b\": 2\n}", step: .key("b"), after: "{\n  \"a\": 1 // one\n}"),
    Removal(before: "{\n  \"a\": 1,\n  \"b\": 2\n}", step: .key("a"), after: "{\n  \"b\": 2\n}"),
    Removal(before: "{\n  \"a\": 1,\n  \"b\": 2,\n}", step: .key("b"), after: "{\n  \"a\": 1,\n}"),
    Removal(before: "{\"a\": 1, \"b\": 2, /* c */}", step: .key("b"), after: "{\"a\": 1, /* c */}"),
    Removal(before: "[1, 2,]", step: .index(1), after: "[1,]"),
    // Nothing comes to stand behind a comment.
    Removal(before: "[1, // c\n 2,]", step: .index(1), after: "[1, // c\n]"),
    Removal(before: "[1, // c\n 2]", step: .index(1), after: "[1 // c\n]"),
    Removal(before: "[1, // c\n 2, 3]", step: .index(1), after: "[1, // c\n 3]"),
    Removal(before: "[ // c\n 1 ]", step: .index(0), after: "[ // c\n  ]"),
    Removal(before: "[ // c\n 1, ]", step: .index(0), after: "[ // c\n  ]"),
    Removal(before: "[\n  1 // one\n  , 2\n]", step: .index(0), after: "[\n  2\n]"),
    Removal(before: "[\n  1, // one\n  2 // two\n]", step: .index(1), after: "[\n  1 // one // two\n]"),
  ]) func removes(_ test: Removal) throws {
    var editor = try JSONEditor(Array(test.before.utf8))
    #expect(try editor.remove(test.step, at: []))
    #expect(String(decoding: editor.bytes, as: UTF8.self) == test.after)
  }

  @Test func readsValuesBesideComments() throws {
    let editor = try JSONEditor(Array("{\"a\": [1, /* , */ {\"b\": \"// no comment\"}]}".utf8))
    #expect(editor.value(at: [.key("a"), .index(1), .key("b")]) == "// no comment")
    #expect(editor.value(at: [.key("a")]) == [1, ["b": "// no comment"]])
    #expect(editor.value(at: [.key("a"), .index(2)]) == nil)
  }

  @Test(arguments: ["{", "{\"a\"}", "[1 2]", "{\"a\": nope}", "/* no end", "{} {}", "[\"a", "{a: 1}"])
  func refuses(_ text: String) { #expect(throws: JSONError.self) { try JSONEditor(Array(text.utf8)) } }
}
