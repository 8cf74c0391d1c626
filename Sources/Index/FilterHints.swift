import Database

/// A filter that no record fits, and values that may have been meant.
public struct FilterHint: Equatable, Sendable {
  /// The filter as it is typed: `label:auht`.
  public let typed: String
  /// Filters with a value that records have.
  public let suggestions: [String]
}

extension Index {
  /// For an empty answer: the wanted filters that fit no record at all. `suggestions` picks those of some values that
  /// a word may have meant.
  public func hints(
    for query: Query, suggestions: (_ word: String, _ candidates: [String]) -> [String]
  ) throws(IndexError) -> [FilterHint] {
    var filters: [Query.Filter] = []
    query.visitFilters { if $1 { filters.append($0) } }
    return try mending("look for similar values") { () throws(DatabaseError) in
      var result: [FilterHint] = []
      for filter in filters {
        guard case .text(let word) = filter.value, let values = Self.values(of: filter.field) else {
          continue
        }
        if try isFound(filter) { continue }
        let name = filter.field.rawValue
        let near = suggestions(word, try spellings(values))
        let hint = FilterHint(typed: "\(name):\(word)", suggestions: near.map { "\(name):\($0)" })
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

  private func isFound(_ filter: Query.Filter) throws(DatabaseError) -> Bool {
    var isFound = false
    try forEachRow { (database) throws(DatabaseError) in
      let query = Query(text: "", root: .filter(filter))
      let selection = try selection(query, in: database)
      return ("SELECT r.row FROM records r" + selection.clause, selection.values)
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
