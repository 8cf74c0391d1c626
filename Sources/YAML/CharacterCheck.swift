/// What the bytes of a text are, found in one pass. libyaml makes the same checks, but gives them no line.
enum CharacterCheck: Equatable {
  case ascii
  case unicode
  case invalid(offset: Int, problem: String)

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var isASCII = true
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        at += 1
        continue
      }
      if byte < 0x80 {
        self = Self.forbidden(UInt32(byte), at)
        return
      }
      isASCII = false
      guard let (value, width) = Self.decode(bytes, at) else {
        self = .invalid(offset: at, problem: "invalid UTF-8")
        return
      }
      if value < 0xA0 && value != 0x85 || value == 0xFFFE || value == 0xFFFF {
        self = Self.forbidden(value, at)
        return
      }
      at += width
    }
    self = isASCII ? .ascii : .unicode
  }

  private static func forbidden(_ value: UInt32, _ offset: Int) -> Self {
    let digits = String(value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return .invalid(offset: offset, problem: "control character \(name) is not allowed")
  }

  /// The character of more than one byte at an offset, or nil if it is not valid UTF-8.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (value: UInt32, width: Int)? {
    let width: Int
    var value = UInt32(bytes[at])
    let least: UInt32
    switch bytes[at] {
    case 0xC2...0xDF: (width, value, least) = (2, value & 0x1F, 0x80)
    case 0xE0...0xEF: (width, value, least) = (3, value & 0x0F, 0x800)
    case 0xF0...0xF4: (width, value, least) = (4, value & 0x07, 0x10000)
    default: return nil
    }
    guard at + width <= bytes.count else { return nil }
    for next in bytes[(at + 1)..<(at + width)] {
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let isSurrogate = (0xD800...0xDFFF).contains(value)
    return value < least || value > 0x10FFFF || isSurrogate ? nil : (value, width)
  }
}
