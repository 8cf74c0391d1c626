import Foundation
import Testing

/// `clio check --staged` looks at what the commit will hold, and starts git as seldom as it can.
@Suite struct StagedCheckTests {
  private let sandbox: Sandbox
  private let record = "history/prompts/001-auth/0001-fix-the-login.red.prompt.md"

  init() throws {
    sandbox = try Sandbox()
    // A git in front of the real one tells what it was asked.
    let git = sandbox.base.appending(path: "bin/git")
    try Data(
      """
      #!/bin/sh
      echo "$*" >>'\(sandbox.base.path)/asked'
      exec "$(PATH=${PATH#*:} command -v git)" "$@"

      """.utf8
    ).write(to: git)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: git.path)
    try sandbox.shell(
      "git init -q && mkdir history && echo x >README.md && git add -A && git commit -qm zero")
  }

  /// The findings of a check of what is staged, a line each, and the questions to git.
  private func check(in folder: String = ".") throws -> (found: [String], asked: Int) {
    let asked = sandbox.base.appending(path: "asked")
    try? FileManager.default.removeItem(at: asked)
    let outcome = try sandbox.shell("cd '\(folder)' && clio check --staged --format github --fail-on info")
    let lines = outcome.text.split(separator: "\n").filter { $0.hasPrefix("::") }.map(String.init)
    #expect(outcome.status == (lines.isEmpty ? 0 : 1), "\(outcome.text)\(outcome.errorText)")
    let questions = (try? String(contentsOf: asked, encoding: .utf8)) ?? ""
    return (lines, questions.split(separator: "\n").count)
  }

  private func findsTheSlot(_ found: [String], at path: String? = nil) -> Bool {
    found.count == 1 && found[0].contains("file=\(path ?? record),line=9") && found[0].contains("BRANCH")
  }

  @Test(arguments: ["sha1", "sha256"]) func gitIsAskedOnce(_ format: String) throws {
    try sandbox.shell(
      "rm -rf .git; git init -q --object-format=\(format); git add README.md; git commit -qm 1")
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}", files: "[README.md, src/gone.py]"))
    try sandbox.shell("git add -A; rm README.md")
    let (found, asked) = try check()
    #expect(found.count == 2 && found.contains { $0.contains("src/gone.py") })
    #expect(asked == 1)
  }

  @Test func aFirstCommitIsCheckedToo() throws {
    try sandbox.shell("rm -rf .git; git init -q")
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}", files: "[gone.py]"))
    try sandbox.shell("git add -A")
    let (found, asked) = try check()
    #expect(found.count == 2 && asked == 1)
  }

  @Test(arguments: [
    "git config core.autocrlf true && sed -i 's/$/\\r/' RECORD && git add -A",
    "echo '*.md filter=f' >.gitattributes && git config filter.f.clean 'sed s/main/{{BRANCH}}/'"
      + " && sed -i 's/{{BRANCH}}/main/' RECORD && git add -A",
    "git add -A && sed -i 's/{{BRANCH}}/main/' RECORD", "git add -A && rm RECORD",
    "git add -A && rm RECORD && ln -s ../../../README.md RECORD", "git add -A && rm RECORD && mkdir RECORD",
  ]) func whatTheTreeHasOtherwiseIsAskedFor(_ script: String) throws {
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}"))
    let outcome = try sandbox.shell(script.replacingOccurrences(of: "RECORD", with: record))
    try #require(outcome.status == 0, "\(outcome.errorText)")
    let (found, asked) = try check()
    #expect(findsTheSlot(found), "\(found)")
    #expect(asked == 2)
  }

  @Test func aRenamedRecordHasItsNewName() throws {
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}"))
    let other = record.replacingOccurrences(of: "login", with: "logout")
    try sandbox.shell("git add -A; git commit -qm one; git mv \(record) \(other)")
    #expect(findsTheSlot(try check().found, at: other))
  }

  @Test(arguments: ["git rm -q RECORD", "git rm -q --cached RECORD", "git mv RECORD note.txt"])
  func whatIsRemovedIsNotChecked(_ script: String) throws {
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}"))
    try sandbox.shell("git add -A; git commit -qm one")
    try sandbox.shell(script.replacingOccurrences(of: "RECORD", with: record))
    #expect(try check().found == [])
  }

  @Test func whatIsOnlyIntendedIsNotChecked() throws {
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}"))
    try sandbox.shell("git add -N \(record)")
    #expect(try check().found == [])
  }

  @Test func worktreesAndSubmodulesAreRepositories() throws {
    try sandbox.shell("git worktree add -q ../tree; git init -q ../outer; git -C ../outer config x.y z")
    try sandbox.shell("cd ../outer && git -c protocol.file.allow=always submodule add -q ../shop inner")
    for folder in ["../tree", "../outer/inner"] {
      try sandbox.write(folder + "/" + record, promptRecord(branch: "{{BRANCH}}", files: "[README.md]"))
      try sandbox.shell("git add -A; rm README.md", in: folder)
      let (found, asked) = try check(in: folder)
      #expect(findsTheSlot(found), "\(folder): \(found)")
      #expect(asked == 1)
    }
  }

  /// With `git commit FILE`, what else is staged is none of the commit's.
  @Test func onlyTheFilesOfTheCommitAreChecked() throws {
    let other = record.replacingOccurrences(of: "0001", with: "0002")
    try sandbox.write(record, promptRecord(branch: "{{BRANCH}}"))
    try sandbox.write(other, promptRecord(branch: "main").replacingOccurrences(of: "0001", with: "0002"))
    try sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\nexec clio check --staged\n")
    try sandbox.shell("chmod +x .git/hooks/pre-commit; git add -A")
    #expect(try sandbox.shell("git commit -qm one \(record)").status == 1)
    let taken = try sandbox.shell("git commit -qm one \(other)")
    #expect(taken.status == 0, "\(taken.text)\(taken.errorText)")
    #expect(try sandbox.shell("git commit -qm two").status == 1)
  }

  /// A record may name a file that its commit removes, but none that was never there.
  @Test(
    arguments: [
      ("", 1), ("git update-index --index-version 4", 2), ("git update-index --split-index", 2),
    ], [".", "apps/web"])
  func theLastCommitIsRemembered(_ form: (script: String, asked: Int), _ folder: String) throws {
    try sandbox.write(folder + "/src/removed.py", "x")
    try sandbox.write(folder + "/src/lost.py", "x")
    try sandbox.shell("git add -A; git commit -qm one")
    try sandbox.write(folder + "/src/other.py", "x")
    try sandbox.write(folder + "/src/added.py", "x")
    try sandbox.write(
      folder + "/" + record,
      promptRecord(
        branch: "main", files: "[src/removed.py, src/lost.py, src/other.py, src/added.py, src/gone.py]"))
    try sandbox.shell("git add -A; git rm -q src/removed.py; rm src/lost.py src/added.py", in: folder)
    if !form.script.isEmpty { try sandbox.shell(form.script) }
    let (found, asked) = try check(in: folder)
    #expect(found.count == 2, "\(found)")
    #expect(found.first?.contains("src/added.py") == true && found.last?.contains("src/gone.py") == true)
    #expect(asked == form.asked)
  }

  /// A decision is compared with the last commit as it is staged; of a new one there is nothing to ask.
  @Test func aDecisionIsComparedAsItIsStaged() throws {
    let decision = try sandbox.clio(["adr", "new", "-t", "Use SQLite", "--status", "accepted", "--json"])
    try #require(decision.status == 0, "\(decision.errorText)")
    let path = "history/adr/0001-use-sqlite.md"
    try sandbox.shell("sed -i 's/^## Decision$/&\\n\\nWe use SQLite./' \(path); git add -A")
    _ = try check()
    #expect(try check().asked == 1)
    try sandbox.shell("git commit -qm one; sed -i 's/We use SQLite/We use files/' \(path); git add -A")
    // The tree is as it was, which is no help to the commit.
    try sandbox.shell("git show HEAD:\(path) >\(path)")
    let (found, asked) = try check()
    #expect(found.contains { $0.contains("of an accepted decision was rewritten") }, "\(found)")
    #expect(asked == 3)
  }
}
