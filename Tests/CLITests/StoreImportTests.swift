import Foundation
import Testing

/// Conversations that lie in databases and in folders of many files. Whatever is in a database, nothing is written to it.
@Suite struct StoreImportTests {
  private func database(_ name: String, _ sql: String, in sandbox: Sandbox) throws {
    try sandbox.write("store.sql", sql)
    let outcome = try sandbox.run([
      "python3", "-c",
      """
      import sqlite3, sys
      base = sqlite3.connect(sys.argv[1])
      base.executescript(open("store.sql").read())
      base.commit()
      """, name,
    ])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    try sandbox.shell("rm store.sql")
  }

  private func imported(_ name: String, _ sandbox: Sandbox) throws -> [String] {
    let first = try sandbox.clio(["import", name, "--json"])
    #expect(first.status == 0, "\(first.errorText)")
    #expect(try sandbox.clio(["import", name]).errorText.contains("0 recorded"))
    let files = sandbox.files("history").filter { $0.hasSuffix(".prompt.md") }
    return try files.map { try sandbox.clio(["show", $0, "--prompt"]).text }.sorted()
  }

  static let openCode = """
    create table session (id text primary key, directory text);
    create table message (id text primary key, session_id text, time_created any, data text);
    create table part (id text primary key, message_id text, data text);
    insert into session values ('s', '/p');
    insert into message values ('m1', 's', 1784278801000, '{"role":"user","time":{"created":1784278801000}}');
    insert into message values ('m2', 's', 1784278802000, '{"role":"assistant","modelID":"gpt-5","time":{}}');
    insert into part values ('p1', 'm1', '{"type":"text","text":"Called as asked","synthetic":true}');
    insert into part values ('p2', 'm1', '{"type":"text","text":"Read the store"}');
    insert into part values ('p3', 'm2', '{"type":"text","text":"It is read."}');
    """

  @Test func openCodesDatabase() throws {
    let sandbox = try Sandbox()
    try database("opencode.db", Self.openCode, in: sandbox)
    let before = try sandbox.read("opencode.db")
    #expect(try imported("opencode.db", sandbox) == ["Read the store"])
    let record = try #require(sandbox.files("history").first)
    let text = String(decoding: try sandbox.read(record), as: UTF8.self)
    #expect(text.contains("session: opencode/s\n") && text.contains("model: gpt-5\n"))
    #expect(text.contains("It is read.") && !text.contains("Called as asked"))
    #expect(try sandbox.read("opencode.db") == before)
    #expect(sandbox.files().filter { $0.hasPrefix("opencode.db") } == ["opencode.db"])
  }

  @Test func openCodesFolder() throws {
    let sandbox = try Sandbox()
    func message(_ id: String, _ role: String, _ time: Int, _ text: String) throws {
      try sandbox.write(
        "storage/message/s/\(id).json", #"{"id":"\#(id)","role":"\#(role)","time":{"created":\#(time)}}"#)
      try sandbox.write("storage/part/\(id)/p.json", #"{"type":"text","text":"\#(text)"}"#)
    }
    // Names need not be in the order of time.
    try message("b", "user", 1_784_278_801_000, "First")
    try message("a", "user", 1_784_278_802_000, "Second")
    #expect(try imported("storage", sandbox) == ["First", "Second"])
  }

  @Test func gooseDatabase() throws {
    let sandbox = try Sandbox()
    try database(
      "sessions.db",
      """
      create table sessions (id text primary key, working_dir text not null, created_at timestamp);
      create table messages (id integer primary key, session_id text, role text, content_json text,
        created_timestamp integer);
      insert into sessions values ('g', '/p', '2026-07-24T11:00:00Z');
      insert into messages values (1, 'g', 'user', '[{"type":"text","text":"Read the store"}]', 1784282401);
      insert into messages values (2, 'g', 'assistant', '[{"type":"text","text":"It is read."}]', 1784282402);
      """, in: sandbox)
    #expect(try imported("sessions.db", sandbox) == ["Read the store"])
  }

  @Test func zedsDatabase() throws {
    let sandbox = try Sandbox()
    try database(
      "threads.db",
      """
      create table threads (id text primary key, summary text, updated_at text, data_type text, data blob);
      insert into threads values ('z1', 'x', '2026-07-19T08:00:02Z', 'json', '{"version":"0.2.0","summary":"x",
        "updated_at":"2026-07-19T08:00:02Z","messages":[{"id":1,"role":"user",
        "segments":[{"type":"text","text":"Read the store"}]}]}');
      insert into threads values ('z2', 'y', '2026-07-19T09:00:02Z', 'zstd', x'28b52ffd');
      """, in: sandbox)
    #expect(try imported("threads.db", sandbox) == ["Read the store"])
    #expect(try sandbox.clio(["import", "threads.db"]).errorText.contains("1 lines could not be understood"))
  }

  /// Views that stand for tables, triggers, another program's tables, a damaged file.
  @Test(arguments: [
    "create view message as select 1 as id; create view part as select 1;",
    "create table message (id); create table part (id);",
    "create table message (id, session_id, time_created, data); create table part (id, message_id, data);"
      + "insert into message values (x'00ff', x'', 'a', x'7b'), (null, null, null, null), (1, 2, 3, 4);",
    "create table other (id);",
  ]) func whateverIsInADatabase(_ sql: String) throws {
    let sandbox = try Sandbox()
    try database("store.db", sql, in: sandbox)
    let outcome = try sandbox.clio(["import", "store.db"])
    #expect((0...2).contains(outcome.status), "\(outcome.errorText)")
    #expect(sandbox.files("history").isEmpty)
  }

  @Test func aDamagedDatabaseIsNamed() throws {
    let sandbox = try Sandbox()
    try database("store.db", Self.openCode, in: sandbox)
    let bytes = try sandbox.read("store.db")
    for count in stride(from: 16, to: bytes.count, by: bytes.count / 13) {
      try sandbox.write("store.db", bytes.prefix(count))
      let outcome = try sandbox.clio(["import", "store.db"])
      #expect(outcome.status == 2 || sandbox.files("history").count <= 1, "\(count)")
      if outcome.status == 2 { #expect(outcome.errorText.contains("store.db")) }
    }
  }

  /// What is checked out when old prompts are imported says nothing of them.
  @Test func thePastHasNoBranchOfToday() throws {
    let sandbox = try Sandbox()
    try sandbox.shell("git init -q -b 007-today")
    try sandbox.write("chat.md", "# aider chat started at 2026-01-05 09:00:00\n\n#### Add a cache\n\nDone.\n")
    #expect(try sandbox.clio(["import", "chat.md"]).status == 0)
    let record = try #require(sandbox.files("history").first)
    let text = String(decoding: try sandbox.read(record), as: UTF8.self)
    #expect(text.contains("\nbranch: none\n") && !text.contains("007-today"), "\(text)")
  }

  @Test func whatCannotBeReadIsNamedOnce() throws {
    let outcome = try Sandbox().clio(["import", "nowhere.jsonl"])
    #expect(
      outcome.status == 2 && outcome.errorText.ranges(of: "nowhere.jsonl").count == 1, "\(outcome.errorText)")
  }

  #if os(Linux)
    /// One opens as a file and fails with every read; the other is a pipe that nobody writes to.
    @Test func whatFailsToBeReadKeepsNoOtherFileAway() throws {
      let sandbox = try Sandbox()
      try FileManager.default.createSymbolicLink(
        atPath: sandbox.root.path + "/a.jsonl", withDestinationPath: "/proc/self/mem")
      #expect(mkfifo(sandbox.root.path + "/b.jsonl", 0o600) == 0)
      try sandbox.write("c.md", "# aider chat started at 2026-01-05 09:00:00\n\n#### Add a cache\n\nDone.\n")
      let outcome = try sandbox.clio(["import", "a.jsonl", "b.jsonl", "c.md"])
      #expect(outcome.status == 2 && outcome.errorText.contains("1 recorded"), "\(outcome.errorText)")
      #expect(outcome.errorText.contains("a.jsonl: input/output error"))
      #expect(outcome.errorText.contains("b.jsonl: not a regular file"))
      #expect(sandbox.files("history").count == 1)
    }
  #endif

  @Test func aDamagedDatabaseKeepsNoOtherFileAway() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "talks/c.md", "# aider chat started at 2026-01-05 09:00:00\n\n#### Add a cache\n\nDone.\n")
    try database("talks/b.db", Self.openCode, in: sandbox)
    let bytes = try sandbox.read("talks/b.db")
    try sandbox.write("talks/a.db", bytes.dropLast(4))
    let outcome = try sandbox.clio(["import", "talks"])
    #expect(outcome.status == 2 && outcome.errorText.contains("2 recorded"), "\(outcome.errorText)")
    #expect(outcome.errorText.contains("talks/a.db can't be read: "))
    #expect(try sandbox.clio(["import", "talks", "-q"]).errorText.contains("talks/a.db can't be read: "))
    let prompts = try sandbox.files("history").map { try sandbox.clio(["show", $0, "--prompt"]).text }
    #expect(prompts.sorted() == ["Add a cache", "Read the store"])
  }
}
