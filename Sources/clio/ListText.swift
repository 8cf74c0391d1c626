import JSON

/// A list as one word of a command line: entries with commas between them, where a comma in braces parts nothing
/// (`src/{a,b}/**`), or a JSON array of texts for entries that have commas themselves.
enum ListText {
  /// The entries; nil for what begins as a JSON array and is none.
  static func entries(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    if isArray(bytes) {
      guard let items = try? JSON.parse(bytes).items else { return nil }
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    }
    var parts: [String] = []
    var start = 0
    for end in commas(bytes) + [bytes.count] {
      let part = String(decoding: trimmed(bytes[start..<end]), as: UTF8.self)
      if !part.isEmpty { parts.append(part) }
      start = end + 1
    }
    return parts
  }

  /// `[]` or `["…`: a glob such as `[ab].c` begins otherwise.
  private static func isArray(_ bytes: [UInt8]) -> Bool {
    let inner = bytes.dropFirst().first { $0 != UInt8(ascii: " ") }
    return bytes.first == UInt8(ascii: "[") && (inner == UInt8(ascii: "\"") || inner == UInt8(ascii: "]"))
  }

  /// Where the commas are that part entries. A brace that is never closed means nothing.
  private static func commas(_ bytes: [UInt8]) -> [Int] {
    var commas: [Int] = []
    var braces: [Int] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: ","): commas.append(index)
      case UInt8(ascii: "{"): braces.append(index)
      case UInt8(ascii: "}"):
        guard let open = braces.popLast() else { continue }
        while let last = commas.last, last > open { commas.removeLast() }
      default: break
      }
    }
    return commas
  }

  private static func trimmed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var part = part
    while part.first == 0x20 { part = part.dropFirst() }
    while part.last == 0x20 { part = part.dropLast() }
    return part
  }
}
