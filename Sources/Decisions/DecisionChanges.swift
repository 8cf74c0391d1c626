import Records

/// Changes to several decisions that belong together: all of them are made, or none.
public struct DecisionChanges: Sendable {
  /// Why a change can't be made, and in which record.
  public struct Fault: Error, Sendable {
    /// The path of the record.
    public let path: [UInt8]
    /// The line that it is about, from 1.
    public let line: Int
    /// The reason.
    public let refusal: RecordEditor.Refusal
  }

  private var now: [[UInt8]: Decision] = [:]
  private var order: [Decision] = []

  /// No changes.
  public init() {}

  /// A decision as it was read, and its text now.
  public struct Change: Sendable {
    /// The decision as it was read.
    public let decision: Decision
    /// Its text after the changes.
    public let text: [UInt8]
  }

  /// The decisions whose text is another now, in the order in which they were touched.
  public var changed: [Change] {
    order.compactMap { old in
      guard let new = now[old.path]?.record.text, new != old.record.text else { return nil }
      return Change(decision: old, text: new)
    }
  }

  /// The text of a decision after the changes.
  public func text(of decision: Decision) -> [UInt8] { (now[decision.path] ?? decision).record.text }

  /// Gives a decision a status.
  public mutating func set(_ status: Status, of decision: Decision) throws(Fault) {
    try edit(decision) { (current) throws(RecordEditor.Refusal) in try DecisionEditor(current).setting(status)
    }
  }

  /// Lets one decision take the place of another: both tell of it.
  public mutating func supersede(_ old: Decision, by new: Decision) throws(Fault) {
    try edit(old) { (current) throws(RecordEditor.Refusal) in try DecisionEditor(current).superseded(by: new)
    }
    try edit(new) { (current) throws(RecordEditor.Refusal) in
      try DecisionEditor(current).linking(.supersedes, to: old)
    }
  }

  /// Puts a superseded decision in force again, because the one that was to take its place won't.
  public mutating func restore(_ old: Decision, without new: Decision) throws(Fault) {
    try edit(old) { (current) throws(RecordEditor.Refusal) in
      try DecisionEditor(current).restored(without: new)
    }
  }

  /// Links two decisions: both tell of it. A link by another name needs its reverse by name too.
  public mutating func link(_ source: Decision, _ relation: Relation, to target: Decision, reverse: Relation)
    throws(Fault)
  {
    try edit(source) { (current) throws(RecordEditor.Refusal) in
      try DecisionEditor(current).linking(relation, to: target)
    }
    try edit(target) { (current) throws(RecordEditor.Refusal) in
      try DecisionEditor(current).linking(reverse, to: source)
    }
  }

  /// Any other edit of one record.
  public mutating func edit(
    _ decision: Decision, _ body: (Decision) throws(RecordEditor.Refusal) -> [UInt8]
  ) throws(Fault) {
    let current = now[decision.path] ?? decision
    do throws(RecordEditor.Refusal) {
      let text = try body(current)
      if now[decision.path] == nil { order.append(decision) }
      now[decision.path] = Decision(Record(text, name: decision.fileName, kind: .decision), at: decision.path)
    } catch {
      let before = current.record.text.prefix(error.offset)
      throw Fault(path: decision.path, line: before.count { $0 == .newline } + 1, refusal: error)
    }
  }
}
