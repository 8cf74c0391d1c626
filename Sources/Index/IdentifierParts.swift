import Records

/// The column of identifier parts, so that `session` finds `AsyncSessionLocal`. The tokenizer parts words at `_`, `-`
/// and `.` itself; what remains is a change of case, or of letters and digits, inside a word. The other way round,
/// `get_session` stands here as `getsession`, which `getSession` is too: so an identifier in another spelling is told
/// from the same words in a sentence.
enum IdentifierParts {
  /// The parts of every identifier in some texts, each identifier once, one a line.
  static func column(of texts: [[UInt8]]) -> [UInt8] {
    var collector = Collector()
    for text in texts {
      text.withUnsafeBufferPointer { bytes in
        // Small letters alone are no identifier: only runs with something else in them are looked at.
        ByteSearch.eachSign(in: bytes) { sign in
          guard isPart(bytes[sign]) else { return nil }
          var (start, end) = (sign, sign + 1)
          while start > 0, isPart(bytes[start - 1]) { start -= 1 }
          while end < bytes.count, isPart(bytes[end]) { end += 1 }
          collector.add(text, bytes, start..<end)
          return end
        }
      }
    }
    return collector.column
  }

  private static let longest = 200
  private static let separator = UInt8(ascii: "_")

  /// Whether a byte may stand in an identifier, with what joins its words.
  private static func isPart(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == separator || byte >= 0x80
  }

  private struct Collector {
    var column: [UInt8] = []
    private var seen: Set<Name> = []

    /// Adds the identifiers of a run of letters, digits and what joins them.
    mutating func add(_ text: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) {
      // What `_` joins, and whether there is more than one word in it.
      var whole = 0..<0
      var isJoined = false
      Tokenizer.forEachWord(bytes, in: run) { word in
        if !whole.isEmpty, whole.upperBound + 1 == word.lowerBound, bytes[whole.upperBound] == separator {
          whole = whole.lowerBound..<word.upperBound
          isJoined = true
        } else {
          if isJoined { join(text[whole]) }
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
      if isJoined { join(text[whole]) }
    }

    /// An identifier whose words are parted by `_`, written as one.
    private mutating func join(_ name: ArraySlice<UInt8>) {
      guard name.count <= longest, seen.insert(Name(bytes: name)).inserted else { return }
      for byte in name where byte != separator { column.append(byte) }
      column.append(UInt8(ascii: "\n"))
    }
  }

  /// Bytes that are hashed at once: a slice hashes its elements one after the other.
  private struct Name: Hashable {
    let bytes: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }
}
