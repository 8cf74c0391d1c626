import Prompts
import Records

/// Something that a rule found.
public struct Finding: Sendable {
  /// The rule's name.
  public let rule: String
  /// How bad it is.
  public var severity: Severity
  /// The file, relative to the root.
  public let path: [UInt8]
  /// The record's identity, where it has one.
  public let uid: String?
  /// The bytes that it is about; empty at 0 if it is about the file as a whole.
  public let range: Range<Int>
  /// Where that is for people.
  public private(set) var place: Place
  /// What is wrong, as a sentence without a full stop.
  public private(set) var message: String
  /// What to do.
  public private(set) var remedy: String?
  /// How it can be mended.
  public let fix: Fix?
  /// Whether the mend may be shown: not where a credential stands in the record.
  public private(set) var isFixShown = true

  init(
    rule: String, severity: Severity, path: [UInt8], uid: String?, range: Range<Int>, place: Place,
    message: String,
    remedy: String?, fix: Fix?
  ) {
    (self.rule, self.severity, self.path, self.uid, self.range) = (rule, severity, path, uid, range)
    (self.place, self.message, self.remedy, self.fix) = (place, message, remedy, fix)
  }

  /// Whether it is about the file as a whole.
  public var isAboutFile: Bool { range.isEmpty && range.lowerBound == 0 }

  /// Takes the credentials of the record out of all that is shown.
  mutating func mask(_ secrets: [Secret], in text: [UInt8]) {
    isFixShown = false
    place.mask(secrets, from: range.lowerBound - place.marked.lowerBound)
    for secret in secrets where secret.range.overlaps(range) {
      let value = text.string(secret.range)
      message = message.replacing(value, with: "[REDACTED:\(secret.id)]")
      remedy = remedy?.replacing(value, with: "[REDACTED:\(secret.id)]")
    }
    message = Self.masked(message)
    remedy = remedy.map(Self.masked)
  }

  private static func masked(_ text: String) -> String {
    String(decoding: Redaction(of: Array(text.utf8)).text, as: UTF8.self)
  }
}

/// A certain mend: replacements in one file, which is another one than the finding's where a link is answered.
public struct Fix: Equatable, Sendable {
  /// What it does, as the end of "this fix …".
  public let title: String
  /// The file, relative to the root.
  public let path: [UInt8]
  /// The replacements.
  public let edits: [Edit]
}

/// A stretch of a text as people count: lines and characters from 1, the end just behind the last one.
public struct Place: Equatable, Sendable {
  /// The line that it begins in.
  public let line: Int
  /// The character of that line.
  public let column: Int
  /// The line that it ends in.
  public let endLine: Int
  /// Just behind its last character.
  public let endColumn: Int
  /// The source line that it begins in, as far as it is worth showing.
  public private(set) var excerpt: [UInt8]
  /// Where the stretch lies in the excerpt.
  public let marked: Range<Int>

  /// How much of a line is kept before and behind the stretch.
  private static let around = 120

  /// Measures a range of a text.
  init(_ range: Range<Int>, in text: [UInt8], _ lines: inout LineMap) {
    let lower = min(range.lowerBound, text.count)
    let upper = min(max(range.upperBound, lower), text.count)
    let first = lines.line(of: lower)
    let last = lines.line(of: upper > lower ? upper - 1 : lower)
    line = first + 1
    column = lines.characters(before: lower, in: first) + 1
    endLine = last + 1
    endColumn =
      last == first
      ? column + text.characters(lower..<upper) : text.characters(lines.starts[last]..<upper) + 1
    let end = lines.end(of: first)
    let stop = min(upper, max(end, lower))
    let from = Self.start(text, max(lines.starts[first], lower - Self.around), at: lower)
    let to = Self.start(text, min(max(end, lower), stop + Self.around), at: text.count)
    excerpt = Array(text[from..<max(from, to)])
    marked = (lower - from)..<max(lower - from, min(stop, to) - from)
  }

  /// Blots credentials out of the excerpt, which begins at an offset of the text.
  mutating func mask(_ secrets: [Secret], from start: Int) {
    for secret in secrets where secret.range.overlaps(start..<(start + excerpt.count)) {
      for index in secret.range.clamped(to: start..<(start + excerpt.count)) {
        excerpt[index - start] = UInt8(ascii: "*")
      }
    }
  }

  /// The first offset from here on that doesn't lie within a character.
  private static func start(_ text: [UInt8], _ offset: Int, at limit: Int) -> Int {
    var offset = offset
    while offset < limit, offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}

/// Where the lines of a text begin. How far into one was counted last is kept: findings come in order mostly, and a line
/// may be as long as a book.
struct LineMap {
  private let text: [UInt8]
  let starts: [Int]
  private var counted = (line: 0, offset: 0, characters: 0)

  init(_ text: [UInt8]) {
    self.text = text
    starts = text.lineStarts
  }

  /// The line, from 0, that an offset lies in.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Where a line ends, without its line end.
  func end(of line: Int) -> Int {
    guard line + 1 < starts.count else { return text.count }
    let end = starts[line + 1] - 1
    return end > starts[line] && text[end - 1] == .carriageReturn ? end - 1 : end
  }

  /// How many characters of a line stand before an offset.
  mutating func characters(before offset: Int, in line: Int) -> Int {
    if line != counted.line || offset < counted.offset { counted = (line, starts[line], 0) }
    counted.characters += text.characters(counted.offset..<offset)
    counted.offset = offset
    return counted.characters
  }
}

/// What the rules found in one record.
public struct Findings {
  /// The findings in the order of noting.
  public private(set) var all: [Finding] = []
  private let path: [UInt8]
  private let uid: String?
  private let text: [UInt8]
  private lazy var lines = LineMap(text)
  /// The rule that is at work.
  var rule: String
  var severity: Severity

  init(path: [UInt8], uid: String?, text: [UInt8]) {
    (self.path, self.uid, self.text, rule, severity) = (path, uid, text, "", .error)
  }

  /// Notes something. Without a severity of its own it has the rule's.
  public mutating func add(
    _ message: String, at range: Range<Int> = 0..<0, severity: Severity? = nil, remedy: String? = nil,
    fix: (title: String, edits: [Edit])? = nil
  ) {
    add(
      message, at: range, severity: severity, remedy: remedy,
      fix: fix.map { Fix(title: $0.title, path: path, edits: $0.edits) })
  }

  /// Notes something with a mend of another file.
  public mutating func add(
    _ message: String, at range: Range<Int>, severity: Severity? = nil, remedy: String?, fix: Fix?
  ) {
    let place = Place(range, in: text, &lines)
    all.append(
      Finding(
        rule: rule, severity: severity ?? self.severity, path: path, uid: uid, range: range, place: place,
        message: message, remedy: remedy, fix: fix))
  }

  mutating func keep(_ isKept: (Finding) -> Bool) { all = all.filter(isKept) }
  mutating func change(_ body: (inout Finding) -> Void) { for index in all.indices { body(&all[index]) } }
}

extension [UInt8] {
  /// Where the lines of the text begin.
  var lineStarts: [Int] {
    var starts = [0]
    while let end = index(of: .newline, from: starts[starts.count - 1]) { starts.append(end + 1) }
    return starts
  }

  /// How many characters begin in a range.
  fileprivate func characters(_ range: Range<Int>) -> Int {
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      if self[index] & 0xC0 != 0x80 { count += 1 }
      index += 1
    }
    return count
  }
}
