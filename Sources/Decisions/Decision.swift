import Records

/// A decision record with its place, and the links that it tells of.
public struct Decision: Sendable {
  /// The path from the root.
  public let path: [UInt8]
  /// The record.
  public let record: Record
  /// The links as written, in order.
  public let links: [DecisionLink]

  /// Reads the links of a record.
  public init(_ record: Record, at path: [UInt8]) {
    self.path = path
    self.record = record
    links = record.decisionLinks
  }

  /// The name of the file.
  public var fileName: [UInt8] { path.lastIndex(of: slash).map { Array(path[($0 + 1)...]) } ?? path }
  /// The folder, from the root.
  public var folder: [UInt8] { path.lastIndex(of: slash).map { Array(path[..<$0]) } ?? [] }

  /// The number: of the file's name, else of the text.
  public var number: Int? {
    (RecordNumber(leading: fileName) ?? record.id.flatMap { RecordNumber(leading: Array($0.value.utf8)) })?
      .value
  }

  /// The number as the file's name writes it.
  public var numberText: String? {
    record.name.number ?? record.id?.value ?? number.map { String($0) }
  }

  /// The title, or the name of the file.
  public var title: String { record.title?.value ?? String(decoding: fileName, as: UTF8.self) }

  /// The status, if it is one of the five.
  public var standing: Status? { record.standing }

  /// The status as a person reads it.
  public var shownStatus: String {
    guard let status = record.status?.value, !status.isEmpty else { return "no status" }
    if let standing { return standing.rawValue }
    // A section that has links only says nothing of the status itself.
    if status.contains("](") { return "no status" }
    return status.split(separator: "|").count > 2 ? "not chosen" : status
  }

  /// How another record calls this one: its heading where that names a number, else number and title.
  public var label: String {
    let first = record.text.headings(in: record.bodyStart..<record.text.count).first { $0.level == 1 }
    if let first {
      let text = record.text.string(first.text)
      if text.utf8.contains(where: \.isDigit), record.id?.origin == .heading || record.dialect == .frontMatter
      {
        return text
      }
    }
    return numberText.map { "ADR-\($0): \(title)" } ?? title
  }
}

let slash = UInt8(ascii: "/")

extension Decision {
  /// The prompts that led here, as paths from the root.
  public var prompts: [[UInt8]] { record.promptPaths(in: folder) }
  /// The globs of the code that the decision binds.
  public var affects: [String] { record.affects }
}
