import Records

/// The heart of the check: a slot of a template that nobody filled, told from one that is merely talked about.
enum PlaceholderRule: Rule {
  static let about = About(
    "placeholder", .completeness, .error,
    exceptions: "a warning for a hint of MADR's that may be removed at any time",
    summary: "a slot of the template was never filled",
    reason: """
      A record with its slots left in says nothing, and looks as if it did. Slots are known by the template in use and \
      by the convention's: in front matter, in headings, and in the body outside code and comments. What the user \
      typed is never looked into, nor what Helm, Jinja or GitHub write between braces.
      """,
    mend: .hand("write what belongs there, or `none`"), examples: examples)

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard subject.bytes.has(UInt8(ascii: "{")) || subject.record.kind == .decision || hasBareWords(subject)
    else {
      return
    }
    var scan = SlotScan(subject)
    scan.frontMatter(&findings)
    scan.body(&findings)
    SectionScan(subject).run(&findings)
    if subject.record.kind == .decision { GuidanceScan(subject).run(&findings) }
  }

  private static func hasBareWords(_ subject: Subject) -> Bool {
    subject.bytes.has(UInt8(ascii: "[")) || subject.text.firstRange(of: Array("TBD".utf8)) != nil
      || subject.text.firstRange(of: Array("TODO".utf8)) != nil
  }

  private static let examples: [Example] = [
    Example(Example.prompt(branch: "⟦{{BRANCH}}⟧")),
    Example(Example.prompt(title: "\"About ⟦{{TITLE}}⟧\"")),
    Example(Example.prompt(impact: "⟦{{OUTCOME_IMPACT}}⟧")),
    Example(Example.prompt(prompt: "⟦{{PROMPT_TEXT}}⟧")),
    Example(Example.prompt(prompt: "⟦[...]⟧"), note: "a prompt that is nothing but a mark"),
    Example(Example.prompt(response: "⟦TBD⟧")),
    Example(
      Example.nygard(status: "⟦Proposed | Accepted | Superseded | Rejected⟧"), at: Example.decisionPath,
      note: "a choice that nobody made"),
    Example(
      Example.nygard(context: "⟦{Describe the context and problem statement, e.g., in free form}⟧"),
      at: "docs/adr/0007-use-postgresql.md"),
    Example(
      Example.nygard(context: "⟦<!-- Describe the problem being solved. -->⟧"),
      at: "docs/adr/0007-use-postgresql.md"),
    Example(
      Example.prompt(
        title: "Show the placeholders",
        prompt: "Fill {{TITLE}} and [FEATURE], then [NEEDS CLARIFICATION: which?].",
        response: "Use `{{PROMPT_TEXT}}` for it, and `[US1]` for the story; - [x] done.",
        impact: "charts with {{ .Values.image }}, {{ item.name }} and ${{ github.sha }}"),
      note: "what the user typed, code, Helm, Jinja and GitHub"),
    Example(
      Example.prompt(response: "```yaml\nid: {{ID}}\n```\nA `Map<String, T>` and a [TODO list](todo.md)."),
      note: "a fence, generics, a link"),
    Example(
      Example.nygard(context: "A query such as {a: 1} or {option} is enough."), at: "docs/adr/0007-use.md"),
  ]
}

/// `{{NAME}}` in front matter and body.
private struct SlotScan {
  private let subject: Subject
  private let known: Set<String>
  private var text: [UInt8] { subject.text }

  init(_ subject: Subject) {
    self.subject = subject
    known = KnownSlots.names.union(subject.workspace.template(subject.record.kind).slots)
  }

  mutating func frontMatter(_ findings: inout Findings) {
    guard let block = subject.record.frontMatter else { return }
    // Some kits put the prompt into front matter.
    let typed = block.entries.filter { $0.key.lowercased() == "prompt_text" }.map(\.value.range)
    eachSlot(in: block.content) { name, range in
      let isWhole = isWholeValue(range)
      if typed.contains(where: { $0.contains(range.lowerBound) }), !isWhole { return }
      // What clio wrote in one go has its slots filled; a value may well speak of one.
      if isWhole || (known.contains(name) && !subject.record.isVouched) { add(name, range, &findings) }
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
      if known.contains(name) || (!isSaid && isWholeValue(range)) { add(name, range, &findings) }
    }
  }

  /// Calls for every slot in a range. A brace before or behind makes it something else: `${{ X }}`, `{{{X}}}`.
  private func eachSlot(in range: Range<Int>, _ body: (String, Range<Int>) -> Void) {
    var index = range.lowerBound
    while index + 4 < range.upperBound {
      guard text[index] == UInt8(ascii: "{"), text[index + 1] == UInt8(ascii: "{") else {
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
    findings.add("the slot {{\(name)}} was never filled", at: range, remedy: Self.remedy(name))
  }

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

/// Sections with nothing but a mark that says "later", and a status that is still a choice.
private struct SectionScan {
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
    if text[range].contains(.newline) { return false }
    if !isTyped, text[range].starts(with: Array("- ".utf8)) {
      range = text.trimmed((range.lowerBound + 2)..<range.upperBound)
    }
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

/// The guidance of MADR's templates, between braces or in comments.
private struct GuidanceScan {
  private let subject: Subject
  private var text: [UInt8] { subject.text }

  init(_ subject: Subject) { self.subject = subject }

  func run(_ findings: inout Findings) {
    let start = subject.record.frontMatter?.content.lowerBound ?? subject.record.bodyStart
    var index = start
    while index < text.count {
      guard text[index] == UInt8(ascii: "{"), !subject.markup.isQuoted(index) else {
        index += 1
        continue
      }
      let head = text.string((index + 1)..<min(index + 60, text.count))
      guard KnownSlots.begins(head, with: KnownSlots.guidance), let range = braces(index) else {
        index += 1
        continue
      }
      findings.add(
        "the template's guidance was never replaced", at: range,
        remedy: "write what it asks for, or remove it")
      index = range.upperBound
    }
    let title = subject.markup.headings.first { $0.level == 1 }
    for comment in subject.markup.comments { hint(comment, title, &findings) }
  }

  /// From a brace to the one that closes it, on the same line.
  private func braces(_ start: Int) -> Range<Int>? {
    var depth = 0
    var index = start
    while index < min(text.count, start + 2000), text[index] != .newline {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return start..<(index + 1) }
      }
      index += 1
    }
    return index - start > 20 ? start..<index : nil
  }

  private func hint(_ comment: Range<Int>, _ title: Heading?, _ findings: inout Findings) {
    let start = comment.lowerBound + 4
    let words = text.string(start..<max(start, min(start + 80, comment.upperBound - 3))).trimmedBlanks
    guard KnownSlots.begins(words, with: KnownSlots.hints) else { return }
    if comment.lowerBound == title?.text.lowerBound {
      findings.add("the title was never written", at: comment, remedy: "write a short title in its place")
    } else if words.hasPrefix("This is an optional") || words.hasPrefix("numbers of") {
      findings.add("a hint of the template was left in", at: comment, severity: .warning, remedy: "remove it")
    }
  }
}
