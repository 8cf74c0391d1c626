import Records

/// The guidance of MADR's templates, between braces or in comments.
struct GuidanceScan {
  private let subject: Subject
  private var text: [UInt8] { subject.text }

  init(_ subject: Subject) { self.subject = subject }

  func run(_ findings: inout Findings) {
    let start = subject.record.frontMatter?.content.lowerBound ?? subject.record.bodyStart
    var index = start
    while let brace = text.index(of: UInt8(ascii: "{"), from: index) {
      index = brace
      guard !subject.markup.isQuoted(index) else {
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
