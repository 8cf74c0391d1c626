/// Searches in much text, many bytes at a time.
package enum ByteSearch {
  /// Where a byte first stands at or after an offset.
  package static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int?
  {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let wanted = SIMD64<UInt8>(repeating: byte)
    var at = start
    while at + 64 <= bytes.count {
      if let lane = firstLane(raw.loadUnaligned(fromByteOffset: at, as: SIMD64<UInt8>.self) .== wanted) {
        return at + lane
      }
      at += 64
    }
    while at < bytes.count {
      if bytes[at] == byte { return at }
      at += 1
    }
    return nil
  }

  /// Where a text first stands at or after an offset.
  package static func first(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0)
    -> Int?
  {
    let last = text.utf8CodeUnitCount - 1
    guard let base = bytes.baseAddress, last >= 0 else { return nil }
    let raw = UnsafeRawPointer(base)
    // A place is looked at only where two bytes fit: the end, and the rarest one before it.
    let rare = rarest(text, before: last)
    let head = SIMD64<UInt8>(repeating: text.utf8Start[rare])
    let tail = SIMD64<UInt8>(repeating: text.utf8Start[last])
    var at = start
    while at + last + 64 <= bytes.count {
      let heads = raw.loadUnaligned(fromByteOffset: at + rare, as: SIMD64<UInt8>.self) .== head
      let tails = raw.loadUnaligned(fromByteOffset: at + last, as: SIMD64<UInt8>.self) .== tail
      var hits = heads .& tails
      while let lane = firstLane(hits) {
        if stands(text, raw, at: at + lane) { return at + lane }
        hits[lane] = false
      }
      at += 64
    }
    while at + last < bytes.count {
      if stands(text, raw, at: at) { return at }
      at += 1
    }
    return nil
  }

  /// The index of the byte that is rarest in texts and code.
  private static func rarest(_ text: StaticString, before last: Int) -> Int {
    for index in 0..<max(last, 0) {
      switch text.utf8Start[index] {
      case UInt8(ascii: "x"), UInt8(ascii: "q"), UInt8(ascii: "z"), UInt8(ascii: "j"), UInt8(ascii: "k"),
        UInt8(ascii: "v"), UInt8(ascii: "w"), UInt8(ascii: "Q"), UInt8(ascii: "X"), UInt8(ascii: "Z"),
        UInt8(ascii: "J"), UInt8(ascii: "K"), UInt8(ascii: "V"), UInt8(ascii: "W"), UInt8(ascii: "_"):
        return index
      default: break
      }
    }
    return 0
  }

  private static func stands(_ text: StaticString, _ raw: UnsafeRawPointer, at offset: Int) -> Bool {
    var index = 0
    while index < text.utf8CodeUnitCount {
      if raw.load(fromByteOffset: offset + index, as: UInt8.self) != text.utf8Start[index] { return false }
      index += 1
    }
    return true
  }

  /// Where a byte beyond ASCII first stands at or after an offset.
  package static func firstWide(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var at = start
    while at + 64 <= bytes.count {
      let words = raw.loadUnaligned(fromByteOffset: at, as: SIMD8<UInt64>.self)
      let folded = words.lowHalf | words.highHalf
      if (folded[0] | folded[1] | folded[2] | folded[3]) & 0x8080_8080_8080_8080 != 0 { break }
      at += 64
    }
    while at < bytes.count {
      if bytes[at] >= 0x80 { return at }
      at += 1
    }
    return nil
  }

  /// Where a byte first stands that is neither printable ASCII nor a line end nor a tab.
  package static func firstUnprintable(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let newline = SIMD64<UInt8>(repeating: .newline)
    let tab = SIMD64<UInt8>(repeating: .tab)
    let printable = SIMD64<UInt8>(repeating: 0x7F - 0x20)
    let blank = SIMD64<UInt8>(repeating: .space)
    var at = start
    while at + 64 <= bytes.count {
      let block = raw.loadUnaligned(fromByteOffset: at, as: SIMD64<UInt8>.self)
      let usual = ((block &- blank) .< printable) .| (block .== newline) .| (block .== tab)
      if let lane = firstLane(.!usual) { return at + lane }
      at += 64
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x20 || byte >= 0x7F, byte != .newline, byte != .tab { return at }
      at += 1
    }
    return nil
  }

  /// Calls for every byte of a text that is neither a small letter nor a blank nor a line feed, in order. Where an
  /// offset is returned, it goes on there.
  @inlinable package static func eachSign(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Int?
  ) {
    guard let base = bytes.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    var at = 0
    while at + 8 <= bytes.count {
      var marks = signs(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian)
      var next = at + 8
      while marks != 0 {
        let index = at + marks.trailingZeroBitCount / 8
        marks &= marks &- 1
        guard let end = body(index) else { continue }
        if end >= next {
          next = end
          break
        }
        marks &= ~0 << UInt64(max(end - at, 0) * 8)
      }
      at = next
    }
    while at < bytes.count {
      if isSign(bytes[at]), let end = body(at) { at = max(end, at + 1) } else { at += 1 }
    }
  }

  /// Whether a byte is neither a small letter nor a blank nor a line feed.
  @inlinable package static func isSign(_ byte: UInt8) -> Bool {
    !(byte.isLower || byte == .space || byte == .newline)
  }

  /// The highest bit of each of eight bytes that is such a one.
  @inlinable static func signs(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (ones &* 0x7F)
    let letters = (low &+ ones &* 0x1F) & ~(low &+ ones &* 0x05) & ~word
    return ~letters & differs(word, ones &* 0x20) & differs(word, ones &* 0x0A) & (ones &* 0x80)
  }

  /// The highest bit of each byte that is not the same in two words; the others may be anything.
  @inlinable static func differs(_ word: UInt64, _ other: UInt64) -> UInt64 {
    let difference = word ^ other
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ((difference & low) &+ low) | difference
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
}

extension [UInt8] {
  /// Where a byte first stands in a part of the text.
  package func index(of byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    withUnsafeBufferPointer { bytes in
      let end = end ?? bytes.count
      guard start < end else { return nil }
      return ByteSearch.first(byte, in: UnsafeBufferPointer(rebasing: bytes[..<end]), from: start)
    }
  }

  /// Whether a text stands anywhere at or after an offset.
  package func has(_ text: StaticString, from start: Int = 0) -> Bool {
    withUnsafeBufferPointer { ByteSearch.first(text, in: $0, from: start) != nil }
  }

  /// Where a byte beyond ASCII first stands at or after an offset.
  package func indexOfWide(from start: Int) -> Int? {
    withUnsafeBufferPointer { ByteSearch.firstWide(in: $0, from: start) }
  }
}
