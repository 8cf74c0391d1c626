/// Writing of scalars so that every YAML reader, 1.1 or 1.2, takes them as exactly the given string.
public enum YAMLWriter {
  /// The text as a scalar on one line: plain if that is safe, else double-quoted.
  public static func scalar(_ text: String, inFlow: Bool = false) -> String {
    isPlainSafe(text, inFlow: inFlow) ? text : doubleQuoted(text)
  }

  /// The text in double quotes.
  public static func doubleQuoted(_ text: String) -> String {
    "\"" + doubleQuotedBody(text) + "\""
  }

  /// What stands between double quotes for this text.
  public static func doubleQuotedBody(_ text: String) -> String {
    // Most texts need no escape, and hashes are many.
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return text
    }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where isForbiddenOrBreak(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What stands between single quotes for this text; nil if they can't hold it, as they have no escapes.
  public static func singleQuotedBody(_ text: String) -> String? {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if isForbiddenOrBreak(scalar) && scalar != "\t" { return nil }
      if scalar == "'" { result += "'" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A block scalar of this text, from `|` to the line break after its last line; nil if a block can't hold it.
  ///
  /// It can't where the text has a character that needs an escape, begins with blanks (they would be taken for
  /// indentation), or has nothing but line breaks. `indentation` is how far the lines are set in; it must be
  /// more than that of the parent.
  public static func literalBlock(_ text: String, indentation: Int) -> String? {
    let lineFeed = UInt8(ascii: "\n")
    let firstOfText = text.utf8.first { $0 != lineFeed }
    guard indentation > 0, let firstOfText else { return nil }
    if firstOfText == UInt8(ascii: " ") || firstOfText == UInt8(ascii: "\t") { return nil }
    for scalar in text.unicodeScalars where isForbiddenOrBreak(scalar) && scalar != "\n" && scalar != "\t" {
      return nil
    }
    var lines = text.utf8.split(separator: lineFeed, omittingEmptySubsequences: false)
    var header = "|-"
    if lines.last?.isEmpty == true {
      lines.removeLast()
      header = lines.last?.isEmpty == true ? "|+" : "|"
    }
    let margin = String(repeating: " ", count: indentation)
    return lines.reduce(into: header + "\n") { block, line in
      if !line.isEmpty { block += margin + String(Substring(line)) }
      block += "\n"
    }
  }

  /// Characters that need an escape: what YAML forbids as it is, what it may take for a line break, and what
  /// editors and readers drop or change.
  static func isForbiddenOrBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFDD0...0xFDEF: true
    case let value: value & 0xFFFE == 0xFFFE
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (letter, width) =
      switch scalar.value {
      case ..<0x100: ("x", 2)
      case ..<0x10000: ("u", 4)
      default: ("U", 8)
      }
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
