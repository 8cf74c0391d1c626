/// The column of identifier parts, so that `session` finds `AsyncSessionLocal`. The tokenizer parts words at `_`, `-`
/// and `.` itself; what remains is a change of case, or of letters and digits, inside a word. The other way round,
/// `get_session` stands here as `getsession`, which `getSession` is too: so an identifier in another spelling is told
/// from the same words in a sentence.
enum IdentifierParts {
  private static let longest = 200

  /// The parts of every identifier in some texts, each identifier once, one a line.
  static func column(of texts: [[UInt8]]) -> [UInt8] {
    var seen: Set<Name> = []
    var column: [UInt8] = []
    for text in texts {
      text.withUnsafeBufferPointer { bytes in
        // What `_` joins, and whether there is more than one word in it.
        var whole = 0..<0
        var isJoined = false
        Tokenizer.forEachWord(bytes, in: 0..<bytes.count) { word in
          if !whole.isEmpty, whole.upperBound + 1 == word.lowerBound,
            bytes[whole.upperBound] == separator
          {
            whole = whole.lowerBound..<word.upperBound
            isJoined = true
          } else {
            if isJoined { join(text[whole], &seen, &column) }
            whole = word
            isJoined = false
          }
          guard word.count <= longest, Identifiers.isCompound(bytes, word),
            seen.insert(Name(bytes: text[word])).inserted
          else { return }
          for part in Identifiers.parts(bytes, word) {
            column += text[part]
            column.append(UInt8(ascii: " "))
          }
          column.append(UInt8(ascii: "\n"))
        }
        if isJoined { join(text[whole], &seen, &column) }
      }
    }
    return column
  }

  private static let separator = UInt8(ascii: "_")

  /// An identifier whose words are parted by `_`, written as one.
  private static func join(_ name: ArraySlice<UInt8>, _ seen: inout Set<Name>, _ column: inout [UInt8]) {
    guard name.count <= longest, seen.insert(Name(bytes: name)).inserted else { return }
    for byte in name where byte != separator { column.append(byte) }
    column.append(UInt8(ascii: "\n"))
  }

  /// Bytes that are hashed at once: a slice hashes its elements one after the other.
  private struct Name: Hashable {
    let bytes: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }
}
