/// How one decision stands to another.
public enum Relation: Hashable, Sendable {
  case supersedes, supersededBy, amends, amendedBy, relatesTo
  /// A link by another name, as adr-tools takes any.
  case named(String)

  /// The relations that every dialect knows.
  public static let known: [Relation] = [.supersedes, .supersededBy, .amends, .amendedBy, .relatesTo]

  /// The key in clio's own front matter; nil for a link by another name.
  public var key: String? {
    switch self {
    case .supersedes: "supersedes"
    case .supersededBy: "superseded_by"
    case .amends: "amends"
    case .amendedBy: "amended_by"
    case .relatesTo: "relates_to"
    case .named: nil
    }
  }

  /// The words before a link in the text of a record.
  public var words: String {
    switch self {
    case .supersedes: "Supersedes"
    case .supersededBy: "Superseded by"
    case .amends: "Amends"
    case .amendedBy: "Amended by"
    case .relatesTo: "Relates to"
    case .named(let name): name
    }
  }

  /// The same link seen from the other decision; nil for one by another name, whose reverse only its author knows.
  public var reverse: Relation? {
    switch self {
    case .supersedes: .supersededBy
    case .supersededBy: .supersedes
    case .amends: .amendedBy
    case .amendedBy: .amends
    case .relatesTo: .relatesTo
    case .named: nil
    }
  }

  /// Whether the link points from the later decision back to the earlier one, as an arrow of a graph does.
  public var isForward: Bool {
    switch self {
    case .supersedes, .amends, .relatesTo: true
    case .supersededBy, .amendedBy: false
    case .named(let name): !name.lowercased().hasSuffix(" by")
    }
  }

  /// The words by which records in the wild say each relation, the longest first.
  private static let spellings: [(words: String, relation: Relation)] = [
    ("superseded by", .supersededBy), ("superceded by", .supersededBy), ("superseded-by", .supersededBy),
    ("replaced by", .supersededBy), ("supersedes", .supersedes), ("supercedes", .supersedes),
    ("replaces", .supersedes), ("amended by", .amendedBy), ("amended-by", .amendedBy), ("amends", .amends),
    ("related adrs", .relatesTo), ("related decisions", .relatesTo), ("relates to", .relatesTo),
    ("relates-to", .relatesTo), ("related to", .relatesTo), ("related", .relatesTo),
  ]

  /// The relation that a text begins with, and how many of its bytes say so.
  package static func leading(_ text: String) -> (relation: Relation, length: Int)? {
    let lowered = Array(text.lowercased().utf8)
    for (words, relation) in spellings where lowered.starts(with: words.utf8) {
      let length = words.utf8.count
      let isWhole = length == lowered.count || !(lowered[length] >= 0x61 && lowered[length] <= 0x7A)
      if isWhole { return (relation, length) }
    }
    return nil
  }

  /// The relation that a user names: a key, the words, or any other words for a link by that name.
  public init(named text: String) {
    let lowered = text.lowercased()
    let spoken = String(lowered.map { $0 == "_" || $0 == "-" ? " " : $0 })
    if let found = Relation.known.first(where: { $0.key == lowered || $0.words.lowercased() == spoken }) {
      self = found
    } else if let (relation, length) = Relation.leading(spoken), length == spoken.utf8.count {
      self = relation
    } else {
      self = .named(text)
    }
  }
}

extension Relation: CustomStringConvertible {
  /// The words.
  public var description: String { words }
}
