import Platform
import Records

/// A file in a record folder.
public struct RecordFile: Hashable, Sendable {
  /// The path, relative to the root.
  public let path: Path
  /// What the records of its folder are.
  public let kind: Kind

  /// A file of a record folder.
  public init(path: Path, kind: Kind) { (self.path, self.kind) = (path, kind) }

  /// The folder, relative to the root.
  public var folder: Path { path.parent }
}

/// A file with what was read from it.
public struct FoundRecord: Sendable {
  /// The file.
  public let file: RecordFile
  /// The record, or why it can't be read. Nothing disappears from a list for being unreadable.
  public let content: Result<Record, SystemError>

  /// The record, if it could be read.
  public var record: Record? { try? content.get() }
}

extension Project {
  /// The largest record that is read.
  public static let largestRecord = 256 << 20

  /// How deep record folders are nested at most.
  package static let deepestFolder = 16

  /// A folder in which there are or may be records, and why the user may not look into it.
  public typealias ClosedFolder = (place: RecordPlace, fault: SystemError)

  /// Every record file of the project, by path. A folder that can't be read is noticed.
  public func recordFiles() throws(HistoryError) -> [RecordFile] { try recordFilesAndClosed().files }

  /// The same, and the folders that can't be read, for those who must not take the files for all.
  public func recordFilesAndClosed() throws(HistoryError) -> (files: [RecordFile], closed: [ClosedFolder]) {
    var files: [RecordFile] = []
    let closed = try visitRecordFolders { (directory, path, kind) throws(SystemError) in
      try directory.forEachRecord { name in
        files.append(RecordFile(path: path.appending(bytes: Array(name)), kind: kind))
      }.folders
    }
    return (files.sorted { $0.path < $1.path }, closed)
  }

  /// Goes through every folder that may hold records, each one once. `visit` looks at the files, and returns the names
  /// of the folders in it. A link in a folder's place is not followed, but noticed; so is a folder that the user may not
  /// look into. Those are returned.
  @discardableResult
  public func visitRecordFolders(
    _ visit: (Directory, Path, Kind) throws(SystemError) -> [[UInt8]]
  ) throws(HistoryError) -> [ClosedFolder] {
    let places = visiblePlaces()
    for (place, fault) in places.hidden {
      notices.add(.unreadableFolder(closedFolder(above: place.folder), fault.withoutPath))
    }
    var walk = Walk(closed: places.hidden)
    for place in places.seen {
      let folder: Directory
      do throws(HistoryError) {
        folder = try openFolder(place.folder.description, create: false).directory
      } catch .leadsOut(let path) {
        notices.add(.skippedLink(path.relative(to: root.path) ?? path))
        continue
      } catch .system(let fault, _) where fault.isDenied {
        skip(place, fault, &walk)
        continue
      }
      do throws(SystemError) {
        try descend(folder, place, depth: 0, &walk, visit)
      } catch {
        throw .system(error, doing: "read \(place.folder)/")
      }
    }
    return walk.closed
  }

  /// What a walk through the record folders came by.
  private struct Walk {
    var seen: Set<Path> = []
    var closed: [ClosedFolder]
  }

  private func skip(_ place: RecordPlace, _ fault: SystemError, _ walk: inout Walk) {
    walk.closed.append((place, fault))
    notices.add(.unreadableFolder(place.folder, fault.withoutPath))
  }

  private func descend(
    _ directory: Directory, _ place: RecordPlace, depth: Int, _ walk: inout Walk,
    _ visit: (Directory, Path, Kind) throws(SystemError) -> [[UInt8]]
  ) throws(SystemError) {
    guard walk.seen.insert(place.folder).inserted else { return }
    let names: [[UInt8]]
    do throws(SystemError) {
      names = try visit(directory, place.folder, place.kind)
    } catch  where error.isDenied {
      return skip(place, error, &walk)
    }
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if depth == Self.deepestFolder || Self.isForeign(name) { continue }
      let below = RecordPlace(folder: place.folder.appending(bytes: name), kind: place.kind)
      let child: Directory
      do throws(SystemError) {
        child = try directory.child(name)
      } catch  where error.isMissing {
        continue
      } catch  where error.isLoop {
        notices.add(.skippedLink(below.folder))
        continue
      } catch  where error.isDenied {
        skip(below, error, &walk)
        continue
      }
      try descend(child, below, depth: depth + 1, &walk, visit)
    }
  }

  /// Whether a folder in a record folder holds no records: a hidden one, templates, or what others wrote.
  package static func isForeign(_ name: [UInt8]) -> Bool {
    name.first == UInt8(ascii: ".")
      || ["node_modules", "templates", "template"].contains { Array($0.utf8) == name }
  }

  /// Reads one record.
  public func read(_ file: RecordFile) -> FoundRecord {
    var reader = RecordReader(self)
    return reader.read(file)
  }

  /// Every record of the project, by path. A folder that can't be read is an error: whoever asks for all needs all.
  public func records() throws(HistoryError) -> [FoundRecord] {
    let (files, closed) = try recordFilesAndClosed()
    if let folder = closed.first { throw Self.refusal(folder) }
    var reader = RecordReader(self)
    return files.map { reader.read($0) }
  }

  /// That a folder can't be read, as an error.
  static func refusal(_ closed: ClosedFolder) -> HistoryError {
    let (folder, fault) = (closed.place.folder, closed.fault)
    return .system(
      SystemError(call: fault.call, number: fault.number, path: folder), doing: "read \(folder)/")
  }
}

extension SystemError {
  /// The same, whatever it was about.
  fileprivate var withoutPath: SystemError { SystemError(call: "", number: number) }
}

/// Reads one record after the other; the folder of the last one stays open.
public struct RecordReader: Sendable {
  private let root: Path
  private var folder: (path: Path, directory: Directory)?

  /// For the records of a project.
  public init(_ project: Project) { root = project.root.path }

  /// Reads a record, or finds out why it can't be read.
  public mutating func read(_ file: RecordFile) -> FoundRecord {
    do throws(SystemError) {
      let bytes = try bytes(file.path)
      return FoundRecord(
        file: file, content: .success(Record(bytes, name: file.path.nameBytes, kind: file.kind)))
    } catch {
      return FoundRecord(file: file, content: .failure(error))
    }
  }

  /// The bytes of a file below the root.
  public mutating func bytes(_ path: Path) throws(SystemError) -> [UInt8] {
    try directory(path.parent).read(path.nameBytes, limit: Project.largestRecord)
  }

  private mutating func directory(_ path: Path) throws(SystemError) -> Directory {
    if let folder, folder.path == path { return folder.directory }
    // Opened component by component, so that no link can lead out of the root.
    var directory = try Directory.open(root)
    for component in path.components { directory = try directory.child(component) }
    folder = (path, directory)
    return directory
  }
}

extension Directory {
  /// Hands the name of every record file to `body`, in the disk's order, and returns the names of the folders and of
  /// the links to folders, and whether there are any links that may lead to folders.
  @discardableResult
  public func forEachRecord(
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(SystemError) -> (folders: [[UInt8]], hasLinks: Bool) {
    var folders: [[UInt8]] = []
    var links: [[UInt8]] = []
    var untold: [[UInt8]] = []
    try forEachEntry { name, kind in
      switch kind {
      case .directory: folders.append(Array(name))
      case .file: if RecordName.isRecord(name) { body(name) }
      case .symbolicLink: if RecordName.isRecord(name) { body(name) } else { links.append(Array(name)) }
      case nil: untold.append(Array(name))
      case .other: break
      }
    }
    // Some file systems don't tell along with the name what it stands for.
    for name in untold {
      switch try status(name)?.kind {
      case .directory: folders.append(name)
      case .file: name.withUnsafeBufferPointer { if RecordName.isRecord($0) { body($0) } }
      case .symbolicLink where !RecordName.isRecord(name): links.append(name)
      case .symbolicLink: name.withUnsafeBufferPointer { body($0) }
      default: continue
      }
    }
    return (folders + links.filter { leadsToDirectory($0) }, !links.isEmpty)
  }
}
