import Foundation
import Platform
import Records
import Testing

@testable import History

@Suite struct JournalTests {
  private static let old = Array("old".utf8)
  private static let new = Array("new".utf8)
  private static let steps: [ChangeStep] = [
    .make("history/adr/0002-b.md", new), .replace("history/adr/0003-c.md", was: old, new),
    .remove("history/adr/0001-a.md", was: old),
  ]

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.make("history/adr/0001-a.md", "old")
    try scratch.make("history/adr/0003-c.md", "old")
    return scratch
  }

  /// Writes an entry as a process does that is killed right afterwards.
  private func leave(_ bytes: [UInt8], in project: Project) throws {
    let state = try #require(project.stateFolder())
    let journal = try state.child("journal", create: true)
    try journal.create(Project.entryName(in: journal), contents: bytes)
  }

  private func entries(_ project: Project) throws -> [String] {
    guard let journal = try? project.existingStateFolders().first?.child("journal") else { return [] }
    return try journal.entries().map { String(decoding: $0.name, as: UTF8.self) }.sorted()
  }

  private func state(_ scratch: Scratch) -> [String] {
    scratch.files().filter { $0.hasPrefix("history") }.map { $0.suffix(9) + " " + (scratch.text($0) ?? "") }
  }

  private static let before = ["0001-a.md old", "0003-c.md old"]
  private static let after = ["0002-b.md new", "0003-c.md new"]

  @Test func aChangeIsMade() throws {
    let scratch = try scratch()
    let project = try scratch.project()
    try project.apply(Self.steps, durability: .fast)
    #expect(state(scratch) == Self.after)
    #expect(try entries(project).isEmpty)
  }

  @Test(arguments: 0...3) func aChangeThatWasInterruptedIsFinished(_ done: Int) throws {
    let scratch = try scratch()
    let project = try scratch.project()
    try leave(JournalEntry(root: project.root.path, steps: Self.steps).bytes, in: project)
    for step in Self.steps.prefix(done) { try project.apply([step], durability: .fast) }
    #expect(try project.finishInterruptedChanges().isEmpty)
    #expect(state(scratch) == Self.after)
    #expect(try entries(project).isEmpty)
  }

  @Test(arguments: ["history/adr/0001-a.md", "history/adr/0002-b.md", "history/adr/0003-c.md"])
  func whatSomeoneHasEditedSinceIsLeft(_ path: String) throws {
    let scratch = try scratch()
    let project = try scratch.project()
    try leave(JournalEntry(root: project.root.path, steps: Self.steps).bytes, in: project)
    try scratch.make(path, "edited")
    let files = state(scratch)
    #expect(try project.finishInterruptedChanges().map(\.description) == [path])
    #expect(state(scratch) == files)
    let entries = try entries(project)
    #expect(entries.count == 1 && entries[0].hasSuffix(".conflict"))
    #expect(try project.finishInterruptedChanges().isEmpty)
  }

  @Test func aChangeThatCantBeMadeIsTakenBack() throws {
    let scratch = try scratch()
    let project = try scratch.project()
    try scratch.make("history/adr/0002-b.md", "taken")
    #expect(throws: HistoryError.self) { try project.apply(Self.steps.reversed(), durability: .fast) }
    #expect(state(scratch) == ["0001-a.md old", "0002-b.md taken", "0003-c.md old"])
    #expect(try entries(project).isEmpty)
    #expect(throws: HistoryError.self) {
      try project.apply([.replace("history/adr/0003-c.md", was: Self.new, Self.old)], durability: .fast)
    }
  }

  struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: @Sendable (Path) -> [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ steps: [ChangeStep], root: Path? = nil) {
      self.name = name
      bytes = { JournalEntry(root: root ?? $0, steps: steps).bytes }
    }

    init(_ name: String, raw: String) {
      self.name = name
      bytes = { _ in Array(raw.utf8) }
    }
  }

  static let hostile: [Hostile] = [
    Hostile("out by dots", [.make("../out.md", new)]),
    Hostile("out of the folder", [.make("history/adr/../../out.md", new)]),
    Hostile("absolute", [.make("/out.md", new)]),
    Hostile("elsewhere in the project", [.make("src/out.md", new)]),
    Hostile("no record", [.make("history/adr/run.sh", new)]),
    Hostile("a git hook", [.make(".git/hooks/pre-commit", new)]),
    Hostile("removing elsewhere", [.remove("keep.md", was: Array("keep".utf8))]),
    Hostile("one good, one bad", [.make("history/adr/0009-z.md", new), .make("../out.md", new)]),
    Hostile("another root", [.make("history/adr/0009-z.md", new)], root: "/another"),
    Hostile("nothing", raw: ""), Hostile("no journal", raw: "hello\n"),
    Hostile("cut", raw: "clio journal 1\nroot 5\n/sho"),
    Hostile("a huge length", raw: "clio journal 1\nroot 9223372036854775807\n/\n"),
    Hostile("a negative length", raw: "clio journal 1\nroot -1\n/\n"),
    Hostile("no end", raw: "clio journal 1\nroot 1\n/\n"),
    Hostile("through a link", [.make("history/adr/linked/0009-z.md", new)]),
  ]

  @Test(arguments: hostile) func aHostileEntryDoesNothing(_ entry: Hostile) throws {
    let scratch = try scratch()
    try scratch.make("keep.md", "keep")
    try scratch.make("../elsewhere/")
    try scratch.link("history/adr/linked", to: "../../../elsewhere")
    let project = try scratch.project()
    try leave(entry.bytes(project.root.path), in: project)
    let files = scratch.files()
    _ = try? project.finishInterruptedChanges()
    #expect(scratch.files() == files)
    #expect(state(scratch).filter { !$0.contains("linked") } == Self.before)
    #expect(!FileManager.default.fileExists(atPath: scratch.base.path + "/out.md"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.base.path + "/elsewhere").isEmpty)
  }

  @Test func entriesAreReadBack() {
    let entry = JournalEntry(
      root: "/shop", steps: Self.steps + [.make("history/adr/0004-\n.md", [0, 10, 255])])
    #expect(JournalEntry(entry.bytes) == entry)
    for count in 0..<entry.bytes.count { #expect(JournalEntry(Array(entry.bytes.prefix(count))) == nil) }
  }
}
