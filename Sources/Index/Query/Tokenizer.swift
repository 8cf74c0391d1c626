/// Cuts text into words as the index's tokenizer (`unicode61`) does.
public enum Tokenizer {
  /// The words of a part of a text, in order.
  public static func words(_ bytes: [UInt8], in range: Range<Int>? = nil) -> [Range<Int>] {
    let end = range?.upperBound ?? bytes.count
    var index = range?.lowerBound ?? 0
    var start: Int?
    var result: [Range<Int>] = []
    while index < end {
      let byte = bytes[index]
      var length = 1
      let belongs: Bool
      if byte < 0x80 {
        belongs = byte.isAlphanumeric
      } else {
        let (scalar, size) = bytes.scalar(at: index)
        length = min(size, end - index)
        belongs = scalar.isWordScalar || (start != nil && (0x300...0x331).contains(scalar.value))
      }
      if belongs {
        if start == nil { start = index }
      } else if let first = start {
        result.append(first..<index)
        start = nil
      }
      index += length
    }
    if let start { result.append(start..<end) }
    return result
  }
}

/// The parts of identifiers, the same for what is indexed and for what is searched.
public enum Identifiers {
  /// Whether a word (of `Tokenizer.words`) has more than one part. Cheap for plain words.
  public static func isCompound(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    var hasLower = false
    var hasDigit = false
    var hasLetter = false
    for index in word {
      let byte = bytes[index]
      if byte >= 0x80 { return parts(bytes, word).count > 1 }
      if byte.isDigit {
        if hasLetter { return true }
        hasDigit = true
      } else {
        if hasDigit || (byte.isUpper && hasLower) { return true }
        // `HTTPServer`: the last of several capitals begins the next part.
        if byte.isLower, index > word.lowerBound + 1, bytes[index - 1].isUpper { return true }
        hasLetter = true
        hasLower = hasLower || byte.isLower
      }
    }
    return false
  }

  /// The parts of a word: `get` and `Session` of `getSession`, `HTTP`, `Server` and `2` of `HTTPServer2`.
  /// Scripts that put no blanks between words are cut into pairs: 日本, 本語 of 日本語.
  public static func parts(_ bytes: [UInt8], _ word: Range<Int>) -> [Range<Int>] {
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
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  var isLower: Bool { self >= 0x61 && self <= 0x7A }
  var isLetter: Bool { isUpper || isLower }
  var isAlphanumeric: Bool { isDigit || isLetter }
  var lowered: UInt8 { isUpper ? self + 0x20 : self }
}

extension [UInt8] {
  /// The scalar that begins at an offset and its length in bytes; U+FFFD of one byte for what is not UTF-8.
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
