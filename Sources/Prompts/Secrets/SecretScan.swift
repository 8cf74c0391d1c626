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
      var scan = SecretPass(bytes: bytes)
      scan.run()
      return scan.found
    }
  }
}

/// One pass over a text.
struct SecretPass {
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
  static func anchor(_ shape: SecretShape) -> Int? {
    shape.prefix.firstIndex { ByteSearch.isSign($0) }
  }

  mutating func run() {
    var letters = wordOfLetters(from: 0)
    // Not of this value's own: it would be copied for each mark.
    let glance = SecretGlance(bytes)
    Self.marks.withUnsafeBufferPointer { marks in
      ByteSearch.eachSign(in: bytes) { index in
        while let start = letters, start < index {
          letters = wordOfLetters(from: start + 1)
          if let end = keep(shaped(start)), end > index { return end }
        }
        let kind = marks[Int(bytes[index])]
        return kind == 0 || !glance.isWorthALook(index, kind) ? nil : look(at: index, kind)
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

  func has(_ text: StaticString, at index: Int) -> Bool {
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

  func end(of set: ByteClass, from start: Int, longest: Int) -> Int {
    var index = start
    let limit = min(bytes.count, start + longest)
    while index < limit, set.has(bytes[index]) { index += 1 }
    return index
  }

  func slice(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }

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

  func shaped(_ index: Int) -> Secret? {
    let shapes = SecretShape.byFirst[Int(bytes[index])]
    for shape in shapes where has(shape.prefix, at: index) {
      guard isBoundary(index) else { return nil }
      let start = index + shape.prefix.count
      let stop = end(of: shape.set, from: start, longest: shape.count.upperBound + 1)
      guard shape.count.contains(stop - start) else { continue }
      let body = slice(start..<stop)
      // Among few letters some repeat by chance.
      guard shape.part.isEmpty || body.firstRange(of: shape.part) != nil,
        Plausibility.isRandom(body, least: body.count < 20 ? 2.5 : 2.8)
      else {
        continue
      }
      if shape.prefix == Array("SG.".utf8), body.count <= 22 || body[22] != UInt8(ascii: ".") { continue }
      return Secret(id: shape.id, what: shape.what, range: index..<stop)
    }
    return nil
  }

  /// `eyJ….eyJ….…`
  func webToken(_ index: Int) -> Secret? {
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
}
