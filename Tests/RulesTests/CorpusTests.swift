import Foundation
import Properties
import Testing

@testable import Records
@testable import Rules

/// What the rules say of records that nobody here wrote.
enum RealRecords {
  private static let folder = RealCorpus.folder
  static var isThere: Bool { RealCorpus.has(for: "rules and real records") }

  /// Every record, as a path below the corpus.
  static let paths: [String] = (FileManager.default.subpaths(atPath: folder.path) ?? []).filter { path in
    (path.hasPrefix("phr/") || path.hasPrefix("adr/") || path.hasPrefix("samples/"))
      && !path.contains(".specify/")
      && (path.hasSuffix(".md") || path.hasSuffix(".phr"))
  }.sorted()

  static func text(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  static func found(_ path: String, _ text: [UInt8]) -> [Finding] {
    let isDecision = path.hasPrefix("adr/") || path.contains("/adr/")
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let place = isDecision ? "docs/adr/" + name : "history/prompts/001-x/" + name
    return findings(text, at: place)
  }
}

@Suite(.enabled(if: RealRecords.isThere)) struct RealRecordTests {
  /// The records that are templates, wholly or in part; found by reading them.
  private static let unfilled: Set<String> = [
    "0001-specify-physical-ai-textbook-feature.spec.prompt.md",
    "0002-partially-clarify-textbook-spec.spec.prompt.md",
    "0003-plan-physical-ai-textbook-implementation.plan.prompt.md",
    "0004-generate-tasks-for-textbook-implementation.tasks.prompt.md",
    "0005-analyze-textbook-implementation-artifacts.misc.prompt.md",
    "0002-clarify-rag-chatbot-integration-spec.spec.prompt.md",
    "0004-generate-tasks-for-rag-chatbot-integration.tasks.prompt.md",
    "0006-style-chatbot-ui-according-to-requirements.red.prompt.md",
    "0001-create-physical-ai-textbook-constitution.constitution.prompt.md",
    "0002-update-constitution-with-technical-stack.constitution.prompt.md",
    "0001-implemented-rag-retrieval-pipeline-validation-tool.general.prompt.md",
    "1-test-setup-phr.general.prompt.md", "2-test-setup-phr-corrected.general.prompt.md",
    "ADR-0001-Test-Architecture-Decision.md", "0000-TEMPLATE.md", "adr-template.md", "adr-template-bare.md",
    "adr-template-bare-minimal.md", "adr-template-minimal.md",
  ]

  @Test func slotsAreFoundWhereTheyWereLeftAndNowhereElse() throws {
    var told: Set<String> = []
    for path in RealRecords.paths {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let found = RealRecords.found(path, try RealRecords.text(path))
      if found.contains(where: { $0.rule == "placeholder" && $0.severity == .error }) { told.insert(name) }
      let secrets = found.filter { $0.rule == "secret" }
      #expect(secrets.isEmpty, "\(path): \(secrets.map { "\($0.place.line): \($0.message)" })")
    }
    #expect(told.subtracting(Self.unfilled).isEmpty)
    #expect(Self.unfilled.subtracting(told).isEmpty)
  }

  @Test func noDecisionOfAnotherDialectIsAccusedOfItsForm() throws {
    for path in RealRecords.paths where path.hasPrefix("adr/") {
      let rules = Set(RealRecords.found(path, try RealRecords.text(path)).map(\.rule))
      #expect(
        rules.isDisjoint(with: ["front-matter-missing", "field-missing", "field-type", "id-not-text"]),
        "\(path)")
    }
  }

  @Test func theSampleThatAnAgentWrote() throws {
    let path = "samples/agent-written.red.prompt.md"
    let found = RealRecords.found(path, try RealRecords.text(path))
    let rules = Set(found.map(\.rule))
    #expect(
      rules.isSuperset(of: ["id-not-text", "mojibake", "injected-context", "prompt-truncated"]), "\(rules)")
    #expect(!rules.contains("placeholder"))
  }

  /// Cut anywhere, and with bytes changed: no crash, and no time without end. CLIO_STRESS_COUNT asks for more.
  @Test func spoiltRecordsAreNoTrouble() throws {
    let count =
      ProcessInfo.processInfo.environment["CLIO_STRESS_COUNT"].flatMap { Int($0) }.map { min($0, 200) } ?? 2
    var generator = SystemRandomNumberGenerator()
    for path in RealRecords.paths {
      let text = try RealRecords.text(path)
      for _ in 0..<count where !text.isEmpty {
        let cut = Array(text[..<Int.random(in: 0..<text.count, using: &generator)])
        _ = RealRecords.found(path, cut)
        var flipped = text
        for _ in 0..<8 {
          flipped[Int.random(in: 0..<text.count, using: &generator)] = UInt8.random(
            in: 0...255, using: &generator)
        }
        for finding in RealRecords.found(path, flipped) {
          #expect(
            finding.range.upperBound <= flipped.count && finding.place.line >= 1, "\(path): \(finding.rule)")
        }
      }
    }
  }
}
