/// SHA-1, as FIPS 180-4 defines it: the name that git gives to a content. It proves nothing against an attacker.
public struct SHA1 {
  /// The digest of some bytes, in lower-case hexadecimal.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    var schedule = [UInt32](repeating: 0, count: 80)
    let tail = SHA256.tail(of: bytes)
    state.withUnsafeMutableBufferPointer { state in
      schedule.withUnsafeMutableBufferPointer { schedule in
        bytes.withUnsafeBufferPointer { bytes in
          for offset in stride(from: 0, to: bytes.count / 64 * 64, by: 64) {
            compress(bytes, offset, state, schedule)
          }
        }
        tail.withUnsafeBufferPointer { bytes in
          for offset in stride(from: 0, to: bytes.count, by: 64) { compress(bytes, offset, state, schedule) }
        }
      }
    }
    return SHA256.digits(state)
  }

  @inline(__always) private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    (word << count) | (word >> (32 - count))
  }

  private static func compress(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ state: UnsafeMutableBufferPointer<UInt32>,
    _ schedule: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in 0..<16 { schedule[index] = SHA256.word(bytes, offset + index * 4) }
    for index in 16..<80 {
      let mixed = schedule[index - 3] ^ schedule[index - 8] ^ schedule[index - 14] ^ schedule[index - 16]
      schedule[index] = rotate(mixed, 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (chosen, constant): (UInt32, UInt32) =
        switch index / 20 {
        case 0: ((b & c) | (~b & d), 0x5a82_7999)
        case 1: (b ^ c ^ d, 0x6ed9_eba1)
        case 2: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = rotate(a, 5) &+ chosen &+ e &+ constant &+ schedule[index]
      (e, d, c, b, a) = (d, c, rotate(b, 30), a, next)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }
}
