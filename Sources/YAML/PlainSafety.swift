extension YAMLWriter {
  /// True if every YAML 1.1 and 1.2 reader takes these plain characters as this string.
  ///
  /// False in doubt. In a flow collection `:` and `?` are out altogether, since readers of YAML 1.0's time
  /// (libyaml before 0.2, PyYAML before 5) stop at them.
  public static func isPlainSafe(_ text: String, inFlow: Bool) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      hasPlainShape(bytes, inFlow: inFlow) && !isResolvable(bytes)
    } && hasPlainCharacters(text)
  }

  /// No indicator stands where it would count as one.
  private static func hasPlainShape(_ bytes: UnsafeBufferPointer<UInt8>, inFlow: Bool) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    if "-?:,[]{}#&*!|>'\"%@` \t".utf8.contains(first) || ": \t".utf8.contains(last) { return false }
    if bytes.starts(with: "...".utf8) { return false }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "#") where bytes[index - 1] == UInt8(ascii: " "): return false
      case UInt8(ascii: ":") where inFlow || bytes[index + 1] == UInt8(ascii: " "): return false
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "?"):
        if inFlow { return false }
      default: break
      }
    }
    return true
  }

  /// No character needs an escape, and no end could be trimmed.
  private static func hasPlainCharacters(_ text: String) -> Bool {
    // Of ASCII, blanks at the ends are no plain shape.
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return true }
    let scalars = text.unicodeScalars
    if scalars.first?.properties.isWhitespace ?? true || scalars.last?.properties.isWhitespace ?? true {
      return false
    }
    return !scalars.contains { isForbiddenOrBreak($0) }
  }

  private static let words: Set<String> = [
    "null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<",
    "inf", "infinity", "nan",
  ]

  /// A resolver may make something else than a string of it.
  private static func isResolvable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = bytes[...].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
    let isSigned = rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-")
    if isSigned { rest.removeFirst() }
    let isFraction = rest.first == UInt8(ascii: ".")
    if rest.count <= 9 {
      if words.contains(String(decoding: isFraction ? rest.dropFirst() : rest, as: UTF8.self)) { return true }
    }
    guard let first = rest.first else { return isSigned }
    guard isSigned || isFraction || (0x30...0x39).contains(first) else { return false }
    // Radix numbers; with `p` and `.` also a float in hexadecimal.
    if rest.starts(with: "0x".utf8) { return isMadeOf("0123456789abcdef_,.p+-", rest.dropFirst(2)) }
    if rest.starts(with: "0o".utf8) || rest.starts(with: "0b".utf8) {
      return isMadeOf("0123456789_,.", rest.dropFirst(2))
    }
    // Integers, sexagesimals, floats, dates and times.
    return isMadeOf("0123456789_,.:+- etz", rest)
  }

  private static func isMadeOf(_ characters: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { characters.utf8.contains($0) }
  }
}
