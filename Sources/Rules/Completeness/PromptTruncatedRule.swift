import Records

enum PromptTruncatedRule: Rule {
  static let about = About(
    "prompt-truncated", .completeness, .warning, scope: .prompts,
    summary: "the prompt was cut short",
    reason: "A prompt is kept so that one can read what was asked. Without its end nobody can.",
    mend: .hand("put the whole prompt there; the agent's transcript still has it"),
    examples: [
      Example(Example.prompt(prompt: "The session expires.\n⟦[... full prompt ...]⟧")),
      Example(Example.prompt(prompt: "The session expires. ⟦[truncated]⟧")),
      Example(Example.prompt(prompt: "\"The session expires. ⟦[...]⟧\"")),
      Example(Example.prompt(prompt: "Correct this:\n\n⟦```swift⟧\nlet expiry = now")),
      Example(
        Example.prompt(
          prompt: "Make the session a dependency.\n- It must not hang.\n- It must ⟦yie⟧",
          response: "It is yielding a session now.")),
      Example(Example.prompt(prompt: "Explain […] in a quotation, and `[truncated]` too")),
      Example(Example.prompt(prompt: "fix login")), Example(Example.prompt(prompt: "go on …")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard !record.isVouched, let place = record.place(of: .prompt) else { return }
    let range = subject.text.withoutOuterBlankLines(place)
    guard !range.isEmpty else { return }
    let remedy = "put the whole prompt there; the agent's transcript still has it"
    if let marker = marker(subject, range) {
      findings.add("the prompt has a mark in place of its end", at: marker, remedy: remedy)
    } else if let fence = openFence(subject.text, range) {
      findings.add("the prompt ends within a code fence that begins here", at: fence, remedy: remedy)
    } else if let word = cutWord(subject, range) {
      findings.add("the prompt ends in the middle of a word", at: word, remedy: remedy)
    }
  }

  private static let marks = [
    "truncated", "full prompt", "omitted", "rest of prompt", "rest of the prompt", "prompt continues",
    "content continues",
    "remaining content", "cut off",
  ]

  /// A text in brackets at the end of the last line, such as `[truncated]`.
  private static func marker(_ subject: Subject, _ range: Range<Int>) -> Range<Int>? {
    let text = subject.text
    var range = range
    // The whole prompt may be in quotes.
    while let last = range.last,
      [.quote, .apostrophe, .space, .newline, .carriageReturn].contains(text[last])
    { range = range.lowerBound..<last }
    guard let last = range.last, text[last] == UInt8(ascii: "]") || text[last] == UInt8(ascii: ")"),
      !subject.markup.isQuoted(last)
    else { return nil }
    let opening = text[last] == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "(")
    var index = last
    while index > range.lowerBound, text[index] != opening, text[index] != .newline, last - index < 200 {
      index -= 1
    }
    guard text[index] == opening else { return nil }
    let inside = text.string((index + 1)..<last).lowercased()
    let words = inside.trimmedBlanks
    let isDots = words == "..." || words == "…"
    let hasDots = inside.contains("...") || inside.contains("…")
    // In parentheses, or without dots around it, the words alone mean little.
    let isMark = marks.contains {
      words == $0 || (hasDots && words.contains($0)) || words.hasPrefix("truncated")
    }
    // A section that is nothing else is told of as never written.
    if isDots { return index > range.lowerBound ? index..<(last + 1) : nil }
    return isMark ? index..<(last + 1) : nil
  }

  /// The opening line of a fence that is open where the prompt ends.
  private static func openFence(_ text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    guard
      text.firstRange(of: Array("```".utf8), from: range.lowerBound, to: range.upperBound) != nil
        || text.firstRange(of: Array("~~~".utf8), from: range.lowerBound, to: range.upperBound) != nil
    else { return nil }
    var open: (fence: Fence, line: Line)?
    var count = 0
    for line in text.lines(range) {
      if let current = open {
        if current.fence.isClosed(by: text, line) { open = nil }
      } else if let fence = Fence(text, line) {
        open = (fence, line)
      }
      if Fence(text, line) != nil { count += 1 }
    }
    // Fences within a fence come in pairs, too, whatever strict rules make of them.
    guard let open, count % 2 == 1 else { return nil }
    return text.trimmed(open.line.content)
  }

  /// A last word that no other place of the record knows, while a longer one begins with it: cut, if the lines before
  /// end properly.
  private static func cutWord(_ subject: Subject, _ range: Range<Int>) -> Range<Int>? {
    let text = subject.text
    var start = range.upperBound
    while start > range.lowerBound, text[start - 1].isLetter { start -= 1 }
    let word = start..<range.upperBound
    guard (2...12).contains(word.count), start > range.lowerBound, text[start - 1] == .space,
      endsProperly(text, range)
    else { return nil }
    let needle = text[word].map(\.lowered)
    var index = 0
    var isBeginning = false
    while index < text.count {
      guard text[index].isLetter, index == 0 || !isWord(text[index - 1]) else {
        index += 1
        continue
      }
      var end = index
      var matched = 0
      while end < text.count, isWord(text[end]) {
        if matched == end - index, matched < needle.count, text[end].lowered == needle[matched] {
          matched += 1
        }
        end += 1
      }
      if matched == needle.count, index != start {
        if end - index == needle.count { return nil }
        isBeginning = true
      }
      index = end
    }
    return isBeginning ? word : nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte >= 0x80 || byte == UInt8(ascii: "_")
  }

  /// Whether the line before the last one is of the same kind, and ends with a full stop.
  private static func endsProperly(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    let lines = text.lines(max(range.lowerBound, range.upperBound - 4000)..<range.upperBound).map {
      text.trimmed($0.content)
    }.filter { !$0.isEmpty }
    guard lines.count >= 2, let last = lines.last else { return false }
    let before = lines[lines.count - 2]
    func mark(_ line: Range<Int>) -> UInt8 {
      text[line.lowerBound].isDigit ? 0x30 : text[line.lowerBound].isLetter ? 0x61 : text[line.lowerBound]
    }
    return mark(before) == mark(last) && text[before.upperBound - 1] == UInt8(ascii: ".")
  }
}
