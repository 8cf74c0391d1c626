import Foundation
import JSON
import Testing

/// A text that tools like to spoil.
struct NastyText: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  var testDescription: String { name }

  init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  /// What can stand on a command line: no NUL, valid UTF-8, no more than one argument can hold. A lone `-` is standard
  /// input.
  var isArgument: Bool {
    !bytes.contains(0) && bytes.count < 100_000 && String(validating: bytes, as: UTF8.self) != nil
      && bytes != [UInt8(ascii: "-")]
  }

  /// Too much to be read often by a binary that was built without optimisation.
  var isLarge: Bool { bytes.count > 1 << 19 }

  static let all: [NastyText] = {
    let template =
      (try? Data(contentsOf: Binary.package.appending(path: "templates/phr-template.prompt.md"))) ?? Data()
    let record = """
      ---
      id: "0001"
      title: Another
      stage: red
      provenance:
        prompts:
          - {bytes: 1, sha256: "00", eol: lf, encoding: text}
      ---

      ## Prompt

      x

      ## Response snapshot

      y

      """
    return [
      NastyText(
        "our headings", "a\n\n## Prompt\n\nb\n\n## Response snapshot\n\nc\n\n## Outcome\n\n- ✅ Impact: x\n"),
      NastyText("rules", "---\nid: 7\n---\n---\n"),
      NastyText("an open fence", "```swift\nlet a = 1\n## Outcome\n"),
      NastyText("a fence closed twice", "~~~\n~~~\n~~~\n"), NastyText("the template", Array(template)),
      NastyText("a record", record), NastyText("slots", "{{ID}} {{PROMPT_TEXT}} {{NOTHING}} {{ {{TITLE}} }}"),
      NastyText("CRLF", "a\r\nb\r\n\r\nc\r\n"), NastyText("CRLF without an end", "a\r\nb"),
      NastyText("mixed ends", "a\r\nb\nc\r\n"), NastyText("lone CR", "a\rb\rc"),
      NastyText("CR at the end", "a\n\r"),
      NastyText("tabs", "\ta\t\n \t \n"), NastyText("NUL", [0x61, 0, 0x62, 10]),
      NastyText("invalid UTF-8", [0xC3, 0x28, 10, 0xFF, 0xFE, 0xED, 0xA0, 0x80]),
      NastyText("BOM", "\u{FEFF}text\n"), NastyText("separators", "a\u{2028}b\u{2029}c\u{85}d"),
      NastyText("escapes", #"\n \x00 \\ \u0041 $(x) `y` & %s %00 ${HOME} !1"#),
      NastyText("controls", (1..<32).map { UInt8($0) } + [0x7F]), NastyText("empty", ""),
      NastyText("one newline", "\n"), NastyText("newlines", "\n\n\n\n"), NastyText("blanks", "   "),
      NastyText("newline first", "\n\na"), NastyText("no final newline", "a\nb"),
      NastyText("final newlines", "a\n\n\n"), NastyText("an option", "--help"),
      NastyText("a dash first", "-x"),
      NastyText("typed while", "a\n\n### Typed while the agent worked\n\nb\n"),
      NastyText("emoji", "👨‍👩‍👧‍👦 e\u{301} \u{200B}\u{202E}abc\u{202C}\n"),
      NastyText("a comment", "<!-- {{ID}} -->\n<!--\n"),
      NastyText("one long line", [UInt8](repeating: 0x78, count: 1 << 20)),
      NastyText(
        "five megabytes",
        Array(repeating: Array("line of text {{ID}} ## Prompt\n".utf8), count: 180_000).joined().map { $0 }),
    ]
  }()
}

/// What came in is given back, byte for byte, by the real binary.
@Suite struct VerbatimTests {
  private func record(_ sandbox: Sandbox, _ words: [String], input: [UInt8] = []) throws -> String {
    let outcome = try sandbox.clio(
      ["record", "-s", "misc", "-t", "T", "--durability", "fast", "--json"] + words, input: input)
    try #require(outcome.status == 0, "\(outcome.errorText)")
    let path = try #require(try JSON.parse(outcome.output)["path"]?.text)
    return String(path.dropFirst(sandbox.root.path.count + 1))
  }

  private func check(_ sandbox: Sandbox, _ path: String, _ part: String, _ expected: [UInt8], _ what: String)
    throws
  {
    let shown = try sandbox.clio(["show", "--" + part, path])
    #expect(shown.status == 0, "\(what): \(shown.errorText)")
    #expect(shown.errors.isEmpty)
    #expect(shown.output == expected, "\(what): not what came in")
  }

  @Test(arguments: NastyText.all) func promptAndResponse(_ text: NastyText) throws {
    let sandbox = try Sandbox()
    try sandbox.write("prompt.txt", text.bytes)
    var paths = [
      "file": try record(sandbox, ["--prompt-file", "prompt.txt", "--response-file", "prompt.txt"])
    ]
    if !text.isLarge {
      // Either text may come in by standard input, by either of its options.
      for prompt in [["--prompt-file", "-"], ["--prompt", "-"]] {
        paths[prompt.joined(separator: " ")] = try record(
          sandbox, prompt + ["--response-file", "prompt.txt"], input: text.bytes)
      }
      for response in [["--response-file", "-"], ["--response", "-"], ["--response=-"]] {
        paths[response.joined(separator: " ")] = try record(
          sandbox, ["--prompt-file", "prompt.txt"] + response, input: text.bytes)
      }
    }
    if text.isArgument {
      let value = String(decoding: text.bytes, as: UTF8.self)
      paths["flag"] = try record(sandbox, ["--prompt=" + value, "--response=" + value])
      // After a blank, what begins with two dashes is an option.
      if !value.hasPrefix("--") {
        paths["next word"] = try record(sandbox, ["--prompt", value, "--response", value])
      }
    }
    for (how, path) in paths {
      try check(sandbox, path, "prompt", text.bytes, how)
      try check(sandbox, path, "response", text.bytes, how)
      let file = try sandbox.read(path)
      #expect(String(validating: file, as: UTF8.self) != nil, "the file is not UTF-8")
      #expect(!file.contains(13), "the file has a CR")
    }
    let list = try sandbox.clio(["list", "--json"])
    #expect(list.text.split(separator: "\n").count == paths.count)
    #expect(list.text.split(separator: "\n").allSatisfy { $0.contains(#""problems":[]"#) })
  }

  /// As `unix2dos` does it, and back.
  @Test(arguments: NastyText.all.filter { !$0.isLarge }) func lineEndsThatAToolHasConverted(_ text: NastyText)
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.write("prompt.txt", text.bytes)
    let path = try record(sandbox, ["--prompt-file", "prompt.txt", "--response-file", "prompt.txt"])
    let original = try sandbox.read(path)
    var converted: [UInt8] = []
    for byte in original {
      if byte == 10 { converted.append(13) }
      converted.append(byte)
    }
    try sandbox.write(path, converted)
    try check(sandbox, path, "prompt", text.bytes, "with CRLF")
    try check(sandbox, path, "response", text.bytes, "with CRLF")
    try sandbox.write(path, converted.filter { $0 != 13 })
    #expect(try sandbox.read(path) == original)
    try check(sandbox, path, "prompt", text.bytes, "and back")
  }

  @Test func aCloneThatConvertsLineEnds() throws {
    let sandbox = try Sandbox()
    try sandbox.shell("git init -q")
    var paths: [(String, NastyText)] = []
    for text in NastyText.all where text.bytes.count < 100_000 {
      try sandbox.write("../prompt.txt", text.bytes)
      paths.append(
        (try record(sandbox, ["--prompt-file", "../prompt.txt", "--response-file", "../prompt.txt"]), text))
    }
    let cloned = try sandbox.shell(
      "git add -A && git commit -q -m x && git clone -q -c core.autocrlf=true . ../clone && grep -qr \"$(printf '\\r')\" ../clone/history"
    )
    try #require(cloned.status == 0, "\(cloned.errorText)")
    for (path, text) in paths {
      let shown = try sandbox.clio(["show", "--prompt", path], in: "../clone")
      #expect(shown.status == 0 && shown.output == text.bytes, "\(text.name)")
      let response = try sandbox.clio(["show", "--response", path], in: "../clone")
      #expect(response.status == 0 && response.output == text.bytes, "\(text.name)")
    }
  }

  @Test func manyTextsInOneRecord() throws {
    let sandbox = try Sandbox()
    let texts = NastyText.all.filter { $0.isArgument }
    let path = try record(
      sandbox,
      ["--prompt", "first"] + texts.flatMap { ["--steering=" + String(decoding: $0.bytes, as: UTF8.self)] })
    let shown = try JSON.parse(try sandbox.clio(["show", "--json", path]).output)
    #expect(shown["proven"] == .bool(true))
    let prompts = shown["prompts"]?.items?.compactMap { $0.textBytes } ?? []
    #expect(prompts == [Array("first".utf8)] + texts.map(\.bytes))
  }

  /// Standard input can be read once.
  @Test(arguments: [
    ["--prompt", "-", "--response", "-"], ["--prompt-file", "-", "--response-file", "-"],
    ["--prompt", "-", "--response-file", "-"], ["--prompt-file", "-", "--response", "-"],
  ])
  func twoTextsFromOneInput(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.clio(["record", "-s", "misc"] + words, input: Array("text".utf8))
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("\(words[0]) and \(words[2]) are both to be read from standard input"))
    #expect(sandbox.files().isEmpty)
  }

  @Test func anArgumentThatIsNoText() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.shell("clio record --prompt \"$(printf 'a\\377')\"")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("--prompt-file"))
    #expect(sandbox.files().isEmpty)
  }
}
