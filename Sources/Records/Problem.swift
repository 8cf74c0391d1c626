/// Something that is wrong with a record, found while reading it. The codes are those of the check catalogue.
public struct Problem: Equatable, Sendable {
  /// What kind of problem.
  public enum Code: String, CaseIterable, Sendable {
    case frontMatterMissing = "front-matter-missing"
    case frontMatterInvalid = "front-matter-invalid"
    case fieldMissing = "field-missing"
    case fieldName = "field-name"
    case fieldType = "field-type"
    case fieldDuplicate = "field-duplicate"
    case idNotText = "id-not-text"
    case dateInvalid = "date-invalid"
    case stageUnknown = "stage-unknown"
    case promptAltered = "prompt-altered"
    case encoding
  }

  /// The kind.
  public let code: Code
  /// The key or text it is about; empty if it is about the file.
  public let subject: String
  /// What is wrong, as a sentence without a full stop.
  public let message: String
  /// Where, in bytes of the file.
  public let range: Range<Int>

  /// Notes a problem.
  public init(_ code: Code, _ subject: String = "", _ message: String, at range: Range<Int> = 0..<0) {
    (self.code, self.subject, self.message, self.range) = (code, subject, message, range)
  }

  /// Code and subject in one word: `field-missing:date`.
  public var label: String { subject.isEmpty ? code.rawValue : code.rawValue + ":" + subject }
}

/// A piece of metadata: its value, and where it came from.
public struct Field: Equatable, Sendable {
  /// Where a value was found.
  public enum Origin: Equatable, Sendable {
    case frontMatter(key: String)
    case fileName
    case heading
    case bullet(String)
    case section(String)
    case line(String)
  }

  /// The text as written, without quotes or markup.
  public let value: String
  /// Where it was found.
  public let origin: Origin
  /// Where it stands in the file, quotes included; nil if it is part of the name.
  public let range: Range<Int>?

  /// Notes a value.
  public init(_ value: String, _ origin: Origin, _ range: Range<Int>?) {
    (self.value, self.origin, self.range) = (value, origin, range)
  }
}
