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
      var (groupStart, wordStart) = (0, 0)
      var place: Int?
      for index in 0...bytes.count {
        let byte = index < bytes.count ? bytes[index] : Self.line
        guard byte == Self.blank || byte == Self.semicolon || byte == Self.line else { continue }
        // Stems begin as their words do, so most words need not be stemmed.
        if place == nil, index > wordStart + 1, bytes[wordStart] == first, bytes[wordStart + 1] == second {
          let entry = Array(bytes[wordStart..<index])
          if entry == word || Porter.stem(entry) == stem { place = wordStart }
        }
        if byte != Self.blank {
          if let place { found += others(bytes[groupStart..<index], isHead: place == groupStart) }
          // A blank follows a semicolon.
          groupStart = byte == Self.semicolon ? index + 2 : index + 1
          place = nil
        }
        wordStart = byte == Self.semicolon ? index + 2 : index + 1
      }
      return found
    }
  }

  private static let blank = UInt8(ascii: " ")
  private static let semicolon = UInt8(ascii: ";")
  private static let line = UInt8(ascii: "\n")

  /// What a group tells of its head, or of another of its words. The word itself may be among it.
  private func others(_ group: Slice<UnsafeBufferPointer<UInt8>>, isHead: Bool) -> [String] {
    let words = group.split(separator: Self.blank).map { String(decoding: $0, as: UTF8.self) }
    return isHead || isMutual ? words : Array(words.prefix(1))
  }
}
