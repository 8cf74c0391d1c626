import Platform
import Testing

@Suite struct ReadingTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test func readsFilesOfAllSizes() throws {
    for size in [0, 1, 65_535, 65_536, 65_537, 20_000_000] {
      let contents = [UInt8](repeating: 7, count: size)
      try Files.writeAtomically(folder.path / "f", contents: contents, durability: .fast)
      #expect(try Files.read(folder.path / "f") == contents)
    }
  }

  @Test func refusesMoreThanTheLimit() throws {
    try Files.create(folder.path / "f", contents: Array("12345"), durability: .fast)
    #expect(try Files.read(folder.path / "f", limit: 5).count == 5)
    #expect(failure { _ = try Files.read(folder.path / "f", limit: 4) }?.isTooLarge == true)
    try folder.shell("truncate -s 1T huge")
    #expect(failure { _ = try Files.read(folder.path / "huge", limit: 1 << 20) }?.isTooLarge == true)
  }

  @Test func readsFilesThatClaimToBeEmpty() throws {
    guard try Files.status(of: "/proc/version") != nil else { return }
    #expect(try !Files.read("/proc/version").isEmpty)
  }

  @Test func doesNotWaitForPipes() throws {
    try folder.shell("mkfifo pipe")
    #expect(failure { _ = try Files.read(folder.path / "pipe") }?.number == SystemError.notRegularFile)
    #expect(failure { _ = try folder.open().read("pipe") }?.reason == "not a regular file")
    #expect(failure { _ = try LockedFile.open(folder.path / "pipe") }?.reason == "not a regular file")
  }

  @Test func saysWhatIsWrong() throws {
    let missing = failure { _ = try Files.read(folder.path / "missing") }
    #expect(missing?.isMissing == true)
    #expect(missing?.description == "\(folder.path)/missing: no such file or directory")
    #expect(failure { _ = try Files.read(folder.path) }?.reason == "is a directory")
    #expect(failure { _ = try Files.read(Path(bytes: [0x61, 0])) }?.reason == "invalid argument")
    #expect(try Files.readIfPresent(folder.path / "missing/too") == nil)
  }

  @Test func tellsKindsApart() throws {
    try folder.shell("echo 123 > file; mkdir directory; ln -s file link; ln -s nowhere dangling; mkfifo pipe")
    let table: [(String, FileKind?, FileKind?)] = [
      ("file", .file, .file), ("directory", .directory, .directory), ("link", .symbolicLink, .file),
      ("dangling", .symbolicLink, nil), ("pipe", .other, .other), ("missing", nil, nil), ("file/x", nil, nil),
    ]
    for (name, own, followed) in table {
      #expect(try Files.status(of: folder.path / name, followingLinks: false)?.kind == own)
      #expect(try Files.status(of: folder.path / name)?.kind == followed)
    }
    let status = try folder.open().status("file")
    #expect(status?.size == 4)
    #expect(try folder.open().status(borrowed: nameBuffer("file")) == status)
    #expect((status?.modified ?? Timestamp(seconds: 0)) > Timestamp(seconds: 1_700_000_000))
    let kinds = Dictionary(
      uniqueKeysWithValues: try Files.entries(of: folder.path).map { ($0.name, $0.kind) })
    #expect(kinds[Array("link")] == .some(.symbolicLink))
  }

  @Test func listsNamesByBytesAndAgain() throws {
    try folder.shell("touch b a .c ..d 'é'; mkdir Z")
    let directory = try folder.open()
    let expected = ["..d", ".c", "Z", "a", "b", "é"]
    for _ in 0..<2 {
      #expect(try directory.entries().map { String(decoding: $0.name, as: UTF8.self) } == expected)
    }
    var count = 0
    try directory.forEachName { _ in count += 1 }
    #expect(count == expected.count)
  }

  @Test func makesDirectories() throws {
    let deep = folder.path / "a/b/c"
    #expect(try Files.createDirectories(deep) == [folder.path / "a", folder.path / "a/b", deep])
    #expect(try Files.createDirectories(deep).isEmpty)
    try Files.create(folder.path / "file", contents: [])
    #expect(failure { try Files.createDirectories(folder.path / "file") }?.exists == true)
    #expect(failure { try Files.createDirectories(folder.path / "file/x") } != nil)
  }

  @Test func resolvesLinks() throws {
    try folder.shell("mkdir real; ln -s real link; ln -s loop loop")
    #expect(try Files.realPath(folder.path / "link") == folder.path / "real")
    #expect(failure { _ = try Files.realPath(folder.path / "loop") }?.isLoop == true)
  }

  private func nameBuffer(_ name: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
  }
}
