import Foundation
import Testing
import YAML

@testable import Records

/// What another reader of YAML makes of our front matter: PyYAML, which resolves plain scalars as YAML 1.1 does.
/// `scripts/setup --tests` sees to it that there is one; where no test may be passed over, a missing one is a failure.
struct PythonTests {
  @Test func readsPromptsTheSame() throws {
    let script = """
      links = d["links"]
      row = [d["title"], d["provenance"]["session"]]
      row += [d[k] for k in "surface model feature branch user command".split()]
      row += [links["spec"], links["pr"]] + d["labels"] + d["files"] + d["tests"] + [d["id"]]
      """
    try check(script) { value in
      var draft = Values.draft(value)
      draft.title = Self.title(value)
      let wanted =
        [draft.title, value] + Values.scalars.map { _ in value } + [value, "b", "a", value, value, "0007"]
      return (try draft.rendered(with: Fixtures.template(Fixtures.slots28)), wanted)
    }
  }

  @Test func readsDecisionsTheSame() throws {
    let script = """
      row = [d[k] for k in "id title status feature review_by".split()]
      for k in "deciders tags supersedes amends relates_to affects".split(): row += d[k]
      row += [d["links"]["spec"], d["links"]["plan"]]
      row += [d["significance"][k] for k in "impact alternatives scope".split()] + [d["provenance"]["session"]]
      """
    let template = try Template(
      [UInt8](Data(contentsOf: Corpus.package.appending(path: "templates/adr-template.md"))))
    try check(script) { value in
      var draft = Fixtures.decisionDraft()
      draft.id = "0007"
      draft.title = Self.title(value)
      draft.feature = value
      draft.reviewBy = value
      for key in ["deciders", "tags", "supersedes", "amends", "relates_to", "affects"] {
        draft.lists[key] = [value, "b"]
      }
      draft.links = ["spec": value, "plan": value]
      draft.significance = ["impact": value, "alternatives": value, "scope": value]
      draft.provenance.session = value
      let wanted =
        ["0007", draft.title, draft.status.rawValue, value, value] + (0..<6).flatMap { _ in [value, "b"] }
        + [String](repeating: value, count: 6)
      return (try draft.rendered(with: template), wanted)
    }
  }

  /// A title is never blank.
  private static func title(_ value: String) -> String { value.trimmedBlanks.isEmpty ? "Blank" : value }

  /// Lets Python read the front matter that is made of each nasty value; `script` gathers a `row` of strings from `d`.
  private func check(_ script: String, _ make: (String) throws -> (text: [UInt8], wanted: [String])) throws {
    guard let python = Self.python else {
      let isRequired = ProcessInfo.processInfo.environment["CI"].map { !$0.isEmpty } ?? false
      #expect(!isRequired, "there is no python3 with PyYAML")
      return print("SKIPPED: no python3 with PyYAML")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "records-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var expected: [[String]] = []
    for (number, value) in Values.nasty.enumerated() {
      let (text, wanted) = try make(value)
      let block = try #require(FrontMatter(in: text)).content
      try Data(text[block]).write(to: folder.appending(path: "\(number).yml"))
      expected.append(wanted)
    }
    let program = """
      import json, sys, yaml
      for n in range(\(Values.nasty.count)):
          d = yaml.safe_load(open(f"{sys.argv[1]}/{n}.yml", encoding="utf-8", newline=""))
      \(script.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
          print(json.dumps(row))
      """
    let rows = try Self.run(python, ["-c", program, folder.path]).split(separator: UInt8(ascii: "\n"))
    #expect(rows.count == expected.count)
    for (row, wanted) in zip(rows, expected) {
      let got = try JSONDecoder().decode([String].self, from: Data(row))
      #expect(got == wanted)
    }
  }

  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
    .first {
      FileManager.default.isExecutableFile(atPath: $0)
        && (try? run($0, ["-c", "import yaml; print(1)"])).map { !$0.isEmpty } == true
    }

  private static func run(_ path: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](data)
  }
}
