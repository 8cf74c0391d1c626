import Records

extension Query {
  /// A part of a query. Joined nodes are never nested in their own kind, except through `not`.
  public indirect enum Node: Equatable, Sendable {
    /// A word, a phrase or the beginning of a word.
    case text(Term)
    /// A wish about the record's metadata.
    case filter(Filter)
    /// What must not be so.
    case not(Node)
    /// All must hold.
    case and([Node])
    /// One must hold; none of nothing does.
    case or([Node])
  }

  /// What to look for in the text.
  public struct Term: Equatable, Sendable {
    /// How a term is written.
    public enum Style: Equatable, Sendable {
      /// A word; identifiers are found in other spellings as well.
      case word
      /// In quotation marks: these words, in this order.
      case phrase
      /// With a star at the end.
      case prefix
    }

    /// As typed, without quotation marks and star.
    public let text: String
    /// Where it stands in the query.
    public let range: Range<Int>
    /// How it is written.
    public let style: Style
    /// The column it is looked for in; nil for all.
    public let column: Column?
    /// The words as the index's tokenizer sees them, in lower case.
    public let tokens: [String]
    /// The parts of the identifiers in it: `get session` of `getSession`.
    public let parts: [String]
    /// The parts with numbers by themselves: `server 2` where `parts` has `server2`.
    public let fineParts: [String]
    /// The parts written together, where other code may spell it so: `specmd` of `spec.md`.
    public let joined: String?
    /// Other words for it, which count for less.
    public var wider: [Form] = []
  }

  /// One way to spell a term.
  public struct Form: Hashable, Sendable {
    /// Words in a row.
    public let words: [String]
    /// Whether the last word may go on.
    public var isPrefix = false
    /// How much it counts where it stands: 1 for what was typed.
    public var weight = 1.0
    /// Whether it is one word for several, as `gitops` for `git ops`: by its own rarity it tells more than they do.
    public var isCompound = false

    /// A form that counts for less says the same in other letters (`wrote`, `db`) rather than something near it.
    var isSame: Bool { weight >= 0.5 }
  }

  /// A column of the text table that a term can be bound to.
  public enum Column: String, CaseIterable, Sendable {
    case title, prompt, response
  }

  /// A wish about a record's metadata.
  public struct Filter: Equatable, Sendable {
    /// What a value means.
    public enum Value: Equatable, Sendable {
      /// A value to be compared as the field is.
      case text(String)
      /// The field is empty.
      case none
      /// The field is not empty.
      case any
      /// A folder, by the paths from the root that it may have.
      case folders([String])
      /// A pattern of paths.
      case paths(Glob)
      /// From a day to a day, both included.
      case days(from: CalendarDate?, to: CalendarDate?)
    }

    /// The field.
    public let field: Field
    /// The value.
    public let value: Value
    /// Where it stands in the query.
    public let range: Range<Int>
    /// As it was typed: `label:auth`.
    public let written: String
  }

  /// A field that a filter can be about.
  public enum Field: String, CaseIterable, Sendable {
    case stage, feature, label, file, model, user, kind, status, since, until, date, branch, id
    case command, surface, session, uid
    case folder = "in"
  }

  /// Every name that can stand before a colon.
  public static let fieldNames = Field.allCases.map(\.rawValue) + Column.allCases.map(\.rawValue)
}

extension Query.Node {
  /// All of the nodes, or nil without any; a single one is itself.
  static func all(_ nodes: [Query.Node]) -> Query.Node? {
    if nodes.count < 2 { return nodes.first }
    return .and(nodes.flatMap { node in if case .and(let inner) = node { inner } else { [node] } })
  }

  /// One of the nodes, or nil without any; a single one is itself.
  static func any(_ nodes: [Query.Node]) -> Query.Node? {
    if nodes.count < 2 { return nodes.first }
    return .or(nodes.flatMap { node in if case .or(let inner) = node { inner } else { [node] } })
  }

  /// The opposite; twice is nothing.
  var negated: Query.Node { if case .not(let inner) = self { inner } else { .not(self) } }
}

extension Query {
  /// The terms that a record should have: those that no `-` stands before, in the order typed.
  public var wantedTerms: [Term] {
    var found: [Term] = []
    func visit(_ node: Node, _ isWanted: Bool) {
      switch node {
      case .text(let term): if isWanted { found.append(term) }
      case .filter: break
      case .not(let inner): visit(inner, !isWanted)
      case .and(let nodes), .or(let nodes): for node in nodes { visit(node, isWanted) }
      }
    }
    if let root { visit(root, true) }
    return found
  }
}
