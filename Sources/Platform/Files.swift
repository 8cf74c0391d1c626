#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Files by path: for reading, and for places that are not record folders.
public enum Files {
  /// What stands at a path, or nil if nothing does.
  public static func status(
    of path: Path, followingLinks: Bool = true
  ) throws(SystemError) -> FileStatus? {
    var raw = stat()
    let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
    let result = attempt(path.bytes) { fstatat(AT_FDCWD, $0, &raw, flags) }
    if result == -ENOENT || result == -ENOTDIR { return nil }
    try check("stat", path, result)
    return FileStatus(raw)
  }

  /// A regular file's contents. Never waits for a pipe; `EFBIG` if there is more than the limit.
  public static func read(_ path: Path, limit: Int? = nil) throws(SystemError) -> [UInt8] {
    let file = try openDescriptor(path.bytes, O_RDONLY | O_NONBLOCK | O_NOCTTY, path: path)
    return try readRegular(file, limit: limit, path: path)
  }

  /// The same, or nil if nothing is there.
  public static func readIfPresent(_ path: Path, limit: Int? = nil) throws(SystemError) -> [UInt8]? {
    do throws(SystemError) {
      return try read(path, limit: limit)
    } catch  where error.isMissing {
      return nil
    }
  }

  /// The contents of anything that can be read, as `/dev/stdin` or the pipe of a shell's `<(command)`.
  public static func readStream(_ path: Path, limit: Int? = nil) throws(SystemError) -> [UInt8] {
    let file = try openDescriptor(path.bytes, O_RDONLY | O_NOCTTY, path: path)
    return try readAll(file.number, expected: nil, limit: limit, path: path)
  }

  /// The names in a directory, sorted by bytes, without `.` and `..`.
  public static func entries(of path: Path) throws(SystemError) -> [DirectoryEntry] {
    try Directory.open(path).entries()
  }

  /// Makes a directory and those above it where they are missing; returns those it made, top first.
  @discardableResult
  public static func createDirectories(
    _ path: Path, mode: UInt32 = 0o777
  ) throws(SystemError) -> [Path] {
    if let status = try status(of: path) {
      if status.kind == .directory { return [] }
      throw SystemError(call: "mkdir", number: EEXIST, path: path)
    }
    let parent = path.parent
    var made = parent == path ? [] : try createDirectories(parent, mode: mode)
    let result = attempt(path.bytes) { mkdir($0, mode_t(truncatingIfNeeded: mode)) }
    // Another process may have been faster.
    if result == -EEXIST, try status(of: path)?.kind == .directory { return made }
    try check("mkdir", path, result)
    made.append(path)
    return made
  }

  /// The path without any symbolic link in it.
  public static func realPath(_ path: Path) throws(SystemError) -> Path {
    var resolved: Path?
    let result = attempt(path.bytes) { name in
      guard let text = realpath(name, nil) else { return -1 }
      resolved = Path(bytes: Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
      free(text)
      return 0
    }
    try check("realpath", path, result)
    return resolved ?? path
  }

  /// Makes a new file, complete or not at all; `EEXIST` if the name is taken.
  public static func create(
    _ path: Path, contents: [UInt8], mode: UInt32 = 0o666, durability: Durability = .full
  ) throws(SystemError) {
    try Directory.open(path.parent)
      .create(path.nameBytes, contents: contents, mode: mode, durability: durability)
  }

  /// Replaces a file, or makes it, atomically. Of a symbolic link, give the ``realPath(_:)``.
  public static func writeAtomically(
    _ path: Path, contents: [UInt8], durability: Durability = .full
  ) throws(SystemError) {
    try Directory.open(path.parent).replace(path.nameBytes, contents: contents, durability: durability)
  }
}
