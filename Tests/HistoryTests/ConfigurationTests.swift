import Platform
import Testing

@testable import History

@Suite struct ConfigurationTests {
  static let path: Path = "/shop/clio.yml"

  @Test func everyKey() throws {
    let text = """
      prompt-folders: [notes/prompts, ./more/]
      decision-folders:
        - choices
      projects: [backend]
      templates: tools/forms
      id-width: "3"
      """
    let configuration = try Configuration.parse(Array(text.utf8), Self.path)
    #expect(configuration.promptFolders == ["notes/prompts", "more"])
    #expect(configuration.decisionFolders == ["choices"])
    #expect(configuration.projects == ["backend"])
    #expect(configuration.templates == "tools/forms")
    #expect(configuration.idWidth == 3)
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "{}\n"]) func anEmptyFileChangesNothing(_ text: String) throws
  {
    #expect(try Configuration.parse(Array(text.utf8), Self.path) == Configuration())
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    let column: Int
    let says: String
    var testDescription: String { text }
  }

  static let faults: [Fault] = [
    Fault(
      text: "id-width: 3\nprompt-folder: [x]\n", line: 2, column: 1, says: "unknownKey(\"prompt-folder\""),
    Fault(text: "id-width: 99", line: 1, column: 11, says: "from 1 to 6"),
    Fault(text: "id-width: [3]", line: 1, column: 11, says: "from 1 to 6"),
    Fault(text: "prompt-folders: notes", line: 1, column: 17, says: "a list of folders"),
    Fault(text: "prompt-folders:\n  - ok\n  - ../out", line: 3, column: 5, says: "a folder below the root"),
    Fault(text: "decision-folders: [a/../../b]", line: 1, column: 20, says: "a folder below the root"),
    Fault(text: "projects: [/etc]", line: 1, column: 12, says: "a folder below the root"),
    Fault(text: "templates: ''", line: 1, column: 12, says: "a folder below the root"),
    Fault(text: "templates: \"a\\0b\"", line: 1, column: 12, says: "a folder below the root"),
    Fault(text: "templates: {a: b}", line: 1, column: 12, says: "a folder below the root"),
    Fault(text: "prompt-folders: [.]", line: 1, column: 18, says: "a folder below the root"),
    Fault(text: "decision-folders: [a, ././]", line: 1, column: 23, says: "a folder below the root"),
    Fault(text: "projects: [a/.git/b]", line: 1, column: 12, says: "not one of git"),
    Fault(text: "prompt-folders: [./.clio]", line: 1, column: 18, says: "not one of git"),
    Fault(text: "templates: .git", line: 1, column: 12, says: "not one of git"),
    Fault(text: "\"\": a", line: 1, column: 1, says: "keyIsNoWord"),
    Fault(text: "id-width: 3\n? [a]\n: b", line: 2, column: 3, says: "keyIsNoWord"),
    Fault(text: "- a", line: 1, column: 1, says: "notYAML"),
    Fault(text: "templates: [", line: 1, column: 13, says: "notYAML"),
    Fault(text: "id-width: 3\nid-width: 4\n", line: 2, column: 1, says: "id-width"),
  ]

  @Test(arguments: faults) func faultsHaveAPlace(_ fault: Fault) {
    let error = #expect(throws: HistoryError.self) {
      try Configuration.parse(Array(fault.text.utf8), Self.path)
    }
    guard case .configuration(let path, let line, let column, let problem) = error else {
      Issue.record("not a fault of the configuration: \(String(describing: error))")
      return
    }
    #expect(path == Self.path)
    #expect(line == fault.line)
    #expect(column == fault.column)
    #expect("\(problem)".contains(fault.says), "\(problem)")
  }
}
