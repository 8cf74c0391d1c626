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

  /// Gives a record its identity, and notes when and at which commit it was made.
  func stamp(_ provenance: inout Provenance) {
    provenance.uid = UID(milliseconds: now.milliseconds, random: randomBytes(10)).description
    provenance.recorded = now.utcText
    provenance.commit = head?.commit
  }

  /// Writes what `render` makes for the next number of a folder, and returns its absolute path.
  func write(
    to folder: String, _ kind: Kind, from found: FoundTemplate, _ durability: Durability,
    _ render: (_ id: String) throws(Template.Fault) -> (name: String, contents: [UInt8])
  ) throws -> Path {
    let path = try project.add(to: folder, kind: kind, durability: durability) {
      number throws(HistoryError) in
      do throws(Template.Fault) {
        return try render(number.text)
      } catch {
        throw .template(found.name, error)
      }
    }
    return project.root.path.appending(bytes: path.bytes)
  }
}
