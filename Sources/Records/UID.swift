/// A UUID of version 7: the identity of a record, in the order of time.
public struct UID: Hashable, Sendable, CustomStringConvertible {
  /// The sixteen bytes.
  public let bytes: [UInt8]

  /// Makes one from a time in milliseconds since 1970 and ten random bytes.
  public init(milliseconds: Int64, random: [UInt8]) {
    var bytes: [UInt8] = []
    for shift in stride(from: 40, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: milliseconds >> Int64(shift)))
    }
    bytes += (random + [UInt8](repeating: 0, count: 10)).prefix(10)
    bytes[6] = bytes[6] & 0x0F | 0x70
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.bytes = bytes
  }

  /// The usual text, in lower case: `0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66`.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(.dash) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a text looks like a UUID, or like the beginning of one (at least eight digits).
  public static func looksLike(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 8, bytes.count <= 36 else { return false }
    for (index, byte) in bytes.enumerated() {
      let isDash = [8, 13, 18, 23].contains(index)
      let isHexadecimal = byte.isDigit || (byte.lowered >= 0x61 && byte.lowered <= 0x66)
      guard isDash ? byte == .dash : isHexadecimal else { return false }
    }
    return true
  }
}
