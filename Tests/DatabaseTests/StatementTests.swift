import Database
import Testing

@Suite struct StatementTests {
  let database: Database

  init() throws {
    database = try .inMemory()
    try database.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3)")
  }

  static let stored: [(given: Value, read: Value)] = [
    (.null, .null), (0, .integer(0)), (.integer(.min), .integer(.min)), (.integer(.max), .integer(.max)),
    (1.5, .real(1.5)), (.real(-.infinity), .real(-.infinity)), (.real(.nan), .null),
    ("", .text([])), ("zażółć", .text(Array("zażółć".utf8))), (.text([]), .text([])),
    (.text(Array("a\0b\0".utf8)), .text(Array("a\0b\0".utf8))),
    (.text([0xFF, 0xC0, 0x80, 0xED, 0xA0]), .text([0xFF, 0xC0, 0x80, 0xED, 0xA0])),
    (.slice([1, 2, 65, 66, 3][2..<4]), .text([65, 66])), (.slice([][...]), .text([])),
    (.blob([]), .blob([])), (.blob([0, 255, 0]), .blob([0, 255, 0])),
    (Value(nil as Int?), .null), (Value(7 as Int?), .integer(7)), (Value(7 as Int64?), .integer(7)),
    (Value(nil as String?), .null), (Value("x" as String?), .text([120])), (Value(text: nil), .null),
    (Value(text: [120]), .text([120])), (Value(blob: [1]), .blob([1])), (Value(0.5 as Double?), .real(0.5)),
    (
      .string(String(repeating: "long ", count: 99)), .text(Array(String(repeating: "long ", count: 99).utf8))
    ),
  ]

  @Test(arguments: stored)
  func storesWhatItIsGiven(_ given: Value, read: Value) throws {
    let statement = try database.prepare("SELECT ?1, typeof(?1)")
    var answers = try statement.map([given]) { $0.value(0) }
    try statement.bind(given, at: 1)
    answers += try statement.map { $0.value(0) }
    // What is bound by hand stays bound; what run() and its like were given does not.
    answers += try statement.map { $0.value(0) }
    #expect(answers == [read, read, read])
    _ = try statement.map([given]) { $0.value(0) }
    #expect(try statement.map { $0.value(0) } == [.null])
  }

  @Test func readsColumnsInEveryWay() throws {
    let statement = try database.prepare("SELECT 42, 'é', x'ff00', NULL, 2.5 AS half")
    let seen: Void? = try statement.first { row in
      #expect((0..<6).map(row.kind) == [.integer, .text, .blob, .null, .real, .null])
      #expect(row.int(0) == 42 && row.int64(0) == 42 && row.double(0) == 42)
      #expect(row.string(0) == "42")
      #expect(row.string(1) == "é" && row.bytes(1) == [0xC3, 0xA9])
      #expect(row.bytes(2) == [0xFF, 0] && row.string(2) == "\u{FFFD}\0")
      #expect(row.isNull(3) && row.bytes(3) == [] && row.int(3) == 0 && row.string(3) == "")
      #expect(row.double(4) == 2.5 && row.columnName(4) == "half")
      #expect(row.withBytes(2) { $0.count } == 2)
      for missing in [-1, 5, .max] { #expect(row.isNull(missing) && row.string(missing) == "") }
    }
    #expect(seen != nil && statement.columnCount == 5 && statement.parameterCount == 0)
  }

  @Test func readsTextOfFilesInAnotherEncoding() throws {
    let other = try Database.inMemory()
    try other.execute("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a)")
    try other.prepare("INSERT INTO t VALUES (?)").run([.text(Array("naïve 🜁".utf8))])
    #expect(try other.values("SELECT a FROM t") == [.text(Array("naïve 🜁".utf8))])
  }

  @Test func bindsByName() throws {
    let statement = try database.prepare("SELECT :one - @two")
    try statement.bind(7, to: ":one")
    try statement.bind(2, to: "@two")
    #expect(try statement.first { $0.int(0) } == 5)
    #expect(try statement.parameterIndex("@two") == 2)
    #expect(failure { try statement.bind(1, to: ":three") }?.isMisuse == true)
    statement.clearBindings()
    #expect(try statement.first { $0.isNull(0) } == true)
  }

  @Test(arguments: [0, 2, -1, Int.max])
  func refusesParametersThatAreNotThere(_ index: Int) throws {
    let statement = try database.prepare("SELECT ?")
    #expect(failure { try statement.bind(1, at: index) }?.isMisuse == true)
  }

  @Test(arguments: [0, 1, 3])
  func wantsAValueForEveryParameter(_ count: Int) throws {
    let statement = try database.prepare("INSERT INTO t SELECT ? + ?")
    let error = failure { try statement.run(Array(repeating: 1, count: count)) }
    #expect(error?.isMisuse == true && error?.sql == statement.sql)
    #expect(try database.int("SELECT count(*) FROM t") == 3)
  }

  @Test(arguments: [
    ("SELECT 1", true), ("SELECT 1;", true), ("SELECT 1; -- more", true), ("SELECT 1 ; /* x */ ", true),
    ("", false), (" ", false), ("-- nothing", false), (";", false), ("SELECT 1; SELECT 2", false),
    ("SELECT 1; nonsense", false), ("SELECT 1\0", false), ("SELECT 1\0; SELECT 2", false),
    ("SELECT 1 /* open", true),
  ])
  func preparesOneStatement(_ sql: String, isOne: Bool) {
    let error = failure { _ = try database.prepare(sql) }
    #expect((error == nil) == isOne)
    #expect(error == nil || error?.isMisuse == true)
  }

  @Test func tellsOfSyntaxErrors() {
    let error = failure { _ = try database.prepare("SELEC 1") }
    #expect(error?.code == 1 && error?.message == "near \"SELEC\": syntax error" && error?.sql == "SELEC 1")
    #expect(failure { try database.execute("SELECT 1; SELEC") }?.primaryCode == 1)
    #expect(failure { try database.execute("SELECT 1\0; SELEC") }?.isMisuse == true)
  }

  @Test func isNeverLeftRunning() throws {
    struct Enough: Error {}
    let statement = try database.prepare("SELECT a FROM t ORDER BY a")
    #expect(throws: Enough.self) { try statement.forEachRow { _ in throw Enough() } }
    #expect(!statement.isRunning)
    #expect(try statement.first { $0.int(0) } == 1)
    #expect(!statement.isRunning)
    #expect(try statement.map { $0.int(0) } == [1, 2, 3])
    let none = try database.prepare("SELECT a FROM t WHERE a > ?")
    #expect(try none.first([9]) { $0.int(0) } == nil)
    let failing = try database.prepare("SELECT abs(-9223372036854775808) FROM t")
    #expect(failure { _ = try failing.step() }?.message == "integer overflow")
    #expect(!failing.isRunning)
  }

  @Test func refusesToRunWithinItself() throws {
    let statement = try database.prepare("SELECT a FROM t WHERE a < ?")
    var errors: [DatabaseError?] = []
    try statement.forEachRow([2]) { row in
      errors = [
        failure { try row.run() }, failure { try row.run([9]) }, failure { try row.forEachRow { _ in } },
        failure { try row.bind(1, at: 1) },
      ]
    }
    #expect(errors.count == 4 && errors.allSatisfy { $0?.isMisuse == true })
  }

  @Test func outlivesItsDatabase() throws {
    let folder = try Folder()
    var other: Database? = try folder.open()
    try other?.execute("CREATE TABLE t(a); INSERT INTO t VALUES (5)")
    other?.setProgressHandler(every: 1) { true }
    let statement = try other?.prepare("SELECT a FROM t")
    other = nil
    #expect(try statement?.first { $0.int(0) } == 5)
  }

  @Test func countsWhatChanged() throws {
    let insert = try database.prepare("INSERT INTO t VALUES (?), (?) RETURNING a")
    try insert.run([8, 9])
    #expect(database.lastInsertedRow == 5 && database.changes == 2 && database.totalChanges == 5)
    #expect(!insert.isReadOnly && insert.columnCount == 1)
    #expect(try database.prepare("SELECT 1").isReadOnly)
  }

  @Test func carriesHugeBlobs() throws {
    try database.execute("CREATE TABLE b(a)")
    var bytes = [UInt8](repeating: 7, count: 40_000_000)
    bytes[39_999_999] = 1
    try database.prepare("INSERT INTO b VALUES (?)").run([.blob(bytes)])
    #expect(try database.values("SELECT a FROM b") == [.blob(bytes)])
    database.setLimit(.length, 1_000_000)
    let insert = try database.prepare("INSERT INTO b VALUES (?)")
    #expect(failure { try insert.run([.blob(bytes)]) }?.isTooBig == true)
    #expect(failure { try insert.bind(.text(bytes), at: 1) }?.isTooBig == true)
    #expect(try database.int("SELECT count(*) FROM b") == 1)
  }
}
