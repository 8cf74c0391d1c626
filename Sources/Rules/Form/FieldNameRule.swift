import Records

enum FieldNameRule: Rule {
  static let about = About(
    "field-name", .form, .warning, scope: [.prompts, .ownDecisions],
    summary: "a key has a name that only an older kit knew",
    reason: "One name for one thing: a reader that asks for `date` doesn't find `DATE_ISO`.",
    mend: .fix("renames the key, and gathers flat link keys below `links`"),
    examples: [
      Example(Example.prompt().replacingOnce("date:", with: "⟦DATE_ISO⟧:"), mended: true),
      Example(Example.prompt().replacingOnce("files:", with: "⟦files_yaml⟧:"), mended: true),
      Example(Example.prompt().replacingOnce("id:", with: "⟦phr_id⟧:"), mended: true),
      Example(
        Example.prompt().replacingOnce(
          "links:\n  spec: null\n  ticket: null\n  adr: null\n  pr: null",
          with: "⟦links_spec⟧: specs/001-auth/spec.md\n⟦links_adr⟧: null"), mended: true),
      Example(Example.prompt()),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard let block = record.frontMatter else { return }
    let flat = flatLinks(block, record.kind)
    var isGathered = false
    for problem in record.problems where problem.code == .fieldName {
      let name = FieldName.canonical(problem.subject, kind: record.kind) ?? problem.subject
      var fix: (String, [Edit])?
      if name.hasPrefix("links.") {
        // One mend gathers all of them.
        if !isGathered, let edits = gathered(flat, subject.text, block) {
          fix = ("gathers the links below `links`", edits)
          isGathered = true
        }
      } else if block.entries.allSatisfy({ $0.key != name }) {
        fix = ("renames it to `\(name)`", [Edit(problem.range, name)])
      }
      findings.add(
        "`\(problem.subject)` is an old name of `\(name)`", at: problem.range,
        remedy: name.hasPrefix("links.") ? "write the link below `links:`" : "rename it to `\(name)`",
        fix: fix)
    }
  }

  private static func flatLinks(_ block: FrontMatter, _ kind: Kind) -> [FrontMatter.Entry] {
    block.entries.filter {
      // All of them begin so; few others do.
      $0.key.utf8.first?.lowered == UInt8(ascii: "l")
        && FieldName.canonical($0.key, kind: kind)?.hasPrefix("links.") ?? false
    }
  }

  /// `links_spec: x` on lines of their own, made `links:` with `spec: x` below it.
  private static func gathered(_ entries: [FrontMatter.Entry], _ text: [UInt8], _ block: FrontMatter)
    -> [Edit]?
  {
    guard !block.isRecovered, block.braces == nil, block.entry("links") == nil, let first = entries.first
    else {
      return nil
    }
    var lines: [String] = []
    var edits: [Edit] = []
    var names: Set<String> = []
    for entry in entries {
      guard let canonical = FieldName.canonical(entry.key, kind: .prompt), let line = line(of: entry, text)
      else {
        return nil
      }
      let name = String(canonical.dropFirst("links.".count))
      guard names.insert(name).inserted else { return nil }
      let rest = text.string(entry.keyRange.upperBound..<line.content.upperBound)
      lines.append("  " + name + rest)
      edits.append(Edit(line.content.lowerBound..<line.next, ""))
    }
    guard let start = line(of: first, text) else { return nil }
    let end = text[start.content.upperBound..<start.next]
    let newline = String(decoding: end, as: UTF8.self)
    let gathered = (["links:"] + lines).map { $0 + newline }.joined()
    edits[0] = Edit(start.content.lowerBound..<start.next, gathered)
    return edits
  }

  /// The line of an entry that is no longer than that.
  private static func line(of entry: FrontMatter.Entry, _ text: [UInt8]) -> Line? {
    let start = entry.keyRange.lowerBound
    guard start == 0 || text[start - 1] == .newline, let line = text.line(at: start),
      entry.value.range.upperBound <= line.next
    else { return nil }
    return line
  }
}
