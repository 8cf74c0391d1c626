import Foundation
import Properties
import Testing

@testable import Records

/// The verbatim guarantee over generated texts.
struct VerbatimPropertyTests {
  @Test func hostileTextsComeBackToo() throws {
    let count = Cases.count(2_000)
    var generator = Generator(seed: 2_026)
    let template = try Fixtures.template(Fixtures.slots28)
    for number in 0..<count {
      let prompts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in Self.hostile(&generator) }
      let response = Bool.random(using: &generator) ? Self.hostile(&generator) : nil
      let text = try Fixtures.draft(prompts, response: response).rendered(with: template)
      for form in [text, withCRLF(text)] {
        let record = read(form)
        let isKept = record.prompts == prompts && record.isProven && record.problems.isEmpty
        #expect(
          isKept && (response == nil || record.response == response),
          "text \(number): \(prompts) \(response ?? [])")
      }
      #expect(
        String(validating: text, as: UTF8.self) != nil && !text.contains(.carriageReturn) && !text.contains(0)
      )
    }
    if count > 2_000 { print("verbatim property: \(count) records, LF and CRLF") }
  }

  private static let bits: [[UInt8]] =
    [
      "a", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\0", "---", "---\n", "## Prompt\n", "## Prompt",
      "\n## Response snapshot\n",
      "## Outcome\n", "\n\n\(Extents.laterMark)\n\n", "```", "```\n", "~~~", "{{ID}}", "{{PROMPT_TEXT}}",
      "\\", "\\x00", "\\r",
      "\\\\", "\\n", "&", "$(x)", "\u{FEFF}", "\u{2028}", "é", "日本", "😀", "<!--", "-->", "|", "provenance:\n",
      "id: 1\n",
      "  prompts:\n", "none", "# ", "#",
    ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xE2, 0x82], [0xC0], [0xED, 0xA0, 0x80], [0xF4]]

  private static func hostile(_ generator: inout Generator) -> [UInt8] {
    (0..<Int.random(in: 0...12, using: &generator)).flatMap { _ in bits.randomElement(using: &generator) ?? []
    }
  }
}
