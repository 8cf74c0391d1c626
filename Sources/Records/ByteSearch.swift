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
    let rare = Array("xqzjkvwQXZJKVW_".utf8)
    for index in 0..<max(last, 0) where rare.contains(text.utf8Start[index]) { return index }
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
