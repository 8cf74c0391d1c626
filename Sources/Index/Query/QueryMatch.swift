/// Expressions for the full-text engine. What the user typed gets into them between quotation marks only, as words
/// without any sign, so no query is an error.
struct MatchExpression {
  let text: String
  /// Whether it can stand beside an operator as it is.
  let isAtom: Bool
  /// How deep its parentheses go.
  let depth: Int

  var enclosed: String { isAtom ? text : "(" + text + ")" }

  /// The expression for a node, or nil if it can't be said to the engine: with filters in it, or only negative.
  init?(_ node: Query.Node) {
    switch node {
    case .text(let term): self.init(term)
    case .filter, .not: return nil
    case .or(let nodes):
      let options = nodes.compactMap { MatchExpression($0) }
      guard options.count == nodes.count else { return nil }
      self.init(joining: options, with: "OR")
    case .and(let nodes): self.init(wanting: nodes)
    }
  }

  /// All of some nodes, some of which may be negative.
  init?(wanting nodes: [Query.Node]) {
    var wanted: [MatchExpression] = []
    var unwanted: [MatchExpression] = []
    for node in nodes {
      if case .not(let inner) = node {
        guard let expression = MatchExpression(inner) else { return nil }
        unwanted.append(expression)
      } else {
        guard let expression = MatchExpression(node) else { return nil }
        wanted.append(expression)
      }
    }
    guard let left = MatchExpression(joining: wanted, with: "AND") else { return nil }
    self.init(left, without: unwanted)
  }

  /// One thing, unless one of others is there.
  init(_ left: MatchExpression, without unwanted: [MatchExpression]) {
    guard let right = MatchExpression(joining: unwanted, with: "OR") else {
      self = left
      return
    }
    text = left.enclosed + " NOT " + right.enclosed
    isAtom = false
    depth = max(left.depth, right.depth) + 1
  }

  /// Nil for nothing.
  init?(joining expressions: [MatchExpression], with sign: String) {
    guard expressions.count > 1 else {
      guard let only = expressions.first else { return nil }
      self = only
      return
    }
    // The deepest first: then the engine's parser needs little of its small stack.
    let ordered = expressions.sorted { $0.depth > $1.depth }
    text = ordered.map(\.enclosed).joined(separator: " " + sign + " ")
    isAtom = false
    depth = ordered[0].depth + 1
  }

  /// The spellings of a term.
  init(_ term: Query.Term) {
    var spellings = term.forms.map { Self.quoted($0.words) + ($0.isPrefix ? " *" : "") }
    spellings += term.completions.map { Self.quoted([$0]) }
    let all = spellings.joined(separator: " OR ")
    let isSingle = spellings.count == 1
    if let column = term.column {
      text = column.rawValue + " : " + (isSingle ? all : "(" + all + ")")
      isAtom = true
    } else {
      text = all
      isAtom = isSingle
    }
    depth = isSingle ? 0 : 1
  }

  private static func quoted(_ words: [String]) -> String {
    var bytes = [UInt8(ascii: "\"")]
    for byte in words.joined(separator: " ").utf8 where byte != 0 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
