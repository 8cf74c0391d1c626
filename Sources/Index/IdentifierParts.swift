/// The column of identifier parts, so that `session` finds `AsyncSessionLocal`. The tokenizer parts words at `_`, `-`
/// and `.` itself; what remains is a change of case, or of letters and digits, inside a word.
enum IdentifierParts {
  private static let longest = 200

  /// The parts of every identifier in some texts, each identifier once, one a line.
  static func column(of texts: [[UInt8]]) -> [UInt8] {
    var seen: Set<ArraySlice<UInt8>> = []
    var column: [UInt8] = []
    for text in texts {
      for word in Tokenizer.words(text) where word.count <= longest && Identifiers.isCompound(text, word) {
        guard seen.insert(text[word]).inserted else { continue }
        for part in Identifiers.parts(text, word) { column += text[part] + [UInt8(ascii: " ")] }
        column.append(UInt8(ascii: "\n"))
      }
    }
    return column
  }
}
