/// Byte equality: `==` on String takes "é" and "e\u{301}" for the same word, which for a user's value they
/// are not.
@usableFromInline func sameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}

extension String {
  /// Whether the bytes start with those of `prefix`; `hasPrefix` would look at whole characters.
  func startsWithBytes(_ prefix: String) -> Bool {
    utf8.starts(with: prefix.utf8)
  }

  /// The text without line feeds at its ends.
  var trimmedOfNewlines: String {
    var text = self[...]
    while text.utf8.first == 10 { text = text.dropFirst() }
    while text.utf8.last == 10 { text = text.dropLast() }
    return String(text)
  }

  /// The lines, split at line feeds only.
  var lines: [String] {
    utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }

  func replacingByte(_ byte: UInt8, with text: String) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar.value == UInt32(byte) { result += text } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}

/// A user's word for a message: short, in quotes, and unable to steer the terminal.
func quoted(_ word: String) -> String {
  let limit = 60
  var result = "'"
  var count = 0
  for scalar in word.unicodeScalars {
    if count == limit { return result + "…'" }
    count += 1
    if steersTerminal(scalar) {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result + "'"
}

private func steersTerminal(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

/// "a", "a or b", "a, b or c".
func alternatives(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
