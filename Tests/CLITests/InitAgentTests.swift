import Foundation
import JSON
import Testing

/// Hooks in settings that somebody else has written: added without disturbing them, once, and taken out again.
@Suite struct InitAgentTests {
  static let files = [
    "claude": ".claude/settings.local.json", "codex": ".codex/hooks.json", "gemini": ".gemini/settings.json",
    "cursor": ".cursor/hooks.json", "copilot": ".github/hooks/clio.json",
  ]

  @Test(arguments: files.keys.sorted()) func installsOnceAndLeavesNothingBehind(_ agent: String) throws {
    let project = try HookedProject()
    let before = project.sandbox.files()
    let folders = try project.sandbox.shell("find . -type d ! -path './.git*' | sort").text
    let first = try project.sandbox.clio(["init", "--agent", agent])
    #expect(first.status == 0)
    let file = try #require(Self.files[agent])
    #expect(first.text.contains("made  \(file)"))
    let settings = try project.sandbox.read(file)
    #expect(try JSON.parse(settings)["hooks"]?.members?.isEmpty == false)
    #expect(try project.sandbox.clio(["init", "--agent", agent]).text.contains("kept  \(file)"))
    #expect(try project.sandbox.read(file) == settings)
    let removal = try project.sandbox.clio(["init", "--remove-agent", agent])
    #expect(removal.status == 0 && removal.text.contains("removed  \(file)"))
    #expect(project.sandbox.files() == before)
    #expect(try project.sandbox.shell("find . -type d ! -path './.git*' | sort").text == folders)
  }

  /// All agents at once, into files that are there already: afterwards each is as it was, to the byte.
  @Test func takenOutAgainEveryFileIsAsItWas() throws {
    let project = try HookedProject()
    let settings = [
      ".claude/settings.local.json":
        "{\n    // our own\n    \"hooks\": {\"Stop\": [{\"hooks\": [{\"command\": \"say\"}]}], /* keep */},\n}\n",
      ".codex/hooks.json": "{\"note\": 1}", ".gemini/settings.json": "{\"a\": 1}",
      ".cursor/hooks.json":
        "{\n\t\"version\": 1,\n\t\"hooks\": {\n\t\t\"stop\": [{\"command\": \"x\"}]\n\t}\n}\n",
      ".github/hooks/other.json": "{\"version\": 1, \"hooks\": {}}\n", "AGENTS.md": "# Rules\n\nBe brief.",
      "CLAUDE.md": "See AGENTS.md\n", "GEMINI.md": "\r\n",
    ]
    for (name, text) in settings { try project.sandbox.write(name, text) }
    let before = project.sandbox.files()
    let all = "claude,codex,gemini,cursor,copilot"
    #expect(try project.sandbox.clio(["init", "--agent", all]).status == 0)
    #expect(try project.sandbox.clio(["init", "--agent", all]).text.contains("changed") == false)
    #expect(try project.sandbox.clio(["init", "--remove-agent", all]).status == 0)
    for (name, text) in settings {
      #expect(String(decoding: try project.sandbox.read(name), as: UTF8.self) == text, "\(name)")
    }
    #expect(project.sandbox.files() == before)
  }

  @Test(arguments: files.keys.sorted()) func whatIsInstalledCallsClio(_ agent: String) throws {
    let project = try HookedProject()
    _ = try project.sandbox.clio(["init", "--agent", agent])
    let settings = try JSON.parse(try project.sandbox.read(try #require(Self.files[agent])))
    let call = try #require(AgentCall.all.first { $0.name == agent })
    try project.sandbox.write("event.json", call.prompt(project.path, "Add a cache").write())
    try project.sandbox.write("end.json", call.end(project.path).write())
    var lines: [String] = []
    func collect(_ value: JSON) {
      if let command = (value["command"] ?? value["bash"])?.text {
        let words = (value["args"]?.items ?? []).compactMap(\.text)
        lines.append(([command] + words).joined(separator: " "))
      }
      for item in value.items ?? [] { collect(item) }
      for member in value.members ?? [] { collect(member.value) }
    }
    collect(settings)
    let line = try #require(lines.first)
    for event in ["event", "end"] {
      let outcome = try project.sandbox.shell("{ \(line); } <\(event).json")
      #expect(outcome.status == 0 && outcome.text == "" && outcome.errorText == "")
    }
    #expect(project.onlyRecord?.prompt == "Add a cache")
    let none = try project.sandbox.run(["sh", "-c", line], with: ["PATH": "/usr/bin:/bin"])
    if agent != "claude" { #expect(none.status == 0 && none.errorText == "", "silent where clio is missing") }
  }

  @Test func otherSettingsStayAsTheyAre() throws {
    let project = try HookedProject()
    let settings = """
      {
          // our own
          "permissions": {"allow": ["Bash(ls:*)"]},
          "hooks": {
              "Stop": [{"hooks": [{"type": "command", "command": "say done"}]}], /* keep */
          },
          "model": "opus" // last
      }

      """
    try project.sandbox.write(".claude/settings.local.json", settings)
    try project.sandbox.write("CLAUDE.md", "# Rules\n\nBe brief.\n")
    #expect(try project.sandbox.clio(["init", "--agent", "claude"]).status == 0)
    let with = String(decoding: try project.sandbox.read(".claude/settings.local.json"), as: UTF8.self)
    for line in ["// our own", "\"command\": \"say done\"", "/* keep */", "\"model\": \"opus\" // last"] {
      #expect(with.contains(line), "\(line)")
    }
    #expect(with.contains("\"UserPromptSubmit\""))
    #expect(
      String(decoding: try project.sandbox.read("CLAUDE.md"), as: UTF8.self).contains("clio record --current")
    )
    #expect(try project.sandbox.clio(["init", "--remove-agent", "claude"]).status == 0)
    let back = String(decoding: try project.sandbox.read(".claude/settings.local.json"), as: UTF8.self)
    #expect(back.filter { !$0.isWhitespace } == settings.filter { !$0.isWhitespace })
    #expect(
      String(decoding: try project.sandbox.read("CLAUDE.md"), as: UTF8.self) == "# Rules\n\nBe brief.\n")
  }

  @Test func tellsWhenAnAgentKnowsOfItsHooks() throws {
    let project = try HookedProject()
    let note = "begin a new one"
    #expect(try project.sandbox.clio(["init", "--agent", "gemini"]).errorText.contains(note))
    #expect(try !project.sandbox.clio(["init", "--agent", "gemini"]).errorText.contains(note))
  }

  @Test func tellsWhereHooksAreThatWereNotRemoved() throws {
    let project = try HookedProject()
    func told(_ arguments: String...) throws -> String {
      let outcome = try project.sandbox.clio(["init"] + arguments)
      #expect(outcome.status == 0)
      return outcome.errorText
    }
    #expect(try told("--remove-agent", "gemini").contains("gemini: there were no hooks of clio to remove"))
    _ = try told("--agent", "gemini", "--user")
    #expect(try told("--remove-agent", "gemini").contains("go with --remove-agent gemini --user"))
    #expect(try !told("--remove-agent", "gemini", "--user").contains("gemini:"))
  }

  @Test func whatCannotBeUnderstoodIsNotTouched() throws {
    let project = try HookedProject()
    for settings in ["{\"hooks\": ", "{\"hooks\": []}", "[1]", "{\"hooks\": {\"Stop\": 5}}"] {
      try project.sandbox.write(".claude/settings.local.json", settings)
      let outcome = try project.sandbox.clio(["init", "--agent", "claude"])
      #expect(
        outcome.status == 2 && outcome.errorText.contains(".claude/settings.local.json:1:"), "\(settings)")
      #expect(try project.sandbox.read(".claude/settings.local.json") == Array(settings.utf8))
    }
  }

  @Test func showsWithoutDoing() throws {
    let project = try HookedProject()
    let outcome = try project.sandbox.clio(["init", "--agent", "cursor", "--dry-run"])
    #expect(outcome.status == 0 && outcome.text.contains("+ "))
    #expect(!project.sandbox.files().contains(".cursor/hooks.json"))
  }

  @Test func forTheUserAndForEverybody() throws {
    let project = try HookedProject()
    #expect(try project.sandbox.clio(["init", "--agent", "claude", "--user"]).status == 0)
    let home = project.sandbox.base.appending(path: "home/.claude/settings.json")
    #expect(try String(contentsOf: home, encoding: .utf8).contains("--only-set-up"))
    #expect(try project.sandbox.clio(["init", "--agent", "claude", "--shared"]).status == 0)
    let shared = String(decoding: try project.sandbox.read(".claude/settings.json"), as: UTF8.self)
    #expect(shared.contains("command -v clio"))
    #expect(try project.sandbox.clio(["init", "--agent", "copilot", "--user"]).status == 2)
    #expect(try project.sandbox.clio(["init", "--agent", "clippy"]).status == 2)
  }

  @Test func noLinkLeadsOut() throws {
    let project = try HookedProject()
    try project.sandbox.shell("mkdir ../elsewhere && ln -s ../elsewhere .claude")
    let outcome = try project.sandbox.clio(["init", "--agent", "claude"])
    #expect(outcome.status == 2 && outcome.errorText.contains("leads out of the project"))
    #expect(try project.sandbox.shell("ls -A ../elsewhere").text == "")
  }
}
