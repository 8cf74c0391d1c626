/// The column of identifier parts, so that `session` finds `AsyncSessionLocal`. The tokenizer parts words at `_`, `-`
/// and `.` itself; what remains is a change of case, or of letters and digits, inside a word. The other way round,
/// `get_session` stands here as `getsession`, which `getSession` is too: so an identifier in another spelling is told
/// from the same words in a sentence.
enum IdentifierParts {
  private static let longest = 200

  /// The parts of every identifier in some texts, each identifier once, one a line.
  static func column(of texts: [[UInt8]]) -> [UInt8] {
    var seen: Set<ArraySlice<UInt8>> = []
    var column: [UInt8] = []
    for text in texts {
      var whole: Range<Int>?
      for word in Tokenizer.words(text) {
        if let last = whole, last.upperBound + 1 == word.lowerBound,
          text[last.upperBound] == UInt8(ascii: "_")
        {
          whole = last.lowerBound..<word.upperBound
        } else {
          if let whole { join(text[whole], &seen, &column) }
          whole = word
        }
        guard word.count <= longest, Identifiers.isCompound(text, word) else { continue }
        guard seen.insert(text[word]).inserted else { continue }
        for part in Identifiers.parts(text, word) { column += text[part] + [UInt8(ascii: " ")] }
        column.append(UInt8(ascii: "\n"))
      }
      if let whole { join(text[whole], &seen, &column) }
    }
    return column
  }

  /// An identifier whose words are parted by `_`, written as one.
  private static func join(
    _ name: ArraySlice<UInt8>, _ seen: inout Set<ArraySlice<UInt8>>, _ column: inout [UInt8]
  ) {
    let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: "_") }
    guard name.count <= longest, name.contains(where: isSeparator), seen.insert(name).inserted else { return }
    column += name.filter { !isSeparator($0) } + [UInt8(ascii: "\n")]
  }
}
