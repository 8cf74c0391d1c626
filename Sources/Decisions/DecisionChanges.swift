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

  private let set: DecisionSet
  private var now: [[UInt8]: Decision] = [:]
  private var order: [Decision] = []

  /// No changes yet. Names of decisions are chosen so that no other one of these is meant.
  public init(among set: DecisionSet = DecisionSet([])) { self.set = set }

  private mutating func change(
    _ decision: Decision, _ body: (DecisionEditor) throws(RecordEditor.Refusal) -> [UInt8]
  ) throws(Fault) {
    let set = set
    try edit(decision) { (current) throws(RecordEditor.Refusal) in
      try body(DecisionEditor(current, among: set))
    }
  }

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
    try change(decision) { (editor) throws(RecordEditor.Refusal) in try editor.setting(status) }
  }

  /// Lets one decision take the place of another: both tell of it.
  public mutating func supersede(_ old: Decision, by new: Decision) throws(Fault) {
    try change(old) { (editor) throws(RecordEditor.Refusal) in try editor.superseded(by: new) }
    try change(new) { (editor) throws(RecordEditor.Refusal) in
      try editor.linking(.supersedes, to: old)
    }
  }

  /// Takes what tells of successors out of a superseded decision, because they won't take its place. With none left,
  /// it is in force again.
  public mutating func withdraw(_ gone: [Decision], leaving left: [Decision], from old: Decision)
    throws(Fault)
  {
    try change(old) { (editor) throws(RecordEditor.Refusal) in
      try editor.withdrawing(gone, leaving: left)
    }
  }

  /// Links two decisions: both tell of it. A link by another name needs its reverse by name too.
  public mutating func link(_ source: Decision, _ relation: Relation, to target: Decision, reverse: Relation)
    throws(Fault)
  {
    try change(source) { (editor) throws(RecordEditor.Refusal) in
      try editor.linking(relation, to: target)
    }
    try change(target) { (editor) throws(RecordEditor.Refusal) in
      try editor.linking(reverse, to: source)
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
