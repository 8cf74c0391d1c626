import Records

extension UID {
  /// An identity that follows from a name but for its time, so that what was recorded can be known again.
  init(milliseconds: Int64, of name: [UInt8]) {
    let digits = Array(SHA256.hexadecimal(of: name).utf8.prefix(20))
    let bytes = stride(from: 0, to: 20, by: 2).map {
      Self.value(digits[$0]) << 4 | Self.value(digits[$0 + 1])
    }
    self.init(milliseconds: milliseconds, random: bytes)
  }

  private static func value(_ digit: UInt8) -> UInt8 { digit.isDigit ? digit &- 0x30 : digit &- 0x61 &+ 10 }
}
