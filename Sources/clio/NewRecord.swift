import Decisions
import History
import Platform
import Records

/// What all new records have in common: where and when they are made, and how they are written.
struct NewRecord {
  let project: Project
  let head: GitRepository.Head?
  private let now = Clock.now()

  init(in project: Project) { (self.project, head) = (project, project.head()) }

  /// Today, on the calendar of this machine.
  var day: String { now.localDate.description }

  /// Gives a record its identity, unless it has one, and notes when and at which commit it was made.
  func stamp(_ provenance: inout Provenance) {
    if provenance.uid.isEmpty {
      provenance.uid = UID(milliseconds: now.milliseconds, random: randomBytes(10)).description
    }
    provenance.recorded = now.utcText
    provenance.commit = head?.commit
  }

  /// Writes what `render` makes for the next number of a folder, and returns its absolute path. What is changed
  /// alongside is changed in the same step.
  func write(
    to folder: String, _ kind: Kind, from found: FoundTemplate, _ durability: Durability,
    _ render: (_ id: String) throws(Template.Fault) -> (name: String, contents: [UInt8]),
    alongside changes: ((Path) throws(DecisionChanges.Fault) -> [ChangeStep])? = nil
  ) throws -> Path {
    func rendered(_ number: NewNumber) throws(HistoryError) -> (name: String, contents: [UInt8]) {
      do throws(Template.Fault) {
        return try render(number.text)
      } catch {
        throw .template(found.name, error)
      }
    }
    let path: Path
    if let changes {
      path = try project.add(to: folder, durability: durability) { number throws(HistoryError) in
        let (name, contents) = try rendered(number)
        let steps = try editing { () throws(DecisionChanges.Fault) in try changes(Path(folder) / name) }
        return (name, contents, steps)
      }
    } else {
      path = try project.add(to: folder, kind: kind, durability: durability) {
        number throws(HistoryError) in try rendered(number)
      }
    }
    return project.root.path.appending(bytes: path.bytes)
  }
}
