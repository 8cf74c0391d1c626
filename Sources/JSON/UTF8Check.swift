/// Looks for bytes that are not UTF-8.
enum UTF8Check {
  /// The offset of the first sequence that is not valid, or nil.
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = 0
    while at < bytes.count {
      let width = width(bytes, at)
      if width == 0 { return at }
      at += width
    }
    return nil
  }

  /// How many bytes the character at an offset has; 0 if it is not valid.
  private static func width(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    // What the second byte may be depends on the first: no overlong forms, no surrogates, nothing past U+10FFFF.
    let (width, second): (Int, ClosedRange<UInt8>) =
      switch bytes[at] {
      case ..<0x80: (1, 0x80...0xBF)
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    if width < 2 { return width }
    guard at + width <= bytes.count, second.contains(bytes[at + 1]) else { return 0 }
    return bytes[(at + 2)..<(at + width)].allSatisfy { $0 & 0xC0 == 0x80 } ? width : 0
  }
}
