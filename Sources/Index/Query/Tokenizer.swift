/// Cuts text into words as the index's tokenizer (`unicode61`) does.
public enum Tokenizer {
  /// The words of a part of a text, in order.
  public static func words(_ bytes: [UInt8], in range: Range<Int>? = nil) -> [Range<Int>] {
    var result: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { bytes in
      forEachWord(bytes, in: range ?? 0..<bytes.count) { result.append($0) }
    }
    return result
  }

  /// Hands over the words of a part of a text, in order.
  @inline(__always)
  static func forEachWord(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    let end = range.upperBound
    var index = range.lowerBound
    var start = index
    while index < end {
      // Most is ASCII, and looked at without asking Unicode.
      while index < end, bytes[index].isAlphanumeric { index += 1 }
      if index < end, bytes[index] >= 0x80 {
        let (scalar, length) = bytes.scalar(at: index)
        let next = min(index + length, end)
        if scalar.isWordScalar || (index > start && (0x300...0x331).contains(scalar.value)) {
          index = next
          continue
        }
        if index > start { body(start..<index) }
        index = next
      } else {
        if index > start { body(start..<index) }
        index += 1
        while index < end, bytes[index] < 0x80, !bytes[index].isAlphanumeric { index += 1 }
      }
      start = index
    }
    if start < end { body(start..<end) }
  }
}

/// The parts of identifiers, the same for what is indexed and for what is searched.
public enum Identifiers {
  /// Whether a word (of `Tokenizer.words`) has more than one part. Cheap for plain words.
  public static func isCompound(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { isCompound($0, word) }
  }

  @inline(__always)
  static func isCompound(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    var last: UInt8 = 0
    for index in word {
      let byte = bytes[index]
      if byte >= 0x80 { return parts(bytes, word).count > 1 }
      // Digits are 1, capitals 2, small letters 3. A capital may begin a word; of several, the last begins a part.
      let kind = byte >> 5
      if kind != last, last != 0, last != 2 || kind != 3 || index > word.lowerBound + 1 { return true }
      last = kind
    }
    return false
  }

  /// The parts of a word: `get` and `Session` of `getSession`, `HTTP`, `Server` and `2` of `HTTPServer2`.
  /// Scripts that put no blanks between words are cut into pairs: 日本, 本語 of 日本語.
  public static func parts(_ bytes: [UInt8], _ word: Range<Int>) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { parts($0, word) }
  }

  static func parts(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = word.lowerBound
    var previous: LetterKind?
    var previousStart = start
    var index = start
    while index < word.upperBound {
      let (scalar, size) = bytes.scalar(at: index)
      let kind = LetterKind(scalar, after: previous)
      if let last = previous {
        switch (last, kind) {
        case (.unspaced, .unspaced):
          // Pairs overlap, so that every place in a run can be the beginning of a word.
          result.append(previousStart..<min(index + size, word.upperBound))
          start = index + size
        case (.unspaced, _):
          if start == previousStart { result.append(start..<index) }
          start = index
        case (.upper, .lower):
          if previousStart > start { result.append(start..<previousStart) }
          start = previousStart
        case (let last, let kind) where last != kind:
          result.append(start..<index)
          start = index
        default: break
        }
      }
      previous = kind
      previousStart = index
      index += size
    }
    if start < word.upperBound { result.append(start..<word.upperBound) }
    return result
  }

  /// Whether a word holds letters of a script without blanks between words.
  static func isUnspaced(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    var index = word.lowerBound
    while index < word.upperBound {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let (scalar, size) = bytes.scalar(at: index)
      if scalar.isUnspaced { return true }
      index += size
    }
    return false
  }
}

private enum LetterKind {
  case upper, lower, digit, unspaced

  init(_ scalar: Unicode.Scalar, after previous: LetterKind?) {
    if scalar.value < 0x80 {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      self = byte.isDigit ? .digit : byte.isUpper ? .upper : .lower
    } else if scalar.isUnspaced {
      self = .unspaced
    } else if let previous, scalar.properties.generalCategory == .nonspacingMark {
      self = previous
    } else {
      self = scalar.properties.isUppercase ? .upper : scalar.properties.numericType != nil ? .digit : .lower
    }
  }
}

extension Unicode.Scalar {
  /// Whether the tokenizer counts it as a part of a word.
  var isWordScalar: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }

  /// Whether it belongs to a script that puts no blanks between words.
  var isUnspaced: Bool {
    switch value {
    // Thai and Lao, Myanmar, Khmer; kana, bopomofo and ideographs; Hangul, whose particles stick to the word.
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x312F, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isUpper: Bool { self &- 0x41 < 26 }
  var isLower: Bool { self &- 0x61 < 26 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isAlphanumeric: Bool { isDigit || isLetter }
  var lowered: UInt8 { isUpper ? self + 0x20 : self }
}

extension [UInt8] {
  /// The scalar that begins at an offset and its length in bytes; U+FFFD of one byte for what is not UTF-8.
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    withUnsafeBufferPointer { $0.scalar(at: index) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The same.
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let bad: (Unicode.Scalar, Int) = ("\u{FFFD}", 1)
    let lead = self[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= count else { return bad }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    var next = index + 1
    while next < index + length {
      guard self[next] & 0xC0 == 0x80 else { return bad }
      value = value << 6 | UInt32(self[next] & 0x3F)
      next += 1
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return bad }
    return (scalar, length)
  }
}
