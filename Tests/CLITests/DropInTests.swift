import Foundation
import JSON
import Testing

/// A call of one of the two scripts, and what it answers.
struct DropInCall: Sendable, CustomTestStringConvertible {
  /// Where it is called: commands that make the project, from ``DropInFixture``.
  var setup: [String] = DropInFixture.project
  var folder = ""
  var environment: [String: String] = [:]
  let words: [String]
  /// `[ROOT]` stands for the root.
  var output = ""
  var errors = ""
  var status: Int32 = 0
  /// The record that was made, below the root; no other file may appear.
  var path: String?

  var testDescription: String {
    (folder.isEmpty ? [] : [folder]).joined() + " " + words.joined(separator: " ")
  }
}

/// The parts of a project.
enum DropInFixture {
  static let git = "git init -q"
  static let template = "mkdir -p .specify/templates && cp \"$TEMPLATES\"/* .specify/templates/"
  static let specs = "mkdir -p specs/001-auth specs/002-pay"
  static let project = [git, template, specs]
}

/// What the scripts say, in the words of `create-phr.sh` and `create-adr.sh`, and none of their defects.
@Suite struct DropInTests {
  private static func copied(_ kind: String, _ path: String) -> String {
    "✅ \(kind) template copied → [ROOT]/\(path)\nNote: AI agent should now fill in {{PLACEHOLDERS}}\n"
  }

  private static func json(
    _ path: String, context: String, stage: String, feature: String = "none", id: String = "0001"
  ) -> String {
    #"{"id":"\#(id)","path":"[ROOT]/\#(path)","context":"\#(context)","stage":"\#(stage)","feature":"\#(feature)","template":"phr-template.prompt.md"}"#
      + "\n"
  }

  private static func made(
    _ words: [String], _ path: String, setup: [String] = DropInFixture.project, folder: String = "",
    environment: [String: String] = [:], errors: String = "", feature: String, stage: String = "red",
    id: String = "0001"
  ) -> DropInCall {
    DropInCall(
      setup: setup, folder: folder, environment: environment, words: words + ["--json"],
      output: json(path, context: "feature", stage: stage, feature: feature, id: id), errors: errors,
      path: path)
  }

  private static func refused(
    _ words: [String], _ errors: String, setup: [String] = DropInFixture.project, folder: String = "",
    environment: [String: String] = [:]
  ) -> DropInCall {
    DropInCall(
      setup: setup, folder: folder, environment: environment, words: words, errors: errors + "\n", status: 1)
  }

  private static let red = ["--title", "X", "--stage", "red"]
  private static let noTitle = "Error: --title is required"
  private static let noStage = "Error: --stage is required"
  private static let noSpecs =
    "Error: Feature stage 'red' requires specs/ directory and a feature context\n"
    + "Run /sp.feature first to create a feature, then try again"
  private static let noFeature =
    "Error: No feature specified and no numbered features found in [ROOT]/specs\n"
    + "Please specify --feature or create a feature directory first"
  private static let guessed = "Note: no feature was named; using the highest numbered one, 002-pay\n"
  private static let authX = "history/prompts/001-auth/0001-x.red.prompt.md"
  private static let payX = "history/prompts/002-pay/0001-x.red.prompt.md"
  private static let generalX = "history/prompts/general/0001-x.general.prompt.md"
  private static let plain = [DropInFixture.git, DropInFixture.template]

  static let missing: [DropInCall] = [
    refused([], noTitle), refused(["--stage", "red"], noTitle),
    refused(["--title", "", "--stage", "red"], noTitle), refused(["--title=X", "--stage=red"], noTitle),
    refused(["--title", "X"], noStage), refused(["--title", "X", "--stage", ""], noStage),
    refused(["--title", "X", "--stage", "nope"], "Error: Unknown stage 'nope'"),
    refused(["--title", "X", "--stage", "Red"], "Error: Unknown stage 'Red'"),
    refused(["--title", "X", "--stage", "architect"], "Error: Unknown stage 'architect'"),
    refused(
      red, "Error: PHR template not found at .specify/templates/ or templates/", setup: [DropInFixture.git]),
    refused(
      ["--title", "X", "--stage", "nope"],
      "Error: PHR template not found at .specify/templates/ or templates/",
      setup: [DropInFixture.git]),
    refused(red, noSpecs, setup: plain), refused(red + ["--feature", "001-auth"], noSpecs, setup: plain),
    refused(red, noFeature, setup: plain + ["mkdir -p specs"]),
    refused(red, noFeature, setup: plain + ["mkdir -p specs/000-z specs/0010-x specs/9-z specs/auth"]),
    refused(
      red + ["--feature", "009-none"],
      "Error: Feature directory not found: [ROOT]/specs/009-none\nAvailable features:\n  - 001-auth\n  - 002-pay"
    ),
    refused(
      red + ["--feature", "x"],
      "Error: Feature directory not found: [ROOT]/specs/x\nAvailable features:\n  - a\n  - b\n  - c\n  - d\n  - e",
      setup: plain + ["mkdir -p specs/f specs/e specs/d specs/c specs/b specs/a"]),
    refused(
      red,
      "Error: Feature directory not found: [ROOT]/specs/zzz\nAvailable features:\n  - 001-auth\n  - 002-pay",
      environment: ["SPECIFY_FEATURE": "zzz"]),
    // The script exits without a word.
    refused(["--title"], "Error: --title requires a value"),
    refused(["--title", "X", "--stage"], "Error: --stage requires a value"),
    refused(red + ["--feature"], "Error: --feature requires a value"),
  ]

  static let places: [DropInCall] = [
    DropInCall(
      words: ["--title", "X", "--stage", "general"], output: copied("PHR", generalX), path: generalX),
    DropInCall(
      words: ["--title", "Define Quality", "--stage", "constitution", "--json"],
      output: json(
        "history/prompts/constitution/0001-define-quality.constitution.prompt.md", context: "constitution",
        stage: "constitution"),
      path: "history/prompts/constitution/0001-define-quality.constitution.prompt.md"),
    DropInCall(
      words: ["--title", "X", "--stage", "general", "--feature", "001-auth", "--json"],
      output: json(generalX, context: "general", stage: "general", feature: "001-auth"), path: generalX),
    DropInCall(
      words: ["--title", "X", "--stage", "general", "--feature", "none-such", "--json"],
      output: json(generalX, context: "general", stage: "general", feature: "none-such"), path: generalX),
    DropInCall(
      setup: plain, words: ["--title", "X", "--stage", "general"], output: copied("PHR", generalX),
      path: generalX),
    DropInCall(words: red + ["--feature", "001-auth"], output: copied("PHR", authX), path: authX),
    made(red + ["--feature", "001-auth"], authX, feature: "001-auth"),
    made(
      red + ["--feature", "auth"], "history/prompts/auth/0001-x.red.prompt.md",
      setup: plain + ["mkdir -p specs/auth"], feature: "auth"),
    made(red, authX, environment: ["SPECIFY_FEATURE": "001-auth"], feature: "001-auth"),
    made(
      red + ["--feature", "001-auth"], authX, environment: ["SPECIFY_FEATURE": "zzz"], feature: "001-auth"),
    made(red, authX, setup: DropInFixture.project + ["git checkout -q -b 001-auth"], feature: "001-auth"),
    // The script guesses the highest number for these, without a word.
    made(
      red, authX, setup: DropInFixture.project + ["git checkout -q -b feature/001-auth"], feature: "001-auth"),
    made(red, payX, errors: guessed, feature: "002-pay"),
    made(red + ["--feature", ""], payX, errors: guessed, feature: "002-pay"),
    made(
      red, payX,
      setup: DropInFixture.project + ["git commit -q --allow-empty -m x && git checkout -q --detach"],
      errors: guessed, feature: "002-pay"),
    made(
      red + ["--feature", "001-auth"], authX, setup: DropInFixture.project + ["mkdir -p src/deep"],
      folder: "src/deep", feature: "001-auth"),
    // The script fails in these.
    made(
      red + ["--feature", "001-auth"], authX,
      setup: [DropInFixture.template, DropInFixture.specs, "mkdir -p src/deep"], folder: "src/deep",
      feature: "001-auth"),
    made(
      red + ["--feature", "001-auth"], "backend/" + authX,
      setup: [
        DropInFixture.git, "mkdir backend",
        "cd backend && " + DropInFixture.template + " && "
          + DropInFixture.specs,
      ], folder: "backend", feature: "001-auth"),
    made(
      red + ["--feature", "001-auth"], authX,
      setup: [
        DropInFixture.git, "mkdir templates && cp \"$TEMPLATES\"/phr* templates/", DropInFixture.specs,
      ],
      feature: "001-auth"),
  ]

  static let words: [DropInCall] = [
    // Unknown words are ignored one at a time, values may look like flags, the last one wins.
    made(["--bogus", "val", "stray"] + red + ["--feature", "001-auth", "-x"], authX, feature: "001-auth"),
    made(
      red + ["--title", "Y", "--feature", "002-pay", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-y.red.prompt.md", feature: "001-auth"),
    DropInCall(
      words: ["--title", "--json", "--stage", "general"],
      output: copied("PHR", "history/prompts/general/0001-json.general.prompt.md"),
      path: "history/prompts/general/0001-json.general.prompt.md"),
    made(
      ["--title", #"Q "uote" \ back"#, "--stage", "red", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-q-uote-back.red.prompt.md", feature: "001-auth"),
    made(
      ["--title", "a_b.c/d -lead- & trail!", "--stage", "red", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-a-b-c-d-lead-trail.red.prompt.md", feature: "001-auth"),
    // Their slugs are broken, empty or cut letters in the script.
    made(
      ["--title", "two\nlines", "--stage", "red", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-two-lines.red.prompt.md", feature: "001-auth"),
    made(
      ["--title", "Ünïcödé ok", "--stage", "red", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-unicode-ok.red.prompt.md", feature: "001-auth"),
    made(
      ["--title", "-n", "--stage", "red", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-n.red.prompt.md", feature: "001-auth"),
    made(
      ["--title", String(repeating: "long ", count: 60), "--stage", "red", "--feature", "001-auth"],
      "history/prompts/001-auth/0001-" + Array(repeating: "long", count: 20).joined(separator: "-")
        + ".red.prompt.md", feature: "001-auth"),
    // Numbers that the script doesn't see, or loses.
    made(
      red + ["--feature", "001-auth"], "history/prompts/001-auth/008-x.red.prompt.md",
      setup: DropInFixture.project
        + ["mkdir -p history/prompts/001-auth && touch history/prompts/001-auth/007-a.red.prompt.md"],
      feature: "001-auth", id: "008"),
    made(
      red + ["--feature", "001-auth"], "history/prompts/001-auth/10001-x.red.prompt.md",
      setup: DropInFixture.project
        + [
          "mkdir -p history/prompts/001-auth && cd history/prompts/001-auth && touch 9999-a.md 10000-x.red.prompt.md"
        ],
      feature: "001-auth", id: "10001"),
    made(
      red + ["--feature", "001-auth"], "history/prompts/001-auth/0061-x.red.prompt.md",
      setup: DropInFixture.project
        + [
          "mkdir -p history/prompts/001-auth && cd history/prompts/001-auth && touch PHR-0060-a.md 0001-b.md"
        ],
      feature: "001-auth", id: "0061"),
  ]

  @Test(arguments: missing + places + words) func createPHR(_ call: DropInCall) throws {
    for program in [["clio", "create-phr"], ["create-phr.sh"]] { try check(program, call) }
  }

  private static func decision(_ path: String, id: String = "0001") -> String {
    #"{"id":"\#(id)","path":"[ROOT]/\#(path)","template":"adr-template.md","adr_id":"\#(id)","adr_path":"[ROOT]/\#(path)"}"#
      + "\n"
  }

  private static let postgres = "history/adr/0001-use-postgresql.md"

  static let decisions: [DropInCall] = [
    refused([], noTitle), refused(["--json"], noTitle), refused(["--title", ""], noTitle),
    refused(["--title=X"], noTitle), refused(["--title"], "Error: --title requires a value"),
    refused(
      ["--title", "X"], "Error: ADR template not found at .specify/templates/ or templates/",
      setup: [DropInFixture.git]),
    DropInCall(words: ["--title", "Use PostgreSQL"], output: copied("ADR", postgres), path: postgres),
    DropInCall(words: ["--title", "Use PostgreSQL", "--json"], output: decision(postgres), path: postgres),
    // The prompt that calls the script gives the title as a bare word, and reads the answer as JSON.
    DropInCall(words: ["Use PostgreSQL"], output: decision(postgres), path: postgres),
    DropInCall(
      setup: DropInFixture.project + ["mkdir -p history/adr && touch history/adr/0001-use-postgresql.md"],
      words: ["--title", "Use PostgreSQL", "--json"],
      output: decision("history/adr/0002-use-postgresql.md", id: "0002"),
      path: "history/adr/0002-use-postgresql.md"),
    DropInCall(
      setup: DropInFixture.project + ["mkdir -p history/adr && touch history/adr/012-a.md"],
      words: ["--title", "X", "--json"], output: decision("history/adr/013-x.md", id: "013"),
      path: "history/adr/013-x.md"),
    DropInCall(
      words: ["--title", "two\nlines", "--json"], output: decision("history/adr/0001-two-lines.md"),
      path: "history/adr/0001-two-lines.md"),
  ]

  @Test(arguments: decisions) func createADR(_ call: DropInCall) throws {
    for program in [["clio", "create-adr"], ["create-adr.sh"]] { try check(program, call) }
  }

  private func check(_ program: [String], _ call: DropInCall) throws {
    let sandbox = try Sandbox()
    let templates = Binary.package.appending(path: "templates").path
    for line in call.setup {
      let made = try sandbox.run(["sh", "-ec", line], with: ["TEMPLATES": templates])
      try #require(made.status == 0, "\(line): \(made.errorText)")
    }
    let before = Set(sandbox.files())
    let outcome = try sandbox.run(program + call.words, in: call.folder, with: call.environment)
    func named(_ text: String) -> String { text.replacingOccurrences(of: sandbox.root.path, with: "[ROOT]") }
    #expect(named(outcome.text) == call.output)
    #expect(named(outcome.errorText) == call.errors)
    #expect(outcome.status == call.status)
    #expect(
      Set(sandbox.files()).subtracting(before).filter { !$0.hasPrefix(".clio/") }
        == Set([call.path].compactMap { $0 }))
    guard let path = call.path else { return }
    // What can be derived is filled in; what only the agent knows waits for it.
    let text = String(decoding: try sandbox.read(path), as: UTF8.self)
    for slot in ["ID", "TITLE", "STAGE", "DATE_ISO", "FEATURE", "BRANCH", "USER"] {
      #expect(!text.contains("{{\(slot)}}"), "{{\(slot)}} is left")
    }
    #expect(text.contains(path.contains("prompts") ? "{{PROMPT_TEXT}}" : "{{DECISION}}"))
    if call.words.contains("--json") && call.output.hasPrefix("{") {
      let object = try JSON.parse(outcome.output)
      #expect(object["path"]?.text == sandbox.root.path + "/" + path)
    }
  }

  @Test(arguments: [["clio", "create-phr"], ["create-phr.sh"], ["clio", "create-adr"], ["create-adr.sh"]])
  func help(_ program: [String]) throws {
    let sandbox = try Sandbox()
    for words in [["--help"], ["-h"], ["--title", "X", "--help", "--nonsense"]] {
      let outcome = try sandbox.run(program + words)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      #expect(outcome.text.hasPrefix("Usage: create-"))
      #expect(outcome.text.contains("--title <text>"))
    }
    #expect(sandbox.files().isEmpty)
  }

  /// Titles without a letter that ASCII has still get a name, and always the same one.
  @Test(arguments: ["   ", "!!!", "🎉", "…"]) func emptySlugs(_ title: String) throws {
    let sandbox = try Sandbox()
    for line in DropInFixture.project {
      _ = try sandbox.run(
        ["sh", "-ec", line], with: ["TEMPLATES": Binary.package.appending(path: "templates").path])
    }
    let outcome = try sandbox.run(["create-phr.sh", "--title", title, "--stage", "general", "--json"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let path = try #require(try JSON.parse(outcome.output)["path"]?.text)
    #expect(path.contains("/0001-untitled-"))
  }

  /// What older versions of the script took.
  @Test func filledAtOnce() throws {
    let sandbox = try Sandbox()
    for line in DropInFixture.project {
      _ = try sandbox.run(
        ["sh", "-ec", line], with: ["TEMPLATES": Binary.package.appending(path: "templates").path])
    }
    let outcome = try sandbox.run([
      "create-phr.sh", "--title", "X", "--stage", "general", "--prompt", "Do {{ID}}\n## Prompt\n",
      "--response",
      "Done", "--files", "a.c, b.c", "--tests", "t", "--labels", "one,two", "--command", "/sp.x",
    ])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let prompt = try sandbox.clio(["show", "1", "--prompt"]).text
    #expect(prompt == "Do {{ID}}\n## Prompt\n")
    #expect(try sandbox.clio(["show", "1", "--response"]).text == "Done")
    #expect(try sandbox.clio(["show", "1", "--field", "files"]).text == "a.c\nb.c\n")
    #expect(try sandbox.clio(["show", "1", "--field", "labels"]).text == "one\ntwo\n")
    #expect(try sandbox.clio(["show", "1", "--field", "command"]).text == "/sp.x\n")
  }

  @Test(arguments: ["../x", "/etc", "a/b", ".", "-x"]) func featuresLeadNowhere(_ name: String) throws {
    let sandbox = try Sandbox()
    for line in DropInFixture.project + ["mkdir -p specs/a/b specs/../x"] {
      _ = try sandbox.run(
        ["sh", "-ec", line], with: ["TEMPLATES": Binary.package.appending(path: "templates").path])
    }
    let before = sandbox.files()
    let outcome = try sandbox.run(["create-phr.sh", "--title", "X", "--stage", "red", "--feature", name])
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("can't be a feature"))
    #expect(sandbox.files() == before)
  }
}
