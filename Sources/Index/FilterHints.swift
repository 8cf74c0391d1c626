import Database

/// A filter that no record fits, and values that may have been meant.
public struct FilterHint: Equatable, Sendable {
  /// The filter as it is typed: `label:auht`.
  public let typed: String
  /// Filters with a value that records have.
  public let suggestions: [String]
}

extension Index {
  /// For an empty answer: the wanted filters that fit no record at all, or nil if there are no records. `suggestions`
  /// picks those of some values that a word may have meant.
  public func hints(
    for query: Query, suggestions: (_ word: String, _ candidates: [String]) -> [String]
  ) throws(IndexError) -> [FilterHint]? {
    var filters: [Query.Filter] = []
    query.visitFilters { if $1 { filters.append($0) } }
    return try mending("look for similar values") { () throws(DatabaseError) in
      guard try isFound(nil) else { return nil }
      var result: [FilterHint] = []
      for filter in filters {
        if try isFound(filter) { continue }
        var near: [String] = []
        if case .text(let word) = filter.value, let values = Self.values(of: filter.field) {
          near = suggestions(word, try spellings(values))
        }
        let hint = FilterHint(
          typed: filter.written, suggestions: near.map { "\(filter.field.rawValue):\($0)" })
        if !result.contains(hint) { result.append(hint) }
      }
      return result
    }
  }

  /// Where the values of a field stand.
  private static func values(of field: Query.Field) -> String? {
    switch field {
    case .label: "SELECT DISTINCT row, label FROM labels"
    case .feature, .model, .user, .branch, .command, .surface, .stage, .status:
      "SELECT row, \(field.rawValue) FROM records WHERE \(field.rawValue) IS NOT NULL GROUP BY 2"
    default: nil
    }
  }

  /// Whether any record fits a filter; with nil, whether there is any.
  private func isFound(_ filter: Query.Filter?) throws(DatabaseError) -> Bool {
    var isFound = false
    try forEachRow { (database) throws(DatabaseError) in
      let query = Query(text: "", root: filter.map { .filter($0) })
      let selection = try selection(query, in: database)
      return (
        "SELECT r.row FROM records r" + selection.clause + " LIMIT \(hidden.count + 1)", selection.values
      )
    } _: { _, _ in
      isFound = true
    }
    return isFound
  }

  /// The values, and their parts between dashes: `auth` of `001-auth`.
  private func spellings(_ sql: String) throws(DatabaseError) -> [String] {
    var found: Set<String> = []
    try forEachRow { (_) throws(DatabaseError) in
      (sql, [])
    } _: { statement, _ in
      let value = statement.string(1)
      found.insert(value)
      for part in value.split(separator: "-") where part.utf8.count > 2 { found.insert(String(part)) }
    }
    return found.sorted()
  }
}
