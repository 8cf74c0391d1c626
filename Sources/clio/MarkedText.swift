import Index
import Platform

/// A text with places marked in it, cut to one line of a terminal.
struct MarkedText {
  private struct Cell {
    let text: String
    let width: Int
    let isMarked: Bool
  }

  private var cells: [Cell] = []
  private var isCutAtStart: Bool
  private var isCutAtEnd: Bool

  /// A text whose matches are ranges of its UTF-8 bytes, around whole characters.
  init(_ text: String, matches: [Range<Int>], isCutAtStart: Bool = false, isCutAtEnd: Bool = false) {
    (self.isCutAtStart, self.isCutAtEnd) = (isCutAtStart, isCutAtEnd)
    var rest = matches[...]
    var offset = 0
    cells.reserveCapacity(text.utf8.count)
    func add(_ shown: String, _ width: Int, _ length: Int) {
      while let first = rest.first, first.upperBound <= offset { rest = rest.dropFirst() }
      cells.append(Cell(text: shown, width: width, isMarked: rest.first?.contains(offset) ?? false))
      offset += length
    }
    if text.isPrintableASCII {
      for byte in text.utf8 { add(String(Unicode.Scalar(byte)), 1, 1) }
      return
    }
    for character in text {
      let shown = Terminal.sanitized(String(character).replacingLineBreaks)
      add(shown, Columns.width(shown), character.utf8.count)
    }
  }

  /// A snippet.
  init(_ snippet: Snippet) {
    self.init(
      snippet.text, matches: snippet.matches, isCutAtStart: snippet.isCutAtStart,
      isCutAtEnd: snippet.isCutAtEnd)
  }

  private var width: Int { cells.reduce((isCutAtStart ? 1 : 0) + (isCutAtEnd ? 1 : 0)) { $0 + $1.width } }

  /// Cuts the text to so many columns, so that the first place that is marked stays to be seen: with the beginning of
  /// the text, if both fit.
  mutating func cut(to room: Int) {
    guard room < .max, width > room else { return }
    if let first = cells.firstIndex(where: \.isMarked) {
      let start = start(first, room)
      if start > 0 {
        cells.removeFirst(start)
        isCutAtStart = true
      }
    }
    guard width > room else { return }
    isCutAtEnd = true
    var used = isCutAtStart ? 2 : 1
    let end = cells.firstIndex { cell in
      used += cell.width
      return used > room
    }
    if let end { cells.removeSubrange(end...) }
  }

  /// Where the text begins that is kept around the first cell that is marked.
  private func start(_ first: Int, _ room: Int) -> Int {
    let end = cells[first...].firstIndex { !$0.isMarked } ?? cells.count
    if !isCutAtStart, cells[..<end].reduce(1, { $0 + $1.width }) <= room { return 0 }
    var before = cells[..<first].reduce(0) { $0 + $1.width }
    let after = cells[first...].reduce(0) { $0 + $1.width }
    var start = 0
    // A third of the room goes before what was looked for, and more where little comes after.
    let spare = room - after - (isCutAtEnd ? 2 : 1)
    while start < first, before > max(room / 3, spare) {
      before -= cells[start].width
      start += 1
    }
    // Between words, where blanks part them.
    guard start > 0, cells[start - 1].text != " ", cells[start - 1].width == 1 else { return start }
    return cells[start..<first].firstIndex { $0.text == " " }.map { $0 + 1 } ?? start
  }

  /// The line, with the marked places as `mark` makes them.
  func rendered(_ mark: (String) -> String) -> String {
    var result = isCutAtStart ? "…" : ""
    var start = 0
    while start < cells.count {
      var end = start + 1
      while end < cells.count, cells[end].isMarked == cells[start].isMarked { end += 1 }
      let text = cells[start..<end].reduce(into: "") { $0 += $1.text }
      result += cells[start].isMarked ? mark(text) : text
      start = end
    }
    return result + (isCutAtEnd ? "…" : "")
  }
}
