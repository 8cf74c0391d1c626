import Records
import YAML

enum FieldTypeRule: Rule {
  static let about = About(
    "field-type", .form, .warning, scope: [.prompts, .ownDecisions],
    summary: "a field holds another kind of value than it should",
    reason: """
      `files`, `tests` and `labels` are lists of texts. `files: a.swift` is a text to every reader, nothing is a null, and \
      `- a.swift: a note` a mapping.
      """,
    mend: .fix("makes a list of a text, and quotes what became a mapping"),
    examples: [
      Example(Example.prompt(files: "⟦src/auth/session.swift⟧"), mended: true),
      Example(Example.prompt(files: "⟦null⟧"), mended: true),
      Example(Example.prompt(files: "\n  - ⟦src/a.swift: the clock⟧\n  - src/b.swift"), mended: true),
      Example(
        Example.prompt(files: "⟦|\n  - src/a.swift\n  - src/b.swift\n⟧").replacingOnce(
          "⟧\ntests", with: "⟧tests"), mended: true),
      Example(Example.prompt(title: "⟦[Fix, the login]⟧")),
      Example(Example.prompt(files: "\n - none")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard let block = record.frontMatter else { return }
    for problem in record.problems where problem.code == .fieldType {
      guard let entry = block.entry(meaning: problem.subject, kind: record.kind) else { continue }
      if isSlot(entry.value, subject.text) { continue }
      if FieldName.lists.contains(problem.subject) {
        list(entry, problem, subject, &findings)
      } else {
        findings.add(
          problem.message, at: problem.range, remedy: "write one text; quote it if it has brackets or `: `")
      }
    }
  }

  /// A slot that nobody filled is a mapping in a mapping to a parser; that is told by another rule.
  private static func isSlot(_ value: FrontMatter.Value, _ text: [UInt8]) -> Bool {
    text.firstRange(of: Array("{{".utf8), from: value.range.lowerBound, to: value.range.upperBound) != nil
  }

  private static func list(
    _ entry: FrontMatter.Entry, _ problem: Problem, _ subject: Subject, _ findings: inout Findings
  ) {
    let text = subject.text
    switch entry.value {
    case .list(let items, _, let isFlow):
      for item in items where item.isNull || item.text == nil {
        if item.isNull {
          let range = item.range.isEmpty ? dash(before: item.range.lowerBound, text) : item.range
          findings.add(
            "`\(entry.key)` has an empty entry", at: range, remedy: "remove it, or write `none`",
            fix: isFlow ? nil : ("writes `none`", [Edit(item.range, item.range.isEmpty ? " none" : "none")]))
          continue
        }
        let range = trimmed(item.range, text)
        let word = text.string(range)
        let isOneLine = !text[range].contains(.newline)
        let canQuote =
          isOneLine && !isFlow && !word.utf8.starts(with: [UInt8(ascii: "{")])
          && !word.utf8.starts(with: [UInt8(ascii: "[")])
        findings.add(
          "an entry of `\(entry.key)` is a mapping, not a text", at: range,
          remedy: "`: ` makes a mapping; put the entry into quotes",
          fix: canQuote ? ("puts it into quotes", [Edit(range, YAMLWriter.doubleQuoted(word))]) : nil)
      }
    case .scalar(let word, let range, let style):
      // A plain text that goes on in the next line may be a list with too few blanks, or anything.
      let isClear = style == .literal || style == .folded || !text[range].contains(.newline)
      let edits =
        entry.value.isNull
        ? [Edit(range, "[]")]
        : isClear ? split(word, style).map { [Edit(range, $0 + tail(range, text))] } : nil
      findings.add(
        "`\(entry.key)` \(entry.value.isNull ? "is empty" : "is a text"), not a list",
        at: range, remedy: "write the entries in brackets, or one a line with `- ` before it",
        fix: edits.map { ("makes a list of it", $0) })
    case .empty(let offset):
      findings.add(
        "`\(entry.key)` is empty, not a list", at: entry.keyRange, remedy: "write `[]`, or `- none` below it",
        fix: ("writes an empty list", [Edit(offset..<offset, " []")]))
    default: findings.add(problem.message, at: problem.range, remedy: "write a list of texts")
    }
  }

  /// A text as the list that was meant: items with dashes, or a single item.
  private static func split(_ word: String, _ style: YAMLStyle) -> String? {
    var items: [String] = []
    if style == .literal || style == .folded {
      for line in Array(word.utf8).split(separator: UInt8.newline) {
        let text = String(decoding: line, as: UTF8.self).trimmedBlanks
        if text.isEmpty { continue }
        guard text.hasPrefix("- ") else { return nil }
        items.append(String(text.dropFirst(2)).trimmedBlanks)
      }
    } else if word.utf8.contains(UInt8(ascii: ",")) || word.utf8.contains(.newline) {
      items = word.split(separator: ",").map { String($0).trimmedBlanks }
      // Only a list of paths is surely meant as several.
      guard items.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(.space) && !$0.utf8.contains(.newline) })
      else { return nil }
    } else {
      items = [word]
    }
    return "[" + items.map { YAMLWriter.scalar($0, inFlow: true) }.joined(separator: ", ") + "]"
  }

  /// The line end that belongs to a block scalar.
  private static func tail(_ range: Range<Int>, _ text: [UInt8]) -> String {
    guard let last = range.last, text[last] == .newline else { return "" }
    return last > range.lowerBound && text[last - 1] == .carriageReturn ? "\r\n" : "\n"
  }

  private static func dash(before offset: Int, _ text: [UInt8]) -> Range<Int> {
    var index = min(offset, text.count) - 1
    while index > 0, text[index] != .dash { index -= 1 }
    return max(index, 0)..<(max(index, 0) + 1)
  }

  private static func trimmed(_ range: Range<Int>, _ text: [UInt8]) -> Range<Int> {
    var upper = range.upperBound
    while upper > range.lowerBound,
      text[upper - 1].isBlank || text[upper - 1] == .newline || text[upper - 1] == .carriageReturn
    {
      upper -= 1
    }
    return range.lowerBound..<upper
  }
}
