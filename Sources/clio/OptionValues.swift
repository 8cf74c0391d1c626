import Arguments
import Records

// What options of several commands take.

extension ValueKind<Stage> {
  /// A stage or an alias of one.
  static var stage: Self {
    ValueKind(
      expected: "one of the listed words", choices: Stage.allCases.map { $0.rawValue },
      parse: { Stage(naming: $0) })
  }
}

extension ValueKind<CalendarDate> {
  /// A day.
  static var date: Self { ValueKind(expected: "a day such as 2026-01-31") { CalendarDate(day: $0) } }
}

extension ValueKind<String> {
  /// A path; the empty one, which would mean the current directory, is none.
  static func path(_ expected: String) -> Self {
    ValueKind(expected: expected) { $0.isEmpty ? nil : $0 }
  }
}

/// `NAME=VALUE`.
struct Pair: Sendable {
  let name: String
  let value: String
}

extension ValueKind<Pair> {
  /// A name and a value.
  static func pair(_ shape: String) -> Self {
    ValueKind(expected: shape) { text in
      let bytes = Array(text.utf8)
      guard let at = bytes.firstIndex(of: UInt8(ascii: "=")), at > 0 else { return nil }
      return Pair(
        name: String(decoding: bytes[..<at], as: UTF8.self),
        value: String(decoding: bytes[(at + 1)...], as: UTF8.self))
    }
  }
}

extension Session {
  /// The pairs of an option, one value a name: of two different ones, one would be lost.
  func values(_ key: Key<[Pair]>) throws(UsageError) -> [String: String] {
    var values: [String: String] = [:]
    for pair in self[key] {
      if let first = values[pair.name], Array(first.utf8) != Array(pair.value.utf8) {
        throw .repeated(
          option: "--\(key.declaration.name) \(pair.name)", first: first, second: pair.value,
          path: parsed.path)
      }
      values[pair.name] = pair.value
    }
    return values
  }

  /// Refuses options that were given together and of which only one can be heard.
  func exclude(_ keys: Declaration...) throws(Failure) {
    let given = keys.filter { parsed.source(of: $0) == .commandLine }.map { "--\($0.name)" }
    guard let last = given.last, given.count > 1 else { return }
    let names = given.dropLast().joined(separator: ", ") + " and " + last
    throw Failure(names + " exclude each other", "leave all but one of them out")
  }
}
