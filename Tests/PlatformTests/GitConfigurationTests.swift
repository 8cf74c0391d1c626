import Platform
import Testing

@Suite struct GitConfigurationTests {
  static let table: [(text: String, key: String, answer: GitConfiguration.Answer)] = [
    ("[user]\n\tname = Ada Lovelace\n", "user.name", .value("Ada Lovelace")),
    ("[USER]\nName=Ada", "user.name", .value("Ada")),
    ("[user] name = same line", "user.name", .value("same line")),
    ("[user]\r\n\tname = Ada\r\n", "user.name", .value("Ada")),
    ("\u{FEFF}[user]\nname = Ada", "user.name", .value("Ada")),
    ("[user]\nname = first\nname = second", "user.name", .value("second")),
    ("[user]\nname = \"  Ada # ; \"  # comment", "user.name", .value("  Ada # ; ")),
    ("[user]\nname = Ada ; comment", "user.name", .value("Ada")),
    ("[user]\nname = A  b\t\n", "user.name", .value("A  b")),
    ("[user]\nname = a\\\n  b", "user.name", .value("a  b")),
    ("[user]\nname = a\\tb\\nc\\\\d\\\"e", "user.name", .value("a\tb\nc\\d\"e")),
    ("[user]\nname = pre\"quoted part\"post", "user.name", .value("prequoted partpost")),
    ("[user]\nname =", "user.name", .value("")),
    ("[user]\nname", "user.name", .value("true")),
    ("; c\n# c\n[user] # c\nname = x", "user.name", .value("x")),
    ("[remote \"Origin\"]\nurl = u", "remote.Origin.url", .value("u")),
    ("[remote \"Origin\"]\nurl = u", "remote.origin.url", .absent),
    ("[remote \"a \\\"b\\\\\"]\nurl = u", "remote.a \"b\\.url", .value("u")),
    ("[branch \"a.b\"]\nremote = r", "branch.a.b.remote", .value("r")),
    ("[remote.Old]\nurl = u", "remote.old.url", .value("u")),
    ("[users]\nname = x", "user.name", .absent),
    ("[user]\nname = x\n[include]\npath = y", "user.name", .included),
    ("[include]\npath = y\n[user]\nname = x", "user.name", .value("x")),
    ("[includeIf \"gitdir:~/w/\"]\npath = y", "user.name", .included),
    ("[include]\nother = y", "user.name", .absent),
    ("", "user.name", .absent),
  ]

  @Test(arguments: table)
  func reads(_ text: String, key: String, answer: GitConfiguration.Answer) {
    let configuration = GitConfiguration(Array(text))
    #expect(configuration.faultyLine == nil)
    #expect(configuration.answer(key) == answer)
  }

  /// The same table, asked of git: the expectations are not only ours.
  @Test func agreesWithGit() throws {
    let folder = try Folder()
    for (text, key, answer) in Self.table where answer != .included {
      try Files.writeAtomically(folder.path / "c", contents: Array(text), durability: .fast)
      let words = ["git", "config", "--file", "c", "--get", key]
      let result = try Spawn.run(
        words, directory: folder.path, environment: folder.environment, outputLimit: 1 << 16)
      // For a name alone git prints nothing here, and "true" where it wants a truth.
      if text.hasSuffix("name") { continue }
      let said: GitConfiguration.Answer =
        result.status == 0 ? .value(String(decoding: result.output.dropLast(), as: UTF8.self)) : .absent
      #expect(said == answer, "\(text)")
    }
  }

  @Test(arguments: [
    ("[user]\nname = \"open", 2), ("[user", 1), ("name = x", 1), ("[user]\nname = \\q", 2),
    ("[a \"b]\nc = d", 1), ("[]\n", 1), ("[a]\n= x", 2), ("[a]\nb c", 2), ("[a\"b\"]", 1), ("\0", 1),
    ("[user]\nname = x\n\n?", 4),
  ])
  func stopsAtAFaultyLine(_ text: String, line: Int) {
    #expect(GitConfiguration(Array(text)).faultyLine == line)
  }

  @Test func keepsWhatCameBeforeAFault() {
    #expect(GitConfiguration(Array("[user]\nname = x\n\n?")).value("user.name") == "x")
  }

  @Test func survivesAnyBytes() {
    for seed in 0..<200 {
      let alphabet = Array("[]\"\\=#;\n\r\t .aZ0-\u{FEFF}")
      let bytes = randomBytes(seed).map { alphabet[Int($0) % alphabet.count] }
      _ = GitConfiguration(bytes).answer("a.a")
    }
  }
}
