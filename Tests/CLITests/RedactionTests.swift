import Foundation
import JSON
import Properties
import Testing

/// No credential reaches a file: not a record, its name, the index, the spool, what is remembered of a session, or the log.
@Suite struct RedactionTests {
  /// A credential made here, so that no file holds one: how it begins, what it goes on with, how long that is.
  struct Shape: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable (inout Generator) -> String
    /// What of it is taken out, if not all.
    var secret: @Sendable (String) -> String = { $0 }
    var testDescription: String { name }
  }

  static let upper = "ABCDEFGHJKLMNPQRSTUVWXYZ234567"
  static let mixed = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
  static let hexadecimal = "0123456789abcdef"

  /// The publicly documented shapes: how they begin, what they go on with, how long that is.
  private static let simple: [(prefix: String, letters: String, count: Int)] = [
    ("AKIA", upper, 16), ("ASIA", upper, 16), ("ABIA", upper, 16), ("ACCA", upper, 16), ("ghp_", mixed, 36),
    ("gho_", mixed, 36), ("ghu_", mixed, 36), ("ghs_", mixed, 36), ("ghr_", mixed, 36), ("npm_", mixed, 36),
    ("xoxb-", mixed, 48), ("xoxp-", mixed, 48), ("xapp-", mixed, 48), ("xoxe-", mixed, 48),
    ("sk_live_", mixed, 24), ("sk_test_", mixed, 24), ("rk_live_", mixed, 24), ("github_pat_", mixed, 82),
    ("glpat-", mixed, 20), ("AIza", mixed, 35), ("hf_", mixed, 34), ("dp.pt.", mixed, 43),
    ("hvs.", mixed, 95), ("lin_api_", mixed, 40), ("ntn_", mixed, 46), ("secret_", mixed, 43),
    ("sntrys_", mixed, 80), ("glc_", mixed, 60), ("glsa_", mixed, 41), ("PMAK-", mixed, 59),
    ("ops_eyJ", mixed, 240), ("AGE-SECRET-KEY-1", upper, 58), ("pypi-AgEIcHlwaS5vcmc", mixed, 90),
    ("SK", hexadecimal, 32), ("dop_v1_", hexadecimal, 64), ("dapi", hexadecimal, 32),
    ("shpat_", hexadecimal, 32), ("acme_", mixed, 24),
  ]

  private static let others: [Shape] = [
    Shape(name: "sk-ant-", make: { "sk-ant-api03-" + $0.text(mixed, 93) + "AA" }),
    Shape(name: "sk-proj-", make: { "sk-proj-" + $0.text(mixed, 40) + "T3BlbkFJ" + $0.text(mixed, 40) }),
    Shape(name: "SG.", make: { "SG." + $0.text(mixed, 22) + "." + $0.text(mixed, 43) }),
    Shape(name: "atlasv1", make: { $0.text(mixed, 14) + ".atlasv1." + $0.text(mixed, 64) }),
    Shape(name: "Telegram", make: { $0.text("123456789", 9) + ":AA" + $0.text(mixed, 33) }),
    Shape(
      name: "JWT",
      make: { "eyJ" + $0.text(mixed, 20) + ".eyJ" + $0.text(mixed, 60) + "." + $0.text(mixed, 43) }),
    Shape(
      name: "Slack webhook",
      make: { generator in
        let team = "https://hooks.slack.com/services/T" + generator.text(upper, 8)
        return team + "/B" + generator.text(upper, 8) + "/" + generator.text(mixed, 24)
      }),
    Shape(
      name: "address", make: { "postgres://app:" + $0.text(mixed, 12) + "7q9@db.acme.dev/app" },
      secret: { String($0.dropFirst(15).prefix { $0 != "@" }) }),
    Shape(
      name: "assignment", make: { "CLIENT_SECRET=" + $0.text(mixed, 12) + "4Zk78qW2" },
      secret: { String($0.drop { $0 != "=" }.dropFirst()) }),
  ]

  static let shapes: [Shape] =
    simple.map { shape in
      Shape(name: shape.prefix, make: { shape.prefix + $0.text(shape.letters, shape.count) })
    } + others

  /// A project with a pattern of its own, and a credential of every shape.
  private func project() throws -> (HookedProject, [(shape: Shape, text: String)]) {
    let project = try HookedProject()
    try project.sandbox.write(
      "clio.yml",
      "redact:\n  patterns:\n    - {name: acme-key, prefix: acme_, characters: letters, length: 20-40, samples: [acme_8fk2mq90xzp1a7Bc3dE4]}\n"
    )
    var generator = Generator(seed: 11)
    return (project, Self.shapes.map { ($0, $0.make(&generator)) })
  }

  private func expectNone(
    _ project: HookedProject, _ secrets: [(shape: Shape, text: String)],
    at location: SourceLocation = #_sourceLocation
  ) {
    let names = FileManager.default.subpaths(atPath: project.sandbox.base.path) ?? []
    let everything = project.everything + [names.joined(separator: "\n")]
    #expect(everything.count > 3, sourceLocation: location)
    for (shape, text) in secrets {
      let secret = shape.secret(text)
      // The index folds case.
      let isThere = everything.contains { $0.contains(secret) || $0.contains(secret.lowercased()) }
      #expect(!isThere, "\(shape.name)", sourceLocation: location)
    }
  }

  @Test func recordsAndDecisionsHoldNone() throws {
    let (project, secrets) = try project()
    let sandbox = project.sandbox
    for (shape, text) in secrets {
      let words = [
        "record", "-q", "--durability", "fast", "-s", "misc", "-t", "Rotate \(text) now", "-p",
        "Please use \(text) here",
        "--steering", "or \(text)", "-r", "I used \(text)\n", "--file", "keys/\(text)", "--test",
        "check \(text)",
        "-l", "x \(text)", "--command", "/run \(text)", "--impact", "\(text) works", "--next", "drop \(text)",
        "--link", "ticket=https://acme.dev/\(text)", "--model", "m \(text)", "--reflection", "(\(text))",
      ]
      #expect(try sandbox.clio(words).status == 0, "\(shape.name)")
    }
    let all = secrets.map(\.text).joined(separator: "\n")
    for words in [
      [
        "adr", "new", "Keep \(secrets[5].text) out", "--context", all, "--decision", "Not \(secrets[6].text)",
        "--tag", secrets[7].text, "--why-impact", secrets[8].text,
      ],
      ["adr", "new", "Keep it out", "--feature", secrets[12].text],
      ["record", "-q", "-p", "In a folder", "-s", "misc", "--feature", secrets[12].text],
      ["create-adr", "--title", "Hide \(secrets[9].text)"],
      ["create-phr", "--title", "Hide \(secrets[10].text)", "--stage", "general", "--prompt", all],
      ["edit", "1", "--set", "title=About \(secrets[11].text)"],
      ["record", "-q", "-p", all, "-r", String(repeating: "so on ", count: 660) + secrets[4].text],
      ["index"], ["search", "use"], ["check"],
    ] { #expect(try sandbox.clio(words).status < 2, "\(words[0])") }
    try sandbox.write("../note.md", "# Fix\n\n## Solution\n\n\(all)\n")
    for kind in ["phr", "adr"] {
      #expect(try sandbox.clio(["import", "../note.md", "--as", kind]).status == 0)
    }
    try sandbox.shell("rm ../note.md")
    #expect(project.records.count > secrets.count)
    expectNone(project, secrets)
  }

  @Test func hooksLeaveNone() throws {
    let (project, secrets) = try project()
    let all = secrets.map(\.text).joined(separator: "\n")
    let claude = AgentCall.claude
    for text in ["Begin with \(all)", "Go on with \(all)"] {
      try project.fire(claude, claude.prompt(project.path, text))
      try project.fire(claude, claude.edit(project.path, "keys/\(secrets[4].text)"))
      expectNone(project, secrets)
      #expect(
        try project.sandbox.clio(["record", "-q", "--current", "--impact", all, "-l", secrets[5].text]).status
          == 0)
      expectNone(project, secrets)
      for event in claude.stop(project.path, all) { try project.fire(claude, event) }
    }
    // What is left open stays in the spool.
    try project.fire(claude, claude.prompt(project.path, "Open: \(all)"))
    #expect(!project.spool.isEmpty && project.records.count == 2)
    // What no agent sends.
    try project.hook(["claude"], Array("{\"prompt\": \"\(secrets[4].text)".utf8))
    _ = try project.sandbox.clio(["doctor"])
    expectNone(project, secrets)
  }

  @Test func importsHoldNone() throws {
    let (project, secrets) = try project()
    let folder = FileManager.default.temporaryDirectory.appending(path: "clio-talk-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var lines: [JSON] = []
    for (index, (_, text)) in secrets.enumerated() {
      lines.append([
        "type": "user", "sessionId": "s", "cwd": .string(project.path), "uuid": .string("u\(index)"),
        "timestamp": "2026-01-05T12:17:31Z", "gitBranch": .string("b-\(index)"),
        "message": ["role": "user", "content": .string("Please use \(text)")],
      ])
      lines.append([
        "type": "assistant", "sessionId": "s",
        "message": [
          "id": .string("m\(index)"), "model": "x",
          "content": [
            [
              "type": "tool_use", "name": "Write", "input": ["file_path": .string(project.path + "/" + text)],
            ],
            ["type": "tool_use", "name": "Bash", "input": ["command": .string("swift test \(text)")]],
            // At the end of what is kept of a long answer.
            [
              "type": "text",
              "text": .string(String(repeating: "x", count: 3_980) + " " + text + " and more"),
            ],
          ],
        ],
      ])
    }
    var talk: [UInt8] = []
    for line in lines { talk += line.write() + [UInt8(ascii: "\n")] }
    try Data(talk).write(to: folder.appending(path: "s.jsonl"))
    #expect(try project.sandbox.clio(["import", folder.path, "--durability", "fast"]).status == 0)
    #expect(project.records.count == secrets.count)
    #expect(try project.sandbox.clio(["index"]).status == 0)
    expectNone(project, secrets)
  }

  @Test(arguments: ["\n-----END RSA PRIVATE KEY-----", "", "\nand that was it"])
  func aKeyOfSeveralLinesIsTakenOutWhole(_ end: String) throws {
    let (project, _) = try project()
    var generator = Generator(seed: 5)
    let lines = (0..<12).map { _ in generator.text(Self.mixed, 64) } + [generator.text(Self.mixed, 20)]
    let key = "-----BEGIN RSA PRIVATE KEY-----\n" + lines.joined(separator: "\n") + end
    let words = ["record", "-q", "-t", "Keys", "-p", "Use\n\(key)\nplease, all of it", "--response=\(key)"]
    #expect(try project.sandbox.clio(words).status == 0)
    let record = try #require(project.onlyRecord)
    #expect(record.prompt.hasPrefix("Use\n[REDACTED:private-key]\n"))
    #expect(record.prompt.hasSuffix("\nplease, all of it"))
    for line in lines { #expect(!project.everything.contains { $0.contains(line) }) }
  }
}

extension Generator {
  mutating func text(_ letters: String, _ count: Int) -> String {
    let letters = Array(letters)
    return String((0..<count).map { _ in letters.randomElement(using: &self) ?? "A" })
  }
}
