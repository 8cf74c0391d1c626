import Database
import Foundation
import Properties
import Testing

@Suite struct HostileTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func makeSound() throws -> [UInt8] {
    let database = try folder.open("sound.db")
    try database.execute(
      """
      CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT); CREATE INDEX i ON t(b);
      CREATE VIRTUAL TABLE f USING fts5(x, tokenize = 'porter unicode61');
      """)
    let (row, text) = (try database.prepare("INSERT INTO t(b) VALUES (?)"), "INSERT INTO f VALUES (?)")
    let words = try database.prepare(text)
    try database.transaction {
      for number in 0..<400 {
        try row.run([.string("row \(number * 7919)")])
        try words.run([.string("word\(number) is common to all \(number % 9)")])
      }
    }
    return try folder.read("sound.db")
  }

  /// Everything that a program does with its database.
  private func use(_ name: String) throws {
    let database = try folder.open(name, .readWrite)
    try database.harden()
    try database.pragma("synchronous", "off")
    _ = try database.userVersion
    _ = try database.values("SELECT b FROM t ORDER BY b")
    _ = try database.values(
      "SELECT snippet(f, 0, '', '', '', 5) FROM f WHERE f MATCH ? ORDER BY rank", ["common"])
    try database.execute("INSERT INTO t(b) VALUES ('new'); INSERT INTO f VALUES ('common word')")
    let faults = try database.integrityCheck()
    if let fault = faults.first { throw DatabaseError(code: 11, message: fault) }
  }

  @Test func whatIsNoDatabaseSaysSo() throws {
    let table: [(name: String, bytes: [UInt8])] = [
      ("text", Array(String(repeating: "not a database\n", count: 99).utf8)), ("short", [1, 2, 3]),
      ("zeros", Array(repeating: 0, count: 8192)),
      ("header", Array("SQLite format 3\0".utf8) + Array(repeating: 0xFF, count: 4096)),
    ]
    for (name, bytes) in table {
      try folder.write(bytes, name)
      #expect(failure { try use(name) }?.isNotADatabase == true, "\(name)")
      #expect(failure { _ = try folder.open(name, .readOnly).integrityCheck() }?.isNotADatabase == true)
      #expect(try folder.read(name) == bytes, "\(name) was changed")
      #expect(failure { _ = try Database.inMemory(copying: bytes).int("SELECT 1 FROM sqlite_schema") } != nil)
    }
    #expect(failure { _ = try Database(path: folder.path, mode: .readOnly).userVersion }?.isIO == true)
    #expect(failure { _ = try Database(path: folder.path, mode: .readWrite) }?.isCannotOpen == true)
  }

  @Test func aTruncatedFileIsCorrupt() throws {
    let sound = try makeSound()
    for part in [sound.count - 4096, sound.count / 2, 8192, 5000, 4096, 600] {
      try folder.write(sound.prefix(part), "cut.db")
      let error = failure { try use("cut.db") }
      #expect(error?.isCorrupt == true || error?.isNotADatabase == true, "at \(part)")
    }
    try use("sound.db")
  }

  @Test func findsDamage() throws {
    var bytes = try makeSound()
    #expect(try folder.open("sound.db", .readOnly).integrityCheck() == [])
    // An index that does not match its table: one letter of its copy of the text.
    let text = Array("row 7919".utf8)
    let places = bytes.indices.filter { bytes[$0...].starts(with: text) }
    let last = try #require(places.last)
    bytes[last] = UInt8(ascii: "R")
    try folder.write(bytes, "bent.db")
    let bent = try folder.open("bent.db", .readOnly)
    #expect(try !bent.integrityCheck().isEmpty)
    #expect(try bent.integrityCheck(limit: 1).count == 1)
    #expect(try bent.integrityCheck(quick: true) == [])
  }

  /// Whatever is in the file, the worst that comes of it is an error that says what it is.
  @Test func flippedBytesDoNoHarm() throws {
    let sound = try makeSound()
    var generator = Generator(seed: 11)
    var failures = 0
    for round in 0..<Cases.count(300, cost: 50) {
      var bytes = sound
      for _ in 0...(round % 4) {
        let place = Int.random(in: 0..<(round % 2 == 0 ? bytes.count : 4200), using: &generator)
        bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
      }
      try folder.write(bytes, "flip.db")
      do { try use("flip.db") } catch let error as DatabaseError {
        failures += 1
        #expect(!error.isMisuse && !error.isBusy && !error.message.isEmpty, "round \(round): \(error)")
      }
    }
    #expect(failures > 50)
  }

  @Test func triggersAndViewsOfTheFileAreInert() throws {
    try folder.open().execute(
      """
      CREATE TABLE t(a); CREATE TABLE secret(b);
      CREATE TRIGGER evil AFTER INSERT ON t BEGIN DELETE FROM secret; INSERT INTO secret VALUES ('evil'); END;
      CREATE VIEW numbers AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
      INSERT INTO secret VALUES ('kept');
      """)
    let database = try folder.open()
    try database.harden()
    try database.execute("DELETE FROM t; INSERT INTO t VALUES (1)")
    #expect(try database.values("SELECT b FROM secret") == [.text(Array("kept".utf8))])
    #expect(failure { _ = try database.int("SELECT i FROM numbers LIMIT 1") }?.primaryCode == 1)
    let trusting = try folder.open()
    try trusting.harden(Hardening(allowsTriggers: true, allowsViews: true))
    try trusting.execute("INSERT INTO t VALUES (2)")
    #expect(try trusting.values("SELECT b FROM secret") == [.text(Array("evil".utf8))])
    #expect(try trusting.int("SELECT i FROM numbers LIMIT 1") == 1)
  }

  @Test(arguments: [
    "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT leak(new.a); END",
    "CREATE INDEX x ON t(leak(a))", "CREATE TABLE u(a, b AS (leak(a)))", "CREATE TABLE u(a CHECK (leak(a)))",
  ])
  func theSchemaCallsNoFunctionOfTheProgram(_ schema: String) throws {
    try folder.open().execute("CREATE TABLE t(a); CREATE TABLE u0(a)")
    let database = try folder.open()
    nonisolated(unsafe) var calls = 0
    try database.createFunction("leak", argumentCount: 1) { arguments in
      calls += 1
      return .integer(arguments.int64(0))
    }
    try database.harden(Hardening(allowsTriggers: true, allowsViews: true))
    #expect(
      failure { try database.execute("\(schema); INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)") } != nil
    )
    #expect(calls == 0)
    #expect(try database.int("SELECT leak(6)") == 6 && calls == 1)
  }

  @Test(arguments: [
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'", "UPDATE sqlite_schema SET sql = 'x'",
    "DELETE FROM f_data", "SELECT load_extension('x')", "SELECT \"nothing\"",
    "CREATE TABLE u(a CHECK (\"x\"))",
  ])
  func aHardenedConnectionRefuses(_ sql: String) throws {
    try folder.open().execute("CREATE VIRTUAL TABLE f USING fts5(x); CREATE TABLE t(a)")
    let database = try folder.open()
    try database.harden()
    #expect(failure { try database.execute(sql) } != nil)
    try database.execute("INSERT INTO f VALUES ('x'); INSERT INTO f(f) VALUES ('optimize'); VACUUM")
    #expect(try database.integrityCheck() == [])
  }

  @Test func limitsHold() throws {
    let database = try Database.inMemory()
    let depth = database.setLimit(.expressionDepth, 10)
    let deep = "SELECT " + String(repeating: "(1 + ", count: 20) + "1" + String(repeating: ")", count: 20)
    #expect(failure { try database.execute(deep) }?.primaryCode == 1)
    #expect(database.setLimit(.expressionDepth, depth) == 10)
    try database.execute(deep)
    try database.harden(Hardening(limits: [(.columns, 3), (.attached, 1)]))
    #expect(failure { try database.execute("ATTACH ':memory:' AS a; ATTACH ':memory:' AS b") } != nil)
    #expect(failure { try database.execute("CREATE TABLE t(a, b, c, d)") } != nil)
  }
}
