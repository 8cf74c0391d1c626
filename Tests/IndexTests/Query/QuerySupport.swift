import Properties
import Records

@testable import Index

/// Reads a query on a Sunday, with a helper that knows the usual slips.
func parsed(_ text: String) throws -> (query: Query, notes: [QueryNote]) {
  guard let today = CalendarDate("2026-03-15") else { throw NoSuchDay() }
  return Query.parse(text, today: today) { word, candidates in
    candidates.filter { candidate in word.count > 2 && word.sorted() == candidate.sorted() }
  }
}

struct NoSuchDay: Error {}

extension Query.Node {
  /// A short writing of the tree, for tables.
  var outline: String {
    switch self {
    case .text(let term):
      let column = term.column.map { $0.rawValue + ":" } ?? ""
      switch term.style {
      case .word: return column + term.text
      case .phrase: return column + "“" + term.text + "”"
      case .prefix: return column + term.text + "*"
      }
    case .filter(let filter): return "<" + filter.field.rawValue + ":" + filter.value.outline + ">"
    case .not(let inner): return "!" + inner.outline
    case .and(let nodes): return "(" + nodes.map(\.outline).joined(separator: " & ") + ")"
    case .or(let nodes): return "(" + nodes.map(\.outline).joined(separator: " | ") + ")"
    }
  }
}

extension Query.Filter.Value {
  var outline: String {
    switch self {
    case .text(let text): text
    case .none: "-"
    case .any: "*"
    case .folders(let names): names.joined(separator: ",")
    case .paths(let glob): String(decoding: glob.pattern, as: UTF8.self)
    case .days(let from, let to): (from?.description ?? "") + ".." + (to?.description ?? "")
    }
  }
}
