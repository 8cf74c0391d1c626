import Foundation
import Platform
import Records
import Testing

@testable import History

/// Which number a new record gets, and where it must not go.
@Suite struct FolderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let names: [String]
    let next: String
    var testDescription: String { names.joined(separator: " ") + " → " + next }
  }

  static let rows: [Row] = [
    Row(names: [], next: "0001"), Row(names: ["0001-a.md"], next: "0002"), Row(names: ["7-a.md"], next: "8"),
    Row(names: ["9-a.md"], next: "10"), Row(names: ["007-a.md"], next: "008"),
    Row(names: ["099-a.md", "100-b.md"], next: "101"),
    Row(names: ["999-a.md", "001-b.md"], next: "1000"), Row(names: ["0009-a.md", "007-b.md"], next: "0010"),
    Row(names: ["PHR-0009-c.md"], next: "0010"), Row(names: ["ADR-007-c.md"], next: "008"),
    Row(names: ["0001-a.md", "9999-d.md"], next: "10000"), Row(names: ["20260131-e.md"], next: "0001"),
    Row(names: ["2026-01-31-e.md"], next: "0001"), Row(names: ["1234567-a.md"], next: "0001"),
    Row(names: ["README.md", "notes.txt", ".hidden"], next: "0001"),
    Row(names: ["0005-a.md", "0003-b.md"], next: "0006"),
    Row(names: ["7-a.md", "007-b.md", "PHR-0009-c.md", "9999-d.md", "20260131-e.md"], next: "10000"),
  ]

  private func add(_ project: Project, _ folder: String = "history/adr") throws -> String {
    try project.add(to: folder, kind: .decision, durability: .fast) { ("\($0.text)-new.md", Array("x".utf8)) }
      .name
  }

  @Test(arguments: rows) func nextNumber(_ row: Row) throws {
    let scratch = try Scratch()
    for name in row.names { try scratch.make("history/adr/" + name) }
    #expect(try add(scratch.project()) == row.next + "-new.md")
  }

  @Test func numbersAreNotGivenAgain() throws {
    let scratch = try Scratch()
    let project = try scratch.project()
    #expect(try add(project) == "0001-new.md")
    #expect(try add(project) == "0002-new.md")
    try FileManager.default.removeItem(at: scratch.root.appending(path: "history/adr/0002-new.md"))
    #expect(try add(project) == "0003-new.md")
    #expect(try add(project, "history/prompts/general") == "0001-new.md")
  }

  @Test func aFullFolder() throws {
    let scratch = try Scratch()
    try scratch.make("history/adr/999999-a.md")
    #expect(throws: HistoryError.self) { try add(scratch.project()) }
    #expect(scratch.files() == ["history/adr/999999-a.md"])
  }

  /// What makes the contents may refuse; then nothing is left, not even the folders that were made for it.
  @Test func nothingIsLeftOfARefusal() throws {
    let scratch = try Scratch()
    let project = try scratch.project()
    #expect(throws: HistoryError.self) {
      try project.add(to: "history/prompts/001-auth", kind: .prompt, durability: .fast) {
        _ throws(HistoryError) in
        throw .notFound("x")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.root.path + "/history"))
    #expect(try add(project) == "0001-new.md")
  }

  struct Obstacle: Sendable, CustomTestStringConvertible {
    let link: String
    let target: String
    var testDescription: String { link + " → " + target }
  }

  static let obstacles = [
    Obstacle(link: "history", target: "../out"), Obstacle(link: "history/adr", target: "../../out"),
    Obstacle(link: "history", target: "real"), Obstacle(link: "history", target: "nowhere"),
  ]

  @Test(arguments: obstacles) func linksAreNotFollowed(_ obstacle: Obstacle) throws {
    let scratch = try Scratch()
    try scratch.make("real/")
    try scratch.make("../out/")
    try scratch.link(obstacle.link, to: obstacle.target)
    let error = #expect(throws: HistoryError.self) { try add(scratch.project()) }
    guard case .leadsOut = error else {
      Issue.record("not refused as a link: \(String(describing: error))")
      return
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.base.path + "/out").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.root.path + "/real").isEmpty)
  }

  @Test(arguments: ["history", "history/adr"]) func aFileWhereAFolderShouldBe(_ name: String) throws {
    let scratch = try Scratch()
    try scratch.make(name, "text")
    let error = #expect(throws: HistoryError.self) { try add(scratch.project()) }
    guard case .notAFolder = error else {
      Issue.record("not named as such: \(String(describing: error))")
      return
    }
    #expect(scratch.text(name) == "text")
  }
}

@Suite struct LayoutTests {
  @Test func everyPlace() throws {
    let scratch = try Scratch()
    let shown = [
      "history/prompts/001-a/0001-a.md", "history/prompts/0002-b.md", "docs/prompts/0001-c.md",
      "specs/001-a/prompts/0001-d.md", "history/adr/0001-e.md", "docs/adr/0001-f.md", "doc/adr/0001-g.md",
      "docs/decisions/0001-h.md", "docs/architecture/decisions/0001-i.md", "choices/0001-j.md",
      "extra/prompts/0001-k.md", "backend/history/prompts/general/0001-l.md", "a/b/c/history/adr/0001-m.md",
      "history/prompts/a/b/c/0001-n.phr",
    ]
    let hidden = [
      "history/prompts/README.md", "history/adr/index.md", "history/adr/INDEX.md", "history/adr/template.md",
      "history/adr/templates/adr-template.md", "history/prompts/node_modules/0001-x.md",
      "history/prompts/.git/0001-x.md",
      "history/adr/notes.txt", "node_modules/p/history/adr/0001-x.md", "vendor/p/history/adr/0001-x.md",
      ".hidden/history/adr/0001-x.md", "a/b/c/d/history/adr/0001-x.md", "other/0001-x.md",
    ]
    for name in shown + hidden { try scratch.make(name, "# x\n") }
    try scratch.make(".adr-dir", "choices\n")
    try scratch.make("clio.yml", "prompt-folders: [extra/prompts]\n")
    #expect(Set(try scratch.project().recordFiles().map { $0.path.description }) == Set(shown))
  }

  @Test(arguments: ["../out", "/etc", ".", ""]) func adrDirLeadsNowhere(_ text: String) throws {
    let scratch = try Scratch()
    try scratch.make("../out/0001-x.md", "# x\n")
    try scratch.make(".adr-dir", text + "\n")
    #expect(try scratch.project().recordFiles().isEmpty)
  }

  @Test func adrDirAsPeopleWriteIt() throws {
    let scratch = try Scratch()
    try scratch.make("choices/0001-x.md", "# x\n")
    for text in ["choices", "./choices", "choices/", "choices\r\n"] {
      try scratch.make(".adr-dir", text)
      #expect(
        try scratch.project().recordFiles().map { $0.path.description } == ["choices/0001-x.md"], "\(text)")
    }
  }

  /// A link in a record folder is shown, and never read through.
  @Test func linksAreShownAsSuch() throws {
    let scratch = try Scratch()
    try scratch.make("../out/secret.md", "secret")
    try scratch.link("history/adr/0001-x.md", to: "../../../out/secret.md")
    try scratch.link("history/prompts/001-a", to: "../../../out")
    let records = try scratch.project().records()
    #expect(records.map { $0.file.path.description } == ["history/adr/0001-x.md"])
    #expect(records.allSatisfy { $0.record == nil })
  }

  /// Root may read everything: the commands' tests give that up first.
  @Test func aClosedFolderIsToldOfByTheWalkItself() throws {
    let scratch = try Scratch()
    try scratch.make("history/adr/0001-x.md", "# x\n")
    let project = try scratch.project()
    // What an earlier walk came by is nothing to this one.
    project.notices.add(.unreadableFolder("history/prompts/001-a", SystemError(call: "", number: 13)))
    #expect(try project.records().count == 1)
    let (files, closed) = try project.recordFilesAndClosed()
    #expect(files.count == 1 && closed.isEmpty)
  }
}
