/// A JSON value looked at in place: nothing is copied or converted before it is asked for.
///
/// For texts of which little is wanted, such as the logs of other programs. It is lenient where `JSON.parse` is strict:
/// control characters and invalid UTF-8 in strings stay as they are, and what stands between values is not checked. It
/// must not outlive the bytes that it looks at.
public struct JSONView {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where the value stands in the bytes.
  public let range: Range<Int>
  /// Its members, if it is an object that was gone through to find its end.
  private let places: [JSONMembers.Place]?

  /// The first value at or after an offset; nil where there is none, or where it has no end.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0) {
    guard let start = JSONSkip.start(bytes, from: offset) else { return nil }
    self.init(bytes, valueAt: start)
  }

  /// The value that begins at an offset.
  private init?(_ bytes: UnsafeBufferPointer<UInt8>, valueAt start: Int) {
    if bytes[start] == UInt8(ascii: "{") {
      // Once over an object gives both its members and its end.
      let (places, end) = Self.members(bytes, start..<bytes.count)
      if let end {
        self.init(bytes, start..<end, places)
        return
      }
    }
    guard let end = JSONSkip.value(bytes, at: start) else { return nil }
    self.init(bytes, start..<end)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ places: [JSONMembers.Place]? = nil) {
    (self.bytes, self.range, self.places) = (bytes, range, places)
  }

  private var first: UInt8 { bytes[range.lowerBound] }

  /// Whether it is an object.
  public var isObject: Bool { first == UInt8(ascii: "{") }

  /// Whether it is a string.
  public var isString: Bool { first == UInt8(ascii: "\"") }

  /// Whether it is `true`.
  public var isTrue: Bool { first == UInt8(ascii: "t") }

  /// Whether it is `null`.
  public var isNull: Bool { first == UInt8(ascii: "n") }

  /// How many bytes its text has.
  public var size: Int { range.count }

  /// The bytes of a string.
  public var text: [UInt8]? {
    isString ? JSONSkip.unescaped(bytes, (range.lowerBound + 1)..<(range.upperBound - 1)) : nil
  }

  /// A string, with U+FFFD for what is not UTF-8.
  public var string: String? {
    guard isString else { return nil }
    let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
    // Names are many, and have no escapes.
    if inside.count < 64, !bytes[inside].contains(UInt8(ascii: "\\")) {
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[inside]), as: UTF8.self)
    }
    return String(decoding: JSONSkip.unescaped(bytes, inside), as: UTF8.self)
  }

  /// Whether it is this string, written without escapes.
  public func equals(_ other: StaticString) -> Bool {
    isString && JSONSkip.equals(bytes, (range.lowerBound + 1)..<(range.upperBound - 1), other)
  }

  /// Whether it is this string, written without escapes.
  public func equals(_ other: String) -> Bool {
    isString && bytes[(range.lowerBound + 1)..<(range.upperBound - 1)].elementsEqual(other.utf8)
  }

  /// A whole number of others that is safe to reckon with: nil for one beyond 2^48, which no time or count reaches.
  public var boundedInteger: Int? { Int(String(decoding: bytes[range], as: UTF8.self))?.bounded }

  /// The items of an array, none for any other value.
  public var items: [JSONView] {
    guard first == UInt8(ascii: "[") else { return [] }
    var items: [JSONView] = []
    var at = range.lowerBound + 1
    while true {
      while at < range.upperBound, JSONSkip.isBlank(bytes[at]) || bytes[at] == UInt8(ascii: ",") { at += 1 }
      guard at < range.upperBound - 1, let item = JSONView(bytes, valueAt: at),
        item.range.upperBound < range.upperBound
      else { return items }
      items.append(item)
      at = item.range.upperBound
    }
  }

  /// The members of an object, none for any other value.
  public var members: JSONMembers {
    JSONMembers(places ?? (isObject ? Self.members(bytes, range).places : []), bytes)
  }

  /// One member of an object. To ask for several, ask for the `members` first.
  public subscript(key: StaticString) -> JSONView? { members[key] }

  /// The members at the beginning of an object that may have been cut off.
  public static func leadingMembers(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> JSONMembers {
    guard let start = JSONSkip.start(bytes, from: offset), bytes[start] == UInt8(ascii: "{") else {
      return JSONMembers([], bytes)
    }
    return JSONMembers(members(bytes, start..<bytes.count).places, bytes)
  }

  /// The members of the object at the beginning of a range, and its end, if it is whole.
  private static func members(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (places: [JSONMembers.Place], end: Int?) {
    let whole = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
    guard var walk = JSONWalk(whole, at: range.lowerBound) else { return ([], nil) }
    var found: [JSONMembers.Place] = []
    found.reserveCapacity(16)
    while walk.next(), let value = walk.pass() {
      found.append(JSONMembers.Place(key: walk.key, value: value))
    }
    return (found, walk.end)
  }
}

/// The members of an object.
public struct JSONMembers {
  struct Place {
    let key: Range<Int>
    let value: Range<Int>
  }

  private let places: [Place]
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ places: [Place], _ bytes: UnsafeBufferPointer<UInt8>) { (self.places, self.bytes) = (places, bytes) }

  /// Whether there are none.
  public var isEmpty: Bool { places.isEmpty }

  /// The value of the last member with this key, which must be written without escapes.
  public subscript(key: StaticString) -> JSONView? {
    places.last { JSONSkip.equals(bytes, $0.key, key) }.map { JSONView(bytes, $0.value) }
  }

  /// Keys and values in the order of writing.
  public var all: [(key: String, value: JSONView)] {
    places.map {
      (String(decoding: JSONSkip.unescaped(bytes, $0.key), as: UTF8.self), JSONView(bytes, $0.value))
    }
  }
}
