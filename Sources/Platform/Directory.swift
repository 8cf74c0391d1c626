#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// An open directory.
///
/// Everything is done relative to the descriptor and never through a symbolic link, so that no name can lead out.
public final class Directory: Sendable {
  /// How it was reached; for messages only.
  public let path: Path
  private let handle: Descriptor

  init(taking descriptor: consuming Descriptor, path: Path) {
    handle = descriptor
    self.path = path
  }

  var descriptor: Int32 { handle.number }

  /// Opens a directory. The base may be reached through links.
  public static func open(_ path: Path, followingLinks: Bool = true) throws(SystemError) -> Directory {
    let flags = O_RDONLY | O_DIRECTORY | (followingLinks ? 0 : O_NOFOLLOW)
    return Directory(taking: try openDescriptor(path.bytes, flags, path: path), path: path)
  }

  /// Opens a directory in this one, making it if asked to.
  public func child(
    _ name: some FileName, create: Bool = false, durability: Durability = .full
  ) throws(SystemError) -> Directory {
    let (name, path) = try checked(name, "open")
    do throws(SystemError) {
      return try openChild(name, path)
    } catch  where create && error.number == ENOENT {
      let made = attempt(name) { mkdirat(descriptor, $0, 0o777) }
      if made != -EEXIST { try check("mkdir", path, made) }
      if made == 0, durability == .full { try sync() }
      return try openChild(name, path)
    }
  }

  /// Opens a directory below this one, component by component.
  public func descend(
    _ components: [some FileName], create: Bool = false, durability: Durability = .full
  ) throws(SystemError) -> Directory {
    var directory = self
    for component in components {
      directory = try directory.child(component, create: create, durability: durability)
    }
    return directory
  }

  /// What the file system says of the directory itself.
  public func ownStatus() throws(SystemError) -> FileStatus {
    var raw = stat()
    try check("stat", path, attempt { fstat(descriptor, &raw) })
    return FileStatus(raw)
  }

  /// Whether names can be made and removed in it.
  public var isWritable: Bool { attempt { faccessat(descriptor, ".", W_OK | X_OK, 0) } == 0 }

  /// What stands at a name, or nil if nothing does. A link is not followed.
  public func status(_ name: some FileName) throws(SystemError) -> FileStatus? {
    let (name, path) = try checked(name, "stat")
    guard let raw = try rawStatus(name, path) else { return nil }
    return FileStatus(raw)
  }

  /// The same for a name borrowed from ``forEachEntry(_:)``, without allocating.
  public func status(borrowed name: UnsafeBufferPointer<UInt8>) throws(SystemError) -> FileStatus? {
    var raw = stat()
    let result = attempt(name) { fstatat(descriptor, $0, &raw, AT_SYMLINK_NOFOLLOW) }
    if result == -ENOENT { return nil }
    if result < 0 {
      throw SystemError(call: "stat", number: -result, path: path.appending(bytes: Array(name)))
    }
    return FileStatus(raw)
  }

  /// A regular file's contents. Never waits for a pipe; `EFBIG` if there is more than the limit.
  public func read(_ name: some FileName, limit: Int? = nil) throws(SystemError) -> [UInt8] {
    let (name, path) = try checked(name, "open")
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let file = try openDescriptor(at: descriptor, name, flags, path: path)
    return try readRegular(file, limit: limit, path: path)
  }

  /// Waits for the directory's lock, which one open directory at a time can hold, in any process.
  ///
  /// A file system that has no locks is no reason not to work.
  public func lock() throws(SystemError) {
    try check("flock", path, lockDescriptor(descriptor, LOCK_EX))
  }

  /// Gives the lock back; the end of the object's life does so too.
  public func unlock() { _ = flock(descriptor, LOCK_UN) }

  /// Makes the names in this directory outlast a power cut.
  public func sync() throws(SystemError) { try check("fsync", path, synchronize(descriptor)) }

  /// The name's bytes and the whole path, unless the name could lead elsewhere.
  func checked(_ name: some FileName, _ call: String) throws(SystemError) -> ([UInt8], Path) {
    let bytes = name.fileNameBytes
    let (dot, slash) = (UInt8(ascii: "."), UInt8(ascii: "/"))
    if bytes.isEmpty || bytes == [dot] || bytes == [dot, dot] || bytes.contains(slash) || bytes.contains(0) {
      throw SystemError(call: call, number: EINVAL, path: Path(bytes: bytes))
    }
    return (bytes, path.appending(bytes: bytes))
  }

  /// Whether a name stands for a directory, or is a link that leads to one.
  public func leadsToDirectory(_ name: some FileName) -> Bool {
    guard let (name, _) = try? checked(name, "stat") else { return false }
    var raw = stat()
    return attempt(name) { fstatat(descriptor, $0, &raw, 0) } == 0 && FileStatus(raw).kind == .directory
  }

  /// Whether anything stands at a path below this directory, of which no more is asked: links are followed.
  public func has(_ path: Path) -> Bool {
    var raw = stat()
    return attempt(path.bytes) { fstatat(descriptor, $0, &raw, 0) } == 0
  }

  func rawStatus(_ name: [UInt8], _ path: Path) throws(SystemError) -> stat? {
    var raw = stat()
    let result = attempt(name) { fstatat(descriptor, $0, &raw, AT_SYMLINK_NOFOLLOW) }
    if result == -ENOENT { return nil }
    try check("stat", path, result)
    return raw
  }

  private func openChild(_ name: [UInt8], _ path: Path) throws(SystemError) -> Directory {
    do throws(SystemError) {
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
      return Directory(taking: try openDescriptor(at: descriptor, name, flags, path: path), path: path)
    } catch  where error.number == ENOTDIR {
      // Linux calls a link "not a directory" too, which would read as "missing".
      let isLink = try status(name)?.kind == .symbolicLink
      throw SystemError(call: "open", number: isLink ? ELOOP : ENOTDIR, path: path)
    }
  }
}

/// Locks, or finds that the file system can't. Zero, or the negated `errno`.
func lockDescriptor(_ descriptor: Int32, _ operation: Int32) -> Int32 {
  let result = attempt { flock(descriptor, operation) }
  let unsupported = [ENOLCK, EBADF, EOPNOTSUPP, ENOTSUP, EINVAL, ENOSYS]
  return unsupported.contains(-result) ? 0 : result
}
