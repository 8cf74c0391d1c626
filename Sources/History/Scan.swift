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

  /// Every record file of the project, by path. A folder that can't be read is an error: a list without it would lie.
  public func recordFiles() throws(HistoryError) -> [RecordFile] {
    var files: Set<RecordFile> = []
    try visitRecordFolders { (directory, path, kind) throws(SystemError) in
      try directory.forEachRecord { name in
        files.insert(RecordFile(path: path.appending(bytes: Array(name)), kind: kind))
      }.folders
    }
    return files.sorted { $0.path < $1.path }
  }

  /// Goes through every folder that may hold records, each one once. `visit` looks at the files, and returns the names
  /// of the folders in it. A link in a folder's place is not followed, but noticed.
  public func visitRecordFolders(
    _ visit: (Directory, Path, Kind) throws(SystemError) -> [[UInt8]]
  ) throws(HistoryError) {
    var seen: Set<Path> = []
    for place in recordPlaces() {
      let folder: Directory
      do throws(HistoryError) {
        folder = try openFolder(place.folder.description, create: false).directory
      } catch .leadsOut(let path) {
        notices.add(.skippedLink(path.relative(to: root.path) ?? path))
        continue
      }
      do throws(SystemError) {
        try descend(folder, place.folder, place.kind, depth: 0, &seen, visit)
      } catch {
        throw .system(error, doing: "read \(place.folder)/")
      }
    }
  }

  private func descend(
    _ directory: Directory, _ path: Path, _ kind: Kind, depth: Int, _ seen: inout Set<Path>,
    _ visit: (Directory, Path, Kind) throws(SystemError) -> [[UInt8]]
  ) throws(SystemError) {
    guard seen.insert(path).inserted else { return }
    for name in try visit(directory, path, kind).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if depth == Self.deepestFolder || Self.isForeign(name) { continue }
      let child: Directory
      do throws(SystemError) {
        child = try directory.child(name)
      } catch  where error.isMissing {
        continue
      } catch  where error.isLoop {
        notices.add(.skippedLink(path.appending(bytes: name)))
        continue
      }
      try descend(child, path.appending(bytes: name), kind, depth: depth + 1, &seen, visit)
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

  /// Every record of the project, by path.
  public func records() throws(HistoryError) -> [FoundRecord] {
    var reader = RecordReader(self)
    return try recordFiles().map { reader.read($0) }
  }
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
