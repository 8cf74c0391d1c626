import Records
import Testing

@testable import Decisions

struct PathGlobTests {
  @Test(arguments: [
    (
      "src/auth/**", ["src/auth/a.swift", "src/auth/x/y.swift"],
      ["src/auth", "src/authz/a.swift", "lib/src/auth/a.swift"]
    ),
    ("src/auth", ["src/auth/a.swift", "src/auth"], ["src/author", "src"]),
    ("src/auth/", ["src/auth/a.swift"], ["src/auth.swift"]),
    ("/README.md", ["README.md"], ["docs/README.md"]),
    ("README.md", ["README.md", "docs/README.md"], ["README.mdx"]),
    ("*.sql", ["a.sql", "db/x/a.sql"], ["a.sqlx", "a.sql.md"]),
    ("src/*.swift", ["src/a.swift"], ["src/x/a.swift", "src/a.swiftx"]),
    ("src/**/test_*.py", ["src/test_a.py", "src/x/y/test_a.py"], ["src/x/a.py", "test_a.py"]),
    ("**/migrations/*.sql", ["migrations/a.sql", "db/migrations/a.sql"], ["db/migrations/x/a.sql"]),
    ("src/{auth,login}/*.ts", ["src/auth/a.ts", "src/login/a.ts"], ["src/other/a.ts"]),
    ("a[0-9].txt", ["a1.txt"], ["ab.txt", "a.txt"]),
    ("a[!0-9].txt", ["ab.txt"], ["a1.txt"]),
    ("src/a?.c", ["src/ab.c"], ["src/a.c", "src/a/.c"]),
    ("a[b.txt", ["a[b.txt"], ["ab.txt"]),
    ("./src/x.c", ["src/x.c"], ["x.c"]),
    ("über/*.md", ["über/a.md"], ["uber/a.md"]),
  ]) func matches(_ pattern: String, _ fitting: [String], _ others: [String]) throws {
    let glob = try #require(PathGlob(pattern))
    for path in fitting { #expect(glob.matches(Array(path.utf8)), "\(path)") }
    for path in others { #expect(!glob.matches(Array(path.utf8)), "\(path)") }
  }

  @Test(arguments: ["", "/", "./", "!", "\0"]) func saysNothing(_ pattern: String) {
    #expect(PathGlob(pattern) == nil)
  }

  @Test func noPatternTakesLong() throws {
    let glob = try #require(
      PathGlob(String(repeating: "*a", count: 60) + "b/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"))
    #expect(!glob.matches([UInt8](repeating: 0x61, count: 2_000)))
  }

  @Test(arguments: [
    ("src/auth/**", "src", true), ("src/auth/**", "lib", false), ("**/x.c", "lib", true),
    ("src", "src/auth", true),
    ("src/auth/a.c", "src/auth", true), ("src/auth/a.c", "src/au", false),
  ]) func touchesAFolder(_ pattern: String, _ folder: String, _ expected: Bool) throws {
    #expect(try #require(PathGlob(pattern)).touches(folder: Array(folder.utf8)) == expected)
  }
}

struct CodeMarksTests {
  @Test(arguments: [
    ("let x = 1 // see ADR-0007\n", [7]), ("# adr 12: why\n", [12]), ("/* adr:3 and ADR #4 */", [3, 4]),
    ("-- ADR_0005\n", [5]), ("<!-- history/adr/0009-x.md -->", [9]), (" * adr/2\n", [2]),
    ("call(adr, 7)\n", []), ("let adr7 = adr-7\n", []), ("// cadr 7\n", []), ("// ADR-7x\n", []),
    ("// ADR-12345678\n", []), ("\"ADR-7\"\n", []), ("; ADR-1\n% ADR-2\n", [1, 2]),
    ("// adr 7\n// adr 007\n", [7]),
    ("// adr", []), ("", []),
    ("url = \"http://x//ADR-0001\"\n", []), ("s = 'a # ADR-1'\n", []), ("link: http://ADR-1\n", []),
    ("s = \"a \\\" # b\" // ADR-1\n", [1]), ("// don't, see ADR-1, it isn't\n", [1]),
    ("x; // don't // ADR-1\n", [1]), ("'a # ADR-1',\n", []), ("' ADR-1\n", [1]),
    ("fn f<'a>(x: &'a str) {} // ADR-1\n", [1]), ("\"\"\"ADR-1\"\"\"\n", [1]), ("say(`# ADR-1`)\n", []),
  ]) func areReadInComments(_ text: String, _ numbers: [Int]) {
    #expect(CodeMarks.numbers(in: Array(text.utf8)).map(\.number) == numbers)
  }

  @Test func theLineIsKnown() {
    #expect(CodeMarks.numbers(in: Array("a\nb\n  // adr 7\n".utf8)).map(\.line) == [3])
  }
}

struct BindingTests {
  private func own(_ number: Int, _ status: String, _ affects: [String], _ more: String = "") -> Decision {
    decision(
      """
      ---
      id: "000\(number)"
      title: T\(number)
      status: \(status)
      date: 2026-01-0\(number)
      affects: [\(affects.map { "\"\($0)\"" }.joined(separator: ", "))]
      \(more)
      ---

      # ADR-000\(number): T\(number)

      ## Decision

      <!-- a
      comment -->
      Do \(number).

      ### More

      And more.

      ## Consequences

      None.
      """, "history/adr/000\(number)-t.md")
  }

  private func ask(_ decisions: [Decision], _ path: String, marks: [Int] = [], isFolder: Bool = false) -> (
    live: [String], past: [String]
  ) {
    let set = DecisionSet(decisions)
    let question = Binding.Question(
      path: Array(path.utf8), isFolder: isFolder, marks: marks.map { (number: $0, line: 1) })
    let binding = Binding(set, [question])
    func shown(_ answers: [Binding.Answer]) -> [String] {
      answers.map {
        "\(set.all[$0.index].number ?? 0) \($0.reasons.map(\.kind.rawValue).joined(separator: ","))"
      }
    }
    return (shown(binding.inForce), shown(binding.past))
  }

  @Test func theMostSpecificComesFirst() {
    let found = ask(
      [
        own(1, "accepted", ["src/**"]), own(2, "accepted", ["src/auth/**"]),
        own(3, "accepted", ["src/auth/token.c"]),
        own(4, "accepted", ["docs/**"]), own(5, "proposed", ["src/**"]), own(6, "accepted", ["src/**"]),
      ], "src/auth/token.c", marks: [4])
    #expect(found.live == ["4 mark", "3 affects", "2 affects", "6 affects", "1 affects"])
    #expect(found.past.isEmpty)
  }

  @Test func whatAnExclusionTakesOutIsNotBound() {
    let decisions = [own(1, "accepted", ["src/**", "!src/vendor/**"])]
    #expect(ask(decisions, "src/a.c").live == ["1 affects"])
    #expect(ask(decisions, "src/vendor/a.c").live.isEmpty)
  }

  @Test(arguments: ["src/{a", "src/a}", "src/{a,{b,c}}", "src/[a", "!", "{a}/[]"])
  func aPatternThatDoesNotParseIsFound(_ pattern: String) {
    #expect(PathGlob.fault(in: pattern) != nil)
  }

  @Test(arguments: ["src/{a,b}/*.c", "src/[a-z]?.c", "!src/vendor/**", "*.sql", "a/[]{]/{b}", "."])
  func aPatternThatParsesHasNoFault(_ pattern: String) {
    #expect(PathGlob.fault(in: pattern) == nil)
  }

  @Test func aSuccessorBindsWhatItsPredecessorBound() {
    let found = ask(
      [
        own(1, "superseded", ["db/**"], "superseded_by: [history/adr/0002-t.md]"),
        own(2, "superseded", [], "superseded_by: [history/adr/0003-t.md]"),
        own(3, "accepted", [], "supersedes: [history/adr/0002-t.md]"),
        own(4, "accepted", [], "amends: [history/adr/0003-t.md]"),
      ], "db/a.sql")
    #expect(found.live == ["3 supersedes", "4 amends"])
    #expect(found.past == ["1 affects", "2 supersedes"])
  }

  @Test func aRejectedOneIsNeitherInForceNorPast() {
    let found = ask([own(1, "rejected", ["db/**"]), own(2, "deprecated", ["db/**"])], "db/a.sql")
    #expect(found.live.isEmpty && found.past.isEmpty)
  }

  @Test func aFolderIsBoundByWhatBindsAFileInIt() {
    let decisions = [own(1, "accepted", ["src/auth/token.c"]), own(2, "accepted", ["lib/**"])]
    #expect(ask(decisions, "src", isFolder: true).live == ["1 affects"])
  }

  @Test func thePromptThatLedToItTouchedTheFile() {
    let set = DecisionSet([own(1, "accepted", [])])
    let question = Binding.Question(path: Array("src/a.c".utf8), isFolder: false, marks: [])
    let prompt = Binding.Prompt(path: Array("p.md".utf8), files: [Array("./src/a.c".utf8)], decisions: [0])
    #expect(Binding(set, [question], prompts: [prompt]).inForce.map(\.reasons[0].kind) == [.prompt])
  }

  @Test func theBindingPartIsShort() {
    #expect(own(7, "accepted", []).bindingPart(limit: 100) == "Do 7.\nAnd more.")
    #expect(own(7, "accepted", []).bindingPart(limit: 3) == "Do …")
    #expect(decision("# 1. X\n\n## Status\n\nAccepted\n").bindingPart(limit: 100).isEmpty)
  }
}
