/// A text as it is kept in a record: valid UTF-8 with LF, and enough beside it to get every byte back.
public struct KeptText: Equatable, Sendable {
  /// The line ends of what came in.
  public enum LineEnds: String, Sendable { case lf, crlf }
  /// How the text stands in the file: as it is, or with C escapes.
  public enum Encoding: String, Sendable { case text, escaped }

  /// What stands in the file.
  public let stored: [UInt8]
  /// Length in bytes of what came in.
  public let count: Int
  /// SHA-256 of what came in.
  public let sha256: String
  /// Line ends of what came in.
  public let lineEnds: LineEnds
  /// How it is stored.
  public let encoding: Encoding

  /// Chooses the plainest form that gives the bytes back.
  public init(_ original: [UInt8]) {
    count = original.count
    sha256 = SHA256.hexadecimal(of: original)
    var returns = 0
    var pairs = 0
    var newlines = 0
    var nuls = 0
    for index in original.indices {
      switch original[index] {
      case .newline:
        newlines += 1
        if index > 0, original[index - 1] == .carriageReturn { pairs += 1 }
      case .carriageReturn: returns += 1
      case 0: nuls += 1
      default: break
      }
    }
    let isText = nuls == 0 && String(validating: original, as: UTF8.self) != nil
    if isText, returns == 0 {
      (stored, lineEnds, encoding) = (original, .lf, .text)
    } else if isText, returns == pairs, pairs == newlines {
      (stored, lineEnds, encoding) = (original.filter { $0 != .carriageReturn }, .crlf, .text)
    } else {
      (stored, lineEnds, encoding) = (Self.escaped(original), .lf, .escaped)
    }
  }

  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)

  /// CR, NUL and what is not UTF-8 as C escapes, and every backslash doubled; all else as it is.
  private static func escaped(_ original: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(original.count + original.count / 8)
    var index = 0
    while index < original.count {
      let byte = original[index]
      let length = utf8Length(original, at: index)
      switch byte {
      case .backslash: result += [.backslash, .backslash]
      case .carriageReturn: result += [.backslash, UInt8(ascii: "r")]
      case 0: result += Array(#"\x00"#.utf8)
      default:
        if length > 0 {
          result += original[index..<(index + length)]
          index += length
          continue
        }
        result += [
          .backslash, UInt8(ascii: "x"), hexadecimalDigits[Int(byte >> 4)],
          hexadecimalDigits[Int(byte & 0xF)],
        ]
      }
      index += 1
    }
    return result
  }
}

/// What a record's provenance says of one text: enough to find it and to prove it.
public struct TextProof: Equatable, Sendable {
  /// Length in bytes, digest, line ends and form, as noted.
  public let count: Int
  /// SHA-256 of what came in, in lower-case hexadecimal.
  public let sha256: String
  /// Line ends of what came in.
  public let lineEnds: KeptText.LineEnds
  /// How the text is stored.
  public let encoding: KeptText.Encoding

  /// Notes the proof of a text.
  public init(
    count: Int, sha256: String, lineEnds: KeptText.LineEnds = .lf, encoding: KeptText.Encoding = .text
  ) {
    (self.count, self.sha256, self.lineEnds, self.encoding) = (count, sha256, lineEnds, encoding)
  }

  /// The bytes that came in and where they end, if the text that begins at an offset is as long as noted.
  /// Line ends that a checkout converted to CRLF are read as LF.
  func read(from text: [UInt8], at start: Int) -> (original: [UInt8], end: Int)? {
    guard count >= 0 else { return nil }
    if lineEnds == .lf, encoding == .text, count <= text.count - start {
      let plain = text[start..<(start + count)]
      if !plain.contains(.carriageReturn) { return (Array(plain), start + count) }
    }
    var original: [UInt8] = []
    original.reserveCapacity(min(count, text.count - start))
    var index = start
    while original.count < count {
      guard index < text.count else { return nil }
      let byte = text[index]
      if byte == .carriageReturn, index + 1 < text.count, text[index + 1] == .newline {
        index += 1
        continue
      }
      if byte == .newline, lineEnds == .crlf { original.append(.carriageReturn) }
      if encoding == .escaped, byte == .backslash {
        guard let (value, length) = Self.escape(text, at: index) else { return nil }
        original.append(value)
        index += length
        continue
      }
      original.append(byte)
      index += 1
    }
    return original.count == count ? (original, index) : nil
  }

  /// The bytes that stand for one or more of what came in, and for how many.
  func unit(of text: [UInt8], at index: Int) -> (length: Int, worth: Int) {
    switch text[index] {
    case .carriageReturn where index + 1 < text.count && text[index + 1] == .newline: (1, 0)
    case .newline where lineEnds == .crlf: (1, 2)
    case .backslash where encoding == .escaped: (Self.escape(text, at: index)?.1 ?? 1, 1)
    default: (1, 1)
    }
  }

  private static func escape(_ text: [UInt8], at index: Int) -> (UInt8, Int)? {
    guard index + 1 < text.count else { return nil }
    switch text[index + 1] {
    case .backslash: return (.backslash, 2)
    case UInt8(ascii: "r"): return (.carriageReturn, 2)
    case UInt8(ascii: "x"):
      guard index + 3 < text.count, let high = hexadecimal(text[index + 2]),
        let low = hexadecimal(text[index + 3])
      else { return nil }
      return (high << 4 | low, 4)
    default: return nil
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte - 0x30 }
    let lowered = byte.lowered
    return lowered >= 0x61 && lowered <= 0x66 ? lowered - 0x61 + 10 : nil
  }

  /// Whether bytes are the ones that were noted.
  func holds(for original: [UInt8]) -> Bool {
    original.count == count && SHA256.hexadecimal(of: original) == sha256.lowercased()
  }
}

extension KeptText {
  /// The proof to note for this text.
  public var proof: TextProof {
    TextProof(count: count, sha256: sha256, lineEnds: lineEnds, encoding: encoding)
  }
}

/// The length of the UTF-8 sequence at an offset, or 0 if there is no valid one.
package func utf8Length(_ bytes: [UInt8], at index: Int) -> Int {
  bytes.withUnsafeBufferPointer { utf8Length($0, at: index) }
}

private func utf8Length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  let length: Int
  var lowest: UInt8 = 0x80
  var highest: UInt8 = 0xBF
  switch first {
  case 0xC2...0xDF: length = 2
  case 0xE0: (length, lowest) = (3, 0xA0)
  case 0xED: (length, highest) = (3, 0x9F)
  case 0xE1...0xEF: length = 3
  case 0xF0: (length, lowest) = (4, 0x90)
  case 0xF4: (length, highest) = (4, 0x8F)
  case 0xF1...0xF3: length = 4
  default: return 0
  }
  guard index + length <= bytes.count, bytes[index + 1] >= lowest, bytes[index + 1] <= highest else {
    return 0
  }
  var offset = 2
  while offset < length {
    if bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    offset += 1
  }
  return length
}

extension [UInt8] {
  /// Where the first bytes stand that are not UTF-8; nil if there are none.
  package var firstOutsideUTF8: Int? {
    withUnsafeBufferPointer { bytes in
      var from = 0
      while let wide = ByteSearch.firstWide(in: bytes, from: from) {
        from = wide
        repeat {
          let length = utf8Length(bytes, at: from)
          if length == 0 { return from }
          from += length
        } while from < bytes.count && bytes[from] >= 0x80
      }
      return nil
    }
  }
}
