import Database
import Foundation
import History
import Platform
import Properties
import Records
import Testing

@testable import Index

/// What a search finds in a small project, and in which order.
struct SearchTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "clio-search-\(UUID().uuidString)")

  private typealias Written = (id: String, slug: String, title: String, stage: String, text: String)

  private static let records: [Written] = [
    (
      "0001", "token-expiry", "Fix token expiry", "red",
      "The session token expires too soon. get_session is to blame."
    ),
    ("0002", "cache", "Add a cache", "green", "Answers are kept in redis; a session lives for a day."),
    ("0003", "sign-in", "Sign in with a password", "spec", "Users get a session after authentication."),
    ("0004", "drop-table", "Drop the old table", "tasks", "We removed what nobody read from the database."),
    ("0005", "names", "Names", "misc", "One can get session data in many ways."),
    ("0006", "release", "Release 2", "general", "Written down for whoever ships it. See 0002."),
  ]

  private func index(_ records: [Written] = Self.records) throws -> Index {
    let prompts = folder.appending(path: "history/prompts/001-auth")
    try FileManager.default.createDirectory(at: prompts, withIntermediateDirectories: true)
    for record in records {
      let text = """
        ---
        id: "\(record.id)"
        title: \(record.title)
        stage: \(record.stage)
        date: 2026-01-01
        feature: 001-auth
        model: opus
        labels: [backend]
        ---

        ## Prompt

        \(record.text)

        """
      try Data(text.utf8).write(
        to: prompts.appending(path: "\(record.id)-\(record.slug).\(record.stage).prompt.md"))
    }
    let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path]
    let world = World(arguments: [], environment: environment, directory: Path(folder.path))
    return try Index(try Project(root: folder.path, world: world))
  }

  private func search(_ index: Index, _ text: String, few: Int = 10) throws -> SearchAnswer {
    guard let today = CalendarDate("2026-03-15") else { throw NoSuchDay() }
    let query = Query.parse(text, today: today) { _, _ in [] }.query
    // Whoever has nearly the same letters was meant.
    return try index.search(query, SearchOptions(few: few), today: today) { word, candidates in
      candidates.filter { Set($0).symmetricDifference(word).count < 3 }
    }
  }

  private func ids(_ answer: SearchAnswer) -> [String] { answer.hits.compactMap { $0.row.fields["id"] } }

  @Test func theRightOneComesFirst() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    for (text, first) in [
      ("token expiry", "0001"), ("expired tokens", "0001"), ("getSession", "0001"), ("get_session", "0001"),
      ("Add a cache", "0002"), ("auth", "0003"), ("login", "0003"), ("db", "0004"),
      ("deleted tables", "0004"),
      ("write", "0006"), ("deploy", "0006"), ("0002", "0002"), ("#3", "0003"), ("PHR-0004", "0004"),
      ("history/prompts/001-auth/0005-names.misc.prompt.md", "0005"), ("names", "0005"),
      ("001-auth/0004", "0004"), ("001-auth/4", "0004"), ("auth/5", "0005"), ("001-auth/0004-drop", "0004"),
    ] {
      #expect(ids(try search(index, text)).first == first, "\(text)")
    }
  }

  @Test func anIdentifierIsMoreThanItsPartsInASentence() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index([
      (
        "0001", "one", "One", "misc",
        "A rendered list is shown, then others beside it; the rendered list stays where it is."
      ),
      ("0002", "two", "Two", "misc", "What takes so long is render_list in the end."),
      ("0003", "three", "Three", "misc", "Nothing of the kind, but open_file and close_file."),
    ])
    for text in ["renderList", "render_list"] { #expect(ids(try search(index, text)) == ["0002", "0001"]) }
  }

  @Test func wordsFindTheNameThatTheyMake() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func about(_ count: Int, _ text: String) -> String {
      (0..<count).map { "line \($0) of a log" }.joined(separator: ", ") + ". \(text)"
    }
    // The parts are common words, as they mostly are.
    let others: [Written] = (10..<30).map { number in
      (
        "00\(number)", "other", "Other", "misc",
        about(20, number < 20 ? "Git has a batch." : "Ops will fetch it.")
      )
    }
    let index = try index(
      others + [
        ("0001", "one", "One", "misc", about(20, "Whoever knows git is ops; ops like git.")),
        ("0002", "two", "Two", "misc", about(200, "GitOps at last; fetchBatch, too.")),
        ("0003", "three", "Three", "misc", about(20, "A batch is what they fetch.")),
        ("0004", "four", "Four", "misc", about(20, "Nothing but gitops.")),
      ])
    for (text, found) in [
      ("git ops", ["0002", "0004", "0001"]), ("git-ops", ["0002", "0004"]),
      ("fetch batch", ["0002", "0003"]), ("FetchBatch", ["0002"]),
      ("the git ops", ["0002", "0004", "0001"]),
    ] {
      let answer = ids(try search(index, text, few: 1))
      #expect(answer == found, "\(text): \(answer)")
    }
  }

  @Test(
    "A word that the front matter holds is found, whatever it is called there",
    arguments: [
      "author: zebra", "links:\n  plan_b: specs/zebra.md",
      "files:\n  - path: src/zebra.swift\n    action: created",
      "files_yaml: |\n  - src/zebra.swift", "odd: [one, {deep: zebra}]", "prompt_text: [zebra]",
      "links: zebra", "links: {spec: [zebra]}", "odd: \"\\u007aebra\"",
      "notes: 'zebra\n\n  end'",
    ])
  func wordsOfTheFrontMatter(lines: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let prompts = folder.appending(path: "history/prompts/general")
    let index = try index([])
    try FileManager.default.createDirectory(at: prompts, withIntermediateDirectories: true)
    try Data("---\nid: \"0007\"\ntitle: Odd\n\(lines)\n---\n\n## Prompt\n\nSay it.\n".utf8)
      .write(to: prompts.appending(path: "0007-odd.misc.prompt.md"))
    #expect(ids(try search(try Index(index.project), "zebra")) == ["0007"])
  }

  @Test func thoseThatHaveAllWordsComeFirstAndAreCounted() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    let answer = try search(index, "session redis")
    #expect(answer.complete == 1 && answer.total == answer.hits.count)
    #expect(answer.hits.first?.isComplete == true && ids(answer).first == "0002")
    #expect(answer.hits.count > 1 && answer.hits.dropFirst().allSatisfy { !$0.isComplete })
    let strict = try search(index, "session redis", few: 1)
    #expect(strict.complete == 1 && strict.total == 1)
    let none = try search(index, "session redis password")
    #expect(none.total > 0 && none.complete == 0 && none.hits.allSatisfy { !$0.isComplete })
    #expect(try search(index, "session -redis").hits.allSatisfy { $0.row.fields["id"] != "0002" })
    #expect(!ids(try search(index, "session redis -lives")).contains("0002"))
  }

  @Test func whatNobodyWroteIsCorrected() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    for (text, correction) in [
      ("pasword", "password"), ("passwrod", "password"), ("apssword", "password"), ("psasword", "password"),
      ("stage:spec pasword -cache", "stage:spec password -cache"), ("title:pasword", "title:password"),
      ("authentcation", "authentication"),
    ] {
      let answer = try search(index, text)
      #expect(answer.correction == correction, "\(text)")
      #expect(ids(answer).first == "0003", "\(text)")
    }
    for text in ["zzzzzzz", "pas", "\"pasword\"", "pasword*", "p4sword", "é", "-pasword zzzz"] {
      let answer = try search(index, text)
      #expect(answer.correction == nil && answer.total == 0, "\(text)")
    }
  }

  /// Most of what was typed is nearer than what may have been meant, unless that is there wholly.
  @Test func aCorrectionHasAllWordsOrComesLast() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    let whole = try search(index, "users pasword")
    #expect(whole.correction == "users password" && whole.complete == 1 && ids(whole) == ["0003"])
    let near = try search(index, "redis pasword")
    #expect(near.correction == nil && near.complete == 0 && ids(near) == ["0002"])
    let last = try search(index, "pasword zzzzzzz")
    #expect(last.correction == "password zzzzzzz" && last.complete == 0 && ids(last) == ["0003"])
    #expect(whole.unknown == [6] && last.unknown == [0, 8])
  }

  @Test func onlyWhatNobodyHasIsCorrected() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    guard let today = CalendarDate("2026-03-15") else { throw NoSuchDay() }
    func correction(_ correctable: Set<Int>?) throws -> String? {
      var options = SearchOptions()
      options.correctable = correctable
      let query = Query.parse("pasword", today: today) { _, _ in [] }.query
      return try index.search(query, options, today: today) { _, candidates in candidates }.correction
    }
    #expect(try correction(nil) != nil)
    #expect(try correction([0]) != nil)
    #expect(try correction([]) == nil)
  }

  @Test func aDecisionIsCalledByItsNumber() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let decisions = folder.appending(path: "history/adr")
    try FileManager.default.createDirectory(at: decisions, withIntermediateDirectories: true)
    let text =
      "---\nid: \"0004\"\ntitle: Keep tables\nstatus: accepted\ndate: 2020-01-01\n---\n\n## Context\n\nc\n"
    try Data(text.utf8).write(to: decisions.appending(path: "0004-keep-tables.md"))
    let index = try index()
    for (text, first) in [
      ("ADR-0004", "Keep tables"), ("adr-4", "Keep tables"), ("adr/0004", "Keep tables"),
      ("adr/4", "Keep tables"),
      ("PHR-0004", "Drop the old table"), ("001-auth/4", "Drop the old table"),
    ] {
      #expect(try search(index, text).hits.first?.row.fields["title"] == first, "\(text)")
    }
  }

  @Test func theNewestOfADayComesFirst() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let prompts = folder.appending(path: "history/prompts/general")
    try FileManager.default.createDirectory(at: prompts, withIntermediateDirectories: true)
    // The rows of the index are in the order of the names.
    for (number, hour) in [(1, "10"), (2, "12"), (3, "11"), (4, "09")] {
      let text = """
        ---
        id: "000\(number)"
        title: Title \(number)
        stage: red
        date: 2026-01-01
        provenance:
          uid: 0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a6\(number)
          recorded: "2026-01-01T\(hour):00:00Z"
        ---

        ## Prompt

        word

        """
      try Data(text.utf8).write(to: prompts.appending(path: "000\(number)-a.red.prompt.md"))
    }
    let index = try index([])
    guard let today = CalendarDate("2026-03-15") else { throw NoSuchDay() }
    for (order, text) in [(SearchOptions.Order.date, "word"), (.score, "stage:red"), (.score, "word")] {
      let query = Query.parse(text, today: today) { _, _ in [] }.query
      let answer = try index.search(query, SearchOptions(order: order), today: today)
      #expect(ids(answer) == ["0002", "0003", "0001", "0004"], "\(text)")
      let part = try index.search(query, SearchOptions(limit: 2, offset: 1, order: order), today: today)
      #expect(ids(part) == ["0003", "0001"], "\(text)")
      let keys = answer.hits.map(\.row.recency)
      #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test func noQueryIsAnError() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    var lottery = Generator(seed: 11)
    for _ in 0..<Cases.count(300, cost: 40) {
      let text = HostileQueryTests.query(&lottery)
      do { _ = try search(index, text) } catch { Issue.record("\(text.debugDescription): \(error)") }
    }
  }

  @Test func tenKilobytesTakeNoTime() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try index()
    for piece in ["auth ", "(a ", "db OR ", "x", "-", "\"a b\" ", "feature:a ", "ab*c ", "a_b.", "日本"] {
      let text = String(repeating: piece, count: 10_000 / piece.utf8.count)
      #expect(try ContinuousClock().measure { _ = try search(index, text) } < .seconds(2), "\(piece)")
    }
  }

  /// Each byte is turned over in an index of its own: of what declares its tables and those that FTS5 makes, and of what is
  /// noted of a folder.
  @Test func noWrongByteStopsASearch() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = folder.appending(path: ".clio/index.sqlite")
    do { _ = try index() }
    let good = try Data(contentsOf: database)
    var places = Array(0..<100) + Array(stride(from: 100, to: 4096, by: 41))
    for text in ["fts5vocab(texts, row)", "'texts_docsize'(id", "0006-release.general.prompt.md"] {
      var from = good.startIndex
      while let range = good.range(of: Data(text.utf8), in: from..<good.endIndex) {
        places += range
        from = range.upperBound
      }
    }
    for place in places {
      for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + end) }
      var spoilt = good
      spoilt[place] ^= 0x89
      try spoilt.write(to: database)
      do {
        let index = try index()
        #expect(ids(try search(index, "token expiry")).first == "0001", "byte \(place)")
        // What can't be used is mended, not left aside.
        #expect(index.path?.description == database.path, "byte \(place)")
      } catch {
        Issue.record("byte \(place): \(error)")
      }
    }
  }

  /// Each byte of a row, and of what is noted of its folder, is turned over in an index of its own.
  @Test func whatSaysNothingOfAWrongByteHasMendedIt() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func rows(_ index: Index) throws -> [String] {
      let statement = try index.database.prepare(
        "SELECT kind, \(RecordFields.names.joined(separator: ", ")), path FROM records ORDER BY path")
      var rows: [String] = []
      try statement.forEachRow { row in
        rows.append((0..<row.columnCount).map { row.string($0) }.joined(separator: "|"))
      }
      let labels = try index.database.prepare("SELECT row, label, typeof(label) FROM labels ORDER BY row")
      try labels.forEachRow { row in rows.append("\(row.int(0)) \(row.string(1)) \(row.string(2))") }
      return rows
    }
    let database = folder.appending(path: ".clio/index.sqlite")
    let right = try { try rows($0) }(try index())
    let good = try Data(contentsOf: database)
    let row = try #require(
      good.range(of: Data("history/prompts/001-auth/0006-release.general.prompt.mdphr".utf8)))
    let note = try #require(good.range(of: Data("history/prompts/001-authphr".utf8)))
    // A text of seven bytes that becomes a blob.
    let label = try #require(good.range(of: Data([0x1B, 0x06] + "backend".utf8)))
    let places = [Int](row) + Array(row.upperBound..<row.upperBound + 60) + Array(note)
    for (place, mask) in places.map({ ($0, UInt8(2)) }) + label.map({ ($0, UInt8(1)) }) {
      for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + end) }
      var spoilt = good
      spoilt[place] ^= mask
      try spoilt.write(to: database)
      let index = try index()
      let summary = try index.summary()
      #expect(summary.records == 6 && summary.prompts == 6, "byte \(place): \(summary)")
      if try index.verify().isEmpty, index.notes.isEmpty {
        #expect(try rows(index) == right, "byte \(place)")
      }
    }
  }
}

@Suite("How well a text fits")
struct RelevanceTests {
  @Test(arguments: [1, 1.5, 2, 2.718281828459045, 10, 1000, 123_456.789]) func theLogarithm(of number: Double)
  {
    #expect(abs(Relevance.logarithm(number) - log(number)) < 1e-12)
  }
}
