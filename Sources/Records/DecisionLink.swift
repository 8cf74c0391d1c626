/// A link from one decision to another.
public struct DecisionLink: Equatable, Sendable {
  /// What a link points at, as written.
  public enum Target: Equatable, Sendable {
    /// A path: from the root, or from the folder of the record.
    case path([UInt8])
    /// The number of a decision in the same folder.
    case number(Int)
  }

  /// How the one stands to the other.
  public let relation: Relation
  /// What it points at.
  public let target: Target

  /// A link.
  public init(_ relation: Relation, _ target: Target) { (self.relation, self.target) = (relation, target) }
}

extension DecisionLink.Target {
  /// The target as a text: a path, or `ADR-7`.
  public var text: String {
    switch self {
    case .path(let path): String(decoding: path, as: UTF8.self)
    case .number(let number): "ADR-\(number)"
    }
  }

  /// Reads what a list or a link names: a path, `ADR-0007`, or a number; nil for anything else.
  public init?(_ text: String) {
    guard let target = DecisionLinkReader.target(text) else { return nil }
    self = target
  }

  /// The number that it names, or that the name of its file begins with.
  public var number: Int? {
    switch self {
    case .number(let number): number
    case .path(let path):
      RecordNumber(leading: path.lastIndex(of: slash).map { Array(path[($0 + 1)...]) } ?? path)?.value
    }
  }
}

extension Record {
  /// The links to other decisions, as written and in order.
  public var decisionLinks: [DecisionLink] { kind == .decision ? DecisionLinkReader.links(of: self) : [] }
}

let slash = UInt8(ascii: "/")
