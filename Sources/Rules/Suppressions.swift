import Records

/// What a record says of itself that is not to be told: `<!-- clio-ignore: rule -->` on the line before, or
/// `ignore: [rule]` in front matter.
struct Suppressions {
  private struct Entry {
    let rule: String
    /// Where the rule's name stands.
    let name: Range<Int>
    /// Which part of the text it silences; nil for all.
    let lines: Range<Int>?
    var isUsed = false
  }

  private var entries: [Entry] = []
  /// The line that was looked at last, up to the next one, and the end of its content: many comments may share one.
  private var line = (range: 0..<0, end: 0)
  private let subject: Subject

  init(_ subject: Subject) {
    self.subject = subject
    for (text, range) in subject.record.frontMatter?.entry("ignore")?.value.placed ?? [] {
      add(text.trimmedBlanks, range, nil)
    }
    guard subject.bytes.has(UInt8(ascii: "<")), subject.text.has("clio-ignore:") else { return }
    for comment in subject.markup.comments { read(comment) }
  }

  var isEmpty: Bool { entries.isEmpty }

  private static let mark = Array("clio-ignore:".utf8)

  private mutating func read(_ comment: Range<Int>) {
    let text = subject.text
    let inner = text.trimmed((comment.lowerBound + 4)..<max(comment.lowerBound + 4, comment.upperBound - 3))
    guard text.hasPrefix(Self.mark, at: inner.lowerBound) else { return }
    let lines = target(after: comment.upperBound)
    var start = inner.lowerBound + Self.mark.count
    var index = start
    while index <= inner.upperBound {
      if index == inner.upperBound || text[index] == UInt8(ascii: ",") {
        let name = text.trimmed(start..<index)
        if !name.isEmpty { add(text.string(name), name, lines) }
        start = index + 1
      }
      index += 1
    }
  }

  private mutating func add(_ rule: String, _ name: Range<Int>, _ lines: Range<Int>?) {
    entries.append(Entry(rule: rule, name: name, lines: lines))
  }

  /// The rest of the comment's own line if something stands there, else the next line that isn't empty.
  private mutating func target(after end: Int) -> Range<Int> {
    let text = subject.text
    var offset = end
    while offset < text.count {
      if !line.range.contains(offset), let next = text.line(at: offset) {
        line = (offset..<next.next, next.content.upperBound)
      }
      if !text.trimmed(offset..<max(offset, line.end)).isEmpty { return offset..<line.range.upperBound }
      offset = line.range.upperBound
    }
    return end..<end
  }

  /// Whether a finding is silenced.
  mutating func silences(_ finding: Finding) -> Bool {
    var isSilenced = false
    for index in entries.indices where entries[index].rule == finding.rule {
      if let lines = entries[index].lines, finding.isAboutFile || !lines.contains(finding.range.lowerBound) {
        continue
      }
      entries[index].isUsed = true
      isSilenced = true
    }
    return isSilenced
  }

  /// Tells of those that silenced nothing, among the rules that were asked.
  func tellUnused(asked: (String) -> Bool, _ findings: inout Findings) {
    for entry in entries where !entry.isUsed {
      if Catalogue.rule(entry.rule) == nil {
        findings.add(
          "there is no rule `\(entry.rule)`", at: entry.name,
          remedy: "`clio check --list-rules` shows the names")
      } else if asked(entry.rule) {
        findings.add("`\(entry.rule)` has nothing to say here", at: entry.name, remedy: "remove it")
      }
    }
  }
}
