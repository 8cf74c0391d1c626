/// The entries of one git configuration file.
public struct GitConfiguration: Equatable, Sendable {
  /// What a file says of a key.
  public enum Answer: Equatable, Sendable {
    /// The last value.
    case value(String)
    /// Another file is included after the last value, and may say something else.
    case included
    /// Nothing.
    case absent
  }

  /// The first line that git would refuse; entries before it count.
  public private(set) var faultyLine: Int?
  private var entries: [(key: [UInt8], value: [UInt8])] = []

  /// Reads a file's bytes. Never fails: see ``faultyLine``.
  public init(_ bytes: [UInt8]) {
    var parser = GitConfigurationParser(bytes)
    do throws(GitConfigurationParser.Fault) {
      while let entry = try parser.next() { entries.append(entry) }
    } catch {
      faultyLine = parser.line
    }
  }

  /// What the file says of a key such as `user.name` or `remote.origin.url`; section and name in any case.
  public func answer(_ key: String) -> Answer {
    let wanted = Self.canonical(Array(key.utf8))
    for entry in entries.reversed() {
      if entry.key == wanted { return .value(String(decoding: entry.value, as: UTF8.self)) }
      if Self.isInclude(entry.key) { return .included }
    }
    return .absent
  }

  /// The last value of a key, whatever is included.
  public func value(_ key: String) -> String? {
    let wanted = Self.canonical(Array(key.utf8))
    return entries.last { $0.key == wanted }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  /// Whether the same entries were read.
  public static func == (left: Self, right: Self) -> Bool {
    left.faultyLine == right.faultyLine && left.entries.elementsEqual(right.entries, by: ==)
  }

  private static func isInclude(_ key: [UInt8]) -> Bool {
    key == Array("include.path".utf8)
      || (key.starts(with: Array("includeif.".utf8)) && key.suffix(5).elementsEqual(".path".utf8))
  }

  /// Section and name in lower case; the subsection between the first and the last dot as it is.
  private static func canonical(_ key: [UInt8]) -> [UInt8] {
    let dot = UInt8(ascii: ".")
    guard let first = key.firstIndex(of: dot), let last = key.lastIndex(of: dot) else { return key }
    return key[..<first].map(lowercase) + key[first..<last] + key[last...].map(lowercase)
  }
}

/// The syntax of git's configuration, from `config.c` of git: one entry at a time.
struct GitConfigurationParser {
  struct Fault: Error {}

  private(set) var line = 1
  private let bytes: [UInt8]
  private var index = 0
  private var section: [UInt8] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The next entry's key, in canonical form, and its value.
  mutating func next() throws(Fault) -> (key: [UInt8], value: [UInt8])? {
    while let byte = peek() {
      switch byte {
      case newline, space, tab, carriageReturn: advance()
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "["): try readSection()
      default:
        guard isLetter(byte), !section.isEmpty else { throw Fault() }
        return try readEntry()
      }
    }
    return nil
  }

  private mutating func readSection() throws(Fault) {
    advance()
    section = []
    while let byte = peek(), isNameByte(byte) || byte == UInt8(ascii: ".") {
      section.append(lowercase(byte))
      advance()
    }
    guard !section.isEmpty else { throw Fault() }
    if peek() != UInt8(ascii: "]") {
      guard skipBlanks(), peek() == quote else { throw Fault() }
      advance()
      section.append(UInt8(ascii: "."))
      try readSubsection()
    }
    guard peek() == UInt8(ascii: "]") else { throw Fault() }
    advance()
  }

  private mutating func readSubsection() throws(Fault) {
    while let byte = peek(), byte != newline {
      advance()
      if byte == quote { return }
      guard byte == backslash else {
        section.append(byte)
        continue
      }
      guard let escaped = peek(), escaped != newline else { throw Fault() }
      section.append(escaped)
      advance()
    }
    throw Fault()
  }

  private mutating func readEntry() throws(Fault) -> (key: [UInt8], value: [UInt8]) {
    var key = section + [UInt8(ascii: ".")]
    while let byte = peek(), isNameByte(byte) {
      key.append(lowercase(byte))
      advance()
    }
    skipBlanks()
    // A name alone means yes.
    guard let byte = peek(), byte != newline else { return (key, Array("true".utf8)) }
    guard byte == UInt8(ascii: "=") else { throw Fault() }
    advance()
    skipBlanks()
    return (key, try readValue())
  }

  private mutating func readValue() throws(Fault) -> [UInt8] {
    var value: [UInt8] = []
    var kept = 0
    var isQuoted = false
    while let byte = peek(), byte != newline {
      advance()
      switch byte {
      case quote:
        isQuoted.toggle()
        kept = value.count
      case backslash:
        if let escaped = try readEscape() { value.append(escaped) }
        kept = value.count
      case UInt8(ascii: "#") where !isQuoted, UInt8(ascii: ";") where !isQuoted:
        skipLine()
        return Array(value[..<kept])
      default:
        value.append(byte)
        // Blanks count only if something follows them.
        if isQuoted || (byte != space && byte != tab) { kept = value.count }
      }
    }
    if isQuoted { throw Fault() }
    return Array(value[..<kept])
  }

  /// What an escape stands for; nothing for a line that goes on.
  private mutating func readEscape() throws(Fault) -> UInt8? {
    let byte = peek()
    advance()
    switch byte {
    case newline, nil: return nil
    case UInt8(ascii: "n"): return newline
    case UInt8(ascii: "t"): return tab
    case UInt8(ascii: "b"): return 0x08
    case quote, backslash: return byte
    default: throw Fault()
    }
  }

  /// The byte at hand; a CRLF is one line feed.
  private func peek() -> UInt8? {
    guard index < bytes.count else { return nil }
    let isBreak = bytes[index] == carriageReturn && index + 1 < bytes.count && bytes[index + 1] == newline
    return isBreak ? newline : bytes[index]
  }

  private mutating func advance() {
    guard let byte = peek() else { return }
    if byte == newline { line += 1 }
    index += byte == newline && bytes[index] == carriageReturn ? 2 : 1
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != newline { advance() }
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = index
    while let byte = peek(), byte == space || byte == tab { advance() }
    return index > start
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")

private func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
private func isNameByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
}
