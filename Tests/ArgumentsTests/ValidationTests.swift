import Testing

@testable import Arguments

@Suite struct ValidationTests {
  @Test func theFixtureIsFaultless() {
    #expect(Tool.command.validate() == [])
  }

  static let a = Key.flag("all", short: "a", "all")
  static let twice = Key.option("all", "X", "again")
  static let short = Key.flag("any", short: "a", "the same letter")
  static let help = Key.flag("hush", short: "h", "taken")
  static let bare = Key.option("bare", "", "")
  static let badName = Key.flag("Bad_Name", short: "é", "x")
  static let badDefault = Key.option("limit", "N", "x", as: .integer(in: 1...9), default: "10")
  static let rest = Key.arguments("REST", "the rest")
  static let maybe = Key.optionalArgument("MAYBE", "perhaps")
  static let must = Key.argument("MUST", "must")

  @Test(arguments: [
    (Command(name: "t", summary: ""), "the summary is empty"),
    (Command(name: "T x", summary: "s"), "a command's name is lower-case letters, digits and hyphens"),
    (Command(name: "t", summary: "s", keys: [a, twice]), "'--all' is declared twice"),
    (Command(name: "t", summary: "s", keys: [a, short]), "'-a' is declared twice"),
    (Command(name: "t", summary: "s", keys: [help]), "'-h' is declared twice"),
    (Command(name: "t", summary: "s", keys: [bare]), "--bare has no summary"),
    (Command(name: "t", summary: "s", keys: [bare]), "--bare has no placeholder"),
    (
      Command(name: "t", summary: "s", keys: [badName]),
      "--Bad_Name: a name is lower-case letters, digits and hyphens"
    ),
    (
      Command(name: "t", summary: "s", keys: [badName]),
      "--Bad_Name: a short name is an ASCII letter or digit"
    ),
    (Command(name: "t", summary: "s", keys: [badDefault]), "--limit refuses its own value '10'"),
    (Command(name: "t", summary: "s", keys: [rest, maybe]), "MAYBE can't be reached behind REST"),
    (
      Command(name: "t", summary: "s", keys: [maybe, must]),
      "MUST is required, but stands behind MAYBE, which is not"
    ),
    (Command(name: "t", summary: "s", keys: [must, must]), "argument MUST is declared twice"),
    (Command(name: "t", summary: "s", keys: [must], subcommands: [leaf]), "a group takes no arguments"),
    (Command(name: "t", summary: "s", subcommands: [leaf, leaf]), "two commands answer to 'leaf'"),
    (
      Command(name: "t", summary: "s", keys: [a], unknownArguments: .passThrough),
      "a command that passes its arguments through reads none"
    ),
    (
      Command(name: "t", summary: "s", subcommands: [Command(name: "help", summary: "s")]),
      "two commands answer to 'help'"
    ),
    (example("t --bogus"), "example `t --bogus`: there is no option '--bogus'"),
    (example("other --all"), "example `other --all`: it does not call t"),
    (example("t 'x"), "example `t 'x`: a quote is never closed"),
  ])
  func mistakes(command: Command, finding: String) {
    #expect(command.validate().contains("'\(command.name)': " + finding), "\(command.validate())")
  }

  @Test func mistakesBelowTheRootAreFound() {
    let below = Command(
      name: "below", summary: "s", keys: [Self.twice], examples: [Example("t leaf", "shows the other")],
      hidden: true)
    let root = Command(name: "t", summary: "s", keys: [Self.a], subcommands: [below, Self.leaf])
    #expect(
      root.validate() == [
        "'t below': '--all' is declared twice", "'t below': example `t leaf`: it does not show 't below'",
      ])
  }

  static let leaf = Command(name: "leaf", summary: "s")

  static func example(_ line: String) -> Command {
    Command(name: "t", summary: "s", examples: [Example(line, "does it")])
  }

  @Test(arguments: [
    ("a b  c", [["a", "b", "c"]]), ("a 'b c' \"d e\"", [["a", "b c", "d e"]]), ("a b\\ c", [["a", "b c"]]),
    ("a ''", [["a", ""]]), ("a x'y'\"z\"", [["a", "xyz"]]),
    ("a | b > f c 2>/dev/null", [["a"], ["b", "c"]]),
    ("a && b; c", [["a"], ["b"], ["c"]]), ("a <<'EOF' -x\nbody 'it\nEOF", [["a", "-x"]]),
    ("a 2>&1 b", [["a", "b"]]),
    ("a \\\n  b", [["a", "b"]]), ("a \"\\\"$x\"", [["a", "\"$x"]]),
    ("a $(b | c) d", [["a", "$(b | c)", "d"]]),
    ("a \"$(b \"c\")\"", [["a", "$(b \"c\")"]]), ("a # b", [["a"]]), ("a#b", [["a#b"]]), ("a < f", [["a"]]),
    ("a - <f", [["a", "-"]]), ("", []), ("é 'e\u{301}'", [["é", "e\u{301}"]]),
  ])
  func shellLines(line: String, expected: [[String]]) {
    #expect(shellCommands(line) == expected)
  }

  @Test(arguments: ["'a", "\"a", "a\\", "$(a"])
  func unclosed(line: String) {
    #expect(shellCommands(line) == nil)
  }
}
