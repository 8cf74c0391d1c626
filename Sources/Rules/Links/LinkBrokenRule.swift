import Records

enum LinkBrokenRule: Rule {
  static let about = About(
    "link-broken", .links, .warning,
    exceptions: "information for an entry of `files` that is neither in the tree nor in the last commit",
    summary: "a link leads nowhere",
    reason: "The way from a record to its specification, decision or code is what the history is kept for.",
    mend: .hand("correct the path, from the root; null if there is nothing to link"),
    examples: [
      Example(
        Example.prompt(
          links:
            "\n  spec: ⟦specs/001-auth/spec.md⟧\n  ticket: AUTH-7\n  adr: null\n  pr: https://example.com/pr/1"
        )),
      Example(Example.prompt(links: "\n  spec: null\n  ticket: null\n  adr: ⟦ADR-0099⟧\n  pr: null")),
      Example(
        Example.nygard(context: "See [the other](⟦0099-other.md⟧)."), at: "docs/adr/0007-use-postgresql.md"),
      Example(Example.prompt(files: "[⟦src/gone.swift⟧]"), note: "information"),
      Example(
        Example.prompt(links: "\n  spec: specs/001-auth/spec.md\n  ticket: null\n  adr: ADR-7\n  pr: null"),
        others: [
          ("specs/001-auth/spec.md", "# Auth\n"), ("history/adr/0007-use-postgresql.md", Example.decision()),
        ]),
      Example(
        Example.nygard(
          context: "See [a page](https://example.com/a.md), [this](#status) and `[code](gone.md)`."),
        at: "docs/adr/0007-use-postgresql.md"),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    if let links = record.frontMatter?.entry(meaning: "links", kind: record.kind)?.value,
      case .mapping(let entries, _, _) = links
    {
      for entry in entries where ["spec", "adr", "plan", "prompts"].contains(entry.key.lowercased()) {
        for (text, range) in entry.value.placed { look(text, range, subject, &findings) }
      }
    }
    if record.kind == .decision, record.dialect == .frontMatter {
      for name in ["supersedes", "superseded_by", "amends", "amended_by", "relates_to"] {
        for (text, range) in record.frontMatter?.entry(name)?.value.placed ?? [] {
          look(text, range, subject, &findings)
        }
      }
    }
    markdown(subject, &findings)
    files(subject, &findings)
  }

  private static func look(
    _ text: String, _ range: Range<Int>, _ subject: Subject, _ findings: inout Findings
  ) {
    guard !text.isEmpty, text.lowercased() != "none" else { return }
    switch LinkTarget(text) {
    case .elsewhere: return
    case .decision(let number):
      // Where no decisions are kept, a number means something else.
      guard subject.workspace.decisions(numbered: number).isEmpty else { return }
      findings.add(
        "there is no decision \(number)", at: range, remedy: "write the path of the decision, or null")
    case .path(let target):
      guard subject.isNowhere(target) else { return }
      findings.add("`\(text)` is not there", at: range, remedy: "write the path from the root, or null")
    }
  }

  /// Relative Markdown links to other Markdown files, outside code and outside what was said.
  private static func markdown(_ subject: Subject, _ findings: inout Findings) {
    let text = subject.text
    guard subject.bytes.has(UInt8(ascii: "(")), subject.bytes.has(UInt8(ascii: "]")) else { return }
    let said = subject.record.kind == .prompt ? subject.record.saidRanges : []
    var index = subject.body.lowerBound
    while let close = text.index(of: UInt8(ascii: "]"), from: index), close + 2 < text.count {
      index = close
      guard text[index + 1] == UInt8(ascii: "(") else {
        index += 1
        continue
      }
      let start = index + 2
      var end = start
      while end < text.count, end - start < 1000, text[end] != UInt8(ascii: ")"), text[end] != .newline,
        !text[end].isBlank
      { end += 1 }
      index = end
      guard end < text.count, text[end] == UInt8(ascii: ")") || text[end].isBlank,
        !subject.markup.isQuoted(start),
        !said.contains(where: { $0.contains(start) })
      else { continue }
      let target = text.string(start..<end)
      let path = target.utf8.prefix { $0 != .hash }
      guard path.suffix(3).elementsEqual(".md".utf8) else { continue }
      look(target, start..<end, subject, &findings)
    }
  }

  private static func files(_ subject: Subject, _ findings: inout Findings) {
    guard subject.record.kind == .prompt,
      let value = subject.record.frontMatter?.entry(meaning: "files", kind: .prompt)?.value
    else { return }
    for (text, range) in value.placed {
      let bytes = Array(text.utf8)
      let isPath = bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: "."))
      guard isPath,
        !bytes.contains(where: {
          $0.isBlank || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "{") || $0 == .colon || $0 == .backslash
        }),
        bytes.first != UInt8(ascii: "/"), bytes.first != UInt8(ascii: "~"), bytes.first != UInt8(ascii: "(")
      else { continue }
      guard subject.isNowhere(bytes) else { continue }
      findings.add(
        "`\(text)` is neither in the tree nor in the last commit", at: range, severity: .info,
        remedy: "nothing has to be done if it was removed since")
    }
  }
}
