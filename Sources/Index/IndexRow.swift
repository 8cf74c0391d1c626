import Database
import History
import Platform
import Records

/// The texts of a record's row, by the names of the columns. So few names are found sooner one after the other than by
/// their hashes.
public struct RecordFields: Equatable, Sendable {
  /// The columns of `records` that hold a text of the record.
  static let names = [
    "dialect", "uid", "id", "title", "stage", "status", "date", "feature", "branch", "user", "model",
    "surface",
    "command", "session", "recorded", "prompt_sha256",
  ]

  /// One value for each name.
  var values = [String?](repeating: nil, count: names.count)

  /// The text of a column, or nil for none.
  public internal(set) subscript(name: String) -> String? {
    get { Self.names.firstIndex(of: name).flatMap { values[$0] } }
    set { if let index = Self.names.firstIndex(of: name) { values[index] = newValue } }
  }
}

/// A record as the index tells of it: what lists and counts need, without the file.
public struct IndexRow: Sendable {
  /// The path, relative to the root.
  public let path: Path
  /// Prompt or decision.
  public let kind: Kind
  /// The metadata by the names of the columns: `title`, `stage`, `date` …
  public let fields: RecordFields
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
    + RecordFields.names.map { "r.\($0)" }.joined(separator: ", ")
    + ", (SELECT group_concat(label, char(10)) FROM (SELECT label FROM labels WHERE labels.row = r.row ORDER BY rowid))"

  init(_ statement: Statement) {
    row = statement.int64(0)
    path = Path(bytes: statement.bytes(1))
    let named = Kind(rawValue: statement.string(2))
    kind = named ?? .prompt
    error = statement.isNull(3) ? nil : statement.string(3)
    problems = statement.isNull(4) ? [] : statement.string(4).split(separator: "\n").map(String.init)
    let seal = statement.int64(5)
    var fields = RecordFields()
    for index in fields.values.indices where !statement.isNull(6 + index) {
      fields.values[index] = statement.string(6 + index)
    }
    self.fields = fields
    let last = 6 + fields.values.count
    let joined = statement.isNull(last) ? nil : statement.string(last)
    labels = joined.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } ?? []
    isSealed = named != nil && seal == Document.seal(path, kind, fields, error, problems, labels)
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

extension Statement {
  /// The kind that a column names. There are two; anything else was not written by us.
  func recordKind(_ column: Int) throws(DatabaseError) -> Kind {
    guard let kind = Kind(rawValue: string(column)) else { throw .corrupt("a kind of record is no kind") }
    return kind
  }
}

extension Document {
  /// A hash over what a list shows of a record: a row whose seal is broken is read from its file.
  static func seal(
    _ path: Path, _ kind: Kind, _ fields: RecordFields, _ error: String?, _ problems: [String],
    _ labels: [String]
  ) -> Int64 {
    var bytes = path.bytes
    func add(_ text: String, after separator: UInt8) {
      bytes.append(separator)
      bytes += text.utf8
    }
    add(kind.rawValue, after: 0)
    for value in fields.values { add(value ?? "", after: value == nil ? 1 : 2) }
    add(error ?? "", after: 3)
    for problem in problems { add(problem, after: 4) }
    for label in labels { add(label, after: 5) }
    return Int64(bitPattern: contentHash(bytes))
  }

  var seal: Int64 { Self.seal(path, kind, row, error, problems, labels) }
}
