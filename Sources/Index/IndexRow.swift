import Database
import History
import Platform
import Records

/// A record as the index tells of it: what lists and counts need, without the file.
public struct IndexRow: Sendable {
  /// The path, relative to the root.
  public let path: Path
  /// Prompt or decision.
  public let kind: Kind
  /// The metadata by the names of the columns: `title`, `stage`, `date` …
  public let fields: [String: String]
  /// Why the file can't be read.
  public let error: String?
  /// What is wrong with the record, as codes with their subject.
  public let problems: [String]
  /// The labels, or a decision's tags.
  public let labels: [String]
  /// The file.
  public var file: RecordFile { RecordFile(path: path, kind: kind) }
  let row: Int64
  /// Whether the row is as it was written. One that isn't must be read from its file.
  let isSealed: Bool

  static let columns =
    "r.row, r.path, r.kind, r.error, r.problems, r.seal, "
    + Document.textFields.map { "r.\($0)" }.joined(separator: ", ")
    + ", (SELECT group_concat(label, char(10)) FROM (SELECT label FROM labels WHERE labels.row = r.row ORDER BY rowid))"

  init(_ statement: Statement) {
    row = statement.int64(0)
    path = Path(bytes: statement.bytes(1))
    kind = Kind(rawValue: statement.string(2)) ?? .prompt
    error = statement.isNull(3) ? nil : statement.string(3)
    problems = statement.isNull(4) ? [] : statement.string(4).split(separator: "\n").map(String.init)
    let seal = statement.int64(5)
    var fields: [String: String] = [:]
    for (index, name) in Document.textFields.enumerated() where !statement.isNull(6 + index) {
      fields[name] = statement.string(6 + index)
    }
    self.fields = fields
    let last = 6 + Document.textFields.count
    let joined = statement.isNull(last) ? nil : statement.string(last)
    labels = joined.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } ?? []
    isSealed = seal == Document.seal(path, kind, fields, error, problems, labels)
  }

  init(_ document: Document, row: Int64) {
    (path, kind, fields, error, problems) = (
      document.path, document.kind, document.row, document.error, document.problems
    )
    labels = document.labels
    self.row = row
    isSealed = true
  }
}

extension Document {
  /// A hash over what a list shows of a record: a row whose seal is broken is read from its file.
  static func seal(
    _ path: Path, _ kind: Kind, _ fields: [String: String], _ error: String?, _ problems: [String],
    _ labels: [String]
  ) -> Int64 {
    let shown = [path.description, kind.rawValue] + textFields.map { fields[$0] ?? "" }
    let rest = [error ?? "", problems.joined(separator: "\n"), labels.joined(separator: "\n")]
    return Int64(bitPattern: contentHash(Array((shown + rest).joined(separator: "\u{1F}").utf8)))
  }

  var seal: Int64 { Self.seal(path, kind, row, error, problems, labels) }
}
