import Foundation
import Platform
import Testing

@testable import History

@Suite("The projects that clio was used in") struct ProjectRegistryTests {
  private func registry(_ scratch: Scratch) throws -> ProjectRegistry {
    try #require(ProjectRegistry(scratch.world().environment))
  }

  private func contents(_ registry: ProjectRegistry) -> String {
    (try? String(contentsOfFile: registry.file.description, encoding: .utf8)) ?? ""
  }

  @Test func addAndForget() throws {
    let registry = try registry(Scratch())
    #expect(try registry.roots() == [])
    #expect(try registry.add(["/a", "/b c", "/a"]) == ["/a", "/b c"])
    #expect(try registry.add(["/a", "relative", "/with\nbreak"]) == [])
    #expect(try registry.roots() == ["/a", "/b c"])
    #expect(try registry.forget(["/a", "/x"]) == ["/a"])
    #expect(contents(registry) == "/b c\n")
  }

  @Test("What others wrote into the file is passed over, and kept") func hostileContents() throws {
    let scratch = try Scratch()
    let registry = try registry(scratch)
    try registry.add(["/a"])
    let hostile = Array("# mine\n\n../up\n/a\n/nul\0x\n".utf8) + [0x2F, 0xFF, 0x0A] + Array("/no end".utf8)
    try Data(hostile).write(to: URL(filePath: registry.file.description))
    #expect(try registry.roots() == ["/a", Path(bytes: [0x2F, 0xFF]), "/no end"])
    try registry.add(["/b"])
    try registry.forget(["/a"])
    let lines = try Data(contentsOf: URL(filePath: registry.file.description)).split(separator: 0x0A)
    #expect(lines.count == 6)
    #expect(lines.first.map { Array($0) } == Array("# mine".utf8))
    #expect(lines.last.map { Array($0) } == Array("/b".utf8))
    try Data(repeating: 0x2F, count: 2 << 20).write(to: URL(filePath: registry.file.description))
    #expect(throws: SystemError.self) { try registry.roots() }
    #expect(throws: SystemError.self) { try registry.add(["/c"]) }
  }

  @Test("Many at once lose nothing") func concurrency() async throws {
    let scratch = try Scratch()
    let environment = scratch.world().environment
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<20 { _ = try? ProjectRegistry(environment)?.add([Path("/p\(task)-\(number)")]) }
        }
      }
    }
    #expect(try registry(scratch).roots().count == 160)
  }

  @Test(
    "Used with records, by a person",
    arguments: [
      ("history/prompts/", [:], true), ("src/", [:], false), ("history/adr/", ["CI": "true"], false),
      ("history/adr/", ["CI": "false"], true), ("history/adr/", ["CI": ""], true),
    ])
  func use(_ folder: String, _ environment: [String: String], _ isNoted: Bool) throws {
    let scratch = try Scratch()
    try scratch.make(folder)
    try scratch.project(environment).noteUse()
    try scratch.project(environment).noteUse()
    #expect(try registry(scratch).roots() == (isNoted ? [Path(scratch.root.path)] : []))
  }

  @Test("A linked worktree counts as the main one") func worktree() throws {
    let scratch = try Scratch()
    try scratch.make("history/prompts/")
    try scratch.make(".git/HEAD", "ref: refs/heads/main\n")
    try scratch.make(".git/objects/")
    try scratch.make(".git/refs/")
    try scratch.make(".git/worktrees/w/HEAD", "ref: refs/heads/w\n")
    try scratch.make(".git/worktrees/w/commondir", "../..\n")
    let linked = scratch.base.appending(path: "linked")
    try FileManager.default.createDirectory(
      at: linked.appending(path: "history/prompts"), withIntermediateDirectories: true)
    try Data("gitdir: \(scratch.root.path)/.git/worktrees/w\n".utf8).write(to: linked.appending(path: ".git"))
    var world = scratch.world()
    world.directory = Path(linked.path)
    let project = try Project(root: nil, world: world)
    #expect(project.registeredRoot == Path(scratch.root.path))
    project.noteUse()
    #expect(try registry(scratch).roots() == [Path(scratch.root.path)])
  }

  @Test("Where nothing can be noted, nothing is wrong") func noPlace() throws {
    let scratch = try Scratch()
    try scratch.make("history/prompts/")
    try scratch.make("file")
    try scratch.project(["XDG_STATE_HOME": scratch.root.path + "/file"]).noteUse()
    let none = ProjectRegistry(["XDG_STATE_HOME": "relative"])
    #expect(none?.file == nil)
  }
}
