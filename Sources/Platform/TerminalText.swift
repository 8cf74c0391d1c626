extension Terminal {
  /// Text that can do a terminal nothing: what could is shown as `\x1b` (a byte) or `\u202e` (a character).
  ///
  /// That is control characters, marks that turn the direction of writing, and bytes that are not UTF-8. Line
  /// feed, tab and the carriage return of a CRLF stay.
  public static func sanitized(_ text: String) -> String {
    var copy = text
    let isHarmless = copy.withUTF8 { $0.allSatisfy { isPlain($0) } }
    return isHarmless ? copy : sanitized(Array(copy.utf8))
  }

  /// The same for bytes that may not be UTF-8.
  public static func sanitized(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isPlain(byte) || (byte == carriageReturn && bytes[following: index] == lineFeed) {
        result.append(byte)
        index += 1
      } else if byte < 0x80 {
        result += Array("\\x".utf8) + hex(UInt32(byte), 2)
        index += 1
      } else if let (scalar, length) = decode(bytes, at: index) {
        if isDangerous(scalar) {
          result += Array("\\u".utf8) + hex(scalar, 4)
        } else {
          result += bytes[index..<index + length]
        }
        index += length
      } else {
        result += Array("\\x".utf8) + hex(UInt32(byte), 2)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == lineFeed || byte == UInt8(ascii: "\t")
  }

  private static func isDangerous(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// One character of more than one byte, and its length.
  private static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int)? {
    let (length, lead): (Int, UInt8) =
      switch bytes[index] {
      case 0xC2...0xDF: (2, 0x1F)
      case 0xE0...0xEF: (3, 0x0F)
      case 0xF0...0xF4: (4, 0x07)
      default: (0, 0)
      }
    guard length > 0, index + length <= bytes.count else { return nil }
    var scalar = UInt32(bytes[index] & lead)
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    // Longer than need be, a surrogate, or beyond the last character.
    let least: [UInt32] = [0x80, 0x800, 0x10000]
    guard scalar >= least[length - 2], Unicode.Scalar(scalar) != nil else { return nil }
    return (scalar, length)
  }

  private static func hex(_ value: UInt32, _ width: Int) -> [UInt8] {
    let digits = Array(String(value, radix: 16).utf8)
    return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, width - digits.count)) + digits
  }
}

extension [UInt8] {
  fileprivate subscript(following index: Int) -> UInt8? { index + 1 < count ? self[index + 1] : nil }
}
