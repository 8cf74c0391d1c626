/// Goes past JSON values without reading them. No recursion: the depth of a text costs no stack.
enum JSONSkip {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Where a value may begin, at an offset or behind blanks and a byte order mark; nil where nothing is left.
  static func start(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    var start = offset
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    while start < bytes.count, isBlank(bytes[start]) { start += 1 }
    return start < bytes.count ? start : nil
  }

  static func equals(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    var index = 0
    while index < range.count {
      if bytes[range.lowerBound + index] != text.utf8Start[index] { return false }
      index += 1
    }
    return true
  }

  /// The end of the value that begins at an offset; nil if it has none, or if no value begins there.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    switch bytes[start] {
    case UInt8(ascii: "\""): return string(bytes, at: start)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested(bytes, at: start)
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return word(bytes, at: start)
    default: return nil
    }
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"):
        at += 1
      default: return at
      }
    }
    return at
  }

  private static func nested(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var at = start
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        guard let end = string(bytes, at: at) else { return nil }
        at = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return at + 1 }
      default: break
      }
      at += 1
    }
    return nil
  }

  /// The end of the string whose opening quote is at an offset.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var at = start + 1
    // Most strings are keys and names, for which more than this costs more than it spares.
    let near = min(start + 16, bytes.count)
    while at < near, bytes[at] != UInt8(ascii: "\\") {
      if bytes[at] == UInt8(ascii: "\"") { return at + 1 }
      at += 1
    }
    if at < near { at += 2 }
    return closingQuote(bytes, from: at).map { $0 + 1 }
  }

  /// The first quote from an offset on that no backslash makes a part of the string. Two bytes of the string or its
  /// opening quote stand before the offset.
  ///
  /// Backslashes are not looked for, only back to from a quote: texts of code have one in every line.
  private static func closingQuote(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let quote = SIMD64<UInt8>(repeating: UInt8(ascii: "\""))
    let backslash = SIMD64<UInt8>(repeating: UInt8(ascii: "\\"))
    var at = start
    while at + 64 <= bytes.count {
      let quotes = raw.loadUnaligned(fromByteOffset: at, as: SIMD64<UInt8>.self) .== quote
      let before = raw.loadUnaligned(fromByteOffset: at - 1, as: SIMD64<UInt8>.self) .!= backslash
      let twoBefore = raw.loadUnaligned(fromByteOffset: at - 2, as: SIMD64<UInt8>.self) .== backslash
      guard let lane = firstLane(quotes .& (before .| twoBefore)) else {
        at += 64
        continue
      }
      if isPlain(bytes, at + lane) { return at + lane }
      at += lane + 1
    }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\""), isPlain(bytes, at) { return at }
      at += 1
    }
    return nil
  }

  /// Whether an even number of backslashes stands before an offset within a string.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    var at = offset
    while at > 0, bytes[at - 1] == UInt8(ascii: "\\") { at -= 1 }
    return (offset - at) % 2 == 0
  }

  private static func firstLane(_ mask: SIMDMask<SIMD64<Int8>>) -> Int? {
    let words = unsafeBitCast(mask, to: SIMD8<UInt64>.self)
    let folded = words.lowHalf | words.highHalf
    guard folded[0] | folded[1] | folded[2] | folded[3] != 0 else { return nil }
    for index in 0..<8 where words[index] != 0 {
      return index * 8 + words[index].littleEndian.trailingZeroBitCount / 8
    }
    return nil
  }

  private static func quoteOrBackslash(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    let raw = UnsafeRawPointer(base)
    var at = start
    // Sixteen at a time: most of what is skipped is text.
    while at + 16 <= bytes.count {
      let chunk = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let hits = unsafeBitCast((chunk .== 0x22) .| (chunk .== 0x5C), to: SIMD2<UInt64>.self)
      if hits[0] != 0 { return at + hits[0].littleEndian.trailingZeroBitCount / 8 }
      if hits[1] != 0 { return at + 8 + hits[1].littleEndian.trailingZeroBitCount / 8 }
      at += 16
    }
    while at < bytes.count {
      if bytes[at] == 0x22 || bytes[at] == 0x5C { return at }
      at += 1
    }
    return nil
  }

  /// The bytes that the inside of a string stands for. An escape that is none stays as it is.
  static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      guard let stop = quoteOrBackslash(bytes, from: at), stop < range.upperBound - 1 else {
        result.append(contentsOf: bytes[at..<range.upperBound])
        return result
      }
      result.append(contentsOf: bytes[at..<stop])
      at = stop + 2
      switch bytes[stop + 1] {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(bytes[stop + 1])
      case UInt8(ascii: "u"):
        guard let (scalar, end) = scalar(bytes, at: at, to: range.upperBound) else { fallthrough }
        result.append(contentsOf: String(scalar).utf8)
        at = end
      default: result.append(contentsOf: bytes[stop..<at])
      }
    }
    return result
  }

  /// The character of `\uXXXX`, or of two of them, whose digits begin at an offset. Half a pair is U+FFFD.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, to end: Int) -> (
    Unicode.Scalar, Int
  )? {
    guard let high = unit(bytes, at: start, to: end) else { return nil }
    if let scalar = Unicode.Scalar(high) { return (scalar, start + 4) }
    if high < 0xDC00, start + 6 <= end, bytes[start + 4] == UInt8(ascii: "\\"),
      bytes[start + 5] == UInt8(ascii: "u"),
      let low = unit(bytes, at: start + 6, to: end), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    {
      return (scalar, start + 10)
    }
    return ("\u{FFFD}", start + 4)
  }

  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, to end: Int) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var value: UInt32 = 0
    for index in start..<(start + 4) {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
