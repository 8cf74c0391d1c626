/// How a word becomes a value, and what to say when it can't.
public struct ValueKind<Value: Sendable>: Sendable {
  let expected: String
  let choices: [String]
  let parse: @Sendable (String) -> Value?

  /// A kind of one's own.
  ///
  /// - Parameters:
  ///   - expected: what a value should be, as in "a date such as 2026-01-07".
  ///   - choices: values to list; `parse` still decides, so it may take aliases too.
  ///   - parse: gives nil for a word it refuses.
  public init(expected: String, choices: [String] = [], parse: @escaping @Sendable (String) -> Value?) {
    self.expected = expected
    self.choices = choices
    self.parse = parse
  }
}

extension ValueKind where Value == String {
  /// Any text, kept byte for byte.
  public static var text: Self {
    Self(expected: "text") { $0 }
  }

  /// One of a few words; any text when there are none.
  public static func choice(_ words: [String]) -> Self {
    guard !words.isEmpty else { return .text }
    return Self(expected: "one of the listed words", choices: words) { word in
      words.first { sameBytes($0, word) }
    }
  }
}

extension ValueKind where Value == Int {
  /// A whole number within bounds.
  public static func integer(in range: ClosedRange<Int>) -> Self {
    let expected =
      switch (range.lowerBound, range.upperBound) {
      case (Int.min, Int.max): "a whole number"
      case (let least, Int.max): "a whole number, at least \(least)"
      case (Int.min, let most): "a whole number, at most \(most)"
      case (let least, let most): "a whole number from \(least) to \(most)"
      }
    return Self(expected: expected) { word in
      Int(word).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension ValueKind where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// A case of an enumeration, by its raw value.
  ///
  /// Inlined, because a generic over a module's border looks its conformances up at run time: 70 µs.
  @inlinable public static func choice(of type: Value.Type) -> Self {
    Self(expected: "one of the listed words", choices: type.allCases.map { $0.rawValue }) { word in
      type.allCases.first { sameBytes($0.rawValue, word) }
    }
  }
}
