import Records

/// Which change of a decision's status makes sense, and why another doesn't.
public struct Lifecycle {
  /// Why a change is refused, as a sentence without a full stop, and what to do instead.
  public struct Refusal: Error, Equatable, Sendable {
    /// What stands against it.
    public let reason: String
    /// What to do instead.
    public let remedy: String

    /// A refusal.
    public init(_ reason: String, _ remedy: String) { (self.reason, self.remedy) = (reason, remedy) }
  }

  private let set: DecisionSet
  private let successors: [Int: [Int]]
  private let name: (Int) -> String

  /// The life cycle of decisions that a user knows by these names.
  public init(_ set: DecisionSet, named name: @escaping (Int) -> String) {
    (self.set, self.name) = (set, name)
    successors = set.successors()
  }

  /// A decision that has to do with an older one.
  private struct Newer {
    /// Nil for one that is still to be written.
    let name: String?
    let standing: Status?

    var shown: String { name ?? "the new decision" }
  }

  private func newer(_ index: Int) -> Newer { Newer(name: name(index), standing: set.all[index].standing) }

  /// Whether a decision may get a status.
  public func check(_ index: Int, to new: Status) throws(Refusal) {
    let old = set.all[index].standing
    let proposed = set.proposedSuccessors(index, successors).map(name)
    if old == .superseded, !proposed.isEmpty, new != .superseded, new != .rejected {
      throw Self.isAwaiting(name(index), proposed)
    }
    try Self.check(name(index), from: set.standing(index, successors), to: new)
  }

  /// Whether a decision of one status may get another.
  static func check(_ name: String, from old: Status?, to new: Status) throws(Refusal) {
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
        "write a new decision that says why it holds again: "
          + "clio adr new TITLE --status accepted --supersedes \(name)")
    case (.superseded, _):
      throw Refusal(
        "\(name) is superseded",
        "change the decision that took its place, or write a new one: clio adr new")
    default: throw Refusal("\(name) is \(old?.rawValue ?? "")", "nothing was changed")
    }
  }

  /// What is in force, but is to be superseded, waits for that to be decided.
  private static func isAwaiting(_ name: String, _ proposed: [String]) -> Refusal {
    let commands = proposed.map { "clio adr reject \($0)" }.joined(separator: " && ")
    return Refusal(
      "\(name) is to be superseded by proposed \(proposed.joined(separator: ", "))",
      "reject \(proposed.count == 1 ? "that" : "those") first: \(commands)")
  }

  /// Whether a decision may do something to an older one: what is out of force can't.
  private func checkStanding(of new: Newer, to doing: String) throws(Refusal) {
    guard let standing = new.standing, standing != .accepted, standing != .proposed else { return }
    throw Refusal(
      "\(new.shown) is \(standing.rawValue), so it can't \(doing)",
      "name a decision that is accepted or proposed")
  }

  // MARK: Supersession

  /// Whether one decision may take the place of another.
  public func checkSupersession(of old: Int, by new: Int) throws(Refusal) {
    if old == new { throw Refusal("\(name(old)) can't supersede itself", "name two decisions") }
    if (successors[old] ?? []).contains(new), set.all[old].standing == .superseded {
      // What only one record tells of is made whole.
      guard set.edges(from: old).contains(.init(from: old, relation: .supersededBy, to: new)),
        set.edges(from: new).contains(.init(from: new, relation: .supersedes, to: old))
      else { return }
      throw Refusal("\(name(old)) is superseded by \(name(new)) already", "nothing was changed")
    }
    try checkSupersession(of: old, by: newer(new))
    if Self.reaches(old, from: new, successors) {
      throw Refusal(
        "\(name(new)) was itself superseded by \(name(old)), directly or through others",
        "a decision can't come after itself")
    }
  }

  /// Whether a decision that is still to be written may take the place of another.
  public func checkSupersession(of old: Int, byNew standing: Status) throws(Refusal) {
    try checkSupersession(of: old, by: Newer(name: nil, standing: standing))
  }

  private func checkSupersession(of old: Int, by new: Newer) throws(Refusal) {
    let standing = set.all[old].standing
    let proposed = set.proposedSuccessors(old, successors).map(name)
    if standing == .superseded, !proposed.isEmpty { throw Self.isAwaiting(name(old), proposed) }
    try Self.check(name(old), from: standing, to: .superseded)
    try checkStanding(of: new, to: "take the place of \(name(old))")
    // Until a proposed one is decided, the old one binds; so it must have done so before.
    if new.standing == .proposed, let standing, standing != .accepted {
      throw Refusal(
        "\(new.shown) is only proposed, and \(name(old)) is \(standing.rawValue), not in force",
        new.name.map { "accept it first: clio adr accept \($0)" }
          ?? "write it as accepted: --status accepted")
    }
  }

  // MARK: Amendment

  /// Whether one decision may amend another.
  public func checkAmendment(of old: Int, by new: Int) throws(Refusal) {
    if old == new { throw Refusal("\(name(old)) can't amend itself", "name two decisions") }
    try checkAmendment(of: old, by: newer(new))
    if (successors[old] ?? []).contains(new) {
      throw Refusal(
        "\(name(new)) is to take the place of \(name(old)) as a whole", "amend it by another decision")
    }
    let amended = Dictionary(grouping: set.forwardEdges().filter { $0.relation == .amends }, by: \.from)
      .mapValues { $0.map(\.to) }
    if (amended[old] ?? []).contains(new) {
      throw Refusal("\(name(old)) amends \(name(new)) already", "two decisions can't amend each other")
    }
    if Self.reaches(new, from: old, amended) {
      throw Refusal(
        "\(name(old)) amends \(name(new)) already, through others",
        "decisions can't amend each other in a circle")
    }
  }

  /// Whether a decision that is still to be written may amend another.
  public func checkAmendment(of old: Int, byNew standing: Status) throws(Refusal) {
    try checkAmendment(of: old, by: Newer(name: nil, standing: standing))
  }

  private func checkAmendment(of old: Int, by new: Newer) throws(Refusal) {
    switch set.all[old].standing {
    // Until its successor is accepted, it stays in force.
    case .superseded? where set.isLive(old, successors): break
    case .rejected?, .superseded?, .deprecated?:
      throw Refusal(
        "\(name(old)) is \(set.all[old].standing?.rawValue ?? ""): there is nothing left to amend",
        "amend the decision in force")
    default: break
    }
    try checkStanding(of: new, to: "amend \(name(old))")
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
