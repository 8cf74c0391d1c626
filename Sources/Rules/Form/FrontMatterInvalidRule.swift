import Records
import YAML

enum FrontMatterInvalidRule: Rule {
  static let about = About(
    "front-matter-invalid", .form, .error,
    summary: "the front matter is not YAML",
    reason: """
      Other tools read the block with a YAML parser, and get nothing from one that is refused. clio reads what it can \
      line by line.
      """,
    mend: .fix("puts values into quotes where that alone makes the block readable"),
    examples: [
      Example(Example.prompt(title: "⟦Fix: the login⟧"), mended: true),
      Example(Example.prompt(title: "⟦@ann can't log in⟧"), mended: true),
      Example(Example.prompt(title: "⟦\"Login\" is slow⟧"), mended: true),
      Example(Example.prompt(title: "⟦\"C:\\work\\new\"⟧"), mended: true),
      Example(Example.prompt(id: "⟦&quot;0003&quot;⟧"), mended: true),
      Example(Example.prompt(title: "[]⟦]⟧")),
      Example(Example.prompt(title: "Fix the login\n⟦<<<<<<< HEAD⟧\n=======\n>>>>>>> topic")),
      Example(Example.prompt(title: "\"Fix: the login\"")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let block = subject.record.frontMatter, let failure = block.failure else { return }
    let diagnosis = YAMLDiagnosis(subject.text, block)
    guard let fault = diagnosis.fault(failure) else {
      var at = min(failure.offset, max(0, subject.text.count - 1))
      let ends: [UInt8] = [.newline, .carriageReturn]
      while at > block.content.lowerBound, ends.contains(subject.text[at]) { at -= 1 }
      findings.add(
        "not YAML: \(failure.reason)", at: at..<min(at + 1, subject.text.count),
        remedy: "look at this line and the one before")
      return
    }
    let edits = fault.quoted == nil ? nil : diagnosis.mend()
    findings.add(
      fault.message(failure.reason), at: fault.value, remedy: fault.remedy,
      fix: edits.map { ("puts the value into quotes", $0) })
  }
}

/// Why a block is refused, in plain words, and how quotes would cure it.
private struct YAMLDiagnosis {
  private let text: [UInt8]
  private let block: FrontMatter

  init(_ text: [UInt8], _ block: FrontMatter) { (self.text, self.block) = (text, block) }

  struct Fault {
    let value: Range<Int>
    let cause: String
    let remedy: String
    /// The value in quotes that says what was meant.
    let quoted: String?

    func message(_ reason: String) -> String { "not YAML: \(cause)" }
  }

  private static let mostRounds = 32

  /// The edits that make the whole block readable, if quotes alone do.
  func mend() -> [Edit]? {
    var text = text
    var edits: [Edit] = []
    var current = block
    for _ in 0..<Self.mostRounds {
      guard let failure = current.failure else {
        let before = block.entries.map(\.key)
        return current.entries.map(\.key) == before ? Self.merged(edits) : nil
      }
      guard let fault = YAMLDiagnosis(text, current).fault(failure), let quoted = fault.quoted else {
        return nil
      }
      let edit = Edit(fault.value, quoted)
      if edits.contains(where: {
        $0.range.lowerBound == fault.value.lowerBound - shift(edits, before: fault.value.lowerBound)
      }) {
        return nil
      }
      let offset = shift(edits, before: fault.value.lowerBound)
      edits.append(Edit((edit.range.lowerBound - offset)..<(edit.range.upperBound - offset), quoted))
      text = text.applying([edit])
      guard let again = FrontMatter(in: text), again.isClosed else { return nil }
      current = again
    }
    return nil
  }

  /// By how much the text before an offset has grown.
  private func shift(_ edits: [Edit], before offset: Int) -> Int {
    var sum = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound + sum < offset {
      sum += edit.bytes.count - edit.range.count
    }
    return sum
  }

  private static func merged(_ edits: [Edit]) -> [Edit]? {
    let sorted = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one.range.upperBound > next.range.lowerBound {
      return nil
    }
    return sorted.isEmpty ? nil : sorted
  }

  /// The value that the parser stumbled over: on the line that it names, or on the one before.
  func fault(_ failure: FrontMatter.Failure) -> Fault? {
    // What git left there tells more than what YAML makes of it.
    let mark = Array("<<<<<<< ".utf8)
    if let conflict = text.lines(block.content).first(where: { text[$0.content].starts(with: mark) }) {
      return Fault(
        value: text.trimmed(conflict.content), cause: "a conflict of a merge was not resolved",
        remedy: "keep what is right of both sides, and remove git's marks", quoted: nil)
    }
    var lines: [Line] = []
    var offset = block.content.lowerBound
    while let line = text.line(at: offset, end: block.content.upperBound),
      line.content.lowerBound <= failure.offset
    {
      lines.append(line)
      offset = line.next
    }
    for line in lines.suffix(3).reversed() where !text.trimmed(line.content).isEmpty {
      if let fault = fault(in: line.content) { return fault }
    }
    // A quote that is never closed is only noticed at the end.
    if failure.reason.contains("quoted scalar") || failure.reason.contains("block") {
      for line in text.lines(block.content) { if let fault = fault(in: line.content) { return fault } }
    }
    return nil
  }

  private func fault(in line: Range<Int>) -> Fault? {
    let value = valueRange(line)
    if value == nil, let stray = stray(line) { return stray }
    guard let value, let first = text[value].first else { return nil }
    let word = text.string(value)
    if text.firstRange(of: Array("{{".utf8), from: value.lowerBound, to: value.upperBound) != nil {
      return Fault(
        value: value, cause: "a slot of the template was never filled here",
        remedy: "write the value in its place",
        quoted: nil)
    }
    func quoting(_ cause: String, _ remedy: String = "put the value into quotes", as meant: String? = nil)
      -> Fault
    {
      Fault(value: value, cause: cause, remedy: remedy, quoted: YAMLWriter.doubleQuoted(meant ?? word))
    }
    let entity = "&quot;"
    if word.hasPrefix(entity) {
      let isWrapped = word.hasSuffix(entity) && word.utf8.count >= 12
      let meant = isWrapped ? String(word.dropFirst(6).dropLast(6)) : word
      return quoting("the quotes are written as HTML", "write \" for &quot;", as: meant)
    }
    switch first {
    case .quote, .apostrophe:
      guard let close = closing(value, first) else {
        return Fault(
          value: value, cause: "the quote is never closed", remedy: "close it at the end of the value",
          quoted: nil)
      }
      if close + 1 < value.upperBound {
        let rest = text.trimmed((close + 1)..<value.upperBound)
        if text[rest.lowerBound] == .hash, text[rest.lowerBound - 1].isBlank { return nil }
        return quoting("text follows the closing quote", "put the whole value into quotes")
      }
      if first == .quote, badEscape(value) {
        let inner = text.string((value.lowerBound + 1)..<close)
        guard let body = YAMLWriter.singleQuotedBody(inner) else { return nil }
        return Fault(
          value: value, cause: "a backslash in double quotes begins an escape",
          remedy: "use single quotes", quoted: "'\(body)'")
      }
      return nil
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "*"), UInt8(ascii: "&"),
      UInt8(ascii: "!"), UInt8(ascii: ","):
      return quoting("a value can't begin with `\(Character(Unicode.Scalar(first)))`")
    case UInt8(ascii: ">"), UInt8(ascii: "|"):
      return word.utf8.count > 3
        ? quoting("a value can't begin with `\(Character(Unicode.Scalar(first)))`") : nil
    case UInt8(ascii: "["), UInt8(ascii: "{"): return nil
    default: break
    }
    if text.firstRange(of: Array(": ".utf8), from: value.lowerBound, to: value.upperBound) != nil
      || word.hasSuffix(":")
    {
      return quoting("a value with `: ` in it needs quotes")
    }
    return nil
  }

  /// A line at the margin that belongs to no key.
  private func stray(_ line: Range<Int>) -> Fault? {
    let range = text.trimmed(line)
    guard let first = range.first.map({ text[$0] }), range.lowerBound == line.lowerBound,
      first != .hash, first != .dash, Recovery.key(text, line) == nil
    else { return nil }
    let word = text.string(range)
    guard word == "null" || word == "none" || word.utf8.contains(.space) else { return nil }
    return Fault(
      value: range,
      cause: word.utf8.contains(.space) ? "this line belongs to no key" : "`\(word)` belongs to no key",
      remedy: word.utf8.contains(.space)
        ? "a text of several lines needs `|` behind its key, and blanks before each line"
        : "write it behind the key, on the line before",
      quoted: nil)
  }

  /// What stands after `key: `, `- ` or `- key: ` on a line, without a comment.
  private func valueRange(_ line: Range<Int>) -> Range<Int>? {
    var start = text.trimmed(line).lowerBound
    let isItem = start + 1 < line.upperBound && text[start] == .dash && text[start + 1].isBlank
    if isItem { start = text.trimmed((start + 1)..<line.upperBound).lowerBound }
    if let key = Recovery.key(text, start..<line.upperBound) {
      let value = text.trimmed((key.upperBound + 1)..<line.upperBound)
      return value.isEmpty ? nil : value
    }
    let value = text.trimmed(start..<line.upperBound)
    return isItem && !value.isEmpty ? value : nil
  }

  private func closing(_ value: Range<Int>, _ quote: UInt8) -> Int? {
    var index = value.lowerBound + 1
    while index < value.upperBound {
      if quote == .quote, text[index] == .backslash {
        index += 2
        continue
      }
      if text[index] == quote {
        guard quote == .apostrophe, index + 1 < value.upperBound, text[index + 1] == quote else {
          return index
        }
        index += 1
      }
      index += 1
    }
    return nil
  }

  private func badEscape(_ value: Range<Int>) -> Bool {
    let good = Set(#"0abtnvfre "/\N_LPxuU"#.utf8)
    var index = value.lowerBound
    while index + 1 < value.upperBound {
      if text[index] == .backslash {
        if !good.contains(text[index + 1])
          || [UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U")].contains(text[index + 1])
        {
          return true
        }
        index += 1
      }
      index += 1
    }
    return false
  }
}
