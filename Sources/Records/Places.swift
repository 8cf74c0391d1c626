// Where the parts of a record stand, for those who judge it.

extension Record {
  /// Where the content of a section stands, from the line after its heading to the next section.
  package func place(of section: Section) -> Range<Int>? { sections.content[section] }

  /// The heading line of a section, without its line end.
  package func heading(of section: Section) -> Range<Int>? { sections.headings[section] }

  /// What the user typed, as far as it is known: the proven texts, else what stands in the prompt's section.
  package var typedRanges: [Range<Int>] {
    guard kind == .prompt else { return [] }
    return provenPrompts ?? [place(of: .prompt)].compactMap { $0 }
  }

  /// What provenance notes of each of the user's texts, and whether it was found.
  package var provenPrompts: [Range<Int>]? {
    guard let extents, !extents.prompts.isEmpty else { return nil }
    let found = extents.prompts.compactMap { $0?.range }
    return found.count == extents.prompts.count ? found : nil
  }

  /// Whether provenance vouches for a text of this record: it was written by clio in one go.
  package var isVouched: Bool { extents != nil }
}

extension Record {
  /// The number in a decision's first heading.
  package var headingNumber: Field? {
    guard kind == .decision else { return nil }
    var shown: [String: Field] = [:]
    DecisionReader.read(self, into: &shown)
    return shown["id"].flatMap { $0.origin == .heading ? $0 : nil }
  }

  /// The length in bytes that provenance notes of the prompt, if it vouches for a single one.
  package var notedPromptLength: Int? {
    provenance.flatMap { $0.prompts.count == 1 ? $0.prompts[0].count : nil }
  }
}
