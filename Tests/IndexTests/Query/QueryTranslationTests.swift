import Testing

@testable import Index

@Suite("A query in the engine's words")
struct QueryTranslationTests {
  @Test(
    "Texts",
    arguments: [
      ("timeout", "\"timeout\""),
      ("getSession", "\"getsession\" OR \"get session\""),
      ("HTTPServer2", "\"httpserver2\" OR \"http server2\" OR \"http server 2\""),
      ("AsyncSessionLocal", "\"asyncsessionlocal\" OR \"async session local\""),
      ("get_session", "\"get session\" OR \"getsession\""),
      ("path-mapper a", "(\"path mapper\" OR \"pathmapper\") AND \"a\""),
      ("spec.md", "\"spec md\" OR \"specmd\""),
      ("12:30 v1.2", "(\"v1 2\" OR \"v 1 2\") AND \"12 30\""),
      ("C++ C# .net", "\"c\" AND \"c\" AND \"net\""),
      ("\"getSession now\"", "\"getsession now\""),
      ("title:get_it", "title : (\"get it\" OR \"getit\")"),
      ("authenti*", "\"authenti\" * OR \"authent\""),
      ("日本語", "\"日本語\" * OR \"日本 本語\""),
      ("\"本語\"", "\"本語\" *"),
      ("a -b -(c OR d)", "\"a\" NOT ((\"c\" OR \"d\") OR \"b\")"),
      ("a OR (b -c)", "(\"b\" NOT \"c\") OR \"a\""),
    ])
  func match(text: String, expected: String) throws {
    let translation = try parsed(text).query.translation
    #expect(translation.match == expected)
    #expect(translation.conditions.isEmpty)
  }

  static let found = "r.row IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
  static let notFound = "r.row NOT IN (SELECT rowid FROM texts WHERE texts MATCH ?)"

  @Test(
    "Conditions",
    arguments: [
      ("-a", [SQLCondition(sql: notFound, values: [.text("\"a\"")])]),
      (
        "stage:red OR timeout",
        [
          SQLCondition(
            sql: "(r.stage = ? COLLATE NOCASE OR \(found))", values: [.text("red"), .text("\"timeout\"")])
        ]
      ),
      (
        "-(stage:red a b)",
        [
          SQLCondition(
            sql: "(NOT ifnull(r.stage = ? COLLATE NOCASE, 0) OR \(notFound))",
            values: [.text("red"), .text("\"a\" AND \"b\"")])
        ]
      ),
      ("++", [SQLCondition(sql: "0", values: [])]),
      (
        "feature:a_b",
        [SQLCondition(sql: "('-' || r.feature || '-') LIKE ? ESCAPE '\\'", values: [.text("%-a\\_b-%")])]
      ),
      ("feature:00*", [SQLCondition(sql: "r.feature LIKE ? ESCAPE '\\'", values: [.text("00%")])]),
      (
        "id:#0012",
        [
          SQLCondition(
            sql: "(r.number = ? OR r.id = ? COLLATE NOCASE)", values: [.integer(12), .text("#0012")])
        ]
      ),
      (
        "since:2w until:2026-03",
        [
          SQLCondition(sql: "(r.date >= ?)", values: [.text("2026-03-01")]),
          SQLCondition(sql: "(r.date < ?)", values: [.text("2026-03-31~")]),
        ]
      ),
      (
        "in:./history/adr/",
        [
          SQLCondition(
            sql: "(r.path = ? OR r.path LIKE ? ESCAPE '\\')",
            values: [.text("history/adr"), .text("history/adr/%")])
        ]
      ),
      (
        "file:src/*",
        [
          SQLCondition(
            sql: "r.row IN (SELECT value FROM json_each(?))", values: [.rows(Glob(Array("src/*".utf8)))])
        ]
      ),
    ] as [(String, [SQLCondition])])
  func conditions(text: String, expected: [SQLCondition]) throws {
    let translation = try parsed(text).query.translation
    #expect(translation.match == nil)
    #expect(translation.conditions == expected)
  }

  @Test("A second try with any of what is wanted")
  func relaxed() throws {
    let query = try parsed("one (two OR three) -four stage:red").query
    #expect(query.translation.wantedCount == 2)
    #expect(query.relaxed()?.text == "(\"one\" OR \"two\" OR \"three\") NOT \"four\"")
    #expect(try parsed("-four stage:red").query.relaxed() == nil)
    #expect(try parsed("stage:red OR one").query.relaxed()?.text == "\"one\"")
  }

  @Test("Common words count only where a rare one is")
  func common() throws {
    let relaxed = try parsed("one two -four").query.relaxed { $0.text == "two" }
    #expect(relaxed?.text == "((\"one\" AND \"two\") OR \"one\") NOT \"four\"")
    // What must not be there counts nothing, nor what stands there a second time.
    #expect(relaxed?.phrases.map(\.weight) == [0, 1, 1, 0])
    #expect(relaxed?.phrases.map(\.word) == [.term(0), .term(4), .term(0), .term(9)])
  }
}
