import Records

/// Which change of a decision's status makes sense, and why another doesn't.
public enum Lifecycle {
  /// Why a change is refused, as a sentence without a full stop, and what to do instead.
  public struct Refusal: Error, Equatable, Sendable {
    /// What stands against it.
    public let reason: String
    /// What to do instead.
    public let remedy: String

    /// A refusal.
    public init(_ reason: String, _ remedy: String) { (self.reason, self.remedy) = (reason, remedy) }
  }

  /// Whether a decision may get a status. `supersedes` names what it has taken the place of, if anything.
  public static func check(_ name: String, from old: Status?, to new: Status, supersedes: [String] = [])
    throws(Refusal)
  {
    if old == new {
      throw Refusal("\(name) is \(new.rawValue) already", "nothing was changed")
    }
    switch (old, new) {
    case (nil, _), (.proposed, .accepted), (.proposed, .superseded), (.accepted, .deprecated),
      (.accepted, .superseded), (.deprecated, .superseded), (.accepted, .proposed):
      break
    case (.proposed, .rejected): try checkIsNoSuccessor(name, supersedes)
    case (.proposed, .deprecated):
      throw Refusal(
        "\(name) was only proposed, so it was never in force", "reject it: clio adr reject \(name)")
    case (.accepted, .rejected):
      throw Refusal(
        "\(name) is accepted, and work may rest on it",
        "deprecate it, or supersede it by the decision that takes its place")
    case (.rejected, _):
      throw Refusal(
        "\(name) was rejected, and that is worth knowing later",
        "write a new decision that says what has changed: clio adr new")
    case (.deprecated, _):
      throw Refusal(
        "\(name) is deprecated",
        "write a new decision that says why it holds again: clio adr new --supersedes \(name)")
    case (.superseded, _):
      throw Refusal(
        "\(name) is superseded",
        "change the decision that took its place, or write a new one: clio adr new")
    default: throw Refusal("\(name) is \(old?.rawValue ?? "")", "nothing was changed")
    }
  }

  /// Rejected, a decision would leave the ones it superseded without a successor.
  private static func checkIsNoSuccessor(_ name: String, _ supersedes: [String]) throws(Refusal) {
    guard let first = supersedes.first else { return }
    throw Refusal(
      "\(name) has taken the place of \(first), which would be left without a successor",
      "supersede it by another decision: clio adr supersede \(name) --by REF")
  }

  /// Whether one decision may take the place of another.
  public static func checkSupersession(
    of old: (name: String, index: Int), by new: (name: String, index: Int), in set: DecisionSet
  ) throws(Refusal) {
    if old.index == new.index { throw Refusal("\(old.name) can't supersede itself", "name two decisions") }
    let successors = set.successors()
    if (successors[old.index] ?? []).contains(new.index), set.all[old.index].standing == .superseded {
      throw Refusal("\(old.name) is superseded by \(new.name) already", "nothing was changed")
    }
    try check(old.name, from: set.all[old.index].standing, to: .superseded)
    if let standing = set.all[new.index].standing, standing != .accepted, standing != .proposed {
      throw Refusal(
        "\(new.name) is \(standing.rawValue), so it can't take the place of \(old.name)",
        "name a decision that is accepted or proposed")
    }
    if reaches(old.index, from: new.index, successors) {
      throw Refusal(
        "\(new.name) was itself superseded by \(old.name), directly or through others",
        "a decision can't come after itself")
    }
  }

  /// Whether a decision can be amended at all.
  public static func check(_ name: String, amendedFrom old: Decision) throws(Refusal) {
    switch old.standing {
    case .rejected?, .superseded?, .deprecated?:
      throw Refusal(
        "\(name) is \(old.standing?.rawValue ?? ""): there is nothing left to amend",
        "amend the decision in force")
    default: break
    }
  }

  /// Whether one decision may amend another.
  public static func checkAmendment(
    of old: (name: String, index: Int), by new: (name: String, index: Int), in set: DecisionSet
  ) throws(Refusal) {
    if old.index == new.index { throw Refusal("\(old.name) can't amend itself", "name two decisions") }
    try check(old.name, amendedFrom: set.all[old.index])
    if let standing = set.all[new.index].standing, standing != .accepted, standing != .proposed {
      throw Refusal(
        "\(new.name) is \(standing.rawValue), so it can't amend \(old.name)",
        "name a decision that is accepted or proposed")
    }
    let amended = set.forwardEdges().filter { $0.relation == .amends }
    if amended.contains(where: { $0.from == old.index && $0.to == new.index }) {
      throw Refusal("\(old.name) amends \(new.name) already", "two decisions can't amend each other")
    }
  }

  /// Whether a chain of successors leads from one decision to another.
  private static func reaches(_ goal: Int, from start: Int, _ successors: [Int: [Int]]) -> Bool {
    var seen: Set<Int> = [start]
    var open = [start]
    while let next = open.popLast() {
      for successor in successors[next] ?? [] where seen.insert(successor).inserted {
        if successor == goal { return true }
        open.append(successor)
      }
    }
    return false
  }
}
