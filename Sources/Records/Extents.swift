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

  init(_ provenance: Provenance, in text: [UInt8], body: Range<Int>) {
    var search = ProofSearch(text, body)
    var from = body.lowerBound
    for (index, proof) in provenance.prompts.enumerated() {
      let mark = index == 0 ? "## " + Section.prompt.heading : Self.laterMark
      let found = search.find(proof, from: from, under: mark)
      prompts.append(found)
      if let found { from = found.range.upperBound }
    }
    guard let proof = provenance.response else { return }
    let heading = "## " + Section.response.heading
    response =
      search.find(proof, from: from, under: heading)
      ?? search.find(proof, from: body.lowerBound, under: heading)
  }
}
