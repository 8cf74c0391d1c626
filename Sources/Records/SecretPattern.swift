/// The shape of a project's own kind of credential: how it begins, and what follows.
public struct SecretPattern: Equatable, Sendable {
  /// What may follow the beginning.
  public enum Characters: String, CaseIterable, Sendable {
    /// Letters and digits.
    case letters
    /// Digits of hexadecimal numbers.
    case hexadecimal
    /// Decimal digits.
    case digits
    /// Letters, digits, `_` and `-`.
    case word
    /// Those of Base64.
    case base64

    func has(_ byte: UInt8) -> Bool {
      switch self {
      case .letters: byte.isLetter || byte.isDigit
      case .hexadecimal: byte.isDigit || (0x61...0x66).contains(byte.lowered)
      case .digits: byte.isDigit
      case .word: byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == .dash
      case .base64:
        byte.isLetter || byte.isDigit
          || [UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "=")].contains(byte)
      }
    }
  }

  /// The name in `[REDACTED:name]`.
  public let name: String
  /// How it begins.
  public let prefix: [UInt8]
  /// What follows.
  public let characters: Characters
  /// How many of them.
  public let count: ClosedRange<Int>

  /// A shape.
  public init(name: String, prefix: [UInt8], characters: Characters, count: ClosedRange<Int>) {
    (self.name, self.prefix, self.characters, self.count) = (name, prefix, characters, count)
  }

  /// Where credentials of this shape stand in a text, in order.
  public func ranges(in text: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while let place = text.firstRange(of: prefix, from: start) {
      var end = place.upperBound
      while end < text.count, end - place.upperBound <= count.upperBound, characters.has(text[end]) {
        end += 1
      }
      let isBoundary = place.lowerBound == 0 || !Characters.word.has(text[place.lowerBound - 1])
      let fits = isBoundary && count.contains(end - place.upperBound)
      if fits { found.append(place.lowerBound..<end) }
      start = fits ? end : place.lowerBound + 1
    }
    return found
  }
}
