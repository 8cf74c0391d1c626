/// Text in columns of a terminal: wide characters count two, marks and joiners none.
public enum Columns {
  /// How many columns a text takes.
  public static func width(_ text: String) -> Int {
    if text.isPrintableASCII { return text.utf8.count }
    var total = 0
    var last = 0
    for scalar in text.unicodeScalars {
      // U+FE0F makes a sign of one column a picture of two.
      let next = scalar.value == 0xFE0F && last == 1 ? 1 : width(scalar)
      total += next
      last = next
    }
    return total
  }

  /// A text with blanks up to a width.
  public static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(text)))
  }

  /// A text cut to a width, with an ellipsis where something is missing; never inside a character.
  public static func cut(_ text: String, _ room: Int) -> String {
    guard room < .max, width(text) > room else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = width(String(character))
      if used + next > room - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension String {
  /// Whether every character is one byte that takes one column, as in most texts.
  @inlinable public var isPrintableASCII: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

  /// The text on one line.
  public var replacingLineBreaks: String {
    if isPrintableASCII { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { ["\n", "\r", "\t", "\u{2028}", "\u{2029}", "\u{85}"].contains($0) ? " " : $0 }))
  }
}
