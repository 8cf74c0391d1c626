import Records

/// Tells secrets from what only has their shape.
enum Plausibility {
  private static let placeholders: [[UInt8]] = [
    "example", "your-", "your_", "placeholder", "changeme", "change-me", "change_me", "dummy",
    "sample",
    "redacted", "****", "....", "insert", "replace", "123456789", "abcdefgh", "0000000", "test-key",
    "testkey",
    "secret-key", "secret_key",
  ].map { Array($0.utf8) }

  /// Whether a text is as mixed as a token, and is no placeholder.
  static func isRandom(_ text: [UInt8], least: Double) -> Bool {
    guard Entropy.bits(text) >= least else { return false }
    let lowered = text.map(\.lowered)
    // Four of them stand in a row by chance, too.
    let crosses = lowered.count { $0 == UInt8(ascii: "x") }
    if crosses > 5, lowered.firstRange(of: Array("xxxx".utf8)) != nil { return false }
    return !placeholders.contains { lowered.firstRange(of: $0) != nil }
  }

  /// Whether a value is no name, path, hash, call or sentence: it has digits and letters mixed within its parts.
  static func isNoName(_ text: [UInt8]) -> Bool {
    if isHash(text) || isIdentifier(text) || text.contains(UInt8(ascii: "@")) { return false }
    let separators: Set<UInt8> = Set("-_./".utf8)
    let parts = text.split { separators.contains($0) }
    // A path or a dotted name has many parts that are words.
    let mixed = parts.filter { part in
      let digits = part.count { $0.isDigit }
      let letters = part.count { $0.isLetter }
      return part.count >= 8 && digits >= 2 && letters >= 2
    }
    let digits = text.count { $0.isDigit }
    guard !mixed.isEmpty, digits >= 3 else { return false }
    let words = parts.filter { $0.count > 3 && $0.allSatisfy { $0.isLower } }
    return words.count <= mixed.count
  }

  /// A git hash, or another one of hexadecimal digits; a UUID.
  private static func isHash(_ text: [UInt8]) -> Bool {
    let isHex = text.allSatisfy { ByteClass.hexadecimal.has($0) }
    if isHex, text.count == 40 { return true }
    let isUUID =
      text.count == 36
      && text.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index) ? byte == .dash : ByteClass.hexadecimal.has(byte)
      }
    return isUUID
  }

  /// `gpt-4o-mini-2024-07-18` and the like: small words and numbers.
  private static func isIdentifier(_ text: [UInt8]) -> Bool {
    text.split {
      $0 == .dash || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
    }.allSatisfy { part in
      part.allSatisfy(\.isDigit) || part.allSatisfy(\.isLetter) || part.count < 6
    }
  }

  private static let weak: Set<String> = [
    "password", "passwd", "pass", "pwd", "pw", "secret", "postgres", "root", "admin", "user", "username",
    "mysql",
    "redis", "guest", "test", "dev", "token", "key", "db", "mongo", "rabbitmq", "minio", "p", "x",
  ]

  /// Whether the password of an address is meant: `user:password@host` and `postgres:postgres@localhost` are not.
  static func isPassword(_ password: [UInt8], of user: [UInt8], at host: [UInt8]) -> Bool {
    let lowered = String(decoding: password.map(\.lowered), as: UTF8.self)
    let local = [
      "localhost", "127.0.0.1", "0.0.0.0", "example.", "host", "[::1]", "db:", "postgres:", "redis:",
      "mysql:",
    ]
    guard password.count >= 6, !weak.contains(lowered), password != user,
      !password.contains(where: { Set("<>{}$[]*%…".utf8).contains($0) }),
      !local.contains(where: { host.starts(with: $0.utf8) })
    else { return false }
    let telling = [
      "pass", "secret", "changeme", "example", "your", "xxx", "placeholder", "...", "token", "redacted",
      "pwd", "here",
    ]
    var rest = password
    for word in telling.map({ Array($0.utf8) }) {
      while let range = rest.map(\.lowered).firstRange(of: word) { rest.removeSubrange(range) }
    }
    // Such a word stands in a password by chance, too: then what is left is one by itself.
    let isStillOne = rest.count >= 8 && rest.contains(where: \.isDigit) && rest.contains(where: \.isUpper)
    return (rest == password || isStillOne && rest.contains(where: \.isLower))
      && Entropy.bits(rest) >= 2.3
  }
}

/// How mixed a text is.
enum Entropy {
  /// Bits of a byte: 0 for one letter over and over, 8 for noise.
  static func bits(_ text: [UInt8]) -> Double {
    guard !text.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for byte in text { counts[Int(byte)] += 1 }
    let total = Double(text.count)
    var sum = 0.0
    for count in counts where count > 0 { sum += Double(count) * log2(Double(count)) }
    return log2(total) - sum / total
  }

  /// The logarithm to base 2 of a number from 1: the exponent, and the fraction bit by bit. The standard library has
  /// none without the system's.
  static func log2(_ number: Double) -> Double {
    guard number >= 1, number.isFinite else { return 0 }
    var result = Double(number.exponent)
    var rest = number.significand
    var bit = 0.5
    for _ in 0..<30 {
      rest *= rest
      if rest >= 2 {
        result += bit
        rest /= 2
      }
      bit /= 2
    }
    return result
  }
}
