import Foundation
import JSON
import Properties
import Testing

/// What `clio check` does as a process, with git and with what is hard to say.
@Suite struct CheckTests {
  /// `clio check` has nothing to say of what `clio record` wrote.
  @Test func silentOnWhateverClioWrote() throws {
    let sandbox = try Sandbox()
    let calm = ["record", "--durability", "fast", "-q"]
    for text in NastyText.all where !text.isLarge {
      try sandbox.write("text", text.bytes)
      let given = try sandbox.clio(
        calm + [
          "-s", "misc", "-f", "001-auth", "-t", "T", "--prompt-file", "text", "--response-file", "text",
        ])
      try #require(given.status == 0, "\(text.name): \(given.errorText)")
      // The title and the stage are derived here.
      let derived = try sandbox.clio(calm + ["--prompt-file", "text"])
      try #require(derived.status == 0, "\(text.name): \(derived.errorText)")
    }
    for title in ["a: b", "#1 @home", "-", "null", "yes", "'quoted' \"twice\"", "日本", "a\tb"] {
      _ = try sandbox.clio(
        calm + ["-s", "red", "--prompt", "x", "--title", title, "--user", title, "-l", title])
      _ = try sandbox.clio(["adr", "new", "--title", title, "-q", "--durability", "fast"])
    }
    let outcome = try sandbox.clio(["check", "--fail-on", "info", "--all"])
    #expect(outcome.status == 0, "\(outcome.text.suffix(4000))")
    #expect(outcome.text.contains("nothing to complain of"))
  }

  /// A credential, put together here so that no tool takes this file for a leak.
  private static let secret = "gh" + "p_" + "9aBcD3eFgH1jKlM7nPqR5sTuV2wXyZ4A6bC8"

  @Test(arguments: ["text", "json", "sarif", "github", "junit", "checkstyle"])
  func theValueOfASecretIsNeverShown(_ format: String) throws {
    let sandbox = try Sandbox()
    // In a prompt, in a value that other rules complain of, and where a mend would move it.
    try sandbox.write(
      "history/prompts/001-auth/0001-x.red.prompt.md",
      """
      ---
      id: 0001
      title: Use: \(Self.secret)
      stage: \(Self.secret)
      date: \(Self.secret)
      files: \(Self.secret)
      ---

      ## Prompt

      <system-reminder>\(Self.secret)</system-reminder>
      Take \(Self.secret), {{TITLE}}

      ## Response snapshot

      {{RESPONSE_TEXT}} \(Self.secret)

      """)
    let outcome = try sandbox.clio(["check", "--format", format, "--all"])
    #expect(outcome.status == 1)
    #expect(!outcome.text.contains(Self.secret.dropFirst(8)))
    #expect(outcome.text.contains("secret") && !outcome.text.contains(Self.secret))
    let mends = try sandbox.clio(["check", "--fix", "--dry-run"])
    #expect(!mends.text.contains(Self.secret))
  }

  // MARK: git

  private let first = "history/prompts/001-auth/0001-fix-the-login.red.prompt.md"

  private func repository() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.shell("git init -q")
    try sandbox.write(first, promptRecord(branch: "main"))
    try sandbox.shell("git add -A && git commit -qm one")
    return sandbox
  }

  @Test func whatIsStagedIsCheckedAsItIsStaged() throws {
    let sandbox = try repository()
    try sandbox.write(first, promptRecord(branch: "{{BRANCH}}"))
    #expect(try sandbox.clio(["check", "--staged"]).status == 0, "nothing is staged")
    try sandbox.shell("git add -A")
    try sandbox.write(first, promptRecord(branch: "mended since"))
    let outcome = try sandbox.clio(["check", "--staged"])
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("{{BRANCH}}"))
    #expect(try sandbox.clio(["check"]).status == 0, "the tree is mended")
  }

  @Test func aHookSeesTheIndexThatGitCommitsFrom() throws {
    let sandbox = try repository()
    let hook = sandbox.root.appending(path: ".git/hooks/pre-commit")
    try Data("#!/bin/sh\nexec clio check --staged\n".utf8).write(to: hook)
    try sandbox.shell("chmod +x .git/hooks/pre-commit")
    try sandbox.write(first, promptRecord(branch: "{{BRANCH}}"))
    // With -a git commits from an index of its own.
    let refused = try sandbox.shell("git commit -qam two")
    #expect(refused.status == 1, "\(refused.errorText)")
    #expect((refused.text + refused.errorText).contains("the slot {{BRANCH}} was never filled"))
    try sandbox.write(first, promptRecord(branch: "other"))
    #expect(try sandbox.shell("git commit -qam two").status == 0)
  }

  /// Services look for files from the top of the repository, wherever the check is run.
  @Test func aProjectWithinARepositoryIsFoundFromItsTop() throws {
    let sandbox = try repository()
    try sandbox.write("apps/my web/" + first, promptRecord(branch: "{{BRANCH}}"))
    let github = try sandbox.clio(["check", "--format", "github"], in: "apps/my web/history")
    #expect(github.text.hasPrefix("::error file=apps/my web/\(first),line=9"))
    let sarif = try sandbox.clio(["check", "--format", "sarif"], in: "apps/my web")
    #expect(sarif.text.contains("\"uri\":\"apps/my%20web/\(first)\""))
    let text = try sandbox.clio(["check"], in: "apps/my web")
    #expect(text.text.contains(" --> \(first):9"))
  }

  /// As docs/ci.md tells it: mend what can be mended, accept the rest, and from then on hear only of what is new.
  @Test func theFirstDayOfATeam() throws {
    let sandbox = try Sandbox()
    try sandbox.shell("git init -q")
    for number in 1...12 {
      // Unquoted numbers, old words for stages, and no outcome: a mend for some, the past for the rest.
      let text = promptRecord(branch: "main").replacingOccurrences(
        of: "id: \"0001\"", with: "id: 00\(number + 10)"
      )
      .replacingOccurrences(of: "stage: red", with: "stage: implement")
      .replacingOccurrences(of: "## Outcome\n\n- ✅ Impact: none\n", with: "")
      try sandbox.write("history/prompts/001-auth/00\(number + 10)-fix-the-login.green.prompt.md", text)
    }
    try sandbox.shell("git add -A && git commit -qm past")
    #expect(try sandbox.clio(["init"]).status == 0)
    let first = try sandbox.clio(["check", "--fail-on", "warning"])
    #expect(first.status == 1)
    #expect(first.text.utf8.count { $0 == UInt8(ascii: "\n") } < 80, "a screen or two, not a flood")
    #expect(
      first.text.contains("; `--fix` mends 24; `--update-baseline` accepts the rest\n"), "\(first.text)")
    _ = try sandbox.clio(["check", "--fix"])
    let mended = try sandbox.shell("git diff --stat")
    #expect(mended.text.contains("12 files changed, 24 insertions(+), 24 deletions(-)"), "\(mended.text)")
    #expect(try sandbox.clio(["check", "--update-baseline"]).status == 0)
    let calm = try sandbox.clio(["check", "--fail-on", "info"])
    #expect(
      calm.status == 0 && calm.text.contains("nothing to complain of (12 more in the baseline)"),
      "\(calm.text)")
    try Data("#!/bin/sh\nexec clio check --staged\n".utf8).write(
      to: sandbox.root.appending(path: ".git/hooks/pre-commit"))
    try sandbox.shell("chmod +x .git/hooks/pre-commit && git add -A && git commit -qm mended")

    let broken = "history/prompts/001-auth/0015-fix-the-login.green.prompt.md"
    try sandbox.shell("sed -i 's/^title: .*/title: Login: the clock/' \(broken)")
    let refused = try sandbox.shell("git commit -qam broken")
    #expect(refused.status == 1)
    let said = refused.text + refused.errorText
    #expect(said.contains("error[front-matter-invalid]") && said.contains("\(broken):3:8"), "\(said)")
    #expect(said.contains("= fix: `clio check --fix` puts the value into quotes"), "\(said)")
    #expect(try sandbox.clio(["check", "--fix"]).status == 0)
    #expect(try sandbox.shell("git commit -qam mended").status == 0)
  }

  @Test func sinceLooksOnlyAtWhatThisBranchChanged() throws {
    let sandbox = try repository()
    try sandbox.write(first, promptRecord(branch: "{{BRANCH}}"))
    try sandbox.shell("git commit -qam 'a fault of the past' && git checkout -qb topic")
    let second = first.replacingOccurrences(of: "0001-fix-the-login", with: "0002-more")
    try sandbox.write(
      second, promptRecord(branch: "topic").replacingOccurrences(of: "\"0001\"", with: "\"0002\""))
    let clean = try sandbox.clio(["check", "--since", "main"])
    #expect(clean.status == 0 && clean.text.contains("1 record,"), "\(clean.text)")
    try sandbox.shell("git add -A && git commit -qm new")
    try sandbox.write(second, promptRecord(branch: "{{BRANCH}}"))
    #expect(try sandbox.clio(["check", "--since", "main"]).status == 1)
    let unknown = try sandbox.clio(["check", "--since", "no-such-branch"])
    #expect(unknown.status == 2)
  }

  @Test func aClashIsFoundBeforeTheMerge() throws {
    let sandbox = try repository()
    let mine = "history/adr/0001-mine.md"
    let decision =
      "# 1. Mine\n\nDate: 2026-01-07\n\n## Status\n\nAccepted\n\n## Context\n\na\n\n## Decision\n\nb\n\n## Consequences\n\nc\n"
    try sandbox.shell("git checkout -qb theirs")
    try sandbox.write("history/adr/0001-theirs.md", decision)
    try sandbox.shell("git add -A && git commit -qm theirs && git checkout -q main && git checkout -qb mine")
    try sandbox.write(mine, decision)
    #expect(try sandbox.clio(["check"]).status == 0)
    let outcome = try sandbox.clio(["check", "--against", "theirs"])
    #expect(outcome.status == 1)
    #expect(
      outcome.text.contains("the number 0001 is taken on the other branch, by 0001-theirs.md"),
      "\(outcome.text)")
    // A record that was renamed here clashes with nothing.
    try sandbox.shell(
      "rm history/adr/0001-mine.md && git mv \(first) \(first.replacingOccurrences(of: "fix-the-login", with: "login"))"
    )
    let renamed = try sandbox.clio(["check", "--against", "theirs"])
    #expect(renamed.status == 0, "\(renamed.text)")
  }

  @Test func aShallowCloneIsNotGuessedAt() throws {
    let sandbox = try repository()
    try sandbox.shell(
      "git checkout -qb topic && git commit -q --allow-empty -m a && git commit -q --allow-empty -m b")
    try sandbox.shell("git checkout -q main && git commit -q --allow-empty -m c && git checkout -q topic")
    try sandbox.shell(
      "cd .. && git clone -q --depth 1 --no-single-branch file://$PWD/shop shallow 2>/dev/null")
    let outcome = try sandbox.run(
      ["clio", "check", "--root", "../shallow", "--since", "origin/main"])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("fetch-depth: 0"), "\(outcome.errorText)")
  }

  @Test func anAcceptedDecisionThatWasRewrittenIsTold() throws {
    let sandbox = try Sandbox()
    try sandbox.shell("git init -q")
    _ = try sandbox.clio([
      "adr", "new", "Use SQLite", "--status", "accepted", "--context", "Small.", "--decision", "SQLite.",
      "-q",
    ])
    try sandbox.shell("git add -A && git commit -qm one")
    try sandbox.shell("sed -i 's/^SQLite\\.$/PostgreSQL./' history/adr/0001-*.md")
    let outcome = try sandbox.clio(["check", "--fail-on", "warning"])
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("warning[decision-altered]"), "\(outcome.text)")
  }

  // MARK: Files that can't be read

  @Test func whatCantBeReadIsTold() throws {
    let sandbox = try Sandbox()
    try sandbox.write("outside.md", "x")
    try sandbox.write("history/adr/0002-x.md", "")
    try sandbox.shell("ln -s ../../outside.md history/adr/0001-link.md; mkfifo history/adr/0003-pipe.md")
    let outcome = try sandbox.clio(["check", "--json"])
    let findings = try #require(try JSON.parse(outcome.output)["findings"]?.items)
    let rules = findings.compactMap { $0["path"]?.text.map { path in path + " " } }.joined()
    #expect(outcome.status == 1)
    #expect(
      findings.contains {
        $0["rule"]?.text == "reserved-path" && $0["path"]?.text == "history/adr/0001-link.md"
      }, "\(rules)")
  }

  @Test func aHugeAndHostileRecordIsNoTrouble() throws {
    let sandbox = try Sandbox()
    let folder = "history/prompts/general/"
    let brackets = String(repeating: "[", count: 20_000)
    try sandbox.write(
      folder + "0001-a.general.prompt.md", "---\nid: \(brackets)\n---\n\n## Prompt\n\n\(brackets)\n")
    try sandbox.write(folder + "0002-b.general.prompt.md", [UInt8](repeating: 0, count: 4096))
    try sandbox.write(folder + "0003-c.general.prompt.md", String(repeating: "`", count: 300_000))
    let outcome = try sandbox.clio(["check", "--json"])
    #expect(outcome.status == 1)
    let findings = try #require(try JSON.parse(outcome.output)["findings"]?.items)
    for name in ["0001-a", "0002-b", "0003-c"] {
      #expect(findings.contains { $0["path"]?.text?.contains(name) ?? false }, "\(name)")
    }
  }

  /// A small part of the long test: cut and spoilt records, nesting, long lines, and a file of 4 GB.
  @Test func whatNobodyWouldWriteIsNoTrouble() throws {
    let sandbox = try Sandbox()
    // The long test draws; this one is to come out as it did.
    let settings = ["CLIO_BINARY": Binary.path, "CLIO_SEED": "1", "CLIO_CORPUS": RealCorpus.folder.path]
    let script = Binary.package.appending(path: "scripts/stress.d/65-hostile").path
    let outcome = try sandbox.run(["python3", script, "quick"], with: settings)
    print(outcome.text, terminator: "")
    #expect(outcome.status == 0, "\(outcome.text) \(outcome.errorText)")
    #expect(outcome.text.contains("count: 180 records with one line"))
  }
}
