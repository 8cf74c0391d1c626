import Database
import Testing

@Suite struct CallbackTests {
  static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

  @Test func theProgressHandlerEndsAStatement() throws {
    let database = try Database.inMemory()
    var calls = 0
    database.setProgressHandler(every: 100) {
      calls += 1
      return calls < 50
    }
    #expect(failure { try database.execute(Self.endless) }?.isInterrupted == true)
    #expect(calls == 50)
    database.setProgressHandler(nil)
    #expect(
      try database.int("SELECT count(*) FROM (\(Self.endless.replacing("max(i)", with: "i")) LIMIT 9999)")
        == 9999)
    #expect(calls == 50)
  }

  @Test func anotherThreadInterrupts() async throws {
    let database = try Database.inMemory()
    let interrupter = database.interrupter
    let other = Task.detached {
      while !Task.isCancelled {
        interrupter.interrupt()
        try? await Task.sleep(for: .milliseconds(5))
      }
    }
    let error = failure { try database.execute(Self.endless) }
    other.cancel()
    await other.value
    #expect(error?.isInterrupted == true)
    #expect(try database.int("SELECT 1") == 1)
  }

  static let echoed: [Value] = [.null, 7, 2.5, .text([]), .text([0xFF, 0, 0x41]), .blob([]), .blob([0, 1])]

  @Test(arguments: echoed)
  func functionsTakeAndGiveEveryValue(_ value: Value) throws {
    let database = try Database.inMemory()
    try database.createFunction("echo", argumentCount: 1) { arguments in
      switch arguments.kind(0) {
      case .null: .null
      case .integer: .integer(arguments.int64(0))
      case .real: .real(arguments.double(0))
      case .text: .text(arguments.bytes(0))
      case .blob: .blob(arguments.bytes(0))
      }
    }
    #expect(try database.values("SELECT echo(?)", [value]) == [value])
  }

  @Test func functionsOfAnyNumberOfArguments() throws {
    let database = try Database.inMemory()
    try database.createFunction("joined", argumentCount: -1, deterministic: false) { arguments in
      var all = ""
      for index in 0...arguments.count { all += arguments.string(index) + "," }
      return .string(all)
    }
    #expect(try database.values("SELECT joined('a', 1, NULL)") == [.text(Array("a,1,,,".utf8))])
    #expect(try database.values("SELECT joined()") == [.text(Array(",".utf8))])
  }

  @Test func aFunctionsErrorIsTheStatements() throws {
    let database = try Database.inMemory()
    try database.createFunction("fails", argumentCount: 0) { _ in
      throw DatabaseError(code: 1, message: "no \"way\"")
    }
    #expect(failure { _ = try database.int("SELECT fails()") }?.message == "no \"way\"")
    #expect(
      failure { try database.createFunction("fails", argumentCount: 999) { _ in .null } }?.isMisuse == true)
  }

  @Test func functionsGoWithTheConnection() throws {
    final class Token: Sendable {}
    weak var token: Token?
    do {
      let database = try Database.inMemory()
      let held = Token()
      token = held
      try database.createFunction("holds", argumentCount: 0) { _ in withExtendedLifetime(held) { 1 } }
      #expect(try database.int("SELECT holds()") == 1)
    }
    #expect(token == nil)
  }
}
