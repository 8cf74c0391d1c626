import Platform
import Records
import Testing

@testable import History

@Suite struct RootTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let made: [String]
    var folder = "a/b"
    let root: String
    let reason: String
    var testDescription: String { made.joined(separator: " ") }
  }

  static let rows: [Row] = [
    Row(made: ["clio.yml"], root: "", reason: "it has clio.yml"),
    Row(made: [".specify/"], root: "", reason: "it has .specify"),
    Row(made: ["history/prompts/"], root: "", reason: "it has history/prompts"),
    Row(made: ["history/adr/"], root: "", reason: "it has history/adr"),
    Row(made: [".git/"], root: "", reason: "it has .git"),
    Row(made: [".git"], root: "", reason: "it has .git"),
    Row(made: [".git/", "a/.specify/"], root: "a", reason: "it has .specify"),
    Row(made: [".git/", "a/history/adr/"], root: "a", reason: "it has history/adr"),
    Row(made: [".git/", "history/prompts/", "a/b/.git/"], root: "a/b", reason: "it has .git"),
    Row(
      made: ["history/", "docs/adr/"], root: "a/b",
      reason: "the current directory; nothing above it marks a project"),
  ]

  @Test(arguments: rows) func found(_ row: Row) throws {
    let scratch = try Scratch()
    for name in row.made + [row.folder + "/"] { try scratch.make(name) }
    let root = try Root.find(asked: nil, in: scratch.world(in: row.folder))
    #expect(root.path.description == scratch.root.path + (row.root.isEmpty ? "" : "/" + row.root))
    #expect(root.reason == row.reason)
  }

  @Test func askedFor() throws {
    let scratch = try Scratch()
    try scratch.make("a/history/adr/")
    try scratch.make("b/")
    try scratch.make("file", "x")
    let world = scratch.world(["CLIO_ROOT": "b"], in: "")
    #expect(try Root.find(asked: "a", in: world).path.name == "a")
    #expect(
      try Root.find(asked: nil, in: world)
        == Root.find(asked: scratch.root.path + "/b", in: world).with("CLIO_ROOT"))
    for name in ["nowhere", "file"] {
      #expect(throws: HistoryError.self) { try Root.find(asked: name, in: world) }
      #expect(throws: HistoryError.self) { try Root.find(asked: nil, in: scratch.world(["CLIO_ROOT": name])) }
    }
    #expect(
      try Root.find(asked: nil, in: scratch.world(["CLIO_ROOT": ""], in: "a")).reason == "it has history/adr")
  }
}

extension Root {
  fileprivate func with(_ source: String) -> Root {
    Root(path: path, reason: "given by \(source)", isMarked: true)
  }
}

@Suite struct CurrentFeatureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var asked: String?
    var environment: [String: String] = [:]
    var file: String?
    var branch: String? = "main"
    let feature: String?
    let reason: String
    var testDescription: String { reason }
  }

  static let rows: [Row] = [
    Row(feature: nil, reason: "the branch main has no folder in specs/ or history/prompts/"),
    Row(branch: nil, feature: nil, reason: "nothing names one"),
    Row(branch: "001-auth", feature: "001-auth", reason: "the branch 001-auth, and specs/001-auth exists"),
    Row(
      branch: "feature/001-auth", feature: "001-auth",
      reason: "the branch feature/001-auth, and specs/001-auth exists"),
    Row(
      branch: "ann/fix/002-pay", feature: "002-pay",
      reason: "the branch ann/fix/002-pay, and history/prompts/002-pay exists"),
    Row(
      branch: "003-new", feature: nil,
      reason: "the branch 003-new has no folder in specs/ or history/prompts/"),
    Row(
      branch: "general", feature: nil,
      reason: "the branch general has no folder in specs/ or history/prompts/"),
    Row(
      file: #"{"feature_directory": "specs/005-q"}"#, branch: "001-auth", feature: "005-q",
      reason: "given by .specify/feature.json"),
    Row(
      file: "{}", branch: "001-auth", feature: "001-auth",
      reason: "the branch 001-auth, and specs/001-auth exists"),
    Row(
      environment: ["SPECIFY_FEATURE_DIRECTORY": "/x/specs/004-z/"], file: #"{"feature": "005-q"}"#,
      feature: "004-z", reason: "given by SPECIFY_FEATURE_DIRECTORY"),
    Row(
      environment: ["SPECIFY_FEATURE": "003-y", "SPECIFY_FEATURE_DIRECTORY": "specs/004-z"], feature: "003-y",
      reason: "given by SPECIFY_FEATURE"),
    Row(
      environment: ["CLIO_FEATURE": "002-x", "SPECIFY_FEATURE": "003-y"], feature: "002-x",
      reason: "given by CLIO_FEATURE"),
    Row(
      environment: ["CLIO_FEATURE": "", "SPECIFY_FEATURE": "003-y"], feature: "003-y",
      reason: "given by SPECIFY_FEATURE"),
    Row(
      environment: ["CLIO_FEATURE": "none"], branch: "001-auth", feature: nil,
      reason: "CLIO_FEATURE says none"),
    Row(
      asked: "006-asked", environment: ["CLIO_FEATURE": "002-x"], feature: "006-asked",
      reason: "given by --feature"),
    Row(asked: "none", environment: ["CLIO_FEATURE": "002-x"], feature: nil, reason: "--feature says none"),
  ]

  @Test(arguments: rows) func feature(_ row: Row) throws {
    let scratch = try Scratch()
    for name in ["specs/001-auth/", "history/prompts/002-pay/", "history/prompts/general/"] {
      try scratch.make(name)
    }
    if let file = row.file { try scratch.make(".specify/feature.json", file) }
    let current = try scratch.project(row.environment).currentFeature(asked: row.asked, branch: row.branch)
    #expect(current.feature?.name == row.feature)
    #expect(current.reason == row.reason)
  }

  /// What it should have said would silently count for nothing.
  @Test(arguments: ["{broken", "[\"001-auth\"]", "001-auth"]) func aBrokenFile(_ text: String) throws {
    let scratch = try Scratch()
    try scratch.make("specs/001-auth/")
    try scratch.make(".specify/feature.json", text)
    let project = try scratch.project()
    #expect(throws: HistoryError.self) { try project.currentFeature(asked: nil, branch: "001-auth") }
    #expect(try project.currentFeature(asked: "001-auth", branch: nil).feature?.name == "001-auth")
  }

  @Test func aFileThatIsALinkToNowhere() throws {
    let scratch = try Scratch()
    try scratch.link(".specify/feature.json", to: "nowhere")
    let project = try scratch.project()
    #expect(throws: HistoryError.self) { try project.currentFeature(asked: nil, branch: nil) }
    try scratch.link("clio.yml", to: "nowhere")
    #expect(throws: HistoryError.self) { try scratch.project() }
  }

  static let refused = [
    "../x", "/etc", "a/b", ".", "..", "", "-x", ".x", "a\\b", "a\u{0}b", "a\nb", "a\u{1B}b", " a", "a ",
    "\u{202E}a", "general", "constitution", String(repeating: "x", count: 300),
  ]

  @Test(arguments: refused) func refusedNames(_ name: String) throws {
    let scratch = try Scratch()
    let project = try scratch.project()
    #expect(throws: HistoryError.self) { try project.currentFeature(asked: name, branch: nil) }
    #expect(scratch.files().isEmpty)
  }
}
