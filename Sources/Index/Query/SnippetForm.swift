extension SnippetMaker {
  /// The text of a decision without what is only form: the title above it, and headings with nothing or `none` below.
  static func withoutForm(_ text: [UInt8]) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    var result: [UInt8] = []
    var hasTitle = false
    // Waits for something to stand below it.
    var heading: ArraySlice<UInt8>?
    for line in text.split(separator: newline) {
      let words = line.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
      guard let first = words.first else { continue }
      if first.count < 7, first.allSatisfy({ $0 == UInt8(ascii: "#") }) {
        heading = first.count > 1 || hasTitle ? line : nil
        if first.count == 1 { hasTitle = true }
      } else if !isNothing(words) {
        if let waiting = heading { result += waiting + [newline] }
        heading = nil
        result += line + [newline]
      }
    }
    return result
  }

  /// `none`, `- None.`, `n/a`
  private static func isNothing(_ words: [ArraySlice<UInt8>]) -> Bool {
    let marks = ["-", "*", "+"].map { Array($0.utf8)[...] }
    let said = words.drop { marks.contains($0) }
    guard said.count == 1, let word = said.first else { return said.isEmpty }
    let text = String(decoding: word, as: UTF8.self).lowercased()
    return ["none", "none.", "n/a"].contains(text)
  }
}
