import Database

/// The records that a query wants, as a condition on `records AS r`.
struct Selection {
  /// The condition; nil for all records.
  let condition: String?
  let values: [Value]

  /// The condition behind WHERE, with a blank before it.
  var clause: String { condition.map { " WHERE " + $0 } ?? "" }
}

extension Index {
  static let live = "ifnull(r.status, '') NOT IN ('superseded', 'rejected', 'deprecated')"

  /// What a query selects, in whatever order: the records that it describes, and those that it names.
  func selection(_ query: Query, isLive: Bool = false, in database: Database) throws(DatabaseError)
    -> Selection
  {
    vocabulary = Vocabulary([self.database, overlay].compactMap { $0 })
    let translation = try widened(query).translation
    var conditions: [String] = []
    var values: [Value] = []
    if let match = translation.match {
      conditions.append("r.row IN (SELECT rowid FROM texts WHERE texts MATCH ?)")
      values.append(.string(match))
    }
    for condition in translation.conditions {
      conditions.append(condition.sql)
      for value in condition.values { values.append(try bound(value, in: database)) }
    }
    if !conditions.isEmpty, let naming = try naming(query) {
      conditions = ["((\(conditions.joined(separator: " AND "))) OR \(naming.sql))"]
      for value in naming.values { values.append(try bound(value, in: database)) }
    }
    if isLive { conditions.append(Self.live) }
    return Selection(
      condition: conditions.isEmpty ? nil : conditions.joined(separator: " AND "), values: values)
  }

  /// Runs a statement on the index, and on what is laid over it, and hands over each row that is still so.
  /// Its first column must be the record's row.
  func forEachRow(
    _ sql: (Database) throws(DatabaseError) -> (text: String, values: [Value]),
    _ body: (Statement, Database) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    for database in [database, overlay].compactMap({ $0 }) {
      let (text, values) = try sql(database)
      let statement = try database.prepareOnce(text)
      defer { statement.reset() }
      for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
      while try statement.step() {
        if database === self.database, hidden.contains(statement.int64(0)) { continue }
        try body(statement, database)
      }
    }
  }
}
