/// What to look for when a text is shown: the stems of a wanted term, in every spelling of it.
public struct HighlightTerm: Equatable, Sendable {
  /// Words in a row.
  public struct Pattern: Equatable, Sendable {
    /// The stems of the words; the last one as it is for the beginning of a word.
    public let stems: [[UInt8]]
    /// Whether the last word may go on.
    public let isPrefix: Bool
  }

  /// The spellings.
  public let patterns: [Pattern]
  /// The column that the term is looked for in; nil for all.
  public let column: Query.Column?
}

extension Query {
  /// The terms to highlight in what was found.
  public var highlightTerms: [HighlightTerm] {
    wantedTerms.map { term in
      var patterns = (term.forms + term.wider).map { form in
        var words = form.words.map { Folding.fold(Array($0.utf8)) }
        let last = form.isPrefix ? words.popLast() : nil
        return HighlightTerm.Pattern(
          stems: words.map(Porter.stem) + [last].compactMap { $0 }, isPrefix: form.isPrefix)
      }
      patterns += term.completions.map { HighlightTerm.Pattern(stems: [Array($0.utf8)], isPrefix: false) }
      return HighlightTerm(patterns: patterns, column: term.column)
    }
  }
}

/// Words as they are compared: in lower case, Latin letters without accents.
enum Folding {
  static func fold(_ word: [UInt8]) -> [UInt8] { fold(word, 0..<word.count) }

  static func fold(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] < 0x80 {
        result.append(bytes[index].lowered)
        index += 1
        continue
      }
      let (scalar, length) = bytes.scalar(at: index)
      index += length
      if (0x300...0x331).contains(scalar.value) { continue }
      if let letter = base(scalar) {
        result.append(letter)
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return result
  }

  /// The letter under an accent. Unicode spells it out: LATIN SMALL LETTER E WITH ACUTE.
  private static func base(_ scalar: Unicode.Scalar) -> UInt8? {
    guard (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value),
      let name = scalar.properties.name
    else { return nil }
    let words = name.split(separator: " ")
    // A stroke makes another letter.
    guard words.count > 5, words[4] == "WITH", words[3].utf8.count == 1, words[5] != "STROKE" else {
      return nil
    }
    return words[3].utf8.first.map(\.lowered)
  }
}
