import History
import Platform
import Records

/// Finds out what may have changed since the index was written, by looking at every file's stamp.
struct Survey {
  /// A file in a folder that is not as it was.
  struct Seen: Sendable {
    let name: [UInt8]
    let stamp: Stamp
    /// What the index knows of it.
    let old: FolderEntry?
    /// Whether stamp and index agree beyond doubt; else the file has to be read.
    let isTrusted: Bool
  }

  /// A folder that is not as it was.
  struct Folder {
    let path: Path
    let kind: Kind
    /// When its files were looked at.
    let read: Int64
    /// The files that are there, in the disk's order.
    let files: [Seen]
    /// What was there and no longer is.
    let gone: [FolderEntry]
  }

  /// The folders that are not as they were.
  private(set) var folders: [Folder] = []
  /// Folders that are gone, with what was in them.
  private(set) var gone: [(path: [UInt8], entries: [FolderEntry])] = []

  /// How many files have to be read.
  var doubtfulFiles: Int { folders.reduce(0) { $0 + $1.files.count { !$0.isTrusted } } }

  /// Nothing has changed.
  init() {}

  var isEmpty: Bool { folders.isEmpty && gone.isEmpty }

  /// The rows of files that are gone or have to be read.
  var doubtfulRows: [Int64] {
    folders.flatMap { folder in
      folder.gone.map(\.row) + folder.files.compactMap { $0.isTrusted ? nil : $0.old?.row }
    }
      + gone.flatMap { $0.entries.map(\.row) }
  }

  /// Walks all record folders and compares them with what the index knows. `now` gives nanoseconds since 1970.
  init(_ project: Project, known: [[UInt8]: [UInt8]], now: () -> Int64) throws(HistoryError) {
    var unseen = known
    var changed: [Folder] = []
    try project.visitRecordFolders { (directory, path, kind) throws(SystemError) in
      let state = unseen.removeValue(forKey: path.bytes)
      let (isSame, folders) = try Self.isSame(directory, state)
      if !isSame {
        let old = state.flatMap { FolderState(encoded: $0) } ?? FolderState(read: 0, entries: [])
        let folder = try Self.compare(directory, path, kind, old, read: now())
        if state != nil || !folder.files.isEmpty { changed.append(folder) }
      }
      return folders
    }
    folders = changed
    gone = unseen.map { ($0.key, FolderState(encoded: $0.value)?.entries ?? []) }
  }

  /// The common case, in which nothing changed, compares without taking anything apart.
  private static func isSame(
    _ directory: Directory, _ state: [UInt8]?
  ) throws(SystemError) -> (Bool, folders: [[UInt8]]) {
    guard let state, var cursor = FolderCursor(state) else {
      return (false, try directory.forEachRecord { _ in })
    }
    var isSame = true
    let folders = try directory.forEachRecord { name in
      guard isSame else { return }
      guard let status = try? directory.status(borrowed: name) else {
        isSame = false
        return
      }
      isSame = cursor.matches(name, Stamp(status))
    }
    return (isSame && cursor.isAtEnd, folders)
  }

  private static func compare(
    _ directory: Directory, _ path: Path, _ kind: Kind, _ old: FolderState, read: Int64
  ) throws(SystemError) -> Folder {
    var known: [[UInt8]: FolderEntry] = [:]
    for entry in old.entries { known[entry.name] = entry }
    var names: [[UInt8]] = []
    _ = try directory.forEachRecord { names.append(Array($0)) }
    var files: [Seen] = []
    for name in names {
      guard let status = try directory.status(name) else { continue }
      let stamp = Stamp(status)
      let entry = known.removeValue(forKey: name)
      let isTrusted = entry.map { $0.stamp == stamp && !old.isRacy(stamp) } ?? false
      files.append(Seen(name: name, stamp: stamp, old: entry, isTrusted: isTrusted))
    }
    return Folder(path: path, kind: kind, read: read, files: files, gone: Array(known.values))
  }
}
