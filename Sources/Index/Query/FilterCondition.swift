extension Query.Filter {
  /// The filter as a condition on `records AS r`. It may be NULL where the record has no such field.
  ///
  /// `stage` holds the known stage, else what is written; `status` likewise; `date` is `YYYY-MM-DD`, perhaps with
  /// a time, or NULL; `path` is relative to the root.
  var condition: SQLCondition {
    switch value {
    case .none: return absence
    case .any: return SQLCondition(sql: "NOT (\(absence.sql))", values: [])
    case .folders(let names):
      let conditions = names.map { folder($0) }
      let sql = conditions.map(\.sql).joined(separator: " OR ")
      return SQLCondition(
        sql: names.count == 1 ? sql : "(\(sql))", values: conditions.flatMap(\.values))
    case .paths(let glob):
      return SQLCondition(sql: "r.row IN (SELECT value FROM json_each(?))", values: [.rows(glob)])
    case .days(let from, let to):
      var conditions: [String] = []
      var values: [SQLValue] = []
      if let from {
        conditions.append("r.date >= ?")
        values.append(.text(from.description))
      }
      if let to {
        // Greater than all times of that day, and than the day by itself.
        conditions.append("r.date < ?")
        values.append(.text(to.description + "~"))
      }
      return SQLCondition(sql: "(" + conditions.joined(separator: " AND ") + ")", values: values)
    case .text(let text): return comparison(text)
    }
  }

  private func comparison(_ text: String) -> SQLCondition {
    switch field {
    case .stage, .status, .kind:
      return SQLCondition(sql: "r.\(field.rawValue) = ? COLLATE NOCASE", values: [.text(text)])
    case .feature:
      if text.utf8.contains(UInt8(ascii: "*")) { return like("r.feature", Self.pattern(text)) }
      // `auth` and `001` are both the feature `001-auth`.
      return like("('-' || r.feature || '-')", "%-" + Self.pattern(text) + "-%")
    case .label:
      return SQLCondition(
        sql: "r.row IN (SELECT row FROM labels WHERE label LIKE ? ESCAPE '\\')",
        values: [.text(Self.pattern(text))])
    case .session, .uid: return like("r.\(field.rawValue)", Self.pattern(text) + "%")
    case .id: return identity(text)
    case .folder: return folder(text)
    case .model, .user, .branch, .surface, .command, .file, .since, .until, .date:
      let hasStar = text.utf8.contains(UInt8(ascii: "*"))
      return like("r.\(field.rawValue)", hasStar ? Self.pattern(text) : "%" + Self.pattern(text) + "%")
    }
  }

  private func like(_ column: String, _ pattern: String) -> SQLCondition {
    SQLCondition(sql: "\(column) LIKE ? ESCAPE '\\'", values: [.text(pattern)])
  }

  private var absence: SQLCondition {
    switch field {
    case .label:
      return SQLCondition(sql: "NOT EXISTS (SELECT 1 FROM labels WHERE labels.row = r.row)", values: [])
    case .file:
      return SQLCondition(sql: "NOT EXISTS (SELECT 1 FROM files WHERE files.row = r.row)", values: [])
    case .since, .until, .date: return SQLCondition(sql: "r.date IS NULL", values: [])
    case .kind, .folder: return SQLCondition(sql: "0", values: [])
    default:
      let empty = "('', 'none', 'null', 'unspecified')"
      return SQLCondition(sql: "lower(ifnull(r.\(field.rawValue), '')) IN \(empty)", values: [])
    }
  }

  /// `12`, `0012`, `#12` and `ADR-0012` are the same.
  private func identity(_ text: String) -> SQLCondition {
    let digits = text.utf8.drop { !$0.isDigit }
    let isNumber = !digits.isEmpty && digits.count < 18 && digits.allSatisfy(\.isDigit)
    guard isNumber, let number = Int64(String(decoding: digits, as: UTF8.self)) else {
      return like("r.id", Self.pattern(text))
    }
    return SQLCondition(
      sql: "(r.number = ? OR r.id = ? COLLATE NOCASE)", values: [.integer(number), .text(text)])
  }

  private func folder(_ text: String) -> SQLCondition {
    var path = Array(text.utf8)[...]
    if path.starts(with: Array("./".utf8)) { path = path.dropFirst(2) }
    while path.last == UInt8(ascii: "/") { path = path.dropLast() }
    if path.isEmpty || path.elementsEqual([UInt8(ascii: ".")]) { return SQLCondition(sql: "1", values: []) }
    let folder = String(decoding: path, as: UTF8.self)
    return SQLCondition(
      sql: "(r.path = ? OR r.path LIKE ? ESCAPE '\\')",
      values: [.text(folder), .text(Self.pattern(folder, hasStars: false) + "/%")])
  }

  /// A pattern for LIKE, in which a star stands for anything.
  static func pattern(_ text: String, hasStars: Bool = true) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "_"), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "*") where hasStars: bytes.append(UInt8(ascii: "%"))
      case 0: break
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Glob {
  /// The rows and paths to be tried with `matches`: a query with one value, `likePattern`.
  public static let candidates = "SELECT row, path FROM files WHERE path LIKE ? ESCAPE '\\'"

  /// The value for `candidates`.
  public var likePattern: String {
    "%" + Query.Filter.pattern(String(decoding: literal, as: UTF8.self), hasStars: false) + "%"
  }
}
