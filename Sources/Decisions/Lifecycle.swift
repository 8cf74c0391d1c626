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

  /// Whether a decision may get a status.
  public static func check(_ name: String, from old: Status?, to new: Status) throws(Refusal) {
    if old == new {
      throw Refusal("\(name) is \(new.rawValue) already", "nothing was changed")
    }
    switch (old, new) {
    case (nil, _), (.proposed, .accepted), (.proposed, .superseded), (.accepted, .deprecated),
      (.accepted, .superseded), (.deprecated, .superseded), (.accepted, .proposed), (.proposed, .rejected):
      break
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

  /// Whether one decision may take the place of another.
  public static func checkSupersession(
    of old: (name: String, index: Int), by new: (name: String, index: Int), in set: DecisionSet
  ) throws(Refusal) {
    if old.index == new.index { throw Refusal("\(old.name) can't supersede itself", "name two decisions") }
    let successors = set.successors()
    if (successors[old.index] ?? []).contains(new.index), set.all[old.index].standing == .superseded {
      // What only one record tells of is made whole.
      guard
        set.edges(from: old.index).contains(.init(from: old.index, relation: .supersededBy, to: new.index)),
        set.edges(from: new.index).contains(.init(from: new.index, relation: .supersedes, to: old.index))
      else { return }
      throw Refusal("\(old.name) is superseded by \(new.name) already", "nothing was changed")
    }
    try checkSupersession(
      of: (old.name, set.all[old.index].standing), by: (new.name, set.all[new.index].standing))
    if reaches(old.index, from: new.index, successors) {
      throw Refusal(
        "\(new.name) was itself superseded by \(old.name), directly or through others",
        "a decision can't come after itself")
    }
  }

  /// Whether a decision of one standing may take the place of one of another.
  public static func checkSupersession(
    of old: (name: String, standing: Status?), by new: (name: String, standing: Status?)
  ) throws(Refusal) {
    try check(old.name, from: old.standing, to: .superseded)
    if let standing = new.standing, standing != .accepted, standing != .proposed {
      throw Refusal(
        "\(new.name) is \(standing.rawValue), so it can't take the place of \(old.name)",
        "name a decision that is accepted or proposed")
    }
    // Until a proposed one is decided, the old one binds; so it must have done so before.
    if new.standing == .proposed, let standing = old.standing, standing != .accepted {
      throw Refusal(
        "\(new.name) is only proposed, and \(old.name) is \(standing.rawValue), not in force",
        "accept one of them first: clio adr accept REF")
    }
  }

  /// Whether a decision of a standing may amend another.
  public static func checkAmendment(
    of old: (name: String, decision: Decision), by new: (name: String, standing: Status?)
  ) throws(Refusal) {
    try check(old.name, amendedFrom: old.decision)
    if let standing = new.standing, standing != .accepted, standing != .proposed {
      throw Refusal(
        "\(new.name) is \(standing.rawValue), so it can't amend \(old.name)",
        "name a decision that is accepted or proposed")
    }
  }

  /// Whether a decision can be amended at all.
  private static func check(_ name: String, amendedFrom old: Decision) throws(Refusal) {
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
    try checkAmendment(
      of: (old.name, set.all[old.index]), by: (new.name, set.all[new.index].standing))
    let amended = Dictionary(grouping: set.forwardEdges().filter { $0.relation == .amends }, by: \.from)
      .mapValues { $0.map(\.to) }
    if (amended[old.index] ?? []).contains(new.index) {
      throw Refusal("\(old.name) amends \(new.name) already", "two decisions can't amend each other")
    }
    if reaches(new.index, from: old.index, amended) {
      throw Refusal(
        "\(old.name) amends \(new.name) already, through others",
        "decisions can't amend each other in a circle")
    }
  }

  /// Whether a chain of links leads from one decision to another.
  private static func reaches(_ goal: Int, from start: Int, _ links: [Int: [Int]]) -> Bool {
    var seen: Set<Int> = [start]
    var open = [start]
    while let next = open.popLast() {
      for other in links[next] ?? [] where seen.insert(other).inserted {
        if other == goal { return true }
        open.append(other)
      }
    }
    return false
  }
}
