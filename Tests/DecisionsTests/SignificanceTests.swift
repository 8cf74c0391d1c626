import Foundation
import Records
import Testing

@testable import Decisions

struct SignificanceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let half: String
    let isDecision: Bool
    let text: String
    var testDescription: String { text }
  }

  private static func rows() throws -> [Row] {
    let url = DecisionCorpus.package.appending(path: "Tests/Corpus/suggest.tsv")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: "\t").map(String.init)
      return Row(half: cells[0], isDecision: cells[1] == "yes", text: cells[2])
    }
  }

  /// Precise rather than complete, on the half of the texts that the words were tuned on and on the other.
  @Test(arguments: ["tune", "check"]) func isPrecise(_ half: String) throws {
    let rows = try Self.rows().filter { $0.half == half }
    #expect(rows.count >= 20)
    var (right, wrong, missed) = (0, 0, 0)
    for row in rows {
      let isFound = !Significance.findings(in: Array(row.text.utf8)).isEmpty
      if isFound, row.isDecision { right += 1 }
      if isFound, !row.isDecision {
        wrong += 1
        print("\(half): no decision, but found: \(row.text)")
      }
      if !isFound, row.isDecision {
        missed += 1
        print("\(half): missed: \(row.text)")
      }
    }
    let precision = Double(right) / Double(max(1, right + wrong))
    let recall = Double(right) / Double(max(1, right + missed))
    print("\(half): precision \(precision), recall \(recall)")
    #expect(precision >= 0.9 && recall >= 0.6)
  }

  @Test(arguments: [
    (
      "We decided to use PostgreSQL instead of MongoDB because the reports need joins across all services.",
      "Use PostgreSQL"
    ),
    (
      "Replaced SQLAlchemy sessions with SQLModel throughout the backend.",
      "Replace SQLAlchemy sessions with SQLModel throughout the backend"
    ),
    ("**Decision**: Use Kafka as the event bus, over RabbitMQ, for all services.", "Use Kafka"),
    ("We opted for Next.js over Remix for the frontend of all teams.", "Use Next.js"),
  ]) func hasATitle(_ text: String, _ title: String) {
    #expect(Significance.findings(in: Array(text.utf8)).map(\.title) == [title])
  }

  @Test(arguments: [
    "```\nWe chose Redis over Memcached for all services.\n```",
    "> We chose Redis over Memcached for all services.",
    "| We chose Redis over Memcached for all services. |",
    "<!-- We chose Redis over Memcached for all services. -->",
    "We chose Redis over Memcached for all services?", "",
  ]) func whatIsQuotedIsNotSaid(_ text: String) {
    #expect(Significance.findings(in: Array(text.utf8)).isEmpty)
  }

  @Test func evidenceHasItsLines() throws {
    let text = "# Plan\n\nWe chose Redis over Memcached.\nIt serves\nall services.\n"
    let finding = try #require(Significance.findings(in: Array(text.utf8)).first)
    #expect(finding.line == 3 && finding.topic == "data storage")
    #expect(finding.alternatives.map(\.words) == ["over"])
  }

  @Test func whatBelongsTogetherIsOneSuggestion() {
    let text = Array(
      "We chose PostgreSQL over MySQL for all services. We chose Redis over Memcached for all services.\n\nWe chose JWTs over sessions for all clients."
        .utf8)
    let found = Significance.findings(in: text).map {
      (source: Array("p.md".utf8), group: "auth", finding: $0)
    }
    let set = DecisionSet([decision("# 1. Use JWTs\n\n## Status\n\nAccepted\n\n## Decision\n\nJWTs.\n")])
    let grouped = Suggestion.grouped(found, in: set)
    #expect(grouped.map(\.parts.count).sorted() == [1, 2])
    #expect(grouped.first { $0.title == "Use JWTs" }?.coveredBy == 0)
    #expect(grouped.first { $0.title != "Use JWTs" }?.coveredBy == nil)
  }
}
