import Records

/// The part of an answer that a record keeps: all of it if it is short, else its beginning, never ending in mid-word.
public enum ResponseExcerpt {
  /// The most bytes that are kept.
  public static let longest = 4_000

  /// The excerpt; one that was cut ends with `…`.
  public static func of(_ response: [UInt8], longest: Int = longest) -> [UInt8] {
    guard response.count > longest else { return response }
    let head = response[..<longest]
    // Best between paragraphs, else between lines, sentences, words; but not so early that little is left.
    let least = longest / 2
    let end =
      cut(head, after: least) { head[$0] == .newline && head[$0 - 1] == .newline }
      ?? cut(head, after: least) { head[$0] == .newline }
      ?? cut(head, after: least) { head[$0].isBlank && [0x2E, 0x21, 0x3F].contains(head[$0 - 1]) }
      ?? cut(head, after: least) { head[$0].isBlank }
      ?? characterEnd(head)
    var kept = Array(response[..<end])
    while let last = kept.last, last.isBlank || last == .newline || last == .carriageReturn {
      kept.removeLast()
    }
    return kept + Array(" …".utf8)
  }

  private static func cut(_ head: ArraySlice<UInt8>, after least: Int, where isEnd: (Int) -> Bool) -> Int? {
    var index = head.endIndex - 1
    while index > least {
      if isEnd(index) { return index }
      index -= 1
    }
    return nil
  }

  /// The end of the last whole character.
  private static func characterEnd(_ head: ArraySlice<UInt8>) -> Int {
    var index = head.endIndex
    while index > head.startIndex, index < head.endIndex + 4, head[index - 1] & 0xC0 == 0x80 { index -= 1 }
    return index > head.startIndex ? index - 1 : head.endIndex
  }
}
