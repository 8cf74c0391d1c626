import Platform
import Testing

@testable import clio

@Suite("Lines in columns") struct RecordTableTests {
  private func line(_ name: String, _ title: String = "A title of some length, or more", project: String = "")
    -> RecordLine
  {
    RecordLine(
      project: project, reference: name, date: "2026-01-31", state: "deprecated", mark: "✗", title: title)
  }

  private static let names = [
    "adr/0001", "010-better-auth-integration/0005",
    "0001-a-name-without-a-folder-that-goes-on-and-on-for-long",
    "日本語のとても長い名前の機能の名前/0012", "sub/project/010-better-auth-integration-of-everything/0005-with-a-name.red",
  ]

  @Test(
    "No line is wider than the terminal, which is taken for 40 columns wide where it is narrower",
    arguments: [30, 40, 60, 80, 100, 200]) func width(_ columns: Int)
  {
    for project in ["", "shop", "a-project-with-a-very-long-name/shop"] {
      let lines = Self.names.map { line($0, project: project) }
      for some in [lines] + lines.map({ [$0] }) {
        let table = RecordTable(some, columns: columns, ink: Ink(isOn: false))
        for line in some {
          let width = Columns.width(table.text(line))
          #expect(width < max(columns, 40), "\(line.reference) \(project)")
        }
      }
    }
  }

  @Test("A name that is cut keeps its number") func cut() {
    let lines = [line("010-better-auth-integration/0005", project: "shop-of-many-things")]
    let text = RecordTable(lines, columns: 80, ink: Ink(isOn: false)).text(lines[0])
    #expect(
      text.hasPrefix("shop-of-many…  010-better-auth-i…/0005  2026-01-31  deprecated ✗ A title"), "\(text)")
  }

  @Test("A pipe gets everything") func pipe() {
    let lines = Self.names.map { line($0, project: "p") }
    let table = RecordTable(lines, columns: .max, ink: Ink(isOn: false))
    for line in lines {
      let text = table.text(line)
      #expect(text.contains(line.reference) && text.hasSuffix(line.title))
    }
  }
}
