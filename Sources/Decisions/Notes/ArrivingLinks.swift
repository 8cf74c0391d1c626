import Records

/// The relative links of a Markdown text that comes from another folder: they lead on to what they led to there.
public enum ArrivingLinks {
  /// A text with the targets of its links, images and reference definitions as they are written in its new folder, but
  /// for those in code and in front matter. `moved` has the new paths of what comes along. All are absolute, or from
  /// one root.
  public static func rebased(
    _ text: [UInt8], from old: [UInt8], to new: [UInt8], moved: [[UInt8]: [UInt8]] = [:]
  ) -> [UInt8] {
    if old == new, moved.isEmpty { return text }
    let (from, to) = (old + [slash], new)
    var result: [UInt8] = []
    var copied = 0
    for target in targets(in: text) {
      let path = target.lowerBound..<(text[target].firstIndex { "#?".utf8.contains($0) } ?? target.upperBound)
      guard isRelative(text[path]) else { continue }
      let place = LinkRewriter.normalized(Array(text[path]), in: from)
      let target = moved[place] ?? place
      // What leads to the same from there as from here stays as it is written.
      if place.isEmpty || LinkRewriter.normalized(Array(text[path]), in: to) == target { continue }
      result += text[copied..<path.lowerBound]
      result += LinkRewriter.relative(target, to: to)
      if text[path.upperBound - 1] == slash { result.append(slash) }
      copied = path.upperBound
    }
    return copied == 0 ? text : result + text[copied...]
  }

  /// Whether a target is a path that depends on where it is written: no address, no path from the top, no mere anchor.
  private static func isRelative(_ path: ArraySlice<UInt8>) -> Bool {
    guard let first = path.first, first != slash, first != UInt8(ascii: "{") else { return false }
    return !path.contains(.colon)
  }

  /// Where the targets of links stand, in order.
  private static func targets(in text: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var fence: Fence?
    var (wasEmpty, isInList, isInCode) = (true, false, false)
    let start = FrontMatter(in: text)?.block.upperBound ?? 0
    for line in text.lines(start..<text.count) {
      if let open = fence {
        if open.isClosed(by: text, line) { fence = nil }
        continue
      }
      fence = Fence(text, line)
      if fence != nil { continue }
      let shown = text.trimmed(line.content)
      if shown.isEmpty {
        wasEmpty = true
        continue
      }
      let indent = text[line.content.lowerBound..<shown.lowerBound]
      let isDeep = indent.count > 3 || indent.contains(9)
      isInCode = isDeep && !isInList && (wasEmpty || isInCode)
      wasEmpty = false
      let first = text[shown.lowerBound]
      if !isDeep { isInList = "-*+".utf8.contains(first) || first.isDigit || isInList && !indent.isEmpty }
      if !isInCode { result += targets(in: text, shown) }
    }
    return result
  }

  /// The targets in a line.
  private static func targets(in text: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = line.lowerBound
    while index < line.upperBound {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let end = text[index..<line.upperBound].firstIndex { $0 != UInt8(ascii: "`") } ?? line.upperBound
        index = endOfCode(text, end..<line.upperBound, end - index) ?? end
      case UInt8(ascii: "]") where index + 1 < line.upperBound:
        let next = text[index + 1]
        let isDefinition =
          next == .colon && text[line.lowerBound] == UInt8(ascii: "[")
          && text[line.lowerBound + 1] != UInt8(ascii: "^") && result.isEmpty
        index += 1
        guard next == UInt8(ascii: "(") || isDefinition else { continue }
        let target = target(text, (index + 1)..<line.upperBound)
        result.append(target)
        index = max(index + 1, target.upperBound)
      default: index += 1
      }
    }
    return result.filter { !$0.isEmpty }
  }

  /// The position behind a span of code that as many backticks close as opened it.
  private static func endOfCode(_ text: [UInt8], _ range: Range<Int>, _ count: Int) -> Int? {
    var run = 0
    for index in range {
      if text[index] == UInt8(ascii: "`") {
        run += 1
      } else {
        if run == count { return index }
        run = 0
      }
    }
    return run == count ? range.upperBound : nil
  }

  /// A target, in angle brackets or up to a blank or the bracket that closes it.
  private static func target(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    let start = text[range].firstIndex { !$0.isBlank } ?? range.upperBound
    if start < range.upperBound, text[start] == UInt8(ascii: "<") {
      guard let end = text[start..<range.upperBound].firstIndex(of: UInt8(ascii: ">")) else {
        return start..<start
      }
      return (start + 1)..<end
    }
    var depth = 0
    var end = start
    while end < range.upperBound, !text[end].isBlank {
      if text[end] == UInt8(ascii: "(") { depth += 1 }
      if text[end] == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      }
      end += 1
    }
    return start..<end
  }
}
