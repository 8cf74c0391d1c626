/// The parts of a record's file name.
public struct RecordName: Equatable, Sendable {
  /// The digits of the number as written, without a prefix such as `ADR-`.
  public let number: String?
  /// What stands between number and stage.
  public let slug: String
  /// The word before `.prompt.md`, as written.
  public let stage: String?
  /// A date at the beginning of the name, as `YYYY-MM-DD`.
  public let date: CalendarDate?

  private static let suffixes = [".prompt.md", ".phr.md", ".phr", ".md"]

  /// Takes a file name apart.
  public init(_ name: [UInt8], kind: Kind) {
    var stem = name
    var hasStage = false
    for suffix in Self.suffixes where stem.count > suffix.utf8.count {
      let start = stem.count - suffix.utf8.count
      if stem.hasPrefix(Array(suffix.utf8), at: start) {
        stem = Array(stem[..<start])
        hasStage = kind == .prompt
        break
      }
    }
    var stage: String?
    if hasStage, let dot = stem.lastIndex(of: UInt8(ascii: ".")), dot + 1 < stem.count,
      stem[(dot + 1)...].allSatisfy(\.isLetter)
    {
      stage = stem.string((dot + 1)..<stem.count)
      stem = Array(stem[..<dot])
    }
    self.stage = stage
    var start = 0
    if let number = RecordNumber(leading: stem) {
      self.number = stem.string(number.range)
      start = number.range.upperBound
      date = nil
    } else {
      number = nil
      (date, start) = Self.leadingDate(stem)
    }
    while start < stem.count, stem[start] == .dash || stem[start] == UInt8(ascii: "_") { start += 1 }
    slug = stem.string(start..<stem.count)
  }

  private static func leadingDate(_ stem: [UInt8]) -> (CalendarDate?, Int) {
    let digits = stem.prefix { $0.isDigit }.count
    if digits == 8 {
      let text = stem.string(0..<4) + "-" + stem.string(4..<6) + "-" + stem.string(6..<8)
      if let date = CalendarDate(text) { return (date, 8) }
    }
    if digits == 4, stem.count >= 10, let date = CalendarDate(stem.string(0..<10)), date.year >= 1900 {
      return (date, 10)
    }
    return (nil, 0)
  }

  /// The name of a prompt's file: `0003-fix-token-expiry.red.prompt.md`.
  public static func prompt(id: String, slug: String, stage: Stage) -> String {
    prompt(id: id, slug: slug, word: stage.rawValue)
  }

  /// The same with whatever word stands for the stage, if one does.
  package static func prompt(id: String, slug: String, word: String?) -> String {
    stem(id, slug) + (word.map { ".\($0)" } ?? "") + ".prompt.md"
  }

  /// The name of a decision's file: `0001-use-postgresql.md`.
  public static func decision(id: String, slug: String) -> String { stem(id, slug) + ".md" }

  /// Number and slug, so that both can be told apart again: record 2024 of the title "12-31 freeze" is no day.
  private static func stem(_ id: String, _ slug: String) -> String {
    let stem = "\(id)-\(slug)"
    return RecordNumber(leading: Array(stem.utf8)) == nil ? "\(id)-on-\(slug)" : stem
  }

  private static let excluded: [StaticString] = [
    "README.md", "index.md", "INDEX.md", "template.md",
    // What MADR puts beside the decisions that are written from it.
    "adr-template.md", "adr-template-minimal.md", "adr-template-bare.md", "adr-template-bare-minimal.md",
  ]

  /// Whether a file name in a record folder is a record's: Markdown, and none of the names that never are.
  public static func isRecord(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.first != UInt8(ascii: "."), ends(name, ".md") || ends(name, ".phr") else { return false }
    return !excluded.contains { $0.utf8CodeUnitCount == name.count && ends(name, $0) }
  }

  /// The same for a name that is kept.
  public static func isRecord(_ name: [UInt8]) -> Bool { name.withUnsafeBufferPointer { isRecord($0) } }

  private static func ends(_ name: UnsafeBufferPointer<UInt8>, _ suffix: StaticString) -> Bool {
    let start = name.count - suffix.utf8CodeUnitCount
    guard start >= 0 else { return false }
    for offset in 0..<suffix.utf8CodeUnitCount where name[start + offset] != suffix.utf8Start[offset] {
      return false
    }
    return true
  }
}
