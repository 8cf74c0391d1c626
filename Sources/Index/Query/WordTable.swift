/// Groups of words that belong together, the first with each of the others; a semicolon or the end of the line parts
/// them. A dash joins two words.
struct WordTable {
  /// The groups.
  let text: StaticString
  /// How much a word counts where another of its group is looked for.
  let weight: Double
  /// Whether the others belong together as well.
  var isMutual = false

  /// Words that belong to a word, in the order of the table.
  func words(for word: [UInt8], stem: [UInt8]) -> [String] {
    guard word.count > 1 else { return [] }
    let (first, second) = (word[0], word[1])
    return text.withUTF8Buffer { bytes in
      var found: [String] = []
      var index = 0
      while index + 1 < bytes.count {
        // Stems begin as their words do, so most words need not be stemmed.
        guard bytes[index + 1] == second, bytes[index] == first,
          index == 0 || Self.endsWord(bytes[index - 1])
        else {
          index += 1
          continue
        }
        let end = bytes[index...].firstIndex(where: Self.endsWord) ?? bytes.count
        let entry = Array(bytes[index..<end])
        guard entry == word || Porter.stem(entry) == stem else {
          index = end
          continue
        }
        let before = bytes[..<index].lastIndex(where: Self.endsGroup)
        // A blank follows a semicolon.
        let start = before.map { $0 + (bytes[$0] == Self.semicolon ? 2 : 1) } ?? 0
        let groupEnd = bytes[end...].firstIndex(where: Self.endsGroup) ?? bytes.count
        found += others(bytes[start..<groupEnd], isHead: start == index)
        index = groupEnd
      }
      return found
    }
  }

  private static func endsGroup(_ byte: UInt8) -> Bool { byte == semicolon || byte == line }
  private static func endsWord(_ byte: UInt8) -> Bool { byte == blank || endsGroup(byte) }

  private static let blank = UInt8(ascii: " ")
  private static let semicolon = UInt8(ascii: ";")
  private static let line = UInt8(ascii: "\n")

  /// What a group tells of its head, or of another of its words. The word itself may be among it.
  private func others(_ group: Slice<UnsafeBufferPointer<UInt8>>, isHead: Bool) -> [String] {
    let words = group.split(separator: Self.blank).map { String(decoding: $0, as: UTF8.self) }
    return isHead || isMutual ? words : Array(words.prefix(1))
  }
}
