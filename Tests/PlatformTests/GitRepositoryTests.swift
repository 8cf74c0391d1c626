import Platform
import Testing

@Suite struct GitRepositoryTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.shell("git init -q -b main repo; cd repo; git commit -q --allow-empty -m one; mkdir -p a/b")
  }

  private var commit: String { get throws { try folder.shell("git -C repo rev-parse HEAD") } }

  private func repository(_ path: String = "repo") throws -> GitRepository {
    try #require(GitRepository.containing(folder.path / path, environment: folder.environment))
  }

  @Test func isFoundFromBelow() throws {
    for place in ["repo", "repo/a/b"] {
      let found = try repository(place)
      #expect(found.workTree == folder.path / "repo")
      #expect(found.gitDirectory == folder.path / "repo/.git")
      #expect(found.commonDirectory == found.gitDirectory)
    }
    #expect(GitRepository.containing(folder.path, environment: folder.environment) == nil)
  }

  @Test func isNotAnEmptyFolder() throws {
    try folder.shell("mkdir repo/a/.git")
    #expect(try repository("repo/a/b").workTree == folder.path / "repo")
  }

  @Test func tellsTheBranch() throws {
    #expect(try repository().head() == .branch("main", commit: commit))
    try folder.shell("cd repo; git checkout -q -b feature/x-1; git commit -q --allow-empty -m two")
    #expect(try repository().head() == .branch("feature/x-1", commit: commit))
    try folder.shell("cd repo; git checkout -q --orphan new")
    #expect(try repository().head() == .branch("new", commit: nil))
  }

  @Test func tellsADetachedCommit() throws {
    try folder.shell("cd repo; git checkout -q --detach")
    #expect(try repository().head() == .detached(commit))
    #expect(try repository().head().commit == commit)
  }

  @Test func readsPackedReferences() throws {
    try folder.shell("cd repo; git branch main2; git tag -a -m t t; git pack-refs --all")
    #expect(try Files.status(of: folder.path / "repo/.git/refs/heads/main") == nil)
    #expect(try repository().head() == .branch("main", commit: commit))
    try folder.shell("cd repo; git commit -q --allow-empty -m two")
    #expect(try repository().head() == .branch("main", commit: commit))
  }

  @Test func readsLongHashes() throws {
    try folder.shell(
      "git init -q -b main --object-format=sha256 long; cd long; git commit -q --allow-empty -m one")
    let head = try repository("long").head()
    #expect(head.commit?.count == 64)
    try folder.shell("cd long; git pack-refs --all")
    #expect(try repository("long").head() == head)
  }

  @Test func followsSymbolicReferences() throws {
    try folder.shell(
      "cd repo; git symbolic-ref refs/heads/alias refs/heads/main; git symbolic-ref HEAD refs/heads/alias")
    #expect(try repository().head() == .branch("main", commit: commit))
    try folder.shell("cd repo; git symbolic-ref refs/heads/main refs/heads/alias")
    #expect(try repository().head() == .unknown)
  }

  @Test func worksInWorkTrees() throws {
    try folder.shell("cd repo; git worktree add -q ../tree -b side; mkdir ../tree/deep")
    let tree = try repository("tree/deep")
    #expect(tree.workTree == folder.path / "tree")
    #expect(tree.gitDirectory == folder.path / "repo/.git/worktrees/tree")
    #expect(tree.commonDirectory == folder.path / "repo/.git")
    #expect(try tree.head() == .branch("side", commit: commit))
    try folder.shell("cd repo; git config user.name Shared; git config extensions.worktreeConfig true")
    #expect(tree.configuration("user.name", environment: folder.environment) == "Shared")
    try folder.shell("cd tree; git config --worktree user.name Own")
    #expect(tree.configuration("user.name", environment: folder.environment) == "Own")
    #expect(try repository().configuration("user.name", environment: folder.environment) == "Shared")
  }

  @Test func worksInSubmodulesReachedThroughALink() throws {
    try folder.shell(
      "git init -q -b main parts/x; mv parts/x/.git repo/.git/sub; mkdir repo/x"
        + "; echo 'gitdir: ../.git/sub' > repo/x/.git; ln -s repo/x linked")
    #expect(try repository("repo/x").gitDirectory == folder.path / "repo/.git/sub")
    #expect(try repository("linked").gitDirectory == folder.path / "repo/.git/sub")
  }

  @Test(arguments: [
    "ref: refs/heads/../../../../secret", "ref: refs/heads/a\u{1B}[2J", "ref: /etc/passwd", "ref: HEAD", "",
    "ref: ", "garbage", "ref: refs/heads/", "ref: refs/heads/.hidden", "ref: refs/heads//x",
    "1234567890123456789012345678901234567890123", "ref: refs/heads/sp ace",
  ])
  func refusesHostileHeads(_ head: String) throws {
    try folder.shell("git -C repo rev-parse HEAD > secret")
    try Files.writeAtomically(folder.path / "repo/.git/HEAD", contents: Array(head), durability: .fast)
    #expect(try repository().head() == .unknown)
  }

  @Test func refusesBytesThatAreNoText() throws {
    let head = Array("ref: refs/heads/x") + [0xFF, 0x0A]
    try Files.writeAtomically(folder.path / "repo/.git/HEAD", contents: head, durability: .fast)
    #expect(try repository().head() == .unknown)
  }

  @Test(arguments: ["gitdir: nowhere", "nonsense", "", "gitdir:", "gitdir: a\0b"])
  func refusesBrokenPointers(_ text: String) throws {
    try folder.shell("mkdir broken")
    try Files.create(folder.path / "broken/.git", contents: Array(text), durability: .fast)
    #expect(GitRepository.containing(folder.path / "broken") == nil)
  }

  /// clio writes below what it takes for git's folder.
  @Test(arguments: [
    "mkdir fake", "mkdir -p fake/objects fake/refs", "mkdir -p fake/objects; touch fake/HEAD",
  ])
  func refusesPointersToOtherFolders(_ making: String) throws {
    try folder.shell("mkdir inner; echo 'gitdir: ../fake' > inner/.git; " + making)
    #expect(GitRepository.containing(folder.path / "inner") == nil)
    try folder.shell("mkdir -p fake/objects fake/refs; touch fake/HEAD")
    #expect(GitRepository.containing(folder.path / "inner")?.gitDirectory == folder.path / "fake")
    try folder.shell("echo ../elsewhere > fake/commondir; mkdir elsewhere")
    #expect(GitRepository.containing(folder.path / "inner") == nil)
  }

  @Test func asksGitWhereReferencesAreTables() throws {
    // As such a repository looks to a reader of files; this git knows the true place no better than we do.
    try folder.shell("cd repo; git init -q -b main --ref-format=reftable ../table || touch ../old-git")
    if try Files.status(of: folder.path / "old-git") != nil {
      try Files.writeAtomically(
        folder.path / "repo/.git/HEAD", contents: Array("ref: refs/heads/.invalid\n"), durability: .fast)
      #expect(try repository().head() == .unknown)
    } else {
      try folder.shell("cd table; git commit -q --allow-empty -m one")
      #expect(try repository("table").head().branch == "main")
    }
  }

  @Test func findsTheUserWhereGitDoes() throws {
    var environment = folder.environment
    try folder.shell(
      "mkdir -p home/.config/git xdg/git; git config -f home/.config/git/config user.name Xdg"
        + "; git config -f xdg/git/config user.name Elsewhere; git config -f global user.name Global"
        + "; git config -f system user.name System")
    let repository = try repository()
    func user() -> String? { GitRepository.userName(in: repository, environment: environment) }
    #expect(user() == "Xdg")
    environment["XDG_CONFIG_HOME"] = (folder.path / "xdg").description
    #expect(user() == "Elsewhere")
    try folder.shell("git config -f home/.gitconfig user.name Home")
    #expect(user() == "Home")
    #expect(GitRepository.userName(in: nil, environment: environment) == "Home")
    environment["GIT_CONFIG_GLOBAL"] = (folder.path / "global").description
    #expect(user() == "Global")
    try folder.shell("cd repo; git config user.name Local")
    #expect(user() == "Local")
    environment.merge(
      ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Given"]
    ) { $1 }
    #expect(user() == "Given")
    environment = ["GIT_CONFIG_SYSTEM": (folder.path / "system").description]
    #expect(GitRepository.userName(in: nil, environment: environment) == "System")
    environment["GIT_CONFIG_NOSYSTEM"] = "true"
    #expect(GitRepository.userName(in: nil, environment: environment) == nil)
  }

  @Test func asksGitWhereFilesAreIncluded() throws {
    try folder.shell(
      "git config -f more user.name Included; mkdir -p home"
        + "; printf '[user]\\nname = Plain\\n[includeIf \"gitdir:%s/repo/\"]\\npath = ../more\\n' \"$PWD\" > home/.gitconfig"
    )
    let environment = folder.environment
    #expect(try repository().configuration("user.name", environment: environment) == "Included")
    #expect(GitRepository.userName(in: nil, environment: environment) == "Plain")
  }
}
