import Records

/// The metadata lines at the top of a record, such as `- **Status:** Accepted`.
struct MetadataLines {
  private let record: Record
  private var text: [UInt8] { record.text }

  init(_ record: Record) { self.record = record }

  /// A line added behind the one of the status and in its manner; a line of that name gets the value added.
  func adding(_ name: String, _ value: String) -> [UInt8] {
    guard let status = record.status?.range, let line = line(around: status.lowerBound) else { return text }
    if let own = self.line(named: name) {
      let end = text.trimmed(own.content).upperBound
      return text.applying([Edit(end..<end, ", " + value)])
    }
    let before = text.string(line.content.lowerBound..<status.lowerBound)
    let after = text.string(text.trimmed(line.content).upperBound..<line.content.upperBound)
    let bytes = Array(before.utf8)
    guard let start = bytes.firstIndex(where: \.isLetter) else { return text }
    let end = bytes[start...].firstIndex { !$0.isLetter } ?? bytes.count
    let manner = (bytes.string(0..<start), bytes.string(end..<bytes.count))
    let shown = manner.0 + name + manner.1 + value + after
    let ending = text.lineEnd
    let isEnded = line.next > line.content.upperBound
    return text.applying([Edit(line.next..<line.next, isEnded ? shown + ending : ending + shown)])
  }

  /// Some of the decisions that the line of a name tells of taken out, and the line with the last of them.
  func removing(_ name: String, _ isGone: (DecisionLink.Target) -> Bool) -> [UInt8] {
    guard let line = line(named: name), let colon = text[line.content].firstIndex(of: .colon) else {
      return text
    }
    let start = text[line.content][(colon + 1)...].firstIndex { $0 != UInt8(ascii: "*") }
    guard let list = NamedList(text, (start ?? line.content.upperBound)..<line.content.upperBound) else {
      return text
    }
    let items = list.items.map { text.string($0) }
    let left = items.filter { DecisionLink.Target($0).map(isGone) != true }
    if left.isEmpty { return text.applying([Edit(line.content.lowerBound..<line.next, "")]) }
    return left == items ? text : text.applying([Edit(list.range, left.joined(separator: ", "))])
  }

  private func line(around offset: Int) -> Line? {
    text.lines().first { $0.content.lowerBound <= offset && offset <= $0.content.upperBound }
  }

  private func line(named name: String) -> Line? {
    let headings = text.headings(in: record.bodyStart..<text.count)
    let end = headings.first { $0.level >= 2 }?.line.content.lowerBound ?? text.count
    return text.lines(min(record.bodyStart, end)..<end).first { line in
      let shown = text.string(line.content).lowercased().utf8.filter {
        $0 != UInt8(ascii: "*") && $0 != .dash
      }
      return String(decoding: shown, as: UTF8.self).trimmedBlanks.hasPrefix(name.lowercased() + ":")
    }
  }
}

/// A section at the end of a record that is a list of links.
struct LinkSection {
  private let record: Record
  private let heading: String
  private var text: [UInt8] { record.text }

  init(_ record: Record, _ heading: String) { (self.record, self.heading) = (record, heading) }

  /// An item added to the section, which is made at the end of the record if it is missing.
  func adding(_ item: String) -> [UInt8] {
    let end = text.lineEnd
    let line = "\(mark) \(item)"
    let headings = text.headings(in: record.bodyStart..<text.count)
    let name = heading.lowercased()
    guard
      let index = headings.firstIndex(where: {
        let shown = text.string($0.text).lowercased()
        return $0.level == 2 && (shown == name || shown.hasPrefix(name + " <!--"))
      })
    else {
      // The file keeps its final newline, or its want of one.
      let isEnded = text.last == .newline
      let section = "## \(heading)" + end + end + line
      return text.applying([
        Edit(text.count..<text.count, isEnded ? end + section + end : end + end + section)
      ])
    }
    let next = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
    let filled = text.withoutOuterBlankLines(min(headings[index].line.next, next)..<next)
    // Where a text was wanting, the links come instead of the word that says so.
    if text.string(filled).lowercased() == "none" { return text.applying([Edit(filled, line)]) }
    if filled.isEmpty {
      let place = headings[index].line
      let isEnded = place.next > place.content.upperBound
      return text.applying([
        Edit(place.next..<place.next, (isEnded ? "" : end) + end + line + (isEnded ? end : ""))
      ])
    }
    let lastLine = text.lines(filled).last.map { text.trimmed($0.content) }
    let isList = lastLine.map {
      $0.count > 1 && "-*+".utf8.contains(text[$0.lowerBound]) && text[$0.lowerBound + 1].isBlank
    }
    let gap = isList == true ? end : end + end
    return text.applying([Edit(filled.upperBound..<filled.upperBound, gap + line)])
  }

  /// The mark of the record's own lists.
  private var mark: String {
    for line in text.lines(record.bodyStart..<text.count) where line.content.count > 2 {
      let first = text[line.content.lowerBound]
      if "-*+".utf8.contains(first), text[line.content.lowerBound + 1] == .space {
        return String(UnicodeScalar(first))
      }
    }
    return "*"
  }
}
