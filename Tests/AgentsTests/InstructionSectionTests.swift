import Testing

@testable import Agents

/// The section of an instruction file.
@Suite struct InstructionSectionTests {
  @Test(arguments: [
    "", "a\n", "a", "<!-- clio: begin -->\nmine\n", "<!-- clio: end -->\nmine\n",
    "<!-- clio: end -->\n<!-- clio: begin -->\nmine",
  ]) func whatIsPutInTwiceIsThereOnceAndComesOutAgain(_ text: String) {
    let file = Array(text.utf8)
    let added = InstructionSection.adding(to: file)
    #expect(InstructionSection.adding(to: added) == added)
    let removed = InstructionSection.removing(from: added)
    #expect(String(decoding: removed, as: UTF8.self) == text)
  }
}
