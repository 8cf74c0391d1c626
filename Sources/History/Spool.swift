import Platform
import Records

/// What hooks have told of turns that are not yet records: a file a session, a line an event. It lies where removing a
/// worktree does not reach it.
public struct Spool: Sendable {
  private static let folder = "spool"
  private let places: [Path]

  /// The spool of a project.
  public init(_ places: StatePlaces) { self.places = places.all }

  /// The file for a session, named so that any name of a session will do.
  public static func name(ofSession session: String) -> String {
    String(SHA256.hexadecimal(of: session.utf8).prefix(32))
  }

  /// Adds a line to a session's file, in the first place that can be written. Says whether it was the first line. The
  /// line outlasts a power cut, if that is wanted.
  @discardableResult
  public func append(
    _ line: [UInt8], to name: String, durability: Durability
  ) throws(SystemError) -> Bool {
    var failure: SystemError?
    for place in places {
      do throws(SystemError) {
        let folder = try Self.open(place)
        let file = try LockedFile.open(name, in: folder)
        let isFirst = try file.append(line, durability: durability)
        if isFirst, durability == .full { try folder.sync() }
        return isFirst
      } catch {
        failure = failure ?? error
      }
    }
    throw failure ?? SystemError(call: "open", number: SystemError.notRegularFile)
  }

  /// Opens the spool's folder in a place, made if it is missing.
  private static func open(_ place: Path) throws(SystemError) -> Directory {
    do throws(SystemError) {
      return try Directory.open(place).child(folder)
    } catch  where error.isAbsent {
      if place.name == Project.ownFolder {
        try makeOwnFolder(place)
      } else {
        for made in try Files.createDirectories(place) { try Directory.open(made.parent).sync() }
      }
      return try Directory.open(place).child(folder, create: true)
    }
  }

  /// `.clio/` has an ignore file of its own.
  private static func makeOwnFolder(_ place: Path) throws(SystemError) {
    let own = try Directory.open(place.parent).child(Project.ownFolder, create: true)
    do throws(SystemError) {
      try own.create(".gitignore", contents: Array("*\n".utf8), durability: .fast)
    } catch  where error.exists {
      return
    }
  }

  /// The files of all sessions that are there.
  public func sessions() -> [SpoolFile] {
    var files: [SpoolFile] = []
    for place in places {
      guard let folder = try? Directory.open(place).child(Self.folder), let entries = try? folder.entries()
      else { continue }
      for entry in entries
      where (entry.kind == .file || entry.kind == nil) && entry.name.first != UInt8(ascii: ".") {
        files.append(SpoolFile(folder: folder, name: entry.name))
      }
    }
    return files
  }

  /// The files of one session: more than one if the first place could not always be written.
  public func files(of name: String) -> [SpoolFile] {
    places.compactMap { place in
      guard let folder = try? Directory.open(place).child(Self.folder),
        ((try? folder.status(name)) ?? nil)?.kind == .file
      else { return nil }
      return SpoolFile(folder: folder, name: Array(name.utf8))
    }
  }
}

/// The file of a session in the spool.
public struct SpoolFile: Sendable {
  private let folder: Directory
  /// Its name.
  public let name: [UInt8]

  init(folder: Directory, name: [UInt8]) { (self.folder, self.name) = (folder, name) }

  /// Where it lies.
  public var path: Path { folder.path.appending(bytes: name) }

  /// Its contents, without waiting for who writes.
  public func read() -> [UInt8]? { try? folder.read(name, limit: 1 << 30) }

  /// Takes the file for oneself; nil if it is gone.
  public func take() throws(SystemError) -> TakenSpoolFile? {
    do throws(SystemError) {
      let file = try LockedFile.open(name, in: folder, create: false)
      return TakenSpoolFile(file: file, folder: folder, name: name)
    } catch  where error.isMissing {
      return nil
    }
  }
}

/// A session's file while nobody else can write to it.
public struct TakenSpoolFile: Sendable {
  private let file: LockedFile
  private let folder: Directory
  private let name: [UInt8]

  init(file: LockedFile, folder: Directory, name: [UInt8]) {
    (self.file, self.folder, self.name) = (file, folder, name)
  }

  /// All that is in it.
  public func contents() throws(SystemError) -> [UInt8] { try file.contents }

  /// Adds a line that outlasts a power cut.
  public func append(_ line: [UInt8]) throws(SystemError) { _ = try file.append(line, durability: .full) }

  /// Makes these lines the whole of the file; none of them removes it.
  public func keep(_ lines: [UInt8]) throws(SystemError) {
    if lines.isEmpty {
      try folder.remove(name, durability: .fast)
    } else {
      // Only here are temporary files made, so what a killed process left can be swept away.
      try folder.lock()
      _ = try folder.sweep()
      defer { folder.unlock() }
      try folder.replace(name, contents: lines, durability: .full)
    }
  }
}
