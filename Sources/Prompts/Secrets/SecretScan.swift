import Records

/// A credential in a text: what it is and where, never what it says.
public struct Secret: Equatable, Sendable {
  /// The name in `[REDACTED:name]`.
  public let id: String
  /// What it is, for people: "a GitHub token".
  public let what: String
  /// Where it stands.
  public let range: Range<Int>
}

/// Finds credentials by their shapes. One pass; the time grows with the length of the text, whatever is in it.
public enum SecretScan {
  /// The credentials of a text, in order, not overlapping.
  public static func secrets(in text: [UInt8]) -> [Secret] {
    text.withUnsafeBufferPointer { bytes in
      var scan = Scan(bytes: bytes)
      scan.run()
      return scan.found
    }
  }
}

private struct Scan {
  let bytes: UnsafeBufferPointer<UInt8>
  var found: [Secret] = []
  /// The next end of a key block, so that it is looked for only once.
  private var nextEnd: Int?

  private let reaches = Self.reaches
  private let pairs = Self.pairs

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// What may be looked for at a byte: 1 a shape, 2 a key block, 4 a web token, 8 an address or an assignment, 16 an
  /// assignment, 32 Terraform's. Small letters and blanks are most of a text, and nothing is looked for at them: a
  /// shape is known by the first other byte of its prefix.
  private static let marks: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for shape in SecretShape.all {
      if let anchor = anchor(shape) { table[Int(shape.prefix[anchor])] |= 1 }
    }
    table[Int(UInt8.dash)] |= 2
    table[Int(UInt8(ascii: "J"))] |= 4
    table[Int(UInt8.colon)] |= 8
    table[Int(UInt8(ascii: "="))] |= 16
    table[Int(UInt8(ascii: "."))] |= 32
    return table
  }()

  /// Where a prefix has its first byte that is no small letter.
  private static func anchor(_ shape: SecretShape) -> Int? {
    shape.prefix.firstIndex { ByteSearch.isSign($0) }
  }

  mutating func run() {
    var letters = wordOfLetters(from: 0)
    Self.marks.withUnsafeBufferPointer { marks in
      ByteSearch.eachSign(in: bytes) { index in
        while let start = letters, start < index {
          letters = wordOfLetters(from: start + 1)
          if let end = keep(shaped(start)), end > index { return end }
        }
        let kind = marks[Int(bytes[index])]
        return kind == 0 ? nil : look(at: index, kind)
      }
    }
    while let start = letters {
      letters = wordOfLetters(from: start + 1)
      _ = keep(shaped(start))
    }
  }

  /// Where the one prefix next stands that is nothing but small letters.
  private func wordOfLetters(from start: Int) -> Int? { ByteSearch.first("dapi", in: bytes, from: start) }

  /// Looks whether something begins at an offset, or with small letters before it; returns where it ends.
  private mutating func look(at index: Int, _ kind: UInt8) -> Int? {
    var secret: Secret?
    if kind & 1 != 0 { secret = shaped(around: index) }
    if secret == nil, kind & 4 != 0, index >= 2 { secret = webToken(index - 2) }
    if secret == nil, kind & 2 != 0 { secret = keyBlock(index) }
    if secret == nil, kind & 32 != 0 { secret = terraform(index) }
    if secret == nil, kind & 8 != 0 { secret = address(index) ?? telegram(index) ?? assignment(index) }
    if secret == nil, kind & 16 != 0 { secret = assignment(index) }
    return keep(secret)
  }

  /// Notes what was found; returns where it ends.
  private mutating func keep(_ secret: Secret?) -> Int? {
    guard let secret else { return nil }
    // What was looked at may lie within what was found last, or begin in it.
    if let last = found.last, last.range.upperBound > secret.range.lowerBound { return nil }
    found.append(secret)
    return secret.range.upperBound
  }

  private func has(_ text: [UInt8], at index: Int) -> Bool {
    guard index >= 0, index + text.count <= bytes.count else { return false }
    var offset = 0
    while offset < text.count {
      if bytes[index + offset] != text[offset] { return false }
      offset += 1
    }
    return true
  }

  private func has(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index >= 0, index + count <= bytes.count else { return false }
    var offset = 0
    while offset < count {
      if bytes[index + offset] != text.utf8Start[offset] { return false }
      offset += 1
    }
    return true
  }

  /// Whether nothing that belongs to a word stands before: `task-…` is no `sk-…`.
  private func isBoundary(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    // Of two credentials in a row, each is one.
    if found.last?.range.upperBound == index { return true }
    let before = bytes[index - 1]
    return
      !(before.isLetter || before.isDigit || before == UInt8(ascii: "_") || before == .dash
      || before == UInt8(ascii: "."))
  }

  private func end(of set: ByteClass, from start: Int, longest: Int) -> Int {
    var index = start
    let limit = min(bytes.count, start + longest)
    while index < limit, set.has(bytes[index]) { index += 1 }
    return index
  }

  private func slice(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }

  /// How many small letters stand before the anchor in any prefix that has this byte there.
  private static let reaches: [[Int]] = {
    var table = [Set<Int>](repeating: [], count: 256)
    for shape in SecretShape.all {
      if let anchor = anchor(shape) { table[Int(shape.prefix[anchor])].insert(anchor) }
    }
    return table.map { $0.sorted(by: >) }
  }()

  /// The first two bytes of every prefix: few words have them.
  private static let pairs: [Bool] = {
    var table = [Bool](repeating: false, count: 1 << 16)
    for shape in SecretShape.all { table[Int(shape.prefix[0]) << 8 | Int(shape.prefix[1])] = true }
    return table
  }()

  /// A shape whose prefix has its anchor at an offset.
  private func shaped(around index: Int) -> Secret? {
    for reach in reaches[Int(bytes[index])] where index >= reach && index - reach + 1 < bytes.count {
      let start = index - reach
      guard pairs[Int(bytes[start]) << 8 | Int(bytes[start + 1])], isBoundary(start) else { continue }
      if let secret = shaped(start) { return secret }
    }
    return nil
  }

  private func shaped(_ index: Int) -> Secret? {
    let shapes = SecretShape.byFirst[Int(bytes[index])]
    for shape in shapes where has(shape.prefix, at: index) {
      guard isBoundary(index) else { return nil }
      let start = index + shape.prefix.count
      let stop = end(of: shape.set, from: start, longest: shape.count.upperBound + 1)
      guard shape.count.contains(stop - start) else { continue }
      let body = slice(start..<stop)
      guard shape.part.isEmpty || body.firstRange(of: shape.part) != nil,
        Plausibility.isRandom(body, least: 3)
      else {
        continue
      }
      if shape.prefix == Array("SG.".utf8), body.count <= 22 || body[22] != UInt8(ascii: ".") { continue }
      return Secret(id: shape.id, what: shape.what, range: index..<stop)
    }
    return nil
  }

  /// `eyJ….eyJ….…`
  private func webToken(_ index: Int) -> Secret? {
    guard has("eyJ", at: index), isBoundary(index) else { return nil }
    var stop = index
    for part in 0..<3 {
      let start = stop
      stop = end(of: .url, from: start, longest: 1 << 16)
      guard stop - start >= (part == 2 ? 16 : 8) else { return nil }
      if part < 2 {
        guard stop < bytes.count, bytes[stop] == UInt8(ascii: ".") else { return nil }
        stop += 1
        if part == 0, !has("eyJ", at: stop) { return nil }
      }
    }
    return Secret(id: "jwt", what: "a JSON web token", range: index..<stop)
  }

  /// `-----BEGIN … PRIVATE KEY-----` with what follows.
  private mutating func keyBlock(_ index: Int) -> Secret? {
    guard has("-----BEGIN ", at: index) else { return nil }
    var stop = index + 11
    while stop < bytes.count, stop - index < 80, bytes[stop] != .dash, bytes[stop] != .newline { stop += 1 }
    guard has("PRIVATE KEY-----", at: stop - 11) || has("PRIVATE KEY BLOCK-----", at: stop - 17) else {
      return nil
    }
    while stop < bytes.count, bytes[stop] == .dash { stop += 1 }
    let close = keyEnd(after: stop)
    // Only the line of dashes, as in a text about keys, is none.
    let body = slice(stop..<min(close ?? stop + 400, bytes.count)).filter { $0.isLetter || $0.isDigit }
    guard body.count >= 40, Plausibility.isRandom(Array(body.prefix(400)), least: 4) else { return nil }
    return Secret(id: "private-key", what: "a private key", range: index..<(close ?? bodyEnd(stop)))
  }

  /// Where the lines of a key end that has no last line.
  private func bodyEnd(_ start: Int) -> Int {
    var stop = start
    while true {
      var line = stop
      while line < bytes.count, [.newline, .carriageReturn].contains(bytes[line]) { line += 1 }
      let next = end(of: .base64, from: line, longest: 1 << 12)
      guard next > line, next == bytes.count || [.newline, .carriageReturn].contains(bytes[next]) else {
        return stop
      }
      stop = next
      // The last one is shorter.
      if next - line < 40 { return stop }
    }
  }

  private mutating func keyEnd(after start: Int) -> Int? {
    if let end = nextEnd, end >= start { return end == bytes.count ? nil : markEnd(end) }
    var index = start
    while index < bytes.count, !(bytes[index] == .dash && has("-----END ", at: index)) { index += 1 }
    nextEnd = index
    return index == bytes.count ? nil : markEnd(index)
  }

  /// The end of `-----END … KEY-----`; of its line, if it is not closed.
  private func markEnd(_ start: Int) -> Int {
    var index = start + 9
    while index < bytes.count, index - start < 100, bytes[index] != .newline, bytes[index] != .carriageReturn
    {
      if has("-----", at: index) { return index + 5 }
      index += 1
    }
    return min(index, bytes.count)
  }

  /// 14 characters, `.atlasv1.`, and 60 or more.
  private func terraform(_ index: Int) -> Secret? {
    guard index >= 14, has(".atlasv1.", at: index) else { return nil }
    let start = index - 14
    guard isBoundary(start), end(of: .letters, from: start, longest: 14) == index else { return nil }
    let stop = end(of: .url, from: index + 9, longest: 200)
    guard stop - index >= 69 else { return nil }
    return Secret(id: "terraform-token", what: "a Terraform Cloud token", range: start..<stop)
  }

  /// Eight to ten digits, `:AA`, and 33 more.
  private func telegram(_ index: Int) -> Secret? {
    guard has(":AA", at: index) else { return nil }
    var start = index
    while start > 0, index - start < 11, bytes[start - 1].isDigit { start -= 1 }
    guard (8...10).contains(index - start), isBoundary(start) else { return nil }
    let stop = end(of: .url, from: index + 3, longest: 34)
    guard stop - index == 36 else { return nil }
    return Secret(id: "telegram-token", what: "a Telegram bot token", range: start..<stop)
  }

  /// `scheme://user:password@host`; the secret is the password.
  private func address(_ index: Int) -> Secret? {
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
  private func assignment(_ index: Int) -> Secret? {
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

  private static let names: [[UInt8]] = [
    "key", "token", "secret", "password", "passwd", "apikey", "credential",
  ].map { Array($0.utf8) }

  /// Whether a name before an offset ends with, or holds as a part of its own, a word for a secret.
  private func isSecretName(before index: Int) -> Bool {
    var stop = index
    while stop > 0, index - stop < 4,
      bytes[stop - 1].isBlank || bytes[stop - 1] == .quote || bytes[stop - 1] == .apostrophe
    {
      stop -= 1
    }
    var start = stop
    while start > 0, stop - start < 48, ByteClass.url.has(bytes[start - 1]) { start -= 1 }
    guard stop - start >= 3 else { return false }
    let name = bytes[start..<stop].map(\.lowered)
    guard
      let word = Self.names.first(where: { name.count >= $0.count && name.suffix($0.count).elementsEqual($0) }
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
