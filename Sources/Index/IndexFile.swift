import Database
import History
import Platform
import Records

/// What can go wrong with an index that isn't mended by making it anew.
public enum IndexError: Error, Sendable {
  /// SQLite refused; `doing` completes "can't …".
  case database(DatabaseError, doing: String)
  /// The records can't be read.
  case history(HistoryError)
}

/// Where the index of a project lies, and how it is opened.
struct IndexFile {
  /// The file.
  let path: Path

  /// Where the index may lie: `.clio/index.sqlite`, or where that can't be written, a file in the user's cache folder.
  static func places(for project: Project) -> [Path] {
    var result = [project.root.path / Project.ownFolder / "index.sqlite"]
    if let cache = cacheFolder(project.world.environment) {
      let key = SHA256.hexadecimal(of: project.root.path.bytes).prefix(16)
      result.append(cache / "clio" / "\(key).sqlite")
    }
    return result
  }

  /// The files that may hold the index of a project, each with its folder made once it is asked for, where that can be
  /// done. None for a project without records: to look into it leaves no trace.
  static func candidates(for project: Project) -> some Sequence<IndexFile> {
    let places = places(for: project)
    let isThere = (try? Files.status(of: places[0])) ?? nil != nil
    return (isThere || !project.recordPlaces().isEmpty ? places : []).lazy.filter { place in
      place == places[0]
        ? (try? project.makeOwnFolder()) != nil : (try? Files.createDirectories(place.parent)) != nil
    }.map { IndexFile(path: $0) }
  }

  private static func cacheFolder(_ environment: [String: String]) -> Path? {
    if let text = environment["XDG_CACHE_HOME"], text.hasPrefix("/") { return Path(text) }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return Path(home) / ".cache"
  }

  /// Opens the file for reading and writing. One that doesn't fit is emptied in place: never renamed over, since
  /// another process may have it open. Says why, if there was something in it.
  func open() throws(DatabaseError) -> (database: Database, replaced: String?) {
    let database = try Database(path: path.bytes, mode: .create, options: .noLinks)
    database.setBusyTimeout(milliseconds: 2_000)
    try database.harden()
    var reason: String?
    do throws(DatabaseError) {
      try prepare(database)
      if Schema.fits(database) { return (database, nil) }
      if try database.pragma("schema_version") != .integer(0) {
        reason = "it is not an index of this version"
      }
    } catch  where error.isCorrupt || error.isNotADatabase || error.isIO || error.isLogic {
      reason = error.message
    }
    do throws(DatabaseError) {
      if reason != nil { try database.reset() }
      try prepare(database)
      try Schema.create(in: database)
    } catch {
      // Someone else may have made it in the meantime.
      guard Schema.fits(database) else { throw error }
    }
    return (database, reason)
  }

  private func prepare(_ database: Database) throws(DatabaseError) {
    try database.pragma("journal_mode", "WAL")
    try database.pragma("synchronous", "NORMAL")
  }
}
