/// Expressions for the full-text engine. What the user typed gets into them between quotation marks only, as words
/// without any sign, so no query is an error.
struct MatchExpression: Equatable {
  let text: String
  /// Whether it can stand beside an operator as it is.
  let isAtom: Bool
  /// How deep its parentheses go.
  let depth: Int
  /// What stands in it between quotation marks, in order: so the engine numbers them.
  var phrases: [Phrase] = []

  /// A phrase of the expression.
  struct Phrase: Equatable, Sendable {
    /// The word that it counts for.
    let word: Word
    /// How much it counts; 0 for what must not be there.
    let weight: Double
  }

  /// What counts as one word.
  enum Word: Hashable, Sendable {
    /// All spellings of a term, by its place in the query.
    case term(Int)
    /// A word that stands for several.
    case compound(Query.Form)
  }

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
    phrases = left.phrases + right.uncounted.phrases
  }

  /// The same, for the engine only.
  private var uncounted: MatchExpression {
    var copy = self
    copy.phrases = phrases.map { Phrase(word: $0.word, weight: 0) }
    return copy
  }

  /// For what has one of the rare terms, and then as well one of the common: the engine need not look at all that has
  /// a common one only.
  init?(rare: [MatchExpression], common: [MatchExpression]) {
    guard let first = MatchExpression(joining: rare, with: "OR") else { return nil }
    guard let second = MatchExpression(joining: common, with: "OR"),
      let both = MatchExpression(joining: [first.uncounted, second], with: "AND"),
      let all = MatchExpression(joining: [first, both], with: "OR")
    else {
      self = first
      return
    }
    self = all
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
    phrases = ordered.flatMap(\.phrases)
  }

  /// The spellings of a term: those that say the same or, in a wide one, those too that say something near it.
  init(_ term: Query.Term, isWide: Bool = false) {
    var forms = term.forms + term.completions.map { Query.Form(words: [$0]) }
    forms += term.wider.filter { isWide || $0.isSame }
    let spellings = forms.map { MatchExpression($0).text }
    phrases = forms.map { form in
      Phrase(word: form.isCompound ? .compound(form) : .term(term.range.lowerBound), weight: form.weight)
    }
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

  /// One spelling.
  init(_ form: Query.Form) {
    text = Self.quoted(form.words) + (form.isPrefix ? " *" : "")
    isAtom = true
    depth = 0
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
