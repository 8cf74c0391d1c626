/// Finds the texts that provenance vouches for: by the heading they were written under, the length, and the hash.
struct Extents: Sendable {
  /// A text that was found and proven.
  struct Text: Sendable {
    let original: [UInt8]
    let range: Range<Int>
  }

  /// The prompt and what was typed later; nil for one that could not be proven.
  private(set) var prompts: [Text?] = []
  /// The answer, if it was proven.
  private(set) var response: Text?

  /// Where the proven texts stand.
  var ranges: [Range<Int>] { (prompts + [response]).compactMap { $0?.range } }

  /// The line before a text that was typed while the agent worked.
  static let laterMark = "### Typed while the agent worked"

  /// How many starting lines are tried for one text. A template may put a line or two between heading and slot.
  private static let mostTries = 64

  init(_ provenance: Provenance, in text: [UInt8], body: Range<Int>) {
    var from = body.lowerBound
    for (index, proof) in provenance.prompts.enumerated() {
      let mark = index == 0 ? "## " + Section.prompt.heading : Self.laterMark
      let found = Self.find(proof, in: text, from..<body.upperBound, under: mark)
      prompts.append(found)
      if let found { from = found.range.upperBound }
    }
    guard let proof = provenance.response else { return }
    let heading = "## " + Section.response.heading
    response =
      Self.find(proof, in: text, from..<body.upperBound, under: heading)
      ?? Self.find(proof, in: text, body, under: heading)
  }

  /// Every line that is the heading is tried, then, for templates that have another heading, every line at all.
  private static func find(_ proof: TextProof, in text: [UInt8], _ range: Range<Int>, under mark: String) -> Text? {
    let mark = Array(mark.utf8)
    var offset = range.lowerBound
    var starts: [Int] = []
    while let line = text.line(at: offset, end: range.upperBound), starts.count < mostTries {
      offset = line.next
      if line.content.count == mark.count, text.hasPrefix(mark, at: line.content.lowerBound) {
        starts.append(line.next)
      }
    }
    for start in starts {
      if let found = firstProven(proof, in: text, start..<range.upperBound, tries: 4) { return found }
    }
    return firstProven(proof, in: text, range, tries: mostTries)
  }

  /// Tries the first lines of a range as the beginning of the text.
  private static func firstProven(_ proof: TextProof, in text: [UInt8], _ range: Range<Int>, tries: Int) -> Text? {
    var start = range.lowerBound
    for _ in 0..<tries {
      if let found = proven(proof, in: text, at: start, end: range.upperBound) { return found }
      guard let line = text.line(at: start, end: range.upperBound) else { return nil }
      start = line.next
    }
    return nil
  }

  /// Reads the text at one place, if a line end follows it and the hash is right. The plain case is settled
  /// without reading the text: most places are wrong.
  private static func proven(_ proof: TextProof, in text: [UInt8], at start: Int, end: Int) -> Text? {
    func isEnd(_ offset: Int) -> Bool {
      var offset = offset
      while offset < end, text[offset].isBlank { offset += 1 }
      return offset == end || text[offset] == .newline || text[offset] == .carriageReturn
    }
    let isPlain = proof.encoding == .text && proof.lineEnds == .lf
    if isPlain {
      guard proof.count <= end - start else { return nil }
      let hasReturns = text[start..<(start + proof.count)].contains(.carriageReturn)
      if !hasReturns, !isEnd(start + proof.count) { return nil }
    }
    guard let (original, stop) = proof.read(from: text, at: start), stop <= end, isEnd(stop), proof.holds(for: original)
    else { return nil }
    return Text(original: original, range: start..<stop)
  }
}
