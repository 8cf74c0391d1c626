import Testing

@testable import Records

struct SectionTests {
  private static let block = "---\nid: \"1\"\ntitle: t\nstage: red\ndate: 2026-01-07\n---\n"

  @Test(
    arguments: [
      (
        "## Prompt\n\na\n\n## Response snapshot\n\nb\n\n## Outcome\n\nc\n\n## Evaluation notes (flywheel)\n\nd\n",
        ["a", "b", "c", "d"]
      ),
      ("## Prompt\r\n\r\na\r\n\r\n## Response snapshot\r\nb", ["a", "b", nil, nil]),
      ("## User Prompt\na\n## Response\nb\n## Summary\nc\n## Evaluation\nd", ["a", "b", "c", "d"]),
      ("## Prompt\n```\na\n## Response snapshot\nb\n", ["```\na", "b", nil, nil]),
      (
        "## Prompt\na\n## Response\nnot it\n## Response snapshot\nb",
        ["a\n## Response\nnot it", "b", nil, nil]
      ),
      ("## Prompt\na\n## Prompt\nb\n## Outcome\nc", ["a\n## Prompt\nb", nil, "c", nil]),
      ("## Outcome\nc\n## Prompt\na", ["a", nil, nil, nil]),
      ("# Prompt\na\n### Prompt\nb\n##Prompt\nc", [nil, nil, nil, nil]),
      ("## Prompt ##\n\n\n\n", ["", nil, nil, nil]), ("## Prompt", ["", nil, nil, nil]),
      ("", [nil, nil, nil, nil]),
      ("  ## Prompt\na", [nil, nil, nil, nil]), ("## Prompt\n  a\n b  \n", ["  a\n b", nil, nil, nil]),
    ] as [(String, [String?])]) func sectionsAreFound(_ body: String, _ contents: [String?])
  {
    let record = read(Self.block + body)
    #expect(Section.allCases.map { record.content($0).map(string) } == contents)
  }

  @Test func withoutProvenanceTheSectionIsThePrompt() {
    let record = read(Self.block + "## Prompt\n\na\n\n## Response snapshot\n\nb\n")
    #expect(record.prompts.map(string) == ["a"] && record.response.map(string) == "b" && !record.isProven)
    #expect(read(Self.block).prompts == [] && read(Self.block).response == nil)
  }

  @Test(arguments: [
    ("# a", 1, "a"), ("###### a", 6, "a"), ("# a #", 1, "a"), ("# a ##  ", 1, "a"), ("# C#", 1, "C#"),
    ("#\ta", 1, "a"), ("## ", 2, ""), ("# #", 1, "#"),
  ]) func aHeadingIsRead(_ line: String, _ level: Int, _ text: String) throws {
    let bytes = Array(line.utf8)
    let first = try #require(bytes.line(at: 0))
    let heading = try #require(Heading(bytes, first))
    #expect(heading.level == level && bytes.string(heading.text) == text)
  }

  @Test(arguments: ["#a", "####### a", " # a", "a", "", "#"]) func noHeadingIsRead(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    #expect(bytes.line(at: 0).flatMap { Heading(bytes, $0) } == nil)
  }

  @Test(
    arguments: [
      ("# a\n```\n# b\n```\n# c", ["a", "c"]), ("~~~\n# a\n```\n# b\n~~~~\n# c", ["c"]), ("```\n# a", []),
      ("``` x`y\n# a", ["a"]),
      ("<!--\n# a\n-->\n# b", ["b"]), ("<!-- a --> <!-- b\n# c\n--> x\n# d", ["d"]), ("<!-->\n# a", []),
      ("    ```\n# a", ["a"]),
    ] as [(String, [String])]) func headingsInFencesAndCommentsAreNone(_ text: String, _ headings: [String])
  {
    let bytes = Array(text.utf8)
    #expect(bytes.headings(in: 0..<bytes.count).map { bytes.string($0.text) } == headings)
  }
}
