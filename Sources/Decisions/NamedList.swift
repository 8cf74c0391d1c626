import Records

/// Decisions that a text names with commas between them: `[2. A, b](0002-a-b.md), [3. C](0003-c.md)` or `ADR-2, ADR-3`.
struct NamedList {
  /// Where each one stands.
  let items: [Range<Int>]

  /// Reads a part of a text; nil if it is more than such a list, with at most a remark without links behind it.
  init?(_ text: [UInt8], _ range: Range<Int>) {
    var items: [Range<Int>] = []
    var index = range.lowerBound
    func skipBlanks() { while index < range.upperBound, text[index].isBlank { index += 1 } }
    repeat {
      skipBlanks()
      guard index < range.upperBound else { break }
      let end = Self.linkEnd(text, index..<range.upperBound)
      let stop = end ?? text[index..<range.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? range.upperBound
      items.append(text.trimmed(index..<stop))
      index = stop
      skipBlanks()
      guard index < range.upperBound, text[index] == UInt8(ascii: ",") else { break }
      index += 1
    } while true
    let rest = text.firstRange(of: Array("](".utf8), from: index, to: range.upperBound)
    guard !items.isEmpty, rest == nil else { return nil }
    self.items = items
  }

  /// Where they stand together.
  var range: Range<Int> { items[0].lowerBound..<items[items.count - 1].upperBound }

  /// The end of a Markdown link that begins a text.
  private static func linkEnd(_ text: [UInt8], _ range: Range<Int>) -> Int? {
    guard text[range.lowerBound] == UInt8(ascii: "["),
      let open = text.firstRange(of: Array("](".utf8), from: range.lowerBound, to: range.upperBound)
    else { return nil }
    let isPointed = open.upperBound < range.upperBound && text[open.upperBound] == UInt8(ascii: "<")
    let close = Array((isPointed ? ">)" : ")").utf8)
    return text.firstRange(of: close, from: open.upperBound, to: range.upperBound)?.upperBound
  }
}
