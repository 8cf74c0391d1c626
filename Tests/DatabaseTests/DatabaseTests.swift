import Database
import Foundation
import Testing

@Suite struct DatabaseTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: [
    "a.db", ":memory:", "file:x", "a?b#c%41.db", "ż ó.db", "-wal", "a\nb", "file:y?mode=memory", "~",
  ])
  func opensFilesOfAnyName(_ name: String) throws {
    let path = folder.file(name)
    try Database(path: path, mode: .create).execute("CREATE TABLE t(a); INSERT INTO t VALUES (3)")
    #expect(try folder.names() == [name])
    let options: [OpenOptions] = [[], .immutable, .noLinks]
    for option in options {
      let database = try Database(path: path, mode: .readOnly, options: option)
      #expect(try database.int("SELECT a FROM t") == 3)
    }
  }

  @Test func opensNamesThatAreNotText() throws {
    let path = Array(folder.path.utf8) + [0x2F, 0xFF, 0xFE]
    try Database(path: path, mode: .create).execute("CREATE TABLE t(a)")
    let database = try Database(path: path, mode: .readOnly, options: .immutable)
    #expect(try database.int("SELECT count(*) FROM t") == 0)
  }

  @Test(arguments: [OpenMode.readOnly, .readWrite, .create])
  func opensAsAsked(_ mode: OpenMode) throws {
    #expect((failure { _ = try folder.open("new", mode) }?.isCannotOpen == true) == (mode != .create))
    try folder.open().execute("CREATE TABLE t(a)")
    let database = try folder.open("a.db", mode)
    #expect(database.isReadOnly == (mode == .readOnly))
    #expect((failure { try database.execute("DELETE FROM t") }?.isReadOnly == true) == (mode == .readOnly))
  }

  @Test(arguments: ["", "a\0b", "no/such/folder/a.db"])
  func cannotOpen(_ name: String) {
    #expect(failure { _ = try Database(path: name, mode: .create) }?.isCannotOpen == true)
  }

  @Test func followsNoLinkIfAsked() throws {
    try folder.open().execute("CREATE TABLE t(a)")
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "a.db")
    #expect(try folder.open("link", .readOnly).int("SELECT count(*) FROM t") == 0)
    let error = failure { _ = try Database(path: folder.file("link"), mode: .readWrite, options: .noLinks) }
    #expect(error?.isCannotOpen == true)
  }

  @Test func immutableLeavesNothingBeside() throws {
    let writer = try folder.open()
    try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
    try writer.checkpoint(.truncate)
    try folder.write(folder.read(), "copy.db")
    let copy = try Database(path: folder.file("copy.db"), mode: .readOnly, options: .immutable)
    #expect(try copy.int("SELECT count(*) FROM t") == 0)
    #expect(try !folder.names().contains { $0.hasPrefix("copy.db-") })
  }

  @Test func aTransactionIsAllOrNothing() throws {
    struct Stop: Error {}
    let database = try folder.open()
    try database.execute("CREATE TABLE t(a UNIQUE)")
    let answer = try database.transaction {
      try database.execute("INSERT INTO t VALUES (1)")
      #expect(database.isInTransaction)
      return "done"
    }
    #expect(answer == "done" && !database.isInTransaction)
    #expect(throws: Stop.self) {
      try database.transaction(.exclusive) {
        try database.execute("DELETE FROM t")
        throw Stop()
      }
    }
    let broken = failure {
      try database.transaction(.deferred) { try database.execute("INSERT INTO t VALUES (2), (1)") }
    }
    #expect(broken?.isConstraint == true && broken?.code == 2067 && !database.isInTransaction)
    // SQLite has rolled back before the helper comes to it.
    let ended = failure {
      try database.transaction { try database.execute("INSERT OR ROLLBACK INTO t VALUES (3), (1)") }
    }
    #expect(ended?.isConstraint == true)
    #expect(failure { try database.transaction { try database.transaction {} } } != nil)
    #expect(!database.isInTransaction)
    #expect(try database.values("SELECT a FROM t") == [1])
  }

  @Test(arguments: ["delete", "wal"])
  func waitsForTheLockAndThenSaysBusy(_ journal: String) throws {
    let (first, second) = (try folder.open(), try folder.open())
    #expect(try first.pragma("journal_mode", journal) == .text(Array(journal.utf8)))
    try first.execute("CREATE TABLE t(a)")
    second.setBusyTimeout(milliseconds: 120)
    try first.transaction(.immediate) {
      let start = ContinuousClock.now
      let error = failure { try second.transaction(.immediate) {} }
      #expect(error?.isBusy == true && error?.isLocked == false)
      #expect(ContinuousClock.now - start >= .milliseconds(100))
      let count = try second.int("SELECT count(*) FROM t")
      #expect(count == 0)
    }
    try second.transaction(.immediate) { try second.execute("INSERT INTO t VALUES (1)") }
    #expect(try first.int("SELECT count(*) FROM t") == 1)
  }

  @Test func aReaderThatBecomesAWriterTooLateIsBusyAndRolledBack() throws {
    let (first, second) = (try folder.open(), try folder.open())
    try first.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
    let error = failure {
      try second.transaction(.deferred) {
        _ = try second.int("SELECT count(*) FROM t")
        try first.execute("INSERT INTO t VALUES (1)")
        try second.execute("INSERT INTO t VALUES (2)")
      }
    }
    #expect(error?.isBusy == true && error?.code != error?.primaryCode && !second.isInTransaction)
  }

  @Test func saysLockedWithinOneConnection() throws {
    let database = try Database.inMemory()
    try database.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
    let reading = try database.prepare("SELECT a FROM t")
    #expect(try reading.step())
    #expect(failure { try database.execute("DROP TABLE t") }?.isLocked == true)
    reading.reset()
    try database.execute("DROP TABLE t")
  }

  @Test func saysFull() throws {
    let database = try folder.open()
    try database.execute("CREATE TABLE t(a)")
    try database.pragma("max_page_count", 3)
    let insert = try database.prepare("INSERT INTO t VALUES (zeroblob(20000))")
    #expect(failure { try insert.run() }?.isFull == true)
  }

  @Test func aFolderThatCannotBeWritten() throws {
    try folder.open("plain.db").execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    try folder.open("wal.db").execute("PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
    chmod(folder.file("plain.db"), 0o666)
    chmod(folder.file("wal.db"), 0o444)
    chmod(folder.path, 0o555)
    try withoutPrivileges {
      let missing = failure { _ = try folder.open("new.db") }
      #expect(missing?.isCannotOpen == true)
      let plain = try folder.open("plain.db", .readWrite)
      #expect(try plain.int("SELECT a FROM t") == 1)
      // The journal can't be made beside it.
      let refused = failure { try plain.execute("DELETE FROM t") }
      #expect(refused?.isCannotOpen == true || refused?.isReadOnly == true)
      #expect(try plain.int("SELECT a FROM t") == 1)
      let wal = try folder.open("wal.db", .readWrite)
      #expect(wal.isReadOnly)
      #expect(failure { _ = try wal.int("SELECT count(*) FROM t") }?.isReadOnly == true)
      let fixed = try Database(path: folder.file("wal.db"), mode: .readOnly, options: .immutable)
      #expect(try fixed.int("SELECT count(*) FROM t") == 0)
    }
  }

  @Test func keepsItsNumbers() throws {
    let database = try folder.open()
    #expect(try database.userVersion == 0 && database.applicationID == 0)
    try database.setUserVersion(-7)
    try database.setApplicationID(0x1234_5678)
    let other = try folder.open("a.db", .readOnly)
    #expect(try other.userVersion == -7 && other.applicationID == 0x1234_5678)
  }

  @Test(arguments: ["", "user_version; DROP TABLE t", "a b", "x=1", "é", "a\0"])
  func aPragmaIsAWord(_ text: String) throws {
    let database = try Database.inMemory()
    #expect(failure { _ = try database.pragma(text) }?.isMisuse == true)
    #expect(failure { try database.pragma("journal_mode", text) }?.isMisuse == true)
    #expect(try database.pragma("unheard_of") == nil)
  }

  @Test func checkpointsTheLog() throws {
    let database = try folder.open()
    try database.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
    let passive = try database.checkpoint()
    #expect(passive.frames > 0 && passive.moved == passive.frames)
    try database.checkpoint(.truncate)
    #expect(try folder.read("a.db-wal").isEmpty)
    #expect(try folder.open("b.db").checkpoint(.full) == (0, 0))
  }

  @Test func keepsToItsMemory() throws {
    let database = try folder.open()
    try database.setCacheSize(kibibytes: 512)
    #expect(try database.pragma("cache_size") == -512)
    let before = Database.setSoftHeapLimit(bytes: 1 << 30)
    #expect(Database.setSoftHeapLimit(bytes: before) == 1 << 30)
    #expect(Database.memoryUsed > 0)
    database.releaseMemory()
    #expect(Database.libraryVersion.hasPrefix("3."))
  }

  @Test(arguments: ["delete", "wal"])
  func copiesToAndFromMemory(_ journal: String) throws {
    let database = try folder.open()
    try database.pragma("journal_mode", journal)
    try database.execute("CREATE TABLE t(a); INSERT INTO t VALUES (4)")
    let bytes = try database.serialized()
    let copy = try Database.inMemory(copying: bytes)
    try copy.execute("INSERT INTO t VALUES (5)")
    #expect(try copy.values("SELECT a FROM t") == [4, 5])
    #expect(try database.values("SELECT a FROM t") == [4])
    #expect(try Database.inMemory(copying: copy.serialized()).values("SELECT a FROM t") == [4, 5])
  }

  @Test func emptyDatabasesAreNoBytes() throws {
    #expect(try Database.inMemory().serialized() == [])
    try Database.inMemory(copying: []).execute("CREATE TABLE t(a)")
  }
}
