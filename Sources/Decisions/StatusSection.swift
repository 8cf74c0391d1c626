import Records

/// The status section of a Nygard record, and the edits that it takes.
struct StatusSection {
  private let text: [UInt8]
  /// The content below the heading.
  let content: Range<Int>

  /// Finds the section `## Status`, or one of another level as a project's own template may have.
  init?(_ record: Record) {
    let text = record.text
    let headings = text.headings(in: record.bodyStart..<text.count)
    let candidates = headings.indices.filter { text.isStatus(headings[$0]) }
    guard let index = candidates.first(where: { headings[$0].level == 2 }) ?? candidates.first else {
      return nil
    }
    let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
    self.text = text
    content = min(headings[index].line.next, end)..<end
  }

  /// The lines that say something.
  private var lines: [Line] {
    text.lines(content).filter { !text.trimmed($0.content).isEmpty }
  }

  /// The line that is the status itself: a word such as `Accepted`, not a link to another decision.
  private var statusLine: Line? {
    lines.first { line in
      let shown = text.string(text.trimmed(line.content))
      return !shown.contains("](") && Relation.leading(shown)?.relation != .supersededBy
        && !shown.hasPrefix("<!--")
    }
  }

  /// The status replaced by another text, on its line; a section without one gets it as its first line.
  func replacingStatus(with new: String) -> [UInt8] {
    if let line = statusLine { return text.applying([Edit(text.trimmed(line.content), new)]) }
    let end = text.lineEnd
    guard let first = lines.first else {
      return text.applying([Edit(content, end + new + end + (content.upperBound < text.count ? end : ""))])
    }
    return text.applying([Edit(first.content.lowerBound..<first.content.lowerBound, new + end + end)])
  }

  /// The line that names the successor replaced by a status.
  func replacingSuccessor(with new: String) -> [UInt8] {
    let line = lines.first {
      Relation.leading(text.string(text.trimmed($0.content)))?.relation == .supersededBy
    }
    return line.map { text.applying([Edit(text.trimmed($0.content), new)]) } ?? text
  }

  /// A line added at the end of the section, with an empty line before and after it.
  func appending(_ line: String) -> [UInt8] {
    let end = text.lineEnd
    let filled = text.withoutOuterBlankLines(content)
    if filled.isEmpty {
      return text.applying([Edit(content, end + line + end + (content.upperBound < text.count ? end : ""))])
    }
    let isLast = content.upperBound == text.count
    let afterLine = text.line(at: filled.upperBound, end: content.upperBound)?.next ?? filled.upperBound
    if isLast || afterLine == content.upperBound {
      // The end of the file, or a heading right behind the text.
      return text.applying([
        Edit(filled.upperBound..<filled.upperBound, end + end + line),
        Edit(afterLine..<afterLine, isLast ? "" : end),
      ])
    }
    return text.applying([Edit(afterLine..<afterLine, end + line + end)])
  }

  /// The status line taken out with the empty line behind it, as adr-tools does.
  func removingStatus() -> [UInt8] {
    guard let line = statusLine else { return text }
    var upper = line.next
    while let next = text.line(at: upper, end: content.upperBound), text.trimmed(next.content).isEmpty {
      upper = next.next
    }
    return text.applying([Edit(line.content.lowerBound..<upper, "")])
  }
}

extension [UInt8] {
  /// How the lines of a text end.
  var lineEnd: String {
    guard let newline = firstIndex(of: .newline), newline > 0, self[newline - 1] == .carriageReturn else {
      return "\n"
    }
    return "\r\n"
  }
}
