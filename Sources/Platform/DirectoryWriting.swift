#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// How sure a write must be before it counts as done.
public enum Durability: Sendable, Hashable {
  /// It outlasts a power cut.
  case full
  /// It outlasts the process; the system writes it when it likes.
  case fast
}

extension Directory {
  /// Makes a new file, complete or not at all; `EEXIST` if the name is taken. The umask applies to the mode.
  ///
  /// The contents are written to a file without a name, synced, and linked into place, so that a crash at any
  /// moment leaves the file or nothing. Where the system can't do that, a temporary file takes the part of the
  /// unnamed one, and where there are no hard links either, the file is made in place.
  public func create(
    _ name: some FileName, contents: [UInt8], mode: UInt32 = 0o666, durability: Durability = .full
  ) throws(SystemError) {
    let (name, path) = try checked(name, "create")
    let new = NewFile(name: name, path: path, contents: contents, mode: mode, durability: durability)
    if try createUnnamed(new) { return }
    if try createNamed(new) { return }
    try createInPlace(new)
  }

  /// Makes many new files, each complete or not at all; if one can't be made, those before it may be there. For what the
  /// system is waited for, it is waited for once, and not once for each: that is most of the time.
  public func create(
    all files: [(name: String, contents: [UInt8])], durability: Durability = .full
  ) throws(SystemError) {
    var new: [NewFile] = []
    for (name, contents) in files {
      let (name, path) = try checked(name, "create")
      new.append(NewFile(name: name, path: path, contents: contents, mode: 0o666, durability: durability))
    }
    guard durability == .full, new.count > 1, try createUnnamed(all: new) else {
      for (name, contents) in files { try create(name, contents: contents, durability: durability) }
      return
    }
  }

  /// Replaces a file, or makes it, atomically; the old one's mode, and where possible its owner, are kept.
  ///
  /// Refuses to replace anything but a regular file: a link's target is for the caller to find.
  public func replace(
    _ name: some FileName, contents: [UInt8], durability: Durability = .full
  ) throws(SystemError) {
    let (name, path) = try checked(name, "replace")
    let old = try rawStatus(name, path)
    if let old {
      switch FileKind(mode: old.st_mode) {
      case .file: break
      case .directory: throw SystemError(call: "replace", number: EISDIR, path: path)
      case .symbolicLink: throw SystemError(call: "replace", number: ELOOP, path: path)
      case .other: throw SystemError(call: "replace", number: SystemError.notRegularFile, path: path)
      }
    }
    let temporary = try temporaryFile(mode: old == nil ? 0o666 : 0o600)
    do throws(SystemError) {
      if let old { try copyOwnership(of: old, to: temporary.file, path) }
      try fill(temporary.file, contents, durability, path)
      try check(
        "rename", path,
        attempt(temporary.name, name) { renameat(descriptor, $0, descriptor, $1) })
    } catch {
      unlink(temporary.name)
      throw error
    }
    if durability == .full { try sync() }
  }

  /// Removes a file.
  public func remove(_ name: some FileName, durability: Durability = .full) throws(SystemError) {
    let (name, path) = try checked(name, "remove")
    try check("unlink", path, unlink(name))
    if durability == .full { try sync() }
  }

  /// Removes a directory, if it is empty.
  public func removeDirectory(_ name: some FileName) throws(SystemError) {
    let (name, path) = try checked(name, "rmdir")
    try check("rmdir", path, attempt(name) { unlinkat(descriptor, $0, AT_REMOVEDIR) })
  }

  /// Renames a file, into another directory if one is given. Whatever had the new name is replaced.
  public func rename(
    _ name: some FileName, to newName: some FileName, in other: Directory? = nil,
    durability: Durability = .full
  ) throws(SystemError) {
    let target = other ?? self
    let (from, path) = try checked(name, "rename")
    let (to, _) = try target.checked(newName, "rename")
    let result = attempt(from, to) { renameat(descriptor, $0, target.descriptor, $1) }
    try check("rename", path, result)
    guard durability == .full else { return }
    try target.sync()
    if target !== self { try sync() }
  }

  /// Removes temporary files that a killed process left, and says how many.
  ///
  /// Only for who holds the ``lock()`` of a directory in which every writer holds it: then nobody uses them.
  public func sweep() throws(SystemError) -> Int {
    var stale: [[UInt8]] = []
    try forEachName { name in
      let isOurs = name.starts(with: temporaryPrefix) && name.suffix(4).elementsEqual(temporarySuffix)
      if isOurs { stale.append(Array(name)) }
    }
    return stale.count { unlink($0) == 0 }
  }

  /// True if it was made; false if this system can't make files this way.
  func createUnnamed(_ new: NewFile) throws(SystemError) -> Bool {
    guard let file = try UnnamedFile(for: new, in: self) else { return false }
    if new.durability == .full { try file.sync() }
    guard try file.link(into: self) else { return false }
    try settle(new)
    return true
  }

  /// True if they were made; false, and then none was, if this system can't make files this way.
  private func createUnnamed(all new: [NewFile]) throws(SystemError) -> Bool {
    var files: [UnnamedFile] = []
    for each in new {
      guard let file = try UnnamedFile(for: each, in: self) else { return false }
      files.append(file)
    }
    try sync(files)
    var linked = 0
    do throws(SystemError) {
      for file in files {
        guard try file.link(into: self) else {
          for made in new[..<linked] { unlink(made.name) }
          return false
        }
        linked += 1
      }
    } catch {
      try? sync()
      throw error
    }
    do throws(SystemError) {
      try sync()
    } catch {
      for made in new { unlink(made.name) }
      throw error
    }
    return true
  }

  /// From so many files on, to have the whole file system written costs less than to have each file.
  private static let manyFiles = 16

  private func sync(_ files: [UnnamedFile]) throws(SystemError) {
    #if canImport(Glibc)
      if files.count >= Self.manyFiles {
        try check("syncfs", path, attempt { synchronizeFileSystem(descriptor) })
        return
      }
    #endif
    for file in files { try file.sync() }
  }

  /// The same by way of a temporary name.
  func createNamed(_ new: NewFile) throws(SystemError) -> Bool {
    let temporary = try temporaryFile(mode: new.mode)
    do throws(SystemError) {
      try fill(temporary.file, new.contents, new.durability, new.path)
    } catch {
      unlink(temporary.name)
      throw error
    }
    let linked = attempt(temporary.name, new.name) { linkat(descriptor, $0, descriptor, $1, 0) }
    unlink(temporary.name)
    if [EPERM, EACCES, EXDEV, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK, EINVAL].contains(-linked) { return false }
    try check("link", new.path, linked)
    try settle(new)
    return true
  }

  /// The last resort: a crash at the wrong moment can leave a part.
  func createInPlace(_ new: NewFile) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    let file = try openDescriptor(at: descriptor, new.name, flags, mode: new.mode, path: new.path)
    do throws(SystemError) {
      try fill(file, new.contents, new.durability, new.path)
    } catch {
      unlink(new.name)
      throw error
    }
    try settle(new)
  }

  /// Makes the new name last; if that fails, takes it back.
  private func settle(_ new: NewFile) throws(SystemError) {
    guard new.durability == .full else { return }
    do throws(SystemError) {
      try sync()
    } catch {
      unlink(new.name)
      throw error
    }
  }

  fileprivate func fill(
    _ file: borrowing Descriptor, _ contents: [UInt8], _ durability: Durability, _ path: Path
  ) throws(SystemError) {
    let number = file.number
    try check("write", path, contents.withUnsafeBytes { writeAll(number, $0) })
    if durability == .full { try check("fsync", path, synchronize(number)) }
  }

  private func temporaryFile(mode: UInt32) throws(SystemError) -> TemporaryFile {
    var counter = 0
    while true {
      let name = temporaryPrefix + Array("\(getpid())-\(counter)".utf8) + temporarySuffix
      do throws(SystemError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        let path = path.appending(bytes: name)
        return TemporaryFile(
          name: name, file: try openDescriptor(at: descriptor, name, flags, mode: mode, path: path))
      } catch  where error.exists && counter < 10_000 {
        counter += 1
      }
    }
  }

  private func copyOwnership(
    of old: stat, to file: borrowing Descriptor, _ path: Path
  ) throws(SystemError) {
    let new = try openStatus(of: file, path: path)
    let number = file.number
    if old.st_uid != new.st_uid || old.st_gid != new.st_gid {
      // Only root can give a file away; the group alone often can be kept.
      if fchown(number, old.st_uid, old.st_gid) != 0 { _ = fchown(number, uid_t.max, old.st_gid) }
    }
    try check("chmod", path, attempt { fchmod(number, old.st_mode & 0o7777) })
  }

  @discardableResult
  private func unlink(_ name: [UInt8]) -> Int32 { attempt(name) { unlinkat(descriptor, $0, 0) } }
}

/// What a new file shall be.
struct NewFile {
  let name: [UInt8]
  let path: Path
  let contents: [UInt8]
  let mode: UInt32
  let durability: Durability
}

/// A file with contents and without a name: unless it gets one, nothing of it is left.
private final class UnnamedFile {
  private let file: Descriptor
  private let new: NewFile

  /// Nil if this system has no such files.
  init?(for new: NewFile, in directory: Directory) throws(SystemError) {
    #if canImport(Glibc)
      let opened = attempt {
        openat(
          directory.descriptor, ".", __O_TMPFILE | O_WRONLY | O_CLOEXEC, mode_t(truncatingIfNeeded: new.mode))
      }
      if [EOPNOTSUPP, EISDIR, ENOENT, EINVAL, ENOSYS, EPERM].contains(-opened) { return nil }
      file = Descriptor(taking: try check("create", new.path, opened))
      self.new = new
      try directory.fill(file, new.contents, .fast, new.path)
    #else
      return nil
    #endif
  }

  func sync() throws(SystemError) { try check("fsync", new.path, synchronize(file.number)) }

  /// Gives it its name; false if this system can't.
  func link(into directory: Directory) throws(SystemError) -> Bool {
    let source = "/proc/self/fd/\(file.number)"
    let linked = attempt(new.name) {
      linkat(AT_FDCWD, source, directory.descriptor, $0, AT_SYMLINK_FOLLOW)
    }
    if [ENOENT, ENOTDIR, EPERM, EACCES, EXDEV, EOPNOTSUPP, EINVAL, ELOOP, ENOSYS].contains(-linked) {
      return false
    }
    try check("link", new.path, linked)
    return true
  }
}

private struct TemporaryFile: ~Copyable {
  let name: [UInt8]
  let file: Descriptor
}

#if canImport(Glibc)
  /// Glibc declares it only for those who ask for all of GNU.
  @_silgen_name("syncfs")
  private func synchronizeFileSystem(_ descriptor: Int32) -> Int32
#endif

private let temporaryPrefix = Array(".clio-".utf8)
private let temporarySuffix = Array(".tmp".utf8)
