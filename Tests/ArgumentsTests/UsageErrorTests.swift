import Testing

@testable import Arguments

@Suite struct UsageErrorTests {
  @Test(
    arguments: [
      ([], "'tool' needs a command: record, show, adr, copy-script or raw"),
      (["adr"], "'tool adr' needs a command: new or list"),
      (["recrod"], "there is no command 'recrod'; did you mean 'record'?"),
      (["main"], "there is no command 'main'"),
      (["adr", "nwe"], "there is no command 'nwe' in 'tool adr'; did you mean 'new'?"),
      (["hlep"], "there is no command 'hlep'; did you mean 'help'?"),
      (["record", "--titel", "x"], "there is no option '--titel'; did you mean '--title'?"),
      (["record", "--ti", "x"], "there is no option '--ti'; did you mean '--title'?"),
      (["record", "--secrte"], "there is no option '--secrte'"),
      (["show", "-json"], nil),
      (["show", "-color", "x"], "there is no option '-c'; did you mean '--color'?"),
      (["record", "-jx"], "there is no option '-x'"),
      (["record", "-é"], "there is no option '-é'"),
      (["record", "--=x"], "there is no option '--'"),
      (["record", "--title"], "--title needs a value (TEXT)"),
      (
        ["record", "--title", "--json"],
        "--title needs a value (TEXT), but '--json' follows; write --title=…, in one word, for a value that starts so"
      ),
      (
        ["record", "-t", "-jd"],
        "-t needs a value (TEXT), but '-jd' follows; write -t…, in one word, for a value that starts so"
      ),
      (["record", "--json=yes"], "--json takes no value, but was given 'yes'"),
      (["show"], "'tool show' needs REF: which record"),
      (["adr", "new"], "'tool adr new' needs TITLE: the title's words"),
      (
        ["show", "a", "prompt", "c"],
        "unexpected argument 'c'; 'tool show' takes only REF PART, and a value with spaces needs quotes"
      ),
      (
        ["adr", "list", "x"],
        "unexpected argument 'x'; 'tool adr list' takes none, and a value with spaces needs quotes"
      ),
      (["adr", "list", "json"], "unexpected argument 'json'; did you mean '--json'?"),
      (["record", "-n", "0"], "--limit should be a whole number from 1 to 100, not '0'"),
      (["record", "-n", "-5"], "--limit should be a whole number from 1 to 100, not '-5'"),
      (
        ["record", "-n", "99999999999999999999"],
        "--limit should be a whole number from 1 to 100, not '99999999999999999999'"
      ),
      (["record", "-n", "x"], "--limit should be a whole number from 1 to 100, not 'x'"),
      (["record", "--since", "today"], "--since should be a date such as 2026-01-07, not 'today'"),
      (
        ["record", "--stage", "spce"],
        "--stage can't be 'spce'; it is spec, plan or red; did you mean 'spec'?"
      ),
      (["show", "a", "b"], "PART can't be 'b'; it is prompt or response"),
      (["record", "-ta", "-t", "b"], "--title was given twice, as 'a' and as 'b'; it takes one value"),
      (["record", "\u{1b}]0;x\u{7}\u{202e}"], "run record"),
      (
        ["adr", "list", "\u{1b}]\u{202e}"],
        "unexpected argument '\\u{1b}]\\u{202e}'; 'tool adr list' takes none, and a value with spaces needs quotes"
      ),
    ] as [([String], String?)])
  func sentences(words: [String], expected: String?) {
    // `-json` is the flags -j, -s …: the first letter that is unknown is told.
    #expect(told(words) == expected ?? "there is no option '-s'; did you mean '--json'?")
  }

  @Test func environmentIsNamed() {
    #expect(
      told(["record"], ["TOOL_LIMIT": "many"])
        == "TOOL_LIMIT should be a whole number from 1 to 100, not 'many'")
    #expect(told(["record"], ["TOOL_STAGE": "x"]) == "TOOL_STAGE can't be 'x'; it is spec, plan or red")
    #expect(told(["record", "-n3"], ["TOOL_LIMIT": "many"]) == "run record")
  }

  @Test func messageEndsWithTheHint() throws {
    let error = #expect(throws: UsageError.self) { try parse(["adr", "list", "--bogus"]) }
    #expect(error == .unknownOption("--bogus", word: "--bogus", path: ["adr", "list"]))
    #expect(error?.path == ["adr", "list"])
    #expect(error?.message(in: Tool.command) == "there is no option '--bogus'\nTry 'tool adr list --help'.")
  }

  @Test func longWordsAreCut() {
    let sentence = told(["adr", "list", String(repeating: "x", count: 1_000_000)])
    #expect(sentence.utf8.count < 250)
    #expect(sentence.contains("…'"))
  }

  @Test(arguments: [
    ("chekc", ["check"]), ("spce", ["spec"]), ("chck", ["check"]), ("Check", ["check"]),
    ("re", ["record", "red", "refactor"]),
    ("recrod", ["record"]), ("xyz", []), ("", []), ("rde", ["red"]), ("s", ["spec"]), ("records", ["record"]),
    ("red", ["red"]),
    (String(repeating: "s", count: 65), []),
  ])
  func near(word: String, expected: [String]) {
    #expect(suggestions(for: word, among: ["record", "check", "spec", "red", "refactor"]) == expected)
  }

  @Test(arguments: [
    ("ca", "abc", 3), ("ab", "ba", 1), ("", "abc", 3), ("abcd", "acbd", 1), ("kitten", "sitting", 3),
  ])
  func distance(left: String, right: String, expected: Int) {
    #expect(
      alignmentDistance(left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value)) == expected)
  }
}
