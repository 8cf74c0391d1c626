/// Base64 as in RFC 4648, with padding.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text for these bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes for this text; nil if it is not what `encode` gives for any.
  public static func decode(_ text: String) -> [UInt8]? {
    let input = Array(text.utf8)
    let padding = input.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard input.count % 4 == 0, padding <= 2 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(input.count / 4 * 3)
    var bits = 0
    var width = 0
    for byte in input.dropLast(padding) {
      guard let digit = value(byte) else { return nil }
      bits = (bits << 6 | digit) & 0xFFFF
      width += 6
      if width >= 8 {
        width -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> width))
      }
    }
    // Bits left over must be none, or two texts would be the same bytes.
    return bits & (1 << width - 1) == 0 ? result : nil
  }

  private static func value(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

extension JSON {
  /// A string if the bytes are UTF-8, else `{"bytes": "<Base64>"}`.
  public static func text(bytes: [UInt8]) -> JSON {
    if bytes.withUnsafeBufferPointer(UTF8Check.firstInvalid) == nil {
      return .string(String(decoding: bytes, as: UTF8.self))
    }
    return ["bytes": .string(Base64.encode(bytes))]
  }

  /// The bytes that `text(bytes:)` was given; nil for any other value.
  public var textBytes: [UInt8]? {
    if let text { return Array(text.utf8) }
    guard let members, members.count == 1 else { return nil }
    return self["bytes"]?.text.flatMap(Base64.decode)
  }
}
