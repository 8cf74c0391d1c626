import Testing

@testable import Index

@Suite("Reading a query")
struct QueryParserTests {
  @Test(
    "Every text is a query",
    arguments: [
      ("", ""), ("   \n\t", ""), ("()", ""), ("( ) | ()", ""), ("\"\"", ""), ("\0", ""),
      ("timeout auth", "(timeout & auth)"),
      ("\"exact phrase\" more", "(“exact phrase” & more)"),
      ("“curly quotes”", "“curly quotes”"),
      ("-no -\"not this\" -stage:red", "(!no & !“not this” & !<stage:red>)"),
      ("NOT a NOT NOT b", "(!a & b)"),
      ("pre* \"two wo\"*", "(pre* & two wo*)"),
      ("a b OR c d", "(a & (b | c) & d)"),
      ("a AND b OR c AND d", "((a & b) | (c & d))"),
      ("a|b || c", "(a | b | c)"),
      ("(a b) OR (c (d OR e))", "((a & b) | (c & (d | e)))"),
      ("-(a OR -(b c))", "!(a | !(b & c))"),
      ("OR", "OR"), ("AND x", "x"), ("x NOT", "(x & NOT)"), ("a OR OR b", "(a | b)"),
      ("a OR )", "a"), ("a OR", "a"), ("OR a", "a"), ("a (OR b OR) AND OR", "(a & b)"), ("(AND)", "AND"),
      ("stage:* model:** -label:* date:*", "(<stage:*> & <model:*> & !<label:*> & <date:*>)"),
      ("((a", "a"), ("a))) b", "(a & b)"),
      ("getSession() (a)", "(getSession() & a)"),
      ("--dry-run - a", "(--dry-run & a)"),
      (
        "title:fix title:\"two words\" prompt:pre* -response:x",
        "(title:fix & title:“two words” & prompt:pre* & !response:x)"
      ),
      ("STAGE:debug feature:auth model:\"claude x\"", "(<stage:red> & <feature:auth> & <model:claude x>)"),
      (
        "kind:decision kind:phr label:none file:src/**/*.ts",
        "(<kind:adr> & <kind:phr> & <label:-> & <file:src/**/*.ts>)"
      ),
      ("in:history/adr id:ADR-12 uid:01J", "(<in:history/adr> & <id:ADR-12> & <uid:01J>)"),
      (
        "http://x foo::bar 12:30 C:\\x std::vector file://h user::n",
        "(http://x & foo::bar & 12:30 & C:\\x & std::vector & file://h & user::n)"
      ),
      ("C++ C# .net spec.md", "(C++ & C# & .net & spec.md)"),
      ("++", "()"), ("🎉 -++", "()"), ("🎉 a", "a"),
    ] as [(String, String)])
  func tree(text: String, expected: String) throws {
    let (query, _) = try parsed(text)
    #expect((query.root?.outline ?? "") == expected)
  }

  @Test(
    "What is odd is noted",
    arguments: [
      ("stgae:red", "(stgae:red)", .unknownField, ["stage:red"]),
      ("stgae:\"a b\"", "(stgae: & “a b”)", .unknownField, ["stage:"]),
      ("stage:rde", "<stage:rde>", .unknownValue, ["stage:red"]),
      ("status:acceptde", "<status:acceptde>", .unknownValue, ["status:accepted"]),
      ("kind:dar", "kind:dar", .unknownValue, ["kind:adr"]),
      ("since:yesterdya", "since:yesterdya", .unknownValue, ["since:yesterday"]),
      ("since:2026-02-30", "since:2026-02-30", .unknownValue, []),
      ("stage: red", "(stage: & red)", .unknownValue, []),
      ("a 🎉", "a", .unsearchable, []),
      ("\"never closed", "“never closed”", .unclosedQuote, []),
      ("fo*o", "fo*", .misplacedStar, []),
    ] as [(String, String, QueryNote.Reason, [String])])
  func notes(text: String, expected: String, reason: QueryNote.Reason, suggestions: [String]) throws {
    let (query, notes) = try parsed(text)
    let outline = query.root?.outline ?? ""
    #expect(outline == expected || "(" + outline + ")" == expected)
    #expect(notes.map(\.reason) == [reason])
    #expect(notes.map(\.suggestions) == [suggestions])
  }

  @Test(
    "What is usual is not noted",
    arguments: ["http://x", "foo::bar", "12:30", "C:\\x", "a:b", "note:this", "-(x OR 日本)"])
  func noNotes(text: String) throws {
    #expect(try parsed(text).notes.isEmpty)
  }

  @Test("Ranges are those of the text")
  func ranges() throws {
    let text = "é stage:red -\"a b\" pre*"
    let (query, _) = try parsed(text)
    guard case .and(let nodes) = query.root else {
      Issue.record("not four nodes")
      return
    }
    let bytes = Array(text.utf8)
    #expect(
      nodes.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["é", "stage:red", "\"a b\"", "pre*"])
  }

  @Test("Too much is left out, with a note")
  func limits() throws {
    let many = try parsed((1...100).map { "w\($0)" }.joined(separator: " "))
    #expect(many.query.wantedTerms.count == Query.maximumTerms)
    #expect(many.notes.map(\.reason) == [.limit])

    let deep = try parsed(
      String(repeating: "-(a ", count: 50) + "b" + String(repeating: ")", count: 50) + " c")
    #expect(deep.notes.map(\.reason) == [.limit])
    #expect(deep.query.wantedTerms.last?.text == "c")

    let long = try parsed(String(repeating: "é", count: 20_000))
    #expect(long.query.text.utf8.count == Query.maximumBytes)
    #expect(long.notes.map(\.reason) == [.limit])

    let phrase = try parsed("\"" + String(repeating: "a ", count: 70) + "\"")
    #expect(phrase.query.wantedTerms.first?.tokens.count == 64)
    #expect(phrase.notes.map(\.reason) == [.limit])
  }

  @Test(
    "Days as people name them",
    arguments: [
      ("2026-01-31", "2026-01-31", "2026-01-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2026", "2026-01-01", "2026-12-31"), ("today", "2026-03-15", "2026-03-15"),
      ("Yesterday", "2026-03-14", "2026-03-14"), ("2w", "2026-03-01", "2026-03-01"),
      ("16d", "2026-02-27", "2026-02-27"),
      ("6m", "2025-09-15", "2025-09-15"), ("1y", "2025-03-15", "2025-03-15"),
      ("last week", "2026-03-02", "2026-03-08"),
      ("this-week", "2026-03-09", "2026-03-15"), ("last-month", "2026-02-01", "2026-02-28"),
      ("last-year", "2025-01-01", "2025-12-31"), ("999999y", "0001-01-01", "0001-01-01"),
    ])
  func days(text: String, first: String, last: String) throws {
    #expect(try parsed("date:\"\(text)\"").query.root?.outline == "<date:\(first)..\(last)>")
    #expect(try parsed("since:\"\(text)\"").query.root?.outline == "<since:\(first)..>")
    #expect(try parsed("until:\"\(text)\"").query.root?.outline == "<until:..\(last)>")
  }
}
