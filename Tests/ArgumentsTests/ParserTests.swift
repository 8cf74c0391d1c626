import Testing

@testable import Arguments

@Suite struct ParserTests {
  @Test(
    arguments: [
      ["--title", "x"], ["--title=x"], ["-t", "x"], ["-tx"], ["-dtx"], ["-dt", "x"], ["-djtx"],
      ["--title", "x", "--title=x"], ["file", "--title", "x"], ["--", "file"].reversed() + [],
    ].dropLast())
  func spellingsOfAnOption(words: [String]) throws {
    #expect(try values(["record"] + words)[Record.title] == "x")
  }

  @Test func bundledFlags() throws {
    let parsed = try values(["record", "-jd"])
    #expect(parsed[Tool.json] && parsed[Record.dry])
    #expect(try !values(["record"])[Record.dry])
  }

  @Test(arguments: [
    (["--title="], ""), (["--title=-x"], "-x"), (["--title=--json"], "--json"), (["--title=a=b"], "a=b"),
    (["--title", "-"], "-"), (["--title", "-5"], "-5"), (["--title", "-x"], "-x"), (["--title", ""], ""),
    (["--title", "-t is short for title"], "-t is short for title"), (["--title", "- a\n- b"], "- a\n- b"),
    (["-t-d"], "-d"), (["-t=x"], "=x"),
  ])
  func valuesThatLookLikeOptions(words: [String], expected: String) throws {
    #expect(try values(["record"] + words)[Record.title] == expected)
  }

  @Test func valuesAreKeptByteForByte() throws {
    let composed = "\u{e9}"
    let decomposed = "e\u{301}"
    let parsed = try values(["record", "-l", composed, "-l", decomposed, "--title=" + decomposed, decomposed])
    #expect(parsed[Record.label].map { Array($0.utf8) } == [Array(composed.utf8), Array(decomposed.utf8)])
    #expect(parsed[Record.title].map { Array($0.utf8) } == Array(decomposed.utf8))
    #expect(parsed[Record.inputs].map { Array($0.utf8) } == [Array(decomposed.utf8)])
    #expect(throws: UsageError.self) { try values(["record", "-t", composed, "-t", decomposed]) }
    let crlf = "a\r\nb\u{0}c"
    #expect(
      try values(["record", "--title=" + crlf])[Record.title].map { Array($0.utf8) } == Array(crlf.utf8))
    // An equals sign that a combining mark follows is one character with it, but still a byte of its own.
    #expect(
      try values(["record", "--title=\u{301}x"])[Record.title].map { Array($0.utf8) } == [0xCC, 0x81, 0x78])
  }

  @Test func positionalArguments() throws {
    #expect(
      try values(["record", "a", "-", "--", "--json", "-d", "--"])[Record.inputs] == [
        "a", "-", "--json", "-d", "--",
      ])
    let shown = try values(["show", "7", "--json", "prompt"])
    #expect(shown[Show.ref] == "7")
    #expect(shown[Show.part] == "prompt")
    #expect(try values(["show", "7"])[Show.part] == nil)
    #expect(try values(["adr", "new", "Use", "it"])[ADR.words] == ["Use", "it"])
  }

  @Test(
    "Words with a dash, where a command takes them",
    arguments: [
      (["a", "-redis", "b"], ["a", "-redis", "b"], nil, false),
      (["-nginx", "x"], ["-nginx", "x"], nil, false),
      (["x", "-n", "5"], ["x"], 5, false), (["-n5", "-x"], ["-x"], 5, false),
      (["-all", "-a"], ["-all"], nil, true),
      (["-\"two words\"", "--limit=3"], ["-\"two words\""], 3, false), (["--", "--n"], ["--n"], nil, false),
      (["-", "-ä"], ["-", "-ä"], nil, false),
    ] as [([String], [String], Int?, Bool)])
  func wordsWithADash(_ line: [String], _ words: [String], _ limit: Int?, _ all: Bool) throws {
    let parser = Parser(Command(name: "tool", summary: "s", subcommands: [Find.command]))
    guard case .run(let parsed) = try parser.parse(["find"] + line, environment: [:]) else { throw NotRun() }
    #expect((parsed[Find.words], parsed[Find.limit], parsed[Find.all]) == (words, limit, all))
    #expect(throws: UsageError.self) { try parser.parse(["find", "--limt"], environment: [:]) }
  }

  @Test func globalOptionsStandAnywhere() throws {
    #expect(try values(["--root", "d", "-j", "record"])[Tool.root] == "d")
    #expect(try values(["adr", "--root=d", "list"])[Tool.root] == "d")
    #expect(try values(["adr", "list", "--root=d", "-j"])[Tool.json])
    #expect(try values(["adr", "--folder", "f", "list"])[ADR.folder] == "f")
    #expect(try values(["adr", "list", "--folder", "f"])[ADR.folder] == "f")
    #expect(try values(["list-nothing", "record"].suffix(1) + ["--secret"])[Tool.secret])
  }

  @Test func typesDefaultsAndEnvironment() throws {
    let bare = try values(["record"])
    #expect(bare[Record.limit] == 20)
    #expect(bare[Record.stage] == nil)
    #expect(bare[Tool.color] == "auto")
    #expect(bare.source(of: Record.limit) == .absent)

    let environment = ["TOOL_STAGE": "plan", "TOOL_LIMIT": "7", "TOOL_ROOT": ""]
    let fallback = try values(["record"], environment)
    #expect(fallback[Record.stage] == .plan)
    #expect(fallback[Record.limit] == 7)
    #expect(fallback[Tool.root] == nil)
    #expect(fallback.source(of: Record.limit) == .environment)

    let typed = try values(["record", "-n3", "--stage=red", "--since", "2026-01-07"], environment)
    #expect(typed[Record.stage] == .red)
    #expect(typed[Record.limit] == 3)
    #expect(typed[Record.since] == "2026-01-07")
    #expect(typed.source(of: Record.limit) == .commandLine)
  }

  @Test func aKeyOfAnotherCommandReadsAsAbsent() throws {
    let parsed = try values(["adr", "list"])
    #expect(parsed[Record.title] == nil)
    #expect(parsed[Record.limit] == 20)
    #expect(parsed[Record.label].isEmpty)
  }

  @Test func commandsAndAliases() throws {
    #expect(try values(["rec"]).path == ["record"])
    #expect(try values(["adr", "ls"]).path == ["adr", "list"])
    #expect(try values(["maintain"]).path == ["maintain"])
  }

  @Test func scriptsThatSkipWhatTheyDoNotKnow() throws {
    let ignoring = try values(["copy-script", "--what", "x", "--title", "T", "-q", "--json"])
    #expect(ignoring[Copy.title] == "T")
    #expect(ignoring[Tool.json])
    #expect(ignoring.remainder == ["--what", "-q", "x"])
    let raw = try values(["-j", "raw", "--help", "new", "--", "-s", "9"])
    #expect(raw.remainder == ["--help", "new", "--", "-s", "9"])
    #expect(raw[Tool.json])
  }

  @Test(arguments: [
    ("--help", "help"), ("-h", "help"), ("help", "help"), ("record -h", "help record"),
    ("rec --help", "help record"), ("--help record", "help record"), ("adr new --help", "help adr new"),
    ("adr --help", "help adr"), ("help adr new", "help adr new"), ("help --json rec", "help record"),
    ("adr help ls", "help adr list"), ("record --bogus --help", "help record"),
    ("record --title --help", "help record"), ("record -dh", "help record"), ("show a b c -h", "help show"),
    ("record --json=1 -h", "help record"), ("help raw", "help raw"), ("help help", "help"),
    ("--version", "version"), ("-V", "version"), ("--bogus -V", "version"), ("-V record", "version"),
    ("-jV", "version"), ("-h -V", "help"), ("record -- --help", "run record"),
    ("record --title=--help", "run record"),
    ("record -V", "there is no option '-V'"),
    ("recrod --help", "there is no command 'recrod'; did you mean 'record'?"),
    ("help recrod", "there is no command 'recrod'; did you mean 'record'?"),
    ("help record x", "'tool record' has no commands, but was given 'x'"),
  ])
  func helpAndVersionWin(line: String, outcome: String) {
    #expect(told(line.split(separator: " ").map(String.init)) == outcome)
  }

  /// Splits by bytes and never traps, whatever the words.
  @Test func anyWordsAreAnswered() {
    let words = [
      "", "-", "--", "---", "--=", "--=x", "-=", "-\u{301}", "--\u{301}", "-j\u{301}", "-é", "--title", "-t",
      "record", "show",
      "adr", "help", "\u{1b}[31m", "--json=\u{0}", "-h\u{200d}", "=", "copy-script", "raw", "\r\n", "-\r\n",
    ]
    for first in words {
      for second in words {
        for third in ["", "x", "--title", "-"] { #expect(!told([first, second, third]).isEmpty) }
      }
    }
  }
}
