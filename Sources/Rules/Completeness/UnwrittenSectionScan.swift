import Records

/// Sections with nothing but a mark that says "later", and a status that is still a choice.
struct UnwrittenSectionScan {
  private let subject: Subject
  private var text: [UInt8] { subject.text }

  init(_ subject: Subject) { self.subject = subject }

  func run(_ findings: inout Findings) {
    if subject.record.kind == .decision, let status = subject.record.status, let range = status.range,
      DecisionReader.isChoice(status.value), !subject.isSlot(status)
    {
      findings.add(
        "the status is the template's list; nobody chose", at: range,
        remedy: "write one of them: proposed, accepted, rejected, deprecated or superseded")
    }
    let typed = subject.record.typedRanges
    for (heading, content) in subject.markup.sections(in: text)
    where heading.level >= 2 && content.count < 4096 {
      let inner = text.withoutOuterBlankLines(content)
      guard !inner.isEmpty, !subject.isVouched(inner.lowerBound) else { continue }
      let isTyped = typed.contains { $0.overlaps(inner) }
      guard isMark(inner, isTyped: isTyped) || (!isTyped && isHint(heading, inner)) else { continue }
      let name = text.string(heading.text)
      findings.add("the section `\(name)` was never written", at: inner, remedy: "write it, or say `none`")
    }
  }

  /// `[...]`, `TBD`, `TODO`, `{…}`, or a text in brackets that is no link, reference or box.
  private func isMark(_ range: Range<Int>, isTyped: Bool) -> Bool {
    var range = range
    if text.index(of: .newline, from: range.lowerBound, to: range.upperBound) != nil { return false }
    if !isTyped, range.count > 2, text.hasPrefix("- ", at: range.lowerBound) {
      range = text.trimmed((range.lowerBound + 2)..<range.upperBound)
    }
    guard let first = range.first, Self.beginnings.contains(text[first]) else { return false }
    let word = text.string(range)
    if ["[...]", "[…]", "{...}", "{…}"].contains(word) { return true }
    if isTyped { return false }
    if ["TBD", "TODO", "TBA", "TBD.", "TODO.", "**TBD**", "**TODO**", "_TBD_", "_TODO_"].contains(word) {
      return true
    }
    guard range.count > 5, let first = word.utf8.first, let last = word.utf8.last else { return false }
    let inside = word.utf8.dropFirst().dropLast()
    let isBracketed = first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
    let isBraced = first == UInt8(ascii: "{") && last == UInt8(ascii: "}")
    // Guidance of a known template is told of by itself.
    guard isBracketed || (isBraced && !KnownSlots.begins(String(word.dropFirst()), with: KnownSlots.guidance))
    else {
      return false
    }
    // JSON, a reference such as [12] or [ADR-004], a link, a list of values: all are contents. Prose is not.
    return inside.contains(.space) && inside.allSatisfy { !Self.notProse.contains($0) }
  }

  /// What a mark begins with.
  private static let beginnings = Array("[{T*_".utf8)
  private static let notProse = Set(#"[]{}"'=;$<>"#.utf8)

  /// A decision's section with nothing but the template's comment in it.
  private func isHint(_ heading: Heading, _ range: Range<Int>) -> Bool {
    guard subject.record.kind == .decision, text.hasPrefix("<!--", at: range.lowerBound) else { return false }
    let name = text.string(heading.text).lowercased()
    guard
      ["context", "decision", "consequences", "status", "considered options", "alternatives"].contains(
        where: name.hasPrefix)
    else { return false }
    var offset = range.lowerBound
    for comment in subject.markup.comments(in: range) {
      guard
        text[offset..<comment.lowerBound].allSatisfy({ $0.isBlank || $0 == .newline || $0 == .carriageReturn }
        )
      else { return false }
      offset = comment.upperBound
    }
    return offset == range.upperBound
  }
}
