import Platform
import Records

/// A file in a record folder.
public struct RecordFile: Hashable, Sendable {
  /// The path, relative to the root.
  public let path: Path
  /// What the records of its folder are.
  public let kind: Kind

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
  private static let deepestFolder = 16

  /// Every record file of the project, by path. A folder that can't be read is an error: a list without it would lie.
  public func recordFiles() throws(HistoryError) -> [RecordFile] {
    var files: Set<RecordFile> = []
    for place in recordPlaces() {
      let folder = try openFolder(place.folder.description, create: false).directory
      try attempting("read \(place.folder)/") { () throws(SystemError) in
        try Self.collect(folder, place.folder, place.kind, depth: 0, &files)
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  private static func collect(
    _ directory: Directory, _ path: Path, _ kind: Kind, depth: Int, _ files: inout Set<RecordFile>
  ) throws(SystemError) {
    for entry in try directory.entries() {
      let below = path.appending(bytes: entry.name)
      let kindOfEntry = entry.kind == nil ? try directory.status(entry.name)?.kind : entry.kind
      switch kindOfEntry {
      case .directory:
        let isForeign = entry.name.first == UInt8(ascii: ".") || entry.name == Array("node_modules".utf8)
        if isForeign || depth == deepestFolder || isTemplates(entry.name) { continue }
        try collect(try directory.child(entry.name), below, kind, depth: depth + 1, &files)
      case .file, .symbolicLink:
        if RecordName.isRecord(entry.name) { files.insert(RecordFile(path: below, kind: kind)) }
      default: continue
      }
    }
  }

  private static func isTemplates(_ name: [UInt8]) -> Bool {
    name == Array("templates".utf8) || name == Array("template".utf8)
  }

  /// Reads one record.
  public func read(_ file: RecordFile) -> FoundRecord {
    do throws(SystemError) {
      // Opened component by component, so that no link can lead out of the root.
      var directory = try Directory.open(root.path)
      for component in file.folder.components { directory = try directory.child(component) }
      let bytes = try directory.read(file.path.nameBytes, limit: Self.largestRecord)
      return FoundRecord(
        file: file, content: .success(Record(bytes, name: file.path.nameBytes, kind: file.kind)))
    } catch {
      return FoundRecord(file: file, content: .failure(error))
    }
  }

  /// Every record of the project, by path.
  public func records() throws(HistoryError) -> [FoundRecord] { try recordFiles().map { read($0) } }
}
