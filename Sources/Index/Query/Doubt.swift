extension Query.Filter {
  /// A condition for records that don't say what the filter asks, because they can't be read or understood. That a
  /// record has no feature is no doubt; that it has no day is.
  var doubt: String {
    switch field {
    case .kind, .folder: return "0"
    case .id: return "(r.error IS NOT NULL AND r.number IS NULL)"
    case .since, .until, .date: return "r.date IS NULL"
    case .stage: return "(r.kind = 'phr' AND r.stage IS NULL)"
    case .status: return "(r.kind = 'adr' AND r.status IS NULL)"
    case .label, .file:
      let isEmpty = "NOT EXISTS (SELECT 1 FROM \(field.rawValue)s t WHERE t.row = r.row)"
      return "(r.error IS NOT NULL OR (\(Self.isDamaged) AND \(isEmpty)))"
    default: return "(r.error IS NOT NULL OR (\(Self.isDamaged) AND r.\(field.rawValue) IS NULL))"
    }
  }

  private static let isDamaged = "instr(ifnull(r.problems, ''), 'front-matter-invalid')"

  /// What a record in doubt lacks.
  public var lack: String {
    switch field {
    case .since, .until, .date: "no date"
    case .stage: "no stage"
    case .status: "no status"
    default: "damaged front matter"
    }
  }
}

extension Query {
  /// Every record that leaves any doubt fulfils this: an index of the database answers it without a scan.
  static let anyDoubt =
    "(error IS NOT NULL OR date IS NULL OR (stage IS NULL AND status IS NULL) OR instr(ifnull(problems, ''), 'front-matter-invalid'))"

  /// A condition for records that may or may not be wanted; nil where every record is.
  var doubt: SQLCondition? {
    guard let root else { return nil }
    var generous = ConditionBuilder(isGenerous: true)
    var strict = ConditionBuilder()
    let (may, does) = (generous.condition(root), strict.condition(root))
    return SQLCondition(
      sql: "\(Self.anyDoubt) AND ifnull(\(may.sql), 0) AND NOT ifnull(\(does.sql), 0)",
      values: may.values + does.values)
  }
}
