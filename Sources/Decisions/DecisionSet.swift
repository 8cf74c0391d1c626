import Records

/// All decisions of a project, with the links between them resolved.
public struct DecisionSet: Sendable {
  /// The decisions, by folder, number and name.
  public let all: [Decision]
  private let byPath: [[UInt8]: Int]
  private let byNumber: [Numbered: [Int]]

  private struct Numbered: Hashable {
    let folder: [UInt8]
    let number: Int
  }

  /// A resolved link: positions in `all`.
  public struct Edge: Hashable, Sendable {
    /// The decision that tells of the link.
    public let from: Int
    /// How it stands to the other.
    public let relation: Relation
    /// The other.
    public let to: Int
  }

  /// Takes decisions in any order.
  public init(_ decisions: [Decision]) {
    let keyed = decisions.map { (folder: $0.folder, number: $0.number ?? .max, decision: $0) }
    all = keyed.sorted {
      if $0.folder != $1.folder { return $0.folder.lexicographicallyPrecedes($1.folder) }
      if $0.number != $1.number { return $0.number < $1.number }
      return $0.decision.path.lexicographicallyPrecedes($1.decision.path)
    }.map(\.decision)
    var byPath: [[UInt8]: Int] = [:]
    var byNumber: [Numbered: [Int]] = [:]
    for (index, decision) in all.enumerated() {
      byPath[decision.path] = index
      if let number = decision.number {
        byNumber[Numbered(folder: decision.folder, number: number), default: []].append(index)
      }
    }
    (self.byPath, self.byNumber) = (byPath, byNumber)
  }

  /// The position of a path.
  public func index(of path: [UInt8]) -> Int? { byPath[path] }

  /// The decision that a link of another one means; nil for none, and for a number that several have.
  public func resolve(_ target: DecisionLink.Target, from decision: Decision) -> Int? {
    switch target {
    case .path(let path):
      if let found = byPath[path] { return found }
      return byPath[LinkRewriter.normalized(path, in: decision.folder)]
    case .number(let number):
      guard let found = byNumber[Numbered(folder: decision.folder, number: number)], found.count == 1 else {
        return nil
      }
      return found[0]
    }
  }

  /// The others of its folder that have a decision's number.
  func namesakes(of decision: Decision) -> [Decision] {
    guard let number = decision.number else { return [] }
    return (byNumber[Numbered(folder: decision.folder, number: number)] ?? []).map { all[$0] }
      .filter { $0.path != decision.path }
  }

  /// The resolved links that a decision tells of, in order, each one once.
  public func edges(from index: Int) -> [Edge] {
    var edges: [Edge] = []
    for link in all[index].links {
      guard let to = resolve(link.target, from: all[index]), to != index else { continue }
      let edge = Edge(from: index, relation: link.relation, to: to)
      if !edges.contains(edge) { edges.append(edge) }
    }
    return edges
  }

  /// All resolved links, told from the later decision: a link that both records tell of is there once.
  public func forwardEdges() -> [Edge] {
    var seen: Set<Edge> = []
    var edges: [Edge] = []
    for index in all.indices {
      for edge in self.edges(from: index) {
        var forward = edge
        if !edge.relation.isForward {
          guard let reverse = edge.relation.reverse else { continue }
          forward = Edge(from: edge.to, relation: reverse, to: edge.from)
        }
        if forward.relation == .relatesTo, forward.from > forward.to {
          forward = Edge(from: forward.to, relation: .relatesTo, to: forward.from)
        }
        if seen.insert(forward).inserted { edges.append(forward) }
      }
    }
    return edges.sorted { ($0.from, $0.to, $0.relation.words) < ($1.from, $1.to, $1.relation.words) }
  }

  /// The decisions that take each one's place, whichever of the two records tells of it. One that was rejected takes
  /// nobody's place.
  public func successors() -> [Int: [Int]] {
    var result: [Int: [Int]] = [:]
    for edge in forwardEdges() where edge.relation == .supersedes && all[edge.from].standing != .rejected {
      result[edge.to, default: []].append(edge.from)
    }
    return result
  }

  /// Whether a decision is in force: accepted, and nothing but a proposal is to take its place.
  public func isLive(_ index: Int, _ successors: [Int: [Int]]) -> Bool {
    all[index].standing == .accepted && (successors[index] ?? []).isEmpty
      || !proposedSuccessors(index, successors).isEmpty
  }

  /// The decisions that are to take the place of one which is in force until one of them is accepted.
  public func proposedSuccessors(_ index: Int, _ successors: [Int: [Int]]) -> [Int] {
    guard all[index].standing == .accepted || all[index].standing == .superseded,
      let next = successors[index], next.allSatisfy({ all[$0].standing == .proposed })
    else { return [] }
    return next
  }

  /// How far a decision has come: one that only a proposal is to take the place of is accepted, whatever its record says.
  public func standing(_ index: Int, _ successors: [Int: [Int]]) -> Status? {
    proposedSuccessors(index, successors).isEmpty ? all[index].standing : .accepted
  }

  /// Numbers that several decisions of one folder have.
  public func sharedNumbers() -> [(number: Int, decisions: [Int])] {
    byNumber.filter { $0.value.count > 1 }.map { (number: $0.key.number, decisions: $0.value) }
      .sorted { $0.decisions[0] < $1.decisions[0] }
  }
}
