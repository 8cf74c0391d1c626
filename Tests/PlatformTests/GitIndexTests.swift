import Platform
import Testing

@Suite struct GitIndexTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.shell(
      """
      git init -q -b main repo; cd repo; mkdir -p a/b; touch a/b/c a/b.c a/b0 a.md 'a/ü \\ x'
      long=a/$(printf %04100d 0 | fold -w 200 | tr '\\n' '/')
      git config core.longpaths true; git add -A
      git update-index --add --cacheinfo 100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5391,${long%/}
      """)
  }

  private func index(hashLength: Int = 20, _ name: String = "") throws -> GitIndex? {
    var environment = folder.environment
    if !name.isEmpty { environment["GIT_INDEX_FILE"] = name }
    return try #require(GitRepository.containing(folder.path / "repo", environment: environment))
      .index(hashLength: hashLength)
  }

  private func git(_ script: String) throws { try folder.shell("cd repo; \(script)") }

  @Test func holdsWhatGitLists() throws {
    let index = try #require(try index())
    let names = try Spawn.run(
      ["git", "ls-files", "-z"], directory: folder.path / "repo", environment: folder.environment,
      outputLimit: 1 << 20
    ).output.split(separator: 0).map(Array.init)
    #expect(names.count == 6)
    for name in names {
      #expect(index.contains(name))
      #expect(!index.contains(name + [0x30]) && !index.contains(Array(name.dropLast())))
    }
    #expect(!index.contains([]))
  }

  @Test func isTheOneThatAHookIsTold() throws {
    try git("cp .git/index other; touch new; GIT_INDEX_FILE=other git add new")
    #expect(try index()?.contains(Array("new".utf8)) == false)
    #expect(try index("other")?.contains(Array("new".utf8)) == true)
  }

  private func index(_ name: String) throws -> GitIndex? { try index(hashLength: 20, name) }

  @Test func readsLongHashes() throws {
    try folder.shell("rm -rf repo; git init -q --object-format=sha256 repo; cd repo; touch x yy; git add -A")
    #expect(try index(hashLength: 32)?.contains(Array("yy".utf8)) == true)
    #expect(try index(hashLength: 20) == nil)
  }

  @Test func whatIsOnlyIntendedIsNotThere() throws {
    try git("touch intended; git add -N intended")
    #expect(try index()?.contains(Array("intended".utf8)) == false)
    #expect(try index()?.contains(Array("a.md".utf8)) == true)
  }

  @Test(arguments: [
    "git update-index --index-version 4", "git update-index --split-index",
    "git commit -qm one; git sparse-checkout init --cone --sparse-index; git sparse-checkout set a/b",
    "git commit -qm 1; git checkout -qb o; echo 1 >a.md; git commit -qam 2; git checkout -q main; "
      + "echo 2 >a.md; git commit -qam 3; git merge o || true",
  ]) func leavesToGitWhatIsItsAlone(_ script: String) throws {
    try git("git rm -rq --cached a/0*; mkdir z; touch z/z; git add z; \(script)")
    #expect(try index() == nil)
  }

  @Test func isReadWholeOrNotAtAll() throws {
    let bytes = try Files.read(folder.path / "repo/.git/index")
    for count in 0..<bytes.count { #expect(GitIndex(Array(bytes[..<count]), hashLength: 20) == nil) }
    for place in bytes.indices.dropLast(20) {
      var flipped = bytes
      flipped[place] ^= 0xFF
      _ = GitIndex(flipped, hashLength: 20)?.contains(Array("a.md".utf8))
    }
  }
}
