import Foundation
import History
import Platform
import Records
import Testing

@testable import Index

/// A project in a folder of its own, with a few records.
final class SmallProject {
  private let base = FileManager.default.temporaryDirectory.appending(path: "clio-list-\(UUID().uuidString)")
  let index: Index

  /// Files by their paths below `history/`.
  init(_ files: [String: String]) throws {
    for (name, text) in files {
      let url = base.appending(path: "history/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let world = World(arguments: [], environment: ["HOME": base.path], directory: Path(base.path))
    index = try Index(try Project(root: base.path, world: world))
  }

  deinit { try? FileManager.default.removeItem(at: base) }

  static func prompt(
    _ title: String, _ date: String?, stage: String = "red", labels: String = "[]", feature: String = "none",
    model: String = "opus"
  ) -> String {
    "---\nid: \"0001\"\ntitle: \(title)\nstage: \(stage)\n" + (date.map { "date: \($0)\n" } ?? "")
      + "feature: \(feature)\nmodel: \(model)\nlabels: \(labels)\n---\n\n## Prompt\n\ntext of \(title)\n"
  }

  static func several() throws -> SmallProject {
    try SmallProject([
      "prompts/001-auth/0001-b.red.prompt.md": prompt(
        "Beta", "2026-01-02", labels: "[auth, time]", feature: "001-auth"),
      "prompts/001-auth/0002-a.green.prompt.md": prompt(
        "alpha", "2026-02-01", stage: "green", labels: "[auth]", feature: "001-auth"),
      "prompts/general/0003-c.general.prompt.md": prompt("Gamma", "2026-02-01", stage: "general"),
      "prompts/general/0004-d.general.prompt.md": prompt("Undated", nil, stage: "general"),
      "prompts/general/0005-e.prompt.md": "---\ntitle: [\n---\nbroken\n",
      "adr/0001-x.md":
        "---\nid: \"0001\"\ntitle: Xi\nstatus: rejected\ndate: 2026-01-31\n---\n\n## Context\n\nc\n",
      "adr/0002-y.md": "# Ypsilon\n\nsays nothing of itself\n",
    ])
  }
}

@Suite("Lists and counts over the index") struct ListingTests {
  private static let today = CalendarDate("2026-02-10") ?? .earliest

  private func query(_ text: String) -> Query {
    Query.parse(text, today: Self.today) { _, _ in [] }.query
  }

  private func names(_ records: [ListedRecord]) -> [String] {
    records.map { String($0.row.path.name.prefix { $0 != "." }) }
  }

  @Test(
    "Every order is total, and is that of the words",
    arguments: [
      (ListOptions(), ["0002-a", "0003-c", "0001-x", "0001-b", "0002-y", "0004-d", "0005-e"]),
      (
        ListOptions(isReversed: true), ["0005-e", "0004-d", "0002-y", "0001-b", "0001-x", "0003-c", "0002-a"]
      ),
      (ListOptions(limit: 2, offset: 1), ["0003-c", "0001-x"]),
      (ListOptions(order: .path), ["0001-x", "0002-y", "0001-b", "0002-a", "0003-c", "0004-d", "0005-e"]),
      (ListOptions(order: .id, limit: 3), ["0001-x", "0001-b", "0002-a"]),
      (ListOptions(order: .title, limit: 3, offset: 1), ["0002-a", "0001-b", "0003-c"]),
      (ListOptions(isLive: true, limit: 3), ["0002-a", "0003-c", "0001-b"]),
    ])
  func order(_ options: ListOptions, _ expected: [String]) throws {
    let answer = try SmallProject.several().index.list(query(""), options)
    #expect(names(answer.records) == expected)
    #expect(answer.total == (options.isLive ? 6 : 7))
  }

  @Test(
    "A record that can't be judged is named",
    arguments: [
      ("", []),
      ("since:2026-02", ["0002-y no date", "0004-d no date", "0005-e no date"]),
      ("since:2026-02 feature:001-auth", ["0005-e no date"]),
      ("feature:001-auth", ["0005-e damaged front matter"]),
      ("label:auth", ["0005-e damaged front matter"]),
      ("status:accepted", ["0002-y no status"]),
      ("stage:red", ["0005-e no stage"]),
      ("-stage:red", []),
      ("kind:adr until:2026-01", ["0002-y no date"]),
      ("kind:phr status:accepted", []),
      ("stage:red OR kind:adr", ["0005-e no stage"]),
      ("alpha since:2026", []),
      ("undated since:2026", ["0004-d no date"]),
    ])
  func doubt(_ text: String, _ expected: [String]) throws {
    let doubtful = try SmallProject.several().index.doubtful(query(text))
    let told = doubtful.map { $0.row.path.name.prefix { $0 != "." } + " " + $0.reason }
    #expect(told.sorted() == expected)
  }

  @Test("A file that can't be read may hold any word") func unreadable() throws {
    let project = try SmallProject.several()
    let path = project.index.project.root.path.description + "/history/adr/0003-z.md"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere")
    let index = try Index(project.index.project)
    guard try index.count(query("")) == 8 else { return }  // links may be left out altogether
    #expect(try index.doubtful(query("alpha")).map(\.row.path.name) == ["0003-z.md"])
  }

  @Test func statistics() throws {
    let index = try SmallProject.several().index
    let all = try index.statistics(query(""), by: Aspect.allCases)
    #expect(all.records == 7)
    func told(_ statistics: Statistics, _ aspect: Aspect) -> [String] {
      (statistics.tallies[aspect] ?? []).map { "\($0.value ?? "-") \($0.records)" }
    }
    #expect(told(all, .kind) == ["phr 5", "adr 2"])
    #expect(told(all, .stage) == ["general 2", "green 1", "red 1", "- 1"])
    #expect(told(all, .status) == ["rejected 1", "- 1"])
    #expect(told(all, .label) == ["auth 2", "time 1", "- 5"])
    #expect(told(all, .month) == ["2026-01 2", "2026-02 2", "- 3"])
    let some = try index.statistics(query("feature:auth"), isLive: true, by: [.stage, .label])
    #expect(some.records == 2)
    #expect(told(some, .stage) == ["green 1", "red 1"])
    #expect(told(some, .label) == ["auth 2", "time 1"])
    #expect(some.tallies[.month] == nil)
  }

  @Test("A value that nobody has is told, with those that are near") func hints() throws {
    let index = try SmallProject.several().index
    func near(_ word: String, _ candidates: [String]) -> [String] {
      candidates.filter { Set($0) == Set(word) }
    }
    #expect(
      try index.hints(for: query("label:auht"), suggestions: near) == [
        FilterHint(typed: "label:auht", suggestions: ["label:auth"])
      ])
    #expect(
      try index.hints(for: query("feature:htua"), suggestions: near)?.first?.suggestions == ["feature:auth"])
    #expect(
      try index.hints(for: query("label:auth -model:gpt since:2026"), suggestions: near)?.isEmpty == true)
    for text in [
      "in:nowhere", "file:nothere", "id:999", "since:2031", "uid:0", "stage:plan", "file:none -id:1",
    ] {
      let typed = try index.hints(for: query(text), suggestions: near)?.map(\.typed)
      #expect(typed == (text.contains(" ") ? [] : [text]), "\(text)")
    }
    #expect(
      try SmallProject(["notes.txt": "no record"]).index.hints(for: query("id:999"), suggestions: near) == nil
    )
  }

  @Test("A star is any value; a folder is read from where one stands, too") func anyValue() throws {
    let index = try SmallProject.several().index
    for (text, count) in [
      ("stage:*", 4), ("-stage:*", 3), ("label:*", 2), ("date:*", 4), ("kind:*", 7), ("model:**", 4),
      ("in:history/adr", 2), ("in:adr", 0), ("in:*", 7),
    ] {
      #expect(try index.count(query(text)) == count, "\(text)")
    }
    func count(_ text: String, from folder: Path) throws -> Int {
      try index.count(
        Query.parse(text, today: Self.today, root: "/home/ann/shop", folder: folder) { _, _ in [] }.query)
    }
    #expect(try count("in:adr", from: "history") == 2)
    #expect(try count("in:history/adr", from: "history") == 2)
    #expect(try count("in:.", from: "history/prompts/general") == 3)
    #expect(try count("in:../001-auth", from: "history/prompts/general") == 2)
    #expect(try count("-in:adr", from: "history") == 5)
    #expect(try count("in:../../history", from: ".") == 0)
    #expect(try count("in:../../../adr", from: "history") == 0)
  }

  @Test(
    "A folder with a dot before its name is like any other; a whole path is one below the root",
    arguments: [
      ("in:.ai/prompts", "src", ".ai/prompts,src/.ai/prompts"), ("in:.ai/prompts", ".", ".ai/prompts"),
      ("in:..hidden", "src", "..hidden,src/..hidden"), ("in:./lib", "src", "src/lib"),
      ("in:..", "src/a", "src"),
      ("in:/home/ann/shop/history", "src", "history"), ("in:/home/ann/shop/history/", ".", "history"),
      ("in:/home/ann/shop", ".", "."), ("in:/home/bob", ".", "/home/bob"), ("in:../../x", "src", "../../x"),
    ]) func folders(_ text: String, _ folder: String, _ expected: String)
  {
    let root: Path = "/home/ann/shop"
    let (query, _) = Query.parse(text, today: Self.today, root: root, folder: Path(folder)) { _, _ in [] }
    guard case .filter(let filter) = query.root, case .folders(let names) = filter.value else {
      Issue.record("no folders: \(query)")
      return
    }
    #expect(names.joined(separator: ",") == expected)
  }

  @Test(
    "A record that is named, or that has the words in some form, is listed and counted as search finds it",
    arguments: [
      ("ADR-1", ["0001-x"]), ("adr/1", ["0001-x"]), ("auth/1", ["0001-b"]), ("001-auth/0002", ["0002-a"]),
      ("PHR-0002", ["0002-a"]), ("#3", ["0003-y"]), ("1", ["0001-b", "0001-x"]),
      ("history/adr/0003-y.md", ["0003-y"]), ("adr/2", []),
      ("git ops", ["0002-a"]), ("the git ops", ["0002-a"]), ("written", ["0002-a"]),
    ]) func named(_ text: String, _ expected: [String]) throws
  {
    let small = try SmallProject([
      "prompts/001-auth/0001-b.red.prompt.md": "## Prompt\n\nb\n",
      "prompts/001-auth/0002-a.red.prompt.md": "## Prompt\n\nWe wrote gitops.\n",
      "adr/0001-x.md": "# X\n\n## Status\n\nRejected\n", "adr/0003-y.md": "# Y\n\nsays nothing of itself\n",
    ])
    try withExtendedLifetime(small) {
      let (index, query) = (small.index, query(text))
      func listed(isLive: Bool) throws -> [String] {
        names(try index.list(query, ListOptions(isLive: isLive)).records).sorted()
      }
      #expect(try listed(isLive: false) == expected)
      #expect(try listed(isLive: true) == expected.filter { $0 != "0001-x" })
      #expect(try index.count(query) == expected.count)
      #expect(try index.statistics(query, by: []).records == expected.count)
      let found = try index.search(query, SearchOptions(few: 0), today: Self.today).hits
      #expect(names(found.map { ListedRecord(row: $0.row, key: []) }).sorted() == expected)
    }
  }

  @Test("Rows that somebody else removed come back") func missingRows() throws {
    let small = try SmallProject.several()
    for table in ["records WHERE kind = 'adr'", "records"] {
      let index = try Index(small.index.project)
      index.letGo()
      try index.database.execute("DELETE FROM \(table)")
      let mended = try Index(small.index.project)
      #expect(mended.notes.count == 1)
      #expect(try mended.count(query("")) == 7)
      #expect(try mended.verify() == [])
      #expect(try Index(small.index.project).notes == [])
    }
  }

  @Test("Options are filters like those that are typed") func wishes() throws {
    let plain = Query.parse("alpha", today: Self.today) { _, _ in [] }.query
    let index = try SmallProject.several().index
    func count(_ wishes: [(field: Query.Field, value: String)]) throws -> Int {
      try index.count(plain.wanting(wishes, today: Self.today))
    }
    #expect(try count([]) == 1)
    #expect(try count([(.stage, "green"), (.label, "auth"), (.since, "2w")]) == 1)
    #expect(try count([(.stage, "red")]) == 0)
    #expect(try count([(.since, "no day")]) == 0)
    #expect(Query.Field.since.takes("yesterday") && !Query.Field.since.takes("soon"))
    #expect(Query.Field.kind.takes("prompts") && !Query.Field.stage.takes("blue"))
  }

  @Test("Looking at an index changes nothing") func status() throws {
    let small = try SmallProject.several()
    let project = small.index.project
    let fresh = try Index.status(of: project)
    #expect((fresh.records, fresh.gone, fresh.fault) == (7, 0, nil))
    let root = project.root.path.description
    try FileManager.default.removeItem(atPath: root + "/history/adr/0001-x.md")
    try Data("x".utf8).write(to: URL(filePath: root + "/history/adr/0009-new.md"))
    let stale = try Index.status(of: project)
    #expect((stale.records, stale.gone) == (7, 1))
    #expect((fresh.changed, stale.changed) == (0, 1))
    try FileManager.default.removeItem(atPath: root + "/.clio")
    let none = try Index.status(of: project)
    #expect((none.path, none.records, none.changed) == (nil, 0, 7))
    #expect(!FileManager.default.fileExists(atPath: root + "/.clio"))
    withExtendedLifetime(small) {}
  }
}
