/// A place in a text where a wanted term stands.
struct TextMatch {
  var range: Range<Int>
  /// Which of the terms.
  let term: Int
}

/// Finds wanted terms in a text as the index does: stems of words, parts of identifiers, phrases.
struct TextMatcher: Sendable {
  private let patterns: [(pattern: HighlightTerm.Pattern, term: Int)]
  private let beginnings: Beginnings
  private let longest: Int

  init(_ terms: [HighlightTerm]) {
    patterns = terms.enumerated().flatMap { index, term in term.patterns.map { ($0, index) } }
    longest = patterns.map(\.pattern.stems.count).max() ?? 0
    beginnings = Beginnings(patterns.compactMap(\.pattern.stems.first))
  }

  /// All matches, in the order of their beginnings. They may overlap.
  func matches(_ bytes: [UInt8]) -> [TextMatch] {
    guard longest > 0 else { return [] }
    let words = Tokenizer.words(bytes)
    var found: [TextMatch] = []
    find(words, in: bytes, &found)
    if let first = words.firstIndex(where: { Identifiers.isCompound(bytes, $0) }) {
      var parts = Array(words[..<first])
      for word in words[first...] {
        if Identifiers.isCompound(bytes, word) {
          parts += Identifiers.parts(bytes, word)
        } else {
          parts.append(word)
        }
      }
      find(parts, in: bytes, &found)
    }
    return found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func find(_ words: [Range<Int>], in bytes: [UInt8], _ found: inout [TextMatch]) {
    for start in words.indices where beginnings.mayBegin(bytes, words[start]) {
      var folded: [[UInt8]] = []
      var stems: [[UInt8]] = []
      next: for (pattern, term) in patterns where start + pattern.stems.count <= words.count {
        for (offset, wanted) in pattern.stems.enumerated() {
          if offset == folded.count {
            folded.append(Folding.fold(bytes, words[start + offset]))
            stems.append(Porter.stem(folded[offset]))
          }
          if pattern.isPrefix, offset == pattern.stems.count - 1 {
            guard folded[offset].starts(with: wanted) else { continue next }
          } else if stems[offset] != wanted {
            continue next
          }
        }
        let end = words[start + pattern.stems.count - 1].upperBound
        found.append(TextMatch(range: words[start].lowerBound..<end, term: term))
      }
    }
  }
}

/// Tells at a glance most words that none of some stems can stand for. Stemming leaves the first letter as it is, and
/// the second but for `y`, which may become `i`.
struct Beginnings: Sendable {
  private var seconds = [UInt32](repeating: 0, count: 256)

  init(_ stems: [[UInt8]]) {
    for stem in stems {
      guard let first = stem.first else { continue }
      let bits = stem.count > 1 && stem[1] < 0x80 ? Self.bit(stem[1]) : .max
      seconds[Int(first)] |= bits
      if first.isLower { seconds[Int(first - 0x20)] |= bits }
    }
    // An accent may hide any letter.
    for byte in 0x80...0xFF { seconds[byte] = .max }
  }

  /// Whether a word may have one of the stems.
  @inline(__always)
  func mayBegin(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    let bits = seconds[Int(bytes[word.lowerBound])]
    if bits == 0 || word.count < 2 { return bits != 0 }
    let second = bytes[word.lowerBound + 1]
    return second >= 0x80 || bits & Self.bit(second) != 0
  }

  /// Letters by their place in the alphabet, whether small or capital; digits share places with some.
  private static func bit(_ byte: UInt8) -> UInt32 {
    1 << UInt32((byte | 0x20 == UInt8(ascii: "y") ? UInt8(ascii: "i") : byte) & 31)
  }
}
