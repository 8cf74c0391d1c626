import Decisions
import History
import Platform
import Records

/// Decisions from elsewhere on their way into `history/adr`: each keeps its bytes, but for a number that is taken and
/// the links to what got another one.
struct DecisionAdoption {
  /// A file as it is elsewhere.
  struct File {
    let name: [UInt8]
    let text: [UInt8]
  }

  /// A file on its way.
  struct Adopted {
    let from: [UInt8]
    let path: Path
    let text: [UInt8]
  }

  private let project: Project
  private(set) var files: [Adopted] = []

  /// `origin` is the folder that the files lie in, absolute; nil for those of an export.
  init(_ given: [File], from origin: Path?, into project: Project) throws {
    self.project = project
    let folder = Path(Project.decisionFolder)
    let there = try project.recordFiles().filter { $0.folder == folder }
    var taken = Set(there.compactMap { RecordNumber(leading: $0.path.nameBytes)?.value })
    let names = Set(there.map(\.path.nameBytes))
    let own = given.compactMap { RecordNumber(leading: $0.name)?.value }
    var next = max(taken.max() ?? 0, own.max() ?? 0) + 1
    var renamed: [(old: [UInt8], new: [UInt8])] = []
    var placed: [(file: File, name: [UInt8], id: String?)] = []
    for file in given {
      if names.contains(file.name) {
        throw Failure(
          "\(folder)/\(String(decoding: file.name, as: UTF8.self)) is there already", "nothing was imported")
      }
      let number = RecordNumber(leading: file.name)
      guard let number, !taken.insert(number.value).inserted else {
        placed.append((file, file.name, nil))
        continue
      }
      let id = padded(next, max(4, number.digits))
      taken.insert(next)
      next += 1
      let slug = RecordName(file.name, kind: .decision).slug
      let name = Array(RecordName.decision(id: id, slug: slug).utf8)
      renamed.append((file.name, name))
      placed.append((file, name, id))
    }
    let along = Set(given.map(\.name))
    let target = try Files.realPath(project.root.path).appending(bytes: folder.bytes).bytes
    for (file, name, id) in placed {
      let path = folder.appending(bytes: name)
      let text = origin.map { ArrivingLinks.rebased(file.text, from: $0.bytes, to: target, along: along) }
      var record = Record(text ?? file.text, name: name, kind: .decision)
      for (old, new) in renamed {
        let text = LinkRewriter.rewritten(
          record, at: path.bytes, from: folder.appending(bytes: old).bytes,
          to: folder.appending(bytes: new).bytes)
        if text != record.text { record = Record(text, name: name, kind: .decision) }
      }
      if let id {
        let shown =
          record.id.map { padded(RecordNumber(leading: Array(id.utf8))?.value ?? 0, $0.value.utf8.count) }
          ?? id
        if record.id?.range != nil, let text = try? RecordEditor(record).setting("id", to: .text(shown)) {
          record = Record(text, name: name, kind: .decision)
        }
      }
      files.append(Adopted(from: file.name, path: path, text: record.text))
    }
  }

  /// Writes all of them, or none.
  func write(_ durability: Durability) throws {
    try project.adopt(
      files.map { .make($0.path, $0.text) }, into: Project.decisionFolder, durability: durability)
  }
}
