extension JSONReader {
  /// The string whose opening quote is current.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    var allBits: UInt8 = 0
    var hasEscapes = false
    while true {
      guard offset < bytes.count else { throw failure("expected '\"'") }
      let byte = bytes[offset]
      allBits |= byte
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        offset += 1
      } else if byte < 0x20 && !options.allowingControlCharacters {
        throw failure("control character U+00\(hexadecimal(byte)) in a string needs an escape")
      }
      offset += 1
    }
    let raw = UnsafeBufferPointer(rebasing: bytes[start..<offset])
    if allBits >= 0x80, let invalid = UTF8Check.firstInvalid(raw) {
      throw failure("invalid UTF-8", at: start + invalid, isNoUnicode: true)
    }
    let text = hasEscapes ? try unescaped(raw, start: start) : String(decoding: raw, as: UTF8.self)
    offset += 1
    return text
  }

  private func unescaped(_ raw: UnsafeBufferPointer<UInt8>, start: Int) throws(JSONError) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var at = 0
    while at < raw.count {
      if raw[at] != UInt8(ascii: "\\") {
        result.append(raw[at])
        at += 1
        continue
      }
      // A byte follows every backslash, or the string would not have ended.
      let letter = raw[at + 1]
      at += 2
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        guard let unit = codeUnit(raw, at) else {
          throw failure("expected four hexadecimal digits after \\u", at: start + at)
        }
        let place = start + at - 2
        at += 4
        var value = UInt32(unit)
        if unit >= 0xD800 && unit < 0xDC00, let low = lowSurrogate(raw, at) {
          value = 0x10000 + (value - 0xD800) << 10 + (UInt32(low) - 0xDC00)
          at += 6
        }
        let scalar = Unicode.Scalar(value)
        if scalar == nil, !options.replacingLoneSurrogates {
          throw failure("half a surrogate pair stands for no character", at: place, isNoUnicode: true)
        }
        result.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
      default: throw failure("unknown escape", at: start + at - 2)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func lowSurrogate(_ raw: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16? {
    guard at + 1 < raw.count, raw[at] == UInt8(ascii: "\\"), raw[at + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return codeUnit(raw, at + 2).flatMap { $0 >= 0xDC00 && $0 < 0xE000 ? $0 : nil }
  }

  private func codeUnit(_ raw: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16? {
    guard at + 4 <= raw.count else { return nil }
    var value: UInt16 = 0
    for byte in raw[at..<(at + 4)] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}

/// Two hexadecimal digits.
func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.utf8.count == 1 ? "0" + digits : digits
}
