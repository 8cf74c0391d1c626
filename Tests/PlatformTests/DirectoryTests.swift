import Testing

@testable import Platform

@Suite struct DirectoryTests {
  let folder: Folder
  let directory: Directory

  init() throws {
    folder = try Folder()
    directory = try folder.open()
  }

  @Test(arguments: ["", ".", "..", "a/b", "/etc", "a\0b"])
  func refusesNamesThatLeadElsewhere(_ name: String) {
    let calls: [() throws -> Void] = [
      { _ = try directory.child(name, create: true) }, { _ = try directory.read(name) },
      { _ = try directory.status(name) }, { try directory.create(name, contents: []) },
      { try directory.replace(name, contents: []) }, { try directory.remove(name) },
      { try directory.rename(name, to: "x") }, { _ = try LockedFile.open(name, in: directory) },
    ]
    for call in calls { #expect(failure(call)?.reason == "invalid argument") }
  }

  @Test func followsNoLinks() throws {
    try folder.shell("mkdir real; echo x > real/f; ln -s real link; ln -s real/f file-link")
    #expect(failure { _ = try directory.child("link") }?.isLoop == true)
    #expect(failure { _ = try directory.descend(["link", "deeper"], create: true) }?.isLoop == true)
    #expect(failure { _ = try directory.read("file-link") }?.isLoop == true)
    #expect(failure { try directory.replace("file-link", contents: []) }?.isLoop == true)
    #expect(failure { _ = try LockedFile.open("file-link", in: directory) }?.isLoop == true)
    #expect(failure { _ = try Directory.open(folder.path / "link", followingLinks: false) } != nil)
    #expect(try Directory.open(folder.path / "link").read("f") == Array("x\n"))
    #expect(failure { _ = try directory.child("real").child("f") }?.isMissing == true)
  }

  @Test func descendsAndMakesWhatIsMissing() throws {
    #expect(failure { _ = try directory.descend(["a", "b"]) }?.isMissing == true)
    let deep = try directory.descend(["a", "b"], create: true)
    try deep.create("f", contents: Array("x"))
    #expect(try Files.read(folder.path / "a/b/f") == Array("x"))
    #expect(deep.path == folder.path / "a/b")
    _ = try directory.descend(["a", "b"], create: true)
  }

  @Test(arguments: [Durability.full, .fast])
  func makesFilesOnce(_ durability: Durability) throws {
    try directory.create("f", contents: Array("first"), durability: durability)
    #expect(failure { try directory.create("f", contents: [], durability: durability) }?.exists == true)
    #expect(try directory.read("f") == Array("first"))
    #expect(try folder.names() == ["f"])
  }

  enum Way: CaseIterable { case unnamed, named, inPlace }

  @Test(arguments: Way.allCases)
  func makesFilesInAnyWay(_ way: Way) throws {
    let new = NewFile(
      name: Array("f"), path: folder.path / "f", contents: Array("text"), mode: 0o640, durability: .full)
    func make() throws -> Bool {
      switch way {
      case .unnamed: return try directory.createUnnamed(new)
      case .named: return try directory.createNamed(new)
      case .inPlace:
        try directory.createInPlace(new)
        return true
      }
    }
    #expect(try make())
    #expect(try directory.read("f") == Array("text"))
    #expect(try folder.shell("stat -c %a f") == "640")
    #expect(failure { _ = try make() }?.exists == true)
    #expect(try folder.names() == ["f"])
  }

  @Test func obeysTheUmask() throws {
    try directory.create("f", contents: [])
    try folder.shell("touch expected")
    #expect(try folder.shell("stat -c %a f") == folder.shell("stat -c %a expected"))
  }

  @Test func replacesAndKeepsTheMode() throws {
    try directory.replace("f", contents: Array("one"))
    try folder.shell("chmod 741 f")
    let before = try directory.status("f")
    try directory.replace("f", contents: Array("two"))
    #expect(try directory.read("f") == Array("two"))
    #expect(try folder.shell("stat -c %a f") == "741")
    #expect(try directory.status("f")?.inode != before?.inode)
    #expect(try folder.names() == ["f"])
    try folder.shell("mkdir d")
    #expect(failure { try directory.replace("d", contents: []) }?.reason == "is a directory")
  }

  @Test func leavesNothingWhenItFails() throws {
    try folder.shell("mkdir gone")
    let gone = try directory.child("gone")
    try folder.shell("rmdir gone")
    #expect(failure { try gone.create("f", contents: Array("x")) }?.isMissing == true)
    #expect(failure { try gone.replace("f", contents: Array("x")) }?.isMissing == true)
    try folder.shell("mkdir taken")
    #expect(failure { try directory.rename("missing", to: "taken") }?.isMissing == true)
    #expect(try folder.names() == ["taken"])
  }

  @Test func removesAndRenames() throws {
    let other = try directory.child("other", create: true)
    try directory.create("a", contents: Array("a"))
    try other.create("b", contents: Array("b"))
    try directory.rename("a", to: "b", in: other)
    #expect(try other.read("b") == Array("a"))
    #expect(try directory.status("a") == nil)
    try other.remove("b")
    #expect(failure { try other.remove("b") }?.isMissing == true)
  }

  @Test func locksOutOthers() throws {
    try directory.lock()
    #expect(throws: (any Error).self) { try folder.shell("flock --nonblock . true") }
    directory.unlock()
    try folder.shell("flock --nonblock . true")
    try folder.open().lock()
  }

  @Test func sweepsOnlyItsOwnLeavings() throws {
    try folder.shell("touch .clio-1-0.tmp .clio-77-3.tmp .clio.tmp.md clio-1-0.tmp .clio-1.md")
    try directory.lock()
    #expect(try directory.sweep() == 2)
    #expect(try folder.names() == [".clio-1.md", ".clio.tmp.md", "clio-1-0.tmp"])
  }

  @Test func passesByForeignTemporaryFiles() throws {
    let own = World.current().processIdentifier
    try folder.shell("touch .clio-\(own)-0.tmp")
    try directory.replace("f", contents: Array("x"))
    #expect(try folder.names() == [".clio-\(own)-0.tmp", "f"])
  }

  @Test func countsInALockedFile() throws {
    #expect(failure { _ = try LockedFile.open("n", in: directory, create: false) }?.isMissing == true)
    do {
      let file = try LockedFile.open("n", in: directory)
      #expect(try file.contents.isEmpty)
      try file.overwrite(Array("12345"), durability: .full)
      try file.overwrite(Array("99"))
      #expect(try file.contents == Array("99"))
      #expect(throws: (any Error).self) { try folder.shell("flock --nonblock n true") }
    }
    #expect(try LockedFile.open(folder.path / "n").contents == Array("99"))
  }
}
