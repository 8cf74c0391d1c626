/// Corrects the links in records when one of them moves: paths from the root, and relative Markdown links. The texts
/// that provenance vouches for are never touched.
public enum LinkRewriter {
  /// A record with its links to another one corrected.
  public static func rewritten(_ record: Record, at path: [UInt8], from old: [UInt8], to new: [UInt8])
    -> [UInt8]
  {
    let folder = directory(path)
    return replacing(record) { target in
      if target == old { return new }
      if normalized(target, in: folder) == old, target.contains(slash) || folder == directory(old) {
        return relative(new, to: folder)
      }
      return nil
    }
  }

  /// A record's own relative links corrected for its new place.
  public static func rebased(_ record: Record, from old: [UInt8], to new: [UInt8]) -> [UInt8] {
    let (oldFolder, newFolder) = (directory(old), directory(new))
    if oldFolder == newFolder { return record.text }
    return replacing(record, onlyMarkdown: true) { target in
      guard
        target.starts(with: Array("./".utf8)) || target.starts(with: Array("../".utf8))
          || !target.contains(slash),
        RecordName.isRecord(Array(target.split(separator: slash).last ?? []))
      else { return nil }
      return relative(normalized(target, in: oldFolder), to: newFolder)
    }
  }

  /// A record with words of letters, digits, dots, dashes and slashes replaced, but for what was said.
  package static func replacingWords(in record: Record, _ replacement: ([UInt8]) -> [UInt8]?) -> [UInt8] {
    replacing(record, replacement)
  }

  /// The Markdown links of a record, but for those in what was said: their own words, and the path that each leads to,
  /// as written and from the root.
  package static func links(in record: Record, at path: [UInt8]) -> [(words: Range<Int>, paths: [[UInt8]])] {
    let text = record.text
    let folder = directory(path)
    let said = record.untouchableRanges
    var result: [(words: Range<Int>, paths: [[UInt8]])] = []
    var index = 0
    var opening: Int?
    while index + 1 < text.count {
      defer { index += 1 }
      switch text[index] {
      case .newline: opening = nil
      case UInt8(ascii: "["): opening = index + 1
      case UInt8(ascii: "]") where text[index + 1] == UInt8(ascii: "("):
        guard let start = opening, !said.contains(where: { $0.contains(start) }) else { continue }
        var end = index + 2
        while end < text.count, end - index < 4096, isPathByte(text[end]) { end += 1 }
        let address = Array(text[(index + 2)..<end])
        result.append((start..<index, [address, normalized(address, in: folder)]))
        opening = nil
      default: break
      }
    }
    return result
  }

  /// Replaces whole path words and Markdown link targets outside of proven texts.
  private static func replacing(
    _ record: Record, onlyMarkdown: Bool = false, _ replacement: ([UInt8]) -> [UInt8]?
  ) -> [UInt8] {
    let text = record.text
    var proven = (record.untouchableRanges).sorted { $0.lowerBound > $1.lowerBound }
    var result: [UInt8] = []
    var index = 0
    var copied = 0
    while index < text.count {
      while let range = proven.last, range.upperBound <= index { proven.removeLast() }
      if let range = proven.last, range.contains(index) {
        index = range.upperBound
        continue
      }
      guard isPathByte(text[index]), index == 0 || !isPathByte(text[index - 1]) else {
        index += 1
        continue
      }
      let isMarkdown =
        index >= 2 && text[index - 1] == UInt8(ascii: "(") && text[index - 2] == UInt8(ascii: "]")
      var end = index
      while end < text.count, isPathByte(text[end]) { end += 1 }
      while end > index, [UInt8(ascii: "."), .colon].contains(text[end - 1]) { end -= 1 }
      if !onlyMarkdown || isMarkdown, let new = replacement(Array(text[index..<end])) {
        result += text[copied..<index]
        result += new
        copied = end
      }
      index = max(end, index + 1)
    }
    return copied == 0 ? text : result + text[copied...]
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte >= 0x80
      || [
        UInt8(ascii: "."), .dash, UInt8(ascii: "_"), slash, UInt8(ascii: "+"), UInt8(ascii: "@"),
        UInt8(ascii: "~"),
      ].contains(byte)
  }

  private static func directory(_ path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: slash).map { Array(path[..<$0]) } ?? []
  }

  /// A path as written in a folder, from the root.
  package static func normalized(_ target: [UInt8], in folder: [UInt8]) -> [UInt8] {
    var parts = folder.split(separator: slash)
    for part in target.split(separator: slash) {
      if part.elementsEqual("..".utf8) {
        _ = parts.popLast()
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    return Array(parts.joined(separator: [slash]))
  }

  /// A path from the root, as it is written in a folder.
  package static func relative(_ path: [UInt8], to folder: [UInt8]) -> [UInt8] {
    let parts = path.split(separator: slash)
    let base = folder.split(separator: slash)
    var shared = 0
    while shared < base.count, shared < parts.count - 1, base[shared] == parts[shared] { shared += 1 }
    let up = [ArraySlice<UInt8>](repeating: Array("..".utf8)[...], count: base.count - shared)
    return Array((up + parts[shared...]).joined(separator: [slash]))
  }
}

extension Record {
  /// What a person or an agent said, proven or not, and the title: a moved link in them is left as it was.
  var untouchableRanges: [Range<Int>] {
    guard kind == .prompt else { return provenRanges }
    let said = [sections.content[.prompt], sections.content[.response], title?.range].compactMap { $0 }
    return provenRanges + said.filter { !$0.isEmpty }
  }

  /// The texts that provenance vouches for: no tool may touch them.
  package var provenRanges: [Range<Int>] {
    extents?.ranges ?? []
  }
}
