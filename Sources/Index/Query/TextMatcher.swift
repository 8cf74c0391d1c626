/// A place in a text where a wanted term stands.
struct TextMatch {
  var range: Range<Int>
  /// Which of the terms.
  let term: Int
}

/// Finds wanted terms in a text as the index does: stems of words, parts of identifiers, phrases.
struct TextMatcher {
  private let patterns: [(pattern: HighlightTerm.Pattern, term: Int)]
  /// Whether a pattern can begin with a word of this first byte. Stemming leaves the first letter as it is.
  private var beginnings = [Bool](repeating: false, count: 256)
  private let longest: Int

  init(_ terms: [HighlightTerm]) {
    patterns = terms.enumerated().flatMap { index, term in term.patterns.map { ($0, index) } }
    longest = patterns.map(\.pattern.stems.count).max() ?? 0
    for (pattern, _) in patterns {
      guard let byte = pattern.stems.first?.first else { continue }
      beginnings[Int(byte)] = true
      if byte.isLower { beginnings[Int(byte - 0x20)] = true }
    }
    // An accent may hide any letter.
    for byte in 0x80...0xFF { beginnings[byte] = true }
  }

  /// All matches, in the order of their beginnings. They may overlap.
  func matches(_ bytes: [UInt8]) -> [TextMatch] {
    guard longest > 0 else { return [] }
    let words = Tokenizer.words(bytes)
    var found: [TextMatch] = []
    find(words, in: bytes, &found)
    var parts: [Range<Int>] = []
    var isCompound = false
    for word in words {
      if Identifiers.isCompound(bytes, word) {
        isCompound = true
        parts += Identifiers.parts(bytes, word)
      } else {
        parts.append(word)
      }
    }
    if isCompound { find(parts, in: bytes, &found) }
    return found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func find(_ words: [Range<Int>], in bytes: [UInt8], _ found: inout [TextMatch]) {
    for start in words.indices where beginnings[Int(bytes[words[start].lowerBound])] {
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
