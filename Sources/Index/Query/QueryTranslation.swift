/// A value to be bound to a `?`.
public enum SQLValue: Equatable, Sendable {
  /// A text.
  case text(String)
  /// A number.
  case integer(Int64)
  /// Nothing.
  case null
  /// A JSON array, as text, of the rows of the records with a file that fits: see `Glob.candidates`.
  case rows(Glob)
}

/// A condition on `records AS r`, with the values of its question marks in order.
public struct SQLCondition: Equatable, Sendable {
  /// An expression that can stand beside AND.
  public let sql: String
  /// The values to bind.
  public let values: [SQLValue]
}

extension Query {
  /// A query in the engine's words. A record is found if `match` and all `conditions` hold for it.
  public struct Translation: Equatable, Sendable {
    /// The full-text expression; nil if the text need not match anything.
    public let match: String?
    /// What else must hold.
    public let conditions: [SQLCondition]
    /// The phrases of `match`.
    let phrases: [MatchExpression.Phrase]
    /// How many things are wanted of the text. More than one: records that have only some may be offered.
    public let wantedCount: Int
    /// What must not be in the text.
    let refused: [MatchExpression]
  }

  /// The query for the tables `records AS r`, `labels`, `files` and the full-text table `texts`.
  public var translation: Translation {
    let nodes: [Node]
    switch root {
    case nil: nodes = []
    case .and(let inner): nodes = inner
    case .some(let node): nodes = [node]
    }
    var builder = ConditionBuilder()
    var wanted: [Node] = []
    var unwanted: [Node] = []
    var conditions: [SQLCondition] = []
    for node in nodes {
      if MatchExpression(node) != nil {
        wanted.append(node)
      } else if case .not(let inner) = node, MatchExpression(inner) != nil {
        unwanted.append(node)
      } else {
        conditions.append(builder.condition(node))
      }
    }
    let match = MatchExpression(wanting: wanted + unwanted)
    if match == nil, !unwanted.isEmpty { conditions += unwanted.map { builder.condition($0) } }

    let refused = unwanted.compactMap { node in
      if case .not(let inner) = node { MatchExpression(inner) } else { nil }
    }
    return Translation(
      match: match?.text, conditions: conditions, phrases: match?.phrases ?? [], wantedCount: wanted.count,
      refused: refused)
  }

  /// A full-text expression for records with any of the wanted terms, or what is near them, and nothing unwanted.
  /// Records with common terms only are left out. Nil if no term is wanted.
  func relaxed(isCommon: (Term) -> Bool = { _ in false }) -> MatchExpression? {
    var (rare, common): ([MatchExpression], [MatchExpression]) = ([], [])
    for term in wantedTerms {
      let expression = MatchExpression(term, isWide: true)
      if isCommon(term) { common.append(expression) } else { rare.append(expression) }
    }
    return MatchExpression(rare: rare, common: common).map {
      MatchExpression($0, without: translation.refused)
    }
  }
}

extension Query.Node {
  /// Where it stands in the query.
  public var range: Range<Int> {
    switch self {
    case .text(let term): return term.range
    case .filter(let filter): return filter.range
    case .not(let inner): return inner.range
    case .and(let nodes), .or(let nodes):
      let ranges = nodes.map(\.range)
      return (ranges.map(\.lowerBound).min() ?? 0)..<(ranges.map(\.upperBound).max() ?? 0)
    }
  }
}

/// Writes conditions in SQL.
struct ConditionBuilder {
  /// Whether a record fits that can't be judged.
  var isGenerous = false

  mutating func condition(_ node: Query.Node) -> SQLCondition {
    let piece = sql(node, isNegated: false)
    return SQLCondition(sql: piece.sql, values: piece.values)
  }

  private struct Piece {
    var sql: String
    var values: [SQLValue]
    var depth = 0
  }

  private func sql(_ node: Query.Node, isNegated: Bool) -> Piece {
    if let match = MatchExpression(node) {
      let sql = "r.row \(isNegated ? "NOT " : "")IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
      return Piece(sql: isGenerous ? "(\(sql) OR r.error IS NOT NULL)" : sql, values: [.text(match.text)])
    }
    switch node {
    case .not(let inner): return sql(inner, isNegated: !isNegated)
    case .and(let nodes): return joined(merged(nodes, for: .all), isAnd: !isNegated, isNegated)
    case .or(let nodes): return joined(merged(nodes, for: .any), isAnd: isNegated, isNegated)
    case .text: return Piece(sql: "0", values: [])
    case .filter(let filter):
      let condition = filter.condition
      // A record without the field must be found by what it is not.
      let sql = isNegated ? "NOT ifnull(\(condition.sql), 0)" : condition.sql
      return Piece(sql: isGenerous ? "(\(sql) OR \(filter.doubt))" : sql, values: condition.values)
    }
  }

  private enum Joint { case all, any }

  /// Puts what the full-text engine can answer at once into one node.
  private func merged(_ nodes: [Query.Node], for joint: Joint) -> [Query.Node] {
    var texts: [Query.Node] = []
    var others: [Query.Node] = []
    for node in nodes {
      if MatchExpression(node) != nil { texts.append(node) } else { others.append(node) }
    }
    guard texts.count > 1 else { return nodes }
    return others + [joint == .all ? .and(texts) : .or(texts)]
  }

  private func joined(_ nodes: [Query.Node], isAnd: Bool, _ isNegated: Bool) -> Piece {
    // The deepest first: then SQLite's parser needs little of its small stack.
    let pieces = nodes.map { sql($0, isNegated: isNegated) }.sorted { $0.depth > $1.depth }
    guard let deepest = pieces.first else { return Piece(sql: isAnd ? "1" : "0", values: []) }
    return Piece(
      sql: "(" + pieces.map(\.sql).joined(separator: isAnd ? " AND " : " OR ") + ")",
      values: pieces.flatMap(\.values), depth: deepest.depth + 1)
  }
}
