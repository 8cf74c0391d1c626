import Records
import Testing

@testable import History
@testable import Platform

/// A journal that came along with a repository, or was copied, is never followed.
struct ForeignJournalTests {
  @Test func anEntryOfAnotherFolderIsLeftAlone() throws {
    let scratch = try Scratch()
    try scratch.make("history/adr/0001-a.md", "old")
    let project = try Project(root: nil, world: scratch.world())
    let journal = try #require(project.stateFolder()).child("journal", create: true)
    let steps: [ChangeStep] = [.replace("history/adr/0001-a.md", was: Array("old".utf8), Array("evil".utf8))]
    try journal.create("abc", contents: JournalEntry(root: project.root.path, steps: steps).bytes)
    #expect(try project.finishInterruptedChanges() == [])
    #expect(scratch.text("history/adr/0001-a.md") == "old")
  }
}
