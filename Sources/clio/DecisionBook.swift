import Arguments
import Decisions
import History
import JSON
import Platform
import Records

/// The decisions of a project, read, with what the commands about them need.
struct DecisionBook {
  let project: Project
  let set: DecisionSet
  /// Files that can't be read: they are shown as such wherever decisions are listed.
  let unreadable: [FoundRecord]
  /// How many decisions each short name means.
  private let owners: [String: Int]

  init(_ project: Project) throws {
    var decisions: [Decision] = []
    var unreadable: [FoundRecord] = []
    for file in try project.recordFiles() where file.kind == .decision {
      let found = project.read(file)
      if let record = found.record {
        decisions.append(Decision(record, at: file.path.bytes))
      } else {
        unreadable.append(found)
      }
    }
    self.init(project, DecisionSet(decisions), unreadable)
  }

  /// A part of the decisions, read already.
  init(_ project: Project, _ set: DecisionSet, _ unreadable: [FoundRecord] = []) {
    (self.project, self.set, self.unreadable) = (project, set, unreadable)
    owners = Dictionary(set.all.compactMap(Self.shortName).map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// The decision that a reference means.
  func find(_ reference: String) throws -> Int {
    let file: RecordFile
    do {
      file = try project.resolve(reference, as: .decision, feature: nil)
    } catch HistoryError.notFound {
      throw Failure(
        "no decision answers to '\(reference)'",
        "'clio adr list' shows what there is; name one by number, adr/number, path or a part of its name")
    }
    guard file.kind == .decision else {
      throw Failure(
        "'\(reference)' is the prompt \(file.path), not a decision", "'clio adr list' shows the decisions")
    }
    if let index = set.index(of: file.path.bytes) { return index }
    _ = try ShowCommand.content(project.read(file))
    throw HistoryError.notFound(reference)
  }

  /// How a user can name a decision: by folder and number, or by path where several have the number.
  func name(_ index: Int) -> String {
    let decision = set.all[index]
    let path = Path(bytes: decision.path)
    guard let number = decision.record.name.number, let short = Self.shortName(decision) else {
      return path.description
    }
    return owners[short] == 1 ? path.parent.name + "/" + number : path.description
  }

  /// Folder and number, which tell most decisions apart.
  private static func shortName(_ decision: Decision) -> String? {
    decision.number.map { Path(bytes: decision.folder).name + "/\($0)" }
  }

  /// What may become of the decisions.
  var lifecycle: Lifecycle { Lifecycle(set, named: name) }

  /// Makes changes, all or none, and tells of them.
  func commit(_ changes: DecisionChanges, _ session: Session, asJSON: Bool) throws {
    let changed = changes.changed
    if !changed.isEmpty { try project.apply(changed.map(\.step), durability: session.durability) }
    var items: [JSON] = []
    for change in changed {
      let path = Path(bytes: change.decision.path)
      let new = Decision(Record(change.text, name: path.nameBytes, kind: .decision), at: path.bytes)
      let (before, after) = (change.decision.shownStatus, new.shownStatus)
      if asJSON {
        items.append([
          "path": .text(bytes: path.bytes), "id": new.numberText.map { .string($0) } ?? .null,
          "title": .string(new.title), "was": .string(before), "status": .string(after),
        ])
      } else if session.parsed[Global.quiet] {
        session.print(project.root.path.appending(bytes: path.bytes))
      } else {
        let status = before == after ? after : "\(before) → \(after)"
        session.printSafely("\(path)  \(status)")
      }
    }
    if asJSON { session.print(["changed": .array(items)]) }
  }

  /// What is to take the place of a decision that is in force, in words.
  func pending(_ index: Int, _ successors: [Int: [Int]]) -> String? {
    let next = set.proposedSuccessors(index, successors).map { name($0) }
    guard !next.isEmpty else { return nil }
    return
      "to be superseded by \(next.joined(separator: ", ")), which \(next.count == 1 ? "is" : "are") proposed"
  }

  /// Says so where no accepted decision is left in force, because the successor is only proposed, or has no status.
  func noteProposed(_ index: Int, _ session: Session) {
    let decision = set.all[index]
    guard decision.standing == .proposed || decision.standing == nil else { return }
    let name = name(index)
    let isSo = decision.standing == nil ? "is not accepted (\(decision.shownStatus))" : "is proposed"
    session.note("\(name) \(isSo): accept it once it is decided: clio adr accept \(name)")
  }
}

/// The keys that the commands about one decision share.
enum DecisionKeys {
  static let reference = Key.argument(
    "REF", "a decision: number, adr/number, path, uid or a part of its name",
    completion: .command("clio adr list --paths"))
  static let json = Key.flag("json", "print a JSON object")

  /// Gives one decision a status, if its life cycle allows that.
  static func set(_ status: Status, _ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.projectForWriting())
    let index = try book.find(session[reference])
    let decision = book.set.all[index]
    try book.lifecycle.check(index, to: status)
    // What was to be superseded by a rejected decision tells of it no more, and without another successor it holds on.
    let successors = status == .rejected ? book.set.successors() : [:]
    let kept = successors.keys.sorted().filter {
      successors[$0]?.contains(index) == true && book.set.all[$0].standing == .superseded
    }
    var changes = DecisionChanges(among: book.set)
    try editing { () throws(DecisionChanges.Fault) in
      try changes.set(status, of: decision)
      for old in kept {
        let left = (successors[old] ?? []).filter { $0 != index }
        let gone = book.set.edges(from: old).filter { $0.relation == .supersededBy && !left.contains($0.to) }
        try changes.withdraw(
          gone.map { book.set.all[$0.to] }, leaving: left.map { book.set.all[$0] }, from: book.set.all[old])
      }
    }
    try book.commit(changes, session, asJSON: session[json])
    return .done
  }
}
