extension String {
  /// The entries of a list on one line, where a comma in braces parts nothing: `src/{a,b}/**, docs`.
  package var listEntries: [String] {
    let bytes = Array(utf8)
    var parts: [String] = []
    var start = 0
    for end in Self.commas(bytes) + [bytes.count] {
      let part = String(decoding: bytes[start..<end], as: UTF8.self).trimmedBlanks
      if !part.isEmpty { parts.append(part) }
      start = end + 1
    }
    return parts
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
}
