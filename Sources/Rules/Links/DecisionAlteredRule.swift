import Records

enum DecisionAlteredRule: Rule {
  static let about = About(
    "decision-altered", .links, .warning, scope: .decisions,
    summary: "an accepted decision was rewritten",
    reason: """
      What was decided, and why, is history: a change of mind is a new decision that supersedes the old one. It is \
      compared with the last commit, or with what `--since` or `--against` names; front matter and status may change.
      """,
    mend: .command("clio adr new TITLE --supersedes NUMBER"),
    examples: [
      Example(
        Example.decision(decision: "⟦SQLite it is.⟧"), at: Example.decisionPath, former: Example.decision()),
      Example(Example.decision(status: "deprecated"), at: Example.decisionPath, former: Example.decision()),
      Example(
        Example.decision(decision: "SQLite it is."), at: Example.decisionPath,
        former: Example.decision(status: "proposed")),
    ])

  /// The sections that may be changed at any time.
  private static let free = [
    "status", "references", "related", "links", "more information", "history", "changelog", "notes",
    "revision", "updates", "see also", "date",
  ]

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let former = subject.workspace.former(subject.path) else { return }
    let old = Record(former, name: subject.fileName, kind: .decision)
    guard old.standing == .accepted else { return }
    let before = parts(Subject(old, path: subject.path, workspace: subject.workspace))
    for part in parts(subject) {
      guard let was = before.first(where: { $0.name == part.name }), was.words != part.words else { continue }
      return findings.add(
        "`\(part.name)` of an accepted decision was rewritten",
        at: firstChange(subject.text, part.range, was.words),
        remedy: "take the change back, and propose a decision that supersedes this one")
    }
  }

  /// The sections that bind, with their words but not the line breaks between them.
  private static func parts(_ subject: Subject) -> [(name: String, range: Range<Int>, words: [[UInt8]])] {
    subject.markup.sections(in: subject.text).filter { $0.heading.level == 2 }.compactMap {
      heading, content in
      let name = subject.text.string(heading.text)
      guard !free.contains(where: { name.lowercased().hasPrefix($0) }) else { return nil }
      return (name, content, words(subject.text, content).map { Array(subject.text[$0]) })
    }
  }

  private static func words(_ text: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for index in range {
      let isWhite = text[index].isBlank || text[index] == .newline || text[index] == .carriageReturn
      if isWhite, let from = start {
        result.append(from..<index)
        start = nil
      } else if !isWhite, start == nil {
        start = index
      }
    }
    if let start { result.append(start..<range.upperBound) }
    return result
  }

  /// The line with the first word that is another one.
  private static func firstChange(_ text: [UInt8], _ range: Range<Int>, _ before: [[UInt8]]) -> Range<Int> {
    let now = words(text, range)
    let index =
      now.indices.first { $0 >= before.count || !text[now[$0]].elementsEqual(before[$0]) } ?? now.count - 1
    guard now.indices.contains(index) else { return text.withoutOuterBlankLines(range) }
    var start = now[index].lowerBound
    while start > range.lowerBound, text[start - 1] != .newline { start -= 1 }
    return text.line(at: start).map { text.trimmed($0.content) } ?? now[index]
  }
}
