import YAML

/// Reads the top-level keys of front matter that is not YAML, line by line, so that a record stays findable.
package enum Recovery {
  static func entries(_ text: [UInt8], _ content: Range<Int>) -> [FrontMatter.Entry] {
    var entries: [FrontMatter.Entry] = []
    let end = min(content.upperBound, content.lowerBound + FrontMatter.largest)
    var offset = content.lowerBound
    while let next = text.line(at: offset, end: end) {
      let line = next.content
      offset = next.next
      guard let key = key(text, line) else { continue }
      let rest = text.trimmed((key.upperBound + 1)..<line.upperBound)
      var value = rest.isEmpty ? .empty(at: key.upperBound + 1) : scalar(text, rest)
      if rest.isEmpty {
        var items: [FrontMatter.Value] = []
        while let next = text.line(at: offset, end: end), let item = item(text, next.content) {
          items.append(scalar(text, item))
          offset = next.next
        }
        if let first = items.first, let last = items.last {
          value = .list(items, first.range.lowerBound..<last.range.upperBound, isFlow: false)
        }
      } else if text[rest.lowerBound] == UInt8(ascii: "["), text[rest.upperBound - 1] == UInt8(ascii: "]") {
        value = .list(flowItems(text, (rest.lowerBound + 1)..<(rest.upperBound - 1)), rest, isFlow: true)
      }
      entries.append(FrontMatter.Entry(key: text.string(key), keyRange: key, value: value))
    }
    return entries
  }

  /// `key:` at the beginning of a line, followed by a blank or nothing.
  package static func key(_ text: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    var end = line.lowerBound
    guard end < line.upperBound, text[end].isLetter || text[end] == UInt8(ascii: "_") else { return nil }
    while end < line.upperBound,
      text[end].isLetter || text[end].isDigit || text[end] == .dash || text[end] == UInt8(ascii: "_")
    {
      end += 1
    }
    guard end < line.upperBound, text[end] == .colon else { return nil }
    guard end + 1 == line.upperBound || text[end + 1].isBlank else { return nil }
    return line.lowerBound..<end
  }

  private static func item(_ text: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    let trimmed = text.trimmed(line)
    guard !trimmed.isEmpty, text[trimmed.lowerBound] == .dash else { return nil }
    guard trimmed.count == 1 || text[trimmed.lowerBound + 1].isBlank else { return nil }
    return text.trimmed((trimmed.lowerBound + 1)..<trimmed.upperBound)
  }

  /// The value of a line, with matching quotes taken off.
  private static func scalar(_ text: [UInt8], _ range: Range<Int>) -> FrontMatter.Value {
    guard let first = range.first.map({ text[$0] }) else { return .empty(at: range.lowerBound) }
    if range.count >= 2, text[range.upperBound - 1] == first, first == .quote || first == .apostrophe {
      let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
      let hasEscapes = text[inner].contains { $0 == .backslash || $0 == first }
      let read = hasEscapes ? (try? YAML.parse(text[range]))?.text : nil
      return .scalar(read ?? text.string(inner), range, first == .quote ? .doubleQuoted : .singleQuoted)
    }
    return .scalar(text.string(range), range, .plain)
  }

  private static func flowItems(_ text: [UInt8], _ range: Range<Int>) -> [FrontMatter.Value] {
    guard !text.trimmed(range).isEmpty else { return [] }
    var items: [FrontMatter.Value] = []
    var start = range.lowerBound
    for index in range where text[index] == UInt8(ascii: ",") {
      items.append(scalar(text, text.trimmed(start..<index)))
      start = index + 1
    }
    items.append(scalar(text, text.trimmed(start..<range.upperBound)))
    return items
  }
}
