import Records

/// Credentials that are told by what stands before them: a user's name, or the name of a setting.
extension SecretPass {
  /// `scheme://user:password@host`; the secret is the password.
  func address(_ index: Int) -> Secret? {
    guard has("://", at: index), index > 0, bytes[index - 1].isLetter || bytes[index - 1].isDigit else {
      return nil
    }
    let blanks = ByteClass(" \t\r\n\"'`<>()/|,;")
    var user = index + 3
    let start = user
    while user < bytes.count, user - start < 128, bytes[user] != .colon, bytes[user] != UInt8(ascii: "@"),
      !blanks.has(bytes[user])
    {
      user += 1
    }
    guard user < bytes.count, bytes[user] == .colon else { return nil }
    var at = user + 1
    while at < bytes.count, at - user < 256, bytes[at] != UInt8(ascii: "@"), !blanks.has(bytes[at]) {
      at += 1
    }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "@"), at > user + 1 else { return nil }
    let name = slice(start..<user)
    let password = slice((user + 1)..<at)
    let host = slice((at + 1)..<min(at + 30, bytes.count))
    guard Plausibility.isPassword(password, of: name, at: host) else { return nil }
    return Secret(id: "url-password", what: "a password in an address", range: (user + 1)..<at)
  }

  /// `NAME=value` or `"name": "value"`, where the name says that it is a secret and the value looks random.
  func assignment(_ index: Int) -> Secret? {
    var value = index + 1
    while value < bytes.count, value - index < 8, bytes[value].isBlank { value += 1 }
    guard value < bytes.count else { return nil }
    let quote = bytes[value]
    let isQuoted = quote == .quote || quote == .apostrophe || quote == UInt8(ascii: "`")
    if isQuoted { value += 1 }
    guard value < bytes.count, ByteClass.token.has(bytes[value]), isSecretName(before: index) else {
      return nil
    }
    // A token of a known shape is told by its name.
    if let known = shaped(value) ?? webToken(value) { return known }
    let stop = end(of: .token, from: value, longest: 201)
    guard (16...200).contains(stop - value) else { return nil }
    let next = stop < bytes.count ? bytes[stop] : .newline
    let ends: [UInt8] = [
      .newline, .carriageReturn, .space, .tab, .quote, .apostrophe, UInt8(ascii: "`"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"),
    ]
    guard isQuoted ? next == quote : ends.contains(next) else { return nil }
    let body = slice(value..<stop)
    guard Plausibility.isRandom(body, least: 3.5), Plausibility.isNoName(body) else { return nil }
    return Secret(id: "generic-secret", what: "what looks like a secret", range: value..<stop)
  }

  /// Whether a name before an offset ends with, or holds as a part of its own, a word for a secret.
  private func isSecretName(before index: Int) -> Bool {
    guard let stop = SecretGlance(bytes).secretNameEnd(before: index) else { return false }
    var start = stop
    while start > 0, stop - start < 48, ByteClass.url.has(bytes[start - 1]) { start -= 1 }
    guard stop - start >= 3 else { return false }
    let name = bytes[start..<stop].map(\.lowered)
    guard
      let word = SecretGlance.names.first(where: {
        name.count >= $0.count && name.suffix($0.count).elementsEqual($0)
      }
      )
    else {
      return false
    }
    // `monkey` holds no key.
    guard word.count == 3, name.count > 3 else { return true }
    let before = name[name.count - 4]
    let isCamel = bytes[stop - 3].isUpper && !bytes[stop - 2].isUpper
    return !before.isLetter || isCamel || name.suffix(6).elementsEqual("apikey".utf8)
  }
}

extension SecretGlance {
  fileprivate static let names: [[UInt8]] = [
    "key", "token", "secret", "password", "passwd", "apikey", "credential",
  ].map { Array($0.utf8) }

  /// How those words end.
  private static let endings = names.map { ($0[$0.count - 2], $0[$0.count - 1]) }

  /// Where a name before an offset ends, if its last two letters are those of a word for a secret: few are.
  func secretNameEnd(before index: Int) -> Int? {
    var stop = index
    while stop > 0, index - stop < 4,
      bytes[stop - 1].isBlank || bytes[stop - 1] == .quote || bytes[stop - 1] == .apostrophe
    {
      stop -= 1
    }
    guard stop >= 3 else { return nil }
    let (next, last) = (bytes[stop - 2].lowered, bytes[stop - 1].lowered)
    return Self.endings.contains { $0 == next && $1 == last } ? stop : nil
  }
}
