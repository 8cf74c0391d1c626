/// Goes over the members of an object, or the items of an array, one by one, and keeps nothing: for a look at texts
/// of which most are not wanted. What is looked into need not be gone over again.
///
/// It is as lenient as `JSONView`, and tells the same members. It must not outlive the bytes that it looks at.
public struct JSONWalk {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isObject: Bool
  private(set) var key = 0..<0
  private var start: Int
  /// Where the value ends, once that is known.
  private var valueEnd: Int?
  /// The end of the object or array, once nothing but its end was left; nil if that has not come.
  public private(set) var end: Int?

  /// Begins at an object or array that stands at an offset or behind blanks; nil if something else does.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0) {
    guard let start = JSONSkip.start(bytes, from: offset) else { return nil }
    isObject = bytes[start] == UInt8(ascii: "{")
    guard isObject || bytes[start] == UInt8(ascii: "[") else { return nil }
    (self.bytes, self.start, valueEnd) = (bytes, start, start + 1)
  }

  /// Goes to the next member or item; false if there is none, or what stands there is none.
  public mutating func next() -> Bool {
    guard var at = pass()?.upperBound else { return false }
    skip(UInt8(ascii: ","), &at)
    guard at < bytes.count else { return false }
    if isObject {
      guard bytes[at] == UInt8(ascii: "\""), let keyEnd = JSONSkip.string(bytes, at: at) else {
        if bytes[at] == UInt8(ascii: "}") { end = at + 1 }
        return false
      }
      key = (at + 1)..<(keyEnd - 1)
      at = keyEnd
      skip(UInt8(ascii: ":"), &at)
      guard at < bytes.count else { return false }
    } else if bytes[at] == UInt8(ascii: "]") {
      end = at + 1
      return false
    }
    (start, valueEnd) = (at, nil)
    return true
  }

  private func skip(_ separator: UInt8, _ at: inout Int) {
    while at < bytes.count, JSONSkip.isBlank(bytes[at]) || bytes[at] == separator { at += 1 }
  }

  /// Where the value stands; nil if it has no end.
  mutating func pass() -> Range<Int>? {
    valueEnd = valueEnd ?? JSONSkip.value(bytes, at: start)
    return valueEnd.map { start..<$0 }
  }

  /// Whether the member has this key, written without escapes.
  public func isKey(_ text: StaticString) -> Bool { JSONSkip.equals(bytes, key, text) }

  /// Whether the value is this string, written without escapes.
  public func isValue(_ text: StaticString) -> Bool {
    let inside = (start + 1)..<(start + 1 + text.utf8CodeUnitCount)
    return bytes[start] == UInt8(ascii: "\"") && inside.upperBound < bytes.count
      && bytes[inside.upperBound] == UInt8(ascii: "\"") && JSONSkip.equals(bytes, inside, text)
  }

  /// Whether the value is a string that may begin with this text: it does, or has an escape there.
  public func mayBegin(with text: StaticString) -> Bool {
    guard bytes[start] == UInt8(ascii: "\"") else { return false }
    var index = 0
    while index < text.utf8CodeUnitCount, start + 1 + index < bytes.count {
      let byte = bytes[start + 1 + index]
      if byte == UInt8(ascii: "\\") { return true }
      if byte != text.utf8Start[index] { return false }
      index += 1
    }
    return true
  }

  /// A walk over the value, if it is an object or array. Say where it came to: ``leave(_:)``.
  public var inner: JSONWalk? {
    bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") ? JSONWalk(bytes, at: start) : nil
  }

  /// A walk over the value has come to an end, so that the value need not be gone over again.
  public mutating func leave(_ inner: JSONWalk) { valueEnd = inner.end }

  /// Whether the object or array ended, and nothing but blanks stands behind it.
  public var isAlone: Bool { end.map { JSONSkip.start(bytes, from: $0) == nil } ?? false }
}
