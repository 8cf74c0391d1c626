import Testing

@testable import Records

/// What an agent was to fill in and didn't is no prompt, and what looks so and is one comes back.
@Suite struct UnfilledTests {
  private static let template = "## Prompt\n\n{{PROMPT_TEXT}}\n\n## Response snapshot\n\n{{RESPONSE_TEXT}}\n"

  private func record(_ prompts: [[UInt8]], response: [UInt8]?, filling: [(String, String)] = []) throws
    -> Record
  {
    let draft = Fixtures.draft(prompts, response: response)
    let template = try Fixtures.template("---\nid: {{ID}}\n---\n\n" + Self.template)
    let text = try draft.rendered(with: template, leaving: PromptDraft.agentSlots)
    let filled = filling.reduce(String(decoding: text, as: UTF8.self)) { $0.replacing($1.0, with: $1.1) }
    return Record(Array(filled.utf8), name: Array("0001-x.misc.prompt.md".utf8), kind: .prompt)
  }

  @Test func slotsThatAreStillThere() throws {
    let record = try record([], response: nil)
    #expect(record.isUnfilled(.prompt) && record.isUnfilled(.response) && !record.isUnfilled(.outcome))
    #expect(record.prompts.isEmpty && record.response == nil)
  }

  @Test func filledInByHand() throws {
    let filling = [("{{PROMPT_TEXT}}", "Do it"), ("{{RESPONSE_TEXT}}", "Done")]
    let record = try record([], response: nil, filling: filling)
    #expect(!record.isUnfilled(.prompt) && !record.isUnfilled(.response))
    #expect(record.prompts == [Array("Do it".utf8)] && record.response == Array("Done".utf8))
  }

  @Test func theResponseIsVouchedForAndThePromptCameLater() throws {
    let response = Array("{{RESPONSE_TEXT}}".utf8)
    let unfilled = try record([], response: response)
    #expect(unfilled.isUnfilled(.prompt) && unfilled.prompts.isEmpty)
    #expect(!unfilled.isUnfilled(.response) && unfilled.response == response)
    let filled = try record([], response: response, filling: [("{{PROMPT_TEXT}}", "Do it")])
    #expect(filled.prompts == [Array("Do it".utf8)] && filled.response == response)
  }

  @Test func aPromptThatLooksLikeASlot() throws {
    let text = Array("{{PROMPT_TEXT}}".utf8)
    let record = try record([text], response: nil)
    #expect(!record.isUnfilled(.prompt) && record.prompts == [text])
  }
}

/// YAML ends a document with dots, too; records don't.
@Suite struct DotsTests {
  @Test(arguments: ["", "\n# A\n\n---\n\nmore\n"]) func frontMatterThatEndsWithDots(_ body: String) throws {
    let text = "---\nid: \"0001\"\ntitle: A\nstage: red\ndate: 2026-01-31\n...\n" + body
    let record = Record(Array(text.utf8), name: Array("0001-a.red.prompt.md".utf8), kind: .prompt)
    #expect(record.title?.value == "A" && record.date?.value == "2026-01-31")
    let problem = try #require(record.problems.first)
    #expect(record.problems.count == 1 && problem.code == .frontMatterMissing)
    #expect(text.utf8.count - body.utf8.count == problem.range.upperBound + 1)
    #expect(problem.message.contains("'...'"))
    let edited = try RecordEditor(record).setting("title", to: .text("B"))
    #expect(String(decoding: edited, as: UTF8.self) == text.replacing("title: A", with: "title: B"))
  }
}
