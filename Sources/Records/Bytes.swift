// Small words for scanning bytes. Records are read as bytes: a Character merges CR with LF and is many times slower.

extension UInt8 {
  @inlinable package static var newline: UInt8 { UInt8(ascii: "\n") }
  @inlinable package static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
  @inlinable package static var space: UInt8 { UInt8(ascii: " ") }
  @inlinable package static var tab: UInt8 { UInt8(ascii: "\t") }
  @inlinable package static var colon: UInt8 { UInt8(ascii: ":") }
  @inlinable package static var dash: UInt8 { UInt8(ascii: "-") }
  @inlinable package static var hash: UInt8 { UInt8(ascii: "#") }
  @inlinable package static var quote: UInt8 { UInt8(ascii: "\"") }
  @inlinable package static var apostrophe: UInt8 { UInt8(ascii: "'") }
  @inlinable package static var backslash: UInt8 { UInt8(ascii: "\\") }

  @inlinable package var isBlank: Bool { self == .space || self == .tab }
  @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  @inlinable package var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  @inlinable package var isLower: Bool { self >= 0x61 && self <= 0x7A }
  @inlinable package var isLetter: Bool { isUpper || isLower }
  @inlinable package var lowered: UInt8 { isUpper ? self + 0x20 : self }
}

/// The mark that some editors put before UTF-8 text.
package let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

extension [UInt8] {
  /// The text of a range, with U+FFFD for what is not UTF-8.
  package func string(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

  @inlinable package func hasPrefix(_ prefix: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + prefix.count <= count else { return false }
    var index = 0
    while index < prefix.count {
      if self[offset + index] != prefix[index] { return false }
      index += 1
    }
    return true
  }

  @inlinable package func hasPrefix(_ prefix: StaticString, at offset: Int) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    var index = 0
    while index < length {
      if self[offset + index] != prefix.utf8Start[index] { return false }
      index += 1
    }
    return true
  }

  /// Where a byte sequence first stands at or after an offset.
  package func firstRange(of needle: [UInt8], from start: Int = 0, to end: Int? = nil) -> Range<Int>? {
    let end = end ?? count
    guard let first = needle.first, start >= 0, end <= count else { return nil }
    var from = start
    while let index = index(of: first, from: from, to: end - needle.count + 1) {
      if hasPrefix(needle, at: index) { return index..<(index + needle.count) }
      from = index + 1
    }
    return nil
  }

  /// The range without blanks at its ends.
  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, self[lower].isBlank || self[lower] == .carriageReturn { lower += 1 }
    while upper > lower, self[upper - 1].isBlank || self[upper - 1] == .carriageReturn { upper -= 1 }
    return lower..<upper
  }
}

/// One line of a text: its content without the line end, and where the next line begins.
package struct Line {
  package let content: Range<Int>
  package let next: Int
}

extension [UInt8] {
  /// The line that begins at an offset, or nil at the end of the text.
  package func line(at start: Int, end: Int? = nil) -> Line? {
    let end = end ?? count
    guard start < end else { return nil }
    var index = index(of: .newline, from: start, to: end) ?? end
    let next = index < end ? index + 1 : index
    if index < end, index > start, self[index - 1] == .carriageReturn { index -= 1 }
    return Line(content: start..<index, next: next)
  }

  /// The lines of a range, in order.
  package func lines(_ range: Range<Int>? = nil) -> [Line] {
    var result: [Line] = []
    var start = range?.lowerBound ?? 0
    let end = range?.upperBound ?? count
    while let line = line(at: start, end: end) {
      result.append(line)
      start = line.next
    }
    return result
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  package var trimmedBlanks: String {
    func isWhite(_ byte: UInt8) -> Bool { byte.isBlank || byte == .newline || byte == .carriageReturn }
    var text = String(self)
    let trimmed = text.withUTF8 { bytes -> String? in
      var (lower, upper) = (0, bytes.count)
      while lower < upper, isWhite(bytes[lower]) { lower += 1 }
      while upper > lower, isWhite(bytes[upper - 1]) { upper -= 1 }
      if upper - lower == bytes.count { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[lower..<upper]), as: UTF8.self)
    }
    return trimmed ?? text
  }
}

extension [String] {
  /// As the library's, which is generic over any collection, and looks up at run time what an array is: 30 µs.
  public func joined(separator: String = "") -> String {
    var text = ""
    for (index, part) in enumerated() {
      if index > 0 { text += separator }
      text += part
    }
    return text
  }
}

extension String {
  /// Every occurrence of a text replaced, compared byte by byte.
  package func replacing(_ old: String, with new: String) -> String {
    let text = Array(utf8)
    let needle = Array(old.utf8)
    guard var found = text.firstRange(of: needle) else { return self }
    var result: [UInt8] = []
    var start = 0
    while true {
      result += text[start..<found.lowerBound]
      result += Array(new.utf8)
      start = found.upperBound
      guard let next = text.firstRange(of: needle, from: start) else { break }
      found = next
    }
    return String(decoding: result + text[start...], as: UTF8.self)
  }
}
