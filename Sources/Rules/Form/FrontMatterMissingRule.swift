import Records

enum FrontMatterMissingRule: Rule {
  static let about = About(
    "front-matter-missing", .form, .error, scope: .prompts,
    summary: "a prompt record has no front matter on its first line",
    reason: """
      Stage, date and feature stand in a block between two lines `---` at the very beginning. Without it a record is \
      found by its words only.
      """,
    mend: .fix("puts `---` around keys that stand bare or in a code fence"),
    examples: [
      Example("⟦# Fix the login⟧\n\n## Prompt\n\nThe session expires.\n"),
      Example("⟦```yaml⟧\n" + keys + "```\n\n" + body, mended: true),
      Example("⟦```yaml⟧\n---\n" + keys + "---\n```\n\n" + body, mended: true),
      Example("⟦id: \"0003\"⟧\n" + keys.dropFirst(11) + "\n" + body, mended: true),
      Example("⟦---⟧\n" + keys + "\n" + body, note: "never closed"),
      Example("⟦# Fix the login⟧\n\n---\n" + keys + "---\n\n" + body, note: "after text"),
      Example("⟦⟧", note: "an empty file"),
      Example("---\n" + keys + "---\n\n" + body),
    ])

  private static let keys = "id: \"0003\"\ntitle: Fix the login\nstage: red\ndate: 2026-01-07\n"
  private static let body = "## Prompt\n\nThe session expires.\n"

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let text = subject.text
    if let block = subject.record.frontMatter {
      guard !block.isClosed else { return }
      let line = text.line(at: block.block.lowerBound)
      findings.add(
        "the front matter is never closed", at: line?.content ?? block.block,
        remedy: "put a line `---` after its last key")
      return
    }
    let lines = Opening(text)
    guard let first = lines.first else {
      return findings.add("the file is empty", remedy: "remove it, or record the prompt with `clio record`")
    }
    let place = first.content
    if lines.isFenced {
      let fix = lines.unfenced(in: text)
      findings.add(
        "the front matter stands in a code fence", at: place,
        remedy: "remove the fence; the first line must be `---`",
        fix: fix.map { ("takes the fence away", $0) })
    } else if let end = lines.endOfBareKeys {
      findings.add(
        "the front matter lacks the lines `---` around it", at: place,
        remedy: "put a line `---` before the first key and one after the last",
        fix: (
          "puts `---` around the keys",
          [Edit(first.content.lowerBound..<first.content.lowerBound, "---\n"), Edit(end..<end, "---\n")]
        ))
    } else if let late = lines.lateBlock {
      let line = text[..<late].count { $0 == .newline } + 1
      findings.add(
        "the front matter begins on line \(line), after other text", at: place,
        remedy: "move it to the very beginning of the file")
    } else {
      findings.add(
        "there is no front matter", at: place,
        remedy: "begin the file with a line `---`, the keys id, title, stage and date, and a line `---`")
    }
  }
}

/// How a text without front matter begins.
private struct Opening {
  let first: Line?
  private let lines: [Line]
  private let text: [UInt8]

  init(_ text: [UInt8]) {
    self.text = text
    let start = text.hasPrefix(byteOrderMark, at: 0) ? byteOrderMark.count : 0
    var lines: [Line] = []
    var offset = start
    while lines.count < 200, let line = text.line(at: offset) {
      if !(lines.isEmpty && text.trimmed(line.content).isEmpty) { lines.append(line) }
      offset = line.next
    }
    self.lines = lines
    first = lines.first
  }

  private func isKey(_ line: Line) -> Bool {
    guard let key = Recovery.key(text, line.content) else { return false }
    return FieldName.canonical(text.string(key), kind: .prompt) != nil
  }

  var isFenced: Bool {
    guard let first, Fence(text, first) != nil, lines.count > 2 else { return false }
    return isKey(lines[1]) || (FrontMatter.isFence(text, lines[1]) && isKey(lines[2]))
  }

  /// The edits that take the fence away, if its end is where it should be.
  func unfenced(in text: [UInt8]) -> [Edit]? {
    guard let first, let fence = Fence(text, first),
      let close = lines.dropFirst().firstIndex(where: { fence.isClosed(by: text, $0) })
    else { return nil }
    let hasRules = FrontMatter.isFence(text, lines[1])
    let start = lines[0].content.lowerBound..<lines[0].next
    let end = lines[close].content.lowerBound..<lines[close].next
    if hasRules {
      guard close > 2, FrontMatter.isFence(text, lines[close - 1]) else { return nil }
      return [Edit(start, ""), Edit(end, "")]
    }
    guard lines[1..<close].allSatisfy({ !text.trimmed($0.content).isEmpty }) else { return nil }
    return [Edit(start, "---\n"), Edit(end, "---\n")]
  }

  /// Where keys end that begin the file without a line `---`.
  var endOfBareKeys: Int? {
    guard let first, isKey(first), first.content.lowerBound == 0 else { return nil }
    var count = 0
    for line in lines {
      if text.trimmed(line.content).isEmpty { return count >= 2 ? line.content.lowerBound : nil }
      if isKey(line) { count += 1 } else if text[line.content.lowerBound] == .hash { return nil }
    }
    return nil
  }

  /// Where a block begins further down.
  var lateBlock: Int? {
    for (line, next) in zip(lines.dropFirst(), lines.dropFirst(2))
    where FrontMatter.isFence(text, line) && isKey(next) {
      return line.content.lowerBound
    }
    return nil
  }
}
