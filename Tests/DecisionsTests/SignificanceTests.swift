import Foundation
import Records
import Testing

@testable import Decisions

struct SignificanceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let half: String
    let isDecision: Bool
    let name: String
    var text: String
    var testDescription: String { name }
  }

  private static func rows(of file: String, half: String) throws -> [Row] {
    let url = DecisionCorpus.package.appending(path: "Tests/Corpus/" + file)
    var rows: [Row] = []
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("@# ") { continue }
      if line.hasPrefix("@@ ") {
        let words = line.split(separator: " ").map(String.init)
        rows.append(Row(half: words[3], isDecision: words[2] == "decision", name: words[4], text: ""))
      } else if !rows.isEmpty {
        rows[rows.count - 1].text += line + "\n"
      }
    }
    return rows.filter { $0.half == half }
  }

  private static func isFound(_ text: String) -> Bool {
    let record = Record(Array(text.utf8), name: Array("0001-x.plan.prompt.md".utf8), kind: .prompt)
    if record.frontMatter != nil, record.content(.response) != nil {
      return !Significance.findings(in: record).isEmpty
    }
    return !Significance.findings(in: Array(text.utf8)).isEmpty
  }

  /// How many of the findings are right, and how many of the decisions are found. Only texts for tuning are named.
  private static func measure(_ rows: [Row], naming: Bool) -> (precision: Double, recall: Double) {
    var (right, wrong, missed) = (0, 0, 0)
    for row in rows {
      let isFound = isFound(row.text)
      if isFound, row.isDecision { right += 1 }
      if isFound, !row.isDecision { wrong += 1 }
      if !isFound, row.isDecision { missed += 1 }
      if isFound != row.isDecision, naming { print("\(isFound ? "wrongly found" : "missed"): \(row.name)") }
    }
    let precision = Double(right) / Double(max(1, right + wrong))
    let recall = Double(right) / Double(max(1, right + missed))
    print("right \(right), wrong \(wrong), missed \(missed): precision \(precision), recall \(recall)")
    return (precision, recall)
  }

  /// Precise rather than complete, on the texts that the weights were tuned on.
  @Test(arguments: [("suggest.md", "tune", 60, 0.7), ("suggest-more.md", "more", 152, 0.5)])
  func isPreciseWhereTuned(_ file: String, _ half: String, _ count: Int, _ least: Double) throws {
    let rows = try Self.rows(of: file, half: half)
    #expect(rows.count == count)
    let (precision, recall) = Self.measure(rows, naming: true)
    #expect(precision >= 0.9 && recall >= least)
  }

  /// … and on texts by somebody who had not seen the code, which nobody looked at while tuning.
  @Test func isPreciseOnTextsOfAStranger() throws {
    let rows = try Self.rows(of: "suggest.md", half: "held-out")
    #expect(rows.count == 60)
    let (precision, recall) = Self.measure(rows, naming: false)
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

  /// Each sentence of a paragraph has the line that it begins on, and the title says what was chosen, not what it costs.
  @Test func sentencesHaveTheirLines() throws {
    let text = """
      # Plan

      We will use Kafka for all events between services.
      RabbitMQ was rejected because it would have lost the
      history. The price is that every service must own a schema for years, which becomes a contract.
      """
    let findings = Significance.findings(in: Array(text.utf8))
    #expect(findings.map(\.title) == ["Use Kafka for all events between services"])
    let finding = try #require(findings.first)
    #expect(finding.line == 3)
    let evidence = finding.impact + finding.alternatives + finding.scope
    #expect(evidence.first { $0.words == "kafka" }?.line == 3)
    #expect(evidence.first { $0.words == "rabbitmq" }?.line == 4)
    #expect(evidence.first { $0.words == "rejected" }?.line == 4)
    #expect(evidence.first { $0.words == "schema" }?.line == 5)
  }

  /// Of two records that name everything, the one whose title is about it.
  @Test func whatIsMostAlikeCovers() throws {
    let found = Significance.findings(
      in: Array("We chose Kafka over RabbitMQ for the events of all services.".utf8)
    ).map { (source: Array("p.md".utf8), group: "x", finding: $0) }
    let set = DecisionSet(
      [
        ("Use Kubernetes with Helm", "Charts for Kafka and PostgreSQL."),
        ("Use PostgreSQL", "Kafka has the events."), ("Apache Kafka for events", "Events go through Kafka."),
      ].enumerated().map { index, texts in
        decision(
          "# \(index + 1). \(texts.0)\n\n## Status\n\nAccepted\n\n## Decision\n\n\(texts.1)\n",
          "history/adr/000\(index + 1)-x.md")
      })
    #expect(Suggestion.grouped(found, in: set).map(\.coveredBy) == [2])
  }

  /// A decision told without a word such as "chose", and one in a table: the title says what is so, not what was
  /// turned down.
  @Test(arguments: [
    (
      """
      Machine clients get certificates of our own authority, renewed every month. API keys in headers were what we had
      and were found in a ticket; OAuth would have worked too, but the controllers can't store a secret. All services
      must refuse a client without one.
      """, ["Machine clients get certificates of our own authority"]
    ),
    (
      """
      | Layer | Choice | Rejected | Because |
      |---|---|---|---|
      | Events | NATS | Kafka | must run on every site with 40 MB, for all services |
      """, ["Use NATS"]
    ),
    (
      """
      | Layer | Result |
      |---|---|
      | Events | NATS instead of Kafka must be on every site, all services |
      """, []
    ),
  ]) func whatIsToldInPassingIsFound(_ text: String, _ titles: [String]) {
    #expect(Significance.findings(in: Array(text.utf8)).map(\.title) == titles)
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
