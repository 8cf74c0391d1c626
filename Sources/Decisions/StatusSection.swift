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

  /// Those of them outside code fences.
  private var plainLines: [Line] {
    var fence: Fence?
    return lines.filter { line in
      if let open = fence {
        if open.isClosed(by: text, line) { fence = nil }
        return false
      }
      fence = Fence(text, line)
      return fence == nil
    }
  }

  /// What a line says, without the mark of a list.
  private func shown(_ line: Line) -> Range<Int> {
    let range = text.trimmed(line.content)
    let isItem =
      range.count > 1 && "-*+".utf8.contains(text[range.lowerBound]) && text[range.lowerBound + 1].isBlank
    return isItem ? text.trimmed((range.lowerBound + 1)..<range.upperBound) : range
  }

  /// The line that is the status itself: a word such as `Accepted`, not a link to another decision, and not what stands
  /// behind a code fence.
  private var statusLine: Line? {
    lines.prefix { Fence(text, $0) == nil }.first { line in
      let shown = text.string(shown(line))
      return !shown.contains("](") && Relation.leading(shown)?.relation != .supersededBy
        && !shown.hasPrefix("<!--")
    }
  }

  /// The status replaced by another text, on its line; a section without one gets it as its first line.
  func replacingStatus(with new: String) -> [UInt8] {
    if let line = statusLine { return text.applying([Edit(text.statusPlace(in: shown(line)), new)]) }
    let end = text.lineEnd
    guard let first = lines.first else {
      return text.applying([Edit(content, end + new + end + (content.upperBound < text.count ? end : ""))])
    }
    return text.applying([Edit(first.content.lowerBound..<first.content.lowerBound, new + end + end)])
  }

  /// The names of some successors taken out, and each line with the last of its names. Where no other line tells of a
  /// status, one comes instead.
  func withoutSuccessors(_ isGone: (DecisionLink.Target) -> Bool, otherwise status: String) -> [UInt8] {
    let tellers = plainLines.filter { Relation.leading(text.string(shown($0)))?.relation == .supersededBy }
    for line in tellers {
      let said = shown(line)
      let words = Relation.leading(text.string(said))?.length ?? 0
      guard let list = NamedList(text, (said.lowerBound + words)..<said.upperBound) else { continue }
      let items = list.items.map { text.string($0) }
      let left = items.filter { DecisionLink.Target($0).map(isGone) != true }
      if left == items { continue }
      let edit: Edit
      if !left.isEmpty {
        edit = Edit(list.range, left.joined(separator: ", "))
      } else if tellers.count == 1, statusLine == nil {
        edit = Edit(said.lowerBound..<list.range.upperBound, status)
      } else if let before = lines.last(where: { $0.next <= line.content.lowerBound }) {
        edit = Edit(before.content.upperBound..<line.content.upperBound, "")
      } else {
        let next = lines.first { $0.content.lowerBound >= line.next }?.content.lowerBound ?? line.next
        edit = Edit(line.content.lowerBound..<next, "")
      }
      let result = text.applying([edit])
      return StatusSection(Record(result, name: [], kind: .decision))?
        .withoutSuccessors(isGone, otherwise: status) ?? result
    }
    return text
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
  /// What another status takes the place of: the word alone where a remark follows that isn't part of its phrase, such
  /// as ` (2020-01-01)`.
  func statusPlace(in range: Range<Int>) -> Range<Int> {
    let end = self[range].firstIndex { !$0.isLetter } ?? range.upperBound
    let rest = trimmed(end..<range.upperBound)
    guard !rest.isEmpty, Status(rawValue: string(range.lowerBound..<end).lowercased()) != nil,
      !self[rest.lowerBound].isLetter, !"|/*_~<".utf8.contains(self[rest.lowerBound])
    else { return range }
    return range.lowerBound..<end
  }

  /// How the lines of a text end.
  var lineEnd: String {
    guard let newline = firstIndex(of: .newline), newline > 0, self[newline - 1] == .carriageReturn else {
      return "\n"
    }
    return "\r\n"
  }
}
