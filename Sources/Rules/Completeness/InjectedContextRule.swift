import Prompts
import Records

enum InjectedContextRule: Rule {
  static let about = About(
    "injected-context", .completeness, .warning, scope: .prompts,
    summary: "the prompt opens or closes with text that an agent put there",
    reason: """
      Reminders and instruction files are not what the user asked. They hide the words that were typed, and fill search \
      results with the same text again and again.
      """,
    mend: .fix("moves it to a section `## Injected context` of its own"),
    examples: [
      Example(
        Example.prompt(
          prompt: "⟦<system-reminder>\nYour list is empty.\n</system-reminder>⟧\nThe session expires."),
        mended: true),
      Example(
        Example.prompt(
          prompt: "The session expires.\n\n⟦<system-reminder>\nYour list is empty.\n</system-reminder>⟧"),
        mended: true),
      Example(
        Example.prompt(prompt: "What does\n<system-reminder>\nx\n</system-reminder>\nmean in a transcript?"),
        note: "a user who writes about it"),
      Example(Example.prompt()),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard !record.isVouched, let place = record.place(of: .prompt),
      let parts = InjectedContext.parts(of: subject.text, in: place), let first = parts.injected.first
    else { return }
    let all = subject.text.withoutOuterBlankLines(place).count
    findings.add(
      "\(parts.typed.count) of the prompt's \(all) bytes are the user's; the rest was injected by an agent",
      at: first,
      remedy: "move it out of the prompt",
      fix: fix(parts, subject).map { ("moves it to a section of its own", $0) })
  }

  /// Before the prompt, where no section swallows it; unless it has headings that would be taken for the record's.
  private static func fix(_ parts: InjectedContext.Parts, _ subject: Subject) -> [Edit]? {
    guard let heading = subject.record.heading(of: .prompt), !parts.typed.isEmpty else { return nil }
    let text = subject.text
    let usesPairs = text.line(at: 0).map { $0.next - $0.content.upperBound == 2 } ?? false
    let end: [UInt8] = usesPairs ? [.carriageReturn, .newline] : [.newline]
    var moved: [UInt8] = Array("## Injected context".utf8) + end + end
    for range in parts.injected {
      let block = Array(text[range])
      let headings = block.lines().compactMap { Heading(block, $0) }.filter { $0.level <= 2 }
      let isSafe = headings.allSatisfy { heading in
        Section.allCases.allSatisfy { !$0.names.contains(block.string(heading.text).lowercased()) }
      }
      guard isSafe else { return nil }
      moved += block + end + end
    }
    let content = text.withoutOuterBlankLines(subject.record.place(of: .prompt) ?? 0..<0)
    return [
      Edit(heading.lowerBound..<heading.lowerBound, bytes: moved),
      Edit(content.lowerBound..<parts.typed.lowerBound, ""),
      Edit(parts.typed.upperBound..<content.upperBound, ""),
    ].filter { !$0.range.isEmpty || !$0.bytes.isEmpty }
  }
}
