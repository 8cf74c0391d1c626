import Testing

@testable import Index

@Suite("Patterns of paths")
struct GlobTests {
  @Test(
    "What fits",
    arguments: [
      ("src/auth/*", "src/auth/token.ts", true), ("src/auth/*", "src/auth/deep/token.ts", false),
      ("src/auth/*", "web/src/auth/a.ts", true), ("/src/auth/*", "web/src/auth/a.ts", false),
      ("/src/*", "./src/a", true), ("./src/*", "/src/a", true),
      ("src/auth/**", "src/auth/deep/token.ts", true),
      ("src/**/*.ts", "src/a.ts", true), ("src/**/*.ts", "src/a/b/c.ts", true),
      ("src/**/*.ts", "src/a/b/c.js", false),
      ("src/**/x/*.ts", "src/a/x/b/c.ts", false), ("**/x", "x", true), ("**", "any/thing", true),
      ("token.ts", "src/auth/token.ts", true), ("token.ts", "src/auth/mytoken.ts", false),
      ("TOKEN.TS", "src/auth/Token.ts", true), ("src/auth", "src/auth/a/b.ts", true),
      ("src/auth", "src/authx/b.ts", false),
      ("src/auth/", "src/auth/b.ts", true), ("*.ts", "a/b.ts", true), ("*.ts", "a.ts/b", false),
      ("a?c", "aéc", true),
      ("a?c", "a/c", false), ("a??c", "aéc", false), ("a**z", "a/b/z", true), ("[x]", "[x]", true),
      ("%", "a", false),
      ("", "", true),
    ])
  func fits(pattern: String, path: String, expected: Bool) {
    #expect(Glob(Array(pattern.utf8)).matches(Array(path.utf8)) == expected)
  }

  @Test(
    "Candidates hold the longest plain part", arguments: [("src/**/*_test.TS", "%\\_test.ts%"), ("**", "%%")])
  func candidates(pattern: String, expected: String) {
    #expect(Glob(Array(pattern.utf8)).likePattern == expected)
  }

  @Test("Many stars take no longer than the product of the lengths")
  func manyStars() {
    let pattern = String(repeating: "*a**a", count: 40) + "b"
    #expect(!Glob(Array(pattern.utf8)).matches([UInt8](repeating: UInt8(ascii: "a"), count: 2000)))
  }
}
