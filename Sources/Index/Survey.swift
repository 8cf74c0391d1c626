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
    /// The folder's own stamp, from before.
    let own: Stamp
    /// The names of the folders in it.
    let folders: [[UInt8]]
    /// The files that are there, in the disk's order.
    let files: [Seen]
    /// What was there and no longer is.
    let gone: [FolderEntry]
  }

  /// The folders that are not as they were.
  private(set) var folders: [Folder] = []
  /// Folders that are gone, with what was in them.
  private(set) var gone: [(path: [UInt8], entries: [FolderEntry])] = []

  /// Folders that can't be looked into.
  private(set) var unreadable: [Path] = []
  /// How many files the index knows of.
  private(set) var known = 0

  /// Whether no record changed, only what is noted of a folder.
  var changesNoRecord: Bool {
    gone.isEmpty && folders.allSatisfy { $0.gone.isEmpty && $0.files.allSatisfy(\.isTrusted) }
  }

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
    var count = 0
    let closed = try project.visitRecordFolders { (directory, path, kind) throws(SystemError) in
      let state = unseen[path.bytes].flatMap { FolderCursor($0) }
      let own = Stamp(try directory.ownStatus())
      var same: [[UInt8]]?
      if let state { same = try Self.unchanged(directory, own, state, now) }
      var folder: Folder?
      if same == nil {
        folder = try Self.compare(
          directory, path, kind, own, state.map { FolderState($0) } ?? .nothing, read: now())
      }
      // Only now: what can't be looked into stays unseen.
      unseen[path.bytes] = nil
      count += state?.count ?? 0
      guard let folder else { return same ?? [] }
      if state != nil || !folder.files.isEmpty || !folder.folders.isEmpty { changed.append(folder) }
      return folder.folders
    }
    unreadable = closed.map { $0.place.folder }
    for (path, bytes) in unseen {
      let state = FolderState(encoded: bytes)
      count += state?.entries.count ?? 0
      let path = Path(bytes: path)
      if let place = closed.lazy.map(\.place)
        .first(where: { path == $0.folder || path.relative(to: $0.folder) != nil })
      {
        if let folder = Self.closed(path, place.kind, state, read: now()) { changed.append(folder) }
      } else {
        gone.append((path.bytes, state?.entries ?? []))
      }
    }
    folders = changed
    self.known = count
  }

  /// A folder that can't be looked into any more: nobody knows whether its files are there, and none can be read. Nil if
  /// the index says so already.
  private static func closed(_ path: Path, _ kind: Kind, _ state: FolderState?, read: Int64) -> Folder? {
    guard let state, state.own != .none || state.entries.contains(where: { $0.stamp != .none }) else {
      return nil
    }
    let files = state.entries.map { Seen(name: $0.name, stamp: .none, old: $0, isTrusted: false) }
    return Folder(
      path: path, kind: kind, read: read, own: .none, folders: state.folders, files: files, gone: [])
  }

  /// The common case, in which nothing changed, takes nothing apart, and reads no names if the folder's own stamp says
  /// that they are the same. The names of the folders in it; nil if something changed.
  private static func unchanged(
    _ directory: Directory, _ own: Stamp, _ state: FolderCursor, _ now: () -> Int64
  ) throws(SystemError) -> [[UInt8]]? {
    if state.vouches(for: own) { return state.isUnchanged(directory) ? state.folders : nil }
    var cursor = state
    var isSame = true
    let (folders, hasLinks) = try directory.forEachRecord { name in
      guard isSame else { return }
      guard let status = try? directory.status(borrowed: name) else {
        isSame = false
        return
      }
      isSame = cursor.matches(name, Stamp(status))
    }
    guard isSame, cursor.isAtEnd, folders == state.folders else { return nil }
    // A stamp that will spare the names the next time is noted, once it is old enough to be trusted.
    let isToBeNoted = hasLinks ? state.own != .none : !own.isYoung(at: now())
    return isToBeNoted ? nil : folders
  }

  private static func compare(
    _ directory: Directory, _ path: Path, _ kind: Kind, _ own: Stamp, _ old: FolderState, read: Int64
  ) throws(SystemError) -> Folder {
    var known: [[UInt8]: FolderEntry] = [:]
    for entry in old.entries { known[entry.name] = entry }
    var names: [[UInt8]] = []
    let (folders, hasLinks) = try directory.forEachRecord { names.append(Array($0)) }
    var files: [Seen] = []
    for name in names {
      guard let status = try directory.status(name) else { continue }
      let stamp = Stamp(status)
      let entry = known.removeValue(forKey: name)
      let isTrusted = entry.map { $0.stamp == stamp && !old.isRacy(stamp) } ?? false
      files.append(Seen(name: name, stamp: stamp, old: entry, isTrusted: isTrusted))
    }
    // Whether a link leads to a folder may change without a trace in the folder that it is in.
    return Folder(
      path: path, kind: kind, read: read, own: hasLinks ? .none : own, folders: folders, files: files,
      gone: Array(known.values))
  }
}
