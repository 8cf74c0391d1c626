/// The number at the beginning of a record's file name: `7-`, `007-`, `PHR-0007-`, `ADR-007-`.
/// A leading date or more than six digits is no number.
public struct RecordNumber: Equatable, Sendable {
  /// The value, in decimal whatever its zeros.
  public let value: Int
  /// How many digits were written.
  public let digits: Int
  /// Where the digits stand in the name.
  package let range: Range<Int>
  /// Whether the number was written with leading zeros.
  public let isPadded: Bool

  /// The most digits that a number has.
  public static let longest = 6

  /// Reads the number of a file name given as raw bytes, without allocating.
  public init?(leading name: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < name.count, name[start].isLetter { start += 1 }
    if start > 0 {
      guard start < name.count, name[start] == .dash, Self.isPrefix(name[..<start]) else { return nil }
      start += 1
    }
    var end = start
    var value = 0
    while end < name.count, name[end].isDigit, end - start <= Self.longest {
      value = value * 10 + Int(name[end] - 0x30)
      end += 1
    }
    guard end > start, end - start <= Self.longest else { return nil }
    if end < name.count {
      let separator = name[end]
      guard separator == .dash || separator == UInt8(ascii: "_") || separator == UInt8(ascii: ".") else {
        return nil
      }
      if end - start == 4, Self.isDate(name, start) { return nil }
    }
    self.value = value
    digits = end - start
    range = start..<end
    isPadded = digits > 1 && name[start] == 0x30
  }

  /// Reads the number of a file name.
  public init?(leading name: [UInt8]) {
    guard let number = name.withUnsafeBufferPointer({ RecordNumber(leading: $0) }) else { return nil }
    self = number
  }

  /// `PHR`, `ADR` or `ARCH` in any case; `sprint-3-notes` has no number.
  private static func isPrefix(_ letters: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    ["phr", "adr", "arch"].contains { (prefix: StaticString) in
      prefix.utf8CodeUnitCount == letters.count
        && letters.indices.allSatisfy { letters[$0].lowered == prefix.utf8Start[$0] }
    }
  }

  /// A day of these times: `0001-80-20-rule` and `0001-12-31-freeze` begin with a number.
  private static func isDate(_ name: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start + 10 <= name.count, name[start + 4] == .dash, name[start + 7] == .dash else { return false }
    func number(_ range: Range<Int>) -> Int {
      range.reduce(0) { name[start + $1].isDigit ? $0 * 10 + Int(name[start + $1] - 0x30) : 10_000 }
    }
    return years.contains(number(0..<4)) && (1...12).contains(number(5..<7))
      && (1...31).contains(number(8..<10))
  }

  private static let years = 1900...2199
}

/// What the numbers of a folder tell about the next one.
public struct NumberSurvey: Equatable, Sendable {
  /// The highest number seen, or 0.
  public private(set) var highest = 0
  private var paddedWidth: Int?
  private var narrowestNatural: Int?
  private var isMixed = false

  /// A survey of no names.
  public init() {}

  /// Takes a file name into account.
  public mutating func note(_ number: RecordNumber) {
    if number.value > highest { highest = number.value }
    if number.isPadded {
      if let paddedWidth, paddedWidth != number.digits { isMixed = true }
      paddedWidth = number.digits
    } else if number.digits < narrowestNatural ?? .max {
      narrowestNatural = number.digits
    }
  }

  /// The width that all numbers of the folder agree on, else four digits.
  public var width: Int {
    switch (paddedWidth, narrowestNatural) {
    case _ where isMixed: 4
    case (nil, nil): 4
    case (nil, let natural?): natural
    case (let padded?, let natural): (natural ?? padded) >= padded ? padded : 4
    }
  }
}
