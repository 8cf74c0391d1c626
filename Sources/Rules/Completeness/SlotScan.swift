import Records

/// `{{NAME}}` in front matter and body.
struct SlotScan {
  private let subject: Subject
  private let asked: Set<String>
  private var text: [UInt8] { subject.text }

  init(_ subject: Subject) {
    self.subject = subject
    asked = subject.workspace.template(subject.record.kind).slots
  }

  private func isKnown(_ name: String) -> Bool { KnownSlots.names.contains(name) || asked.contains(name) }

  /// Whether a slot is one that nobody filled, as far as its words tell. What clio wrote in one go has its slots filled, and
  /// a value may well speak of one.
  private func isLeft(_ name: String, isWhole: Bool, mayBeUnknown: Bool = true) -> Bool {
    let record = subject.record
    let isFilled = record.isVouched || (record.kind == .decision && record.uid != nil)
    return isFilled ? isWhole && isKnown(name) : isKnown(name) || (isWhole && mayBeUnknown)
  }

  mutating func frontMatter(_ findings: inout Findings) {
    guard let block = subject.record.frontMatter else { return }
    // Some kits put the prompt into front matter.
    let typed = block.entries.filter {
      $0.key.utf8.count == "prompt_text".utf8.count && $0.key.lowercased() == "prompt_text"
    }.map(\.value.range)
    eachSlot(in: block.content) { name, range in
      let isWhole = isWholeValue(range)
      if typed.contains(where: { $0.contains(range.lowerBound) }), !isWhole { return }
      if isLeft(name, isWhole: isWhole) { add(name, range, &findings) }
    }
  }

  mutating func body(_ findings: inout Findings) {
    guard subject.bytes.has(UInt8(ascii: "{")) else { return }
    let typed = subject.record.typedRanges
    let bare = typed.map { text.withoutOuterBlankLines($0) }
    let response = subject.record.place(of: .response)
    eachSlot(in: subject.body) { name, range in
      if subject.markup.isQuoted(range.lowerBound) { return }
      if typed.contains(where: { $0.contains(range.lowerBound) }) {
        if bare.contains(range) { add(name, range, &findings) }
        return
      }
      let isSaid = response?.contains(range.lowerBound) ?? false
      if isLeft(name, isWhole: isWholeValue(range), mayBeUnknown: !isSaid) { add(name, range, &findings) }
    }
  }

  /// Calls for every slot in a range. A brace before or behind makes it something else: `${{ X }}`, `{{{X}}}`.
  private func eachSlot(in range: Range<Int>, _ body: (String, Range<Int>) -> Void) {
    var index = range.lowerBound
    while let brace = text.index(of: UInt8(ascii: "{"), from: index, to: range.upperBound),
      brace + 4 < range.upperBound
    {
      index = brace
      guard text[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      guard let (name, end) = SlotSyntax.slot(in: text, at: index, end: range.upperBound) else {
        index += 1
        continue
      }
      let before = index > 0 ? text[index - 1] : 0
      if before != UInt8(ascii: "$"), before != UInt8(ascii: "{"),
        end == text.count || text[end] != UInt8(ascii: "}")
      {
        body(name, index..<end)
      }
      index = end
    }
  }

  /// Whether a slot is all that its line says, behind a key, a label, a list mark, and within quotes or brackets.
  private func isWholeValue(_ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end < text.count, Self.around.contains(text[end]) { end += 1 }
    guard end == text.count || text[end] == .newline else { return false }
    var start = range.lowerBound
    while start > 0, Self.around.contains(text[start - 1]) { start -= 1 }
    guard start > 0, text[start - 1] != .newline, text[start - 1] != .colon else { return true }
    // A list mark, or a heading's.
    let marks: [UInt8] = [.dash, .hash, .space, UInt8(ascii: "+")]
    for _ in 0..<8 {
      guard start > 0, text[start - 1] != .newline else { return true }
      guard marks.contains(text[start - 1]) else { return false }
      start -= 1
    }
    return false
  }

  private static let around: Set<UInt8> = Set(#"[]"'*_ "#.utf8).union([.tab, .carriageReturn])

  private func add(_ name: String, _ range: Range<Int>, _ findings: inout Findings) {
    let isNamedSo = subject.fileName.has("template")
    findings.add(
      "the slot {{\(name)}} was never filled", at: range,
      remedy: isNamedSo ? Self.templateRemedy : Self.remedy(name))
  }

  private static let templateRemedy = "name the file below `check: ignore:` in clio.yml if it is a template"

  private static func remedy(_ name: String) -> String {
    switch name {
    case "PROMPT_TEXT": return "put the prompt there as it was typed"
    case "ID", "TITLE", "STAGE", "DATE_ISO", "DATE", "STATUS": return "write it; every record has one"
    case "LINKS_SPEC", "LINKS_TICKET", "LINKS_ADR", "LINKS_PR": return "write the link, or null"
    case "FILES_YAML", "TESTS_YAML": return "write one a line with `- ` before it, or `- none`"
    case "LABELS": return "write the labels without further brackets, or nothing"
    default:
      let word = FieldName.noneWord(name.lowercased()) ?? "none"
      return "write what belongs there, or `\(word)`"
    }
  }
}
