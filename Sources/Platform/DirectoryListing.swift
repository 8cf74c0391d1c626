#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

extension Directory {
  /// The names in the directory, sorted by bytes, without `.` and `..`.
  public func entries() throws(SystemError) -> [DirectoryEntry] {
    var entries: [DirectoryEntry] = []
    try forEachEntry { entries.append(DirectoryEntry(name: Array($0), kind: $1)) }
    entries.sort { precedes($0.name, $1.name) }
    return entries
  }

  /// Hands every name to `body`, in the disk's order, without allocating. The bytes live for that call only.
  public func forEachName(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(SystemError) {
    try forEachEntry { name, _ in body(name) }
  }

  /// The same with what the name stands for, where the file system tells.
  public func forEachEntry(
    _ body: (UnsafeBufferPointer<UInt8>, FileKind?) -> Void
  ) throws(SystemError) {
    // Opened anew: a duplicate would share its position with every other reader of this object.
    let opened = attempt { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    try check("open", path, opened)
    try list(opened, path, body)
  }
}

extension Files {
  /// Hands every name in a directory to `body`, with what it stands for where the file system tells.
  public static func forEachEntry(
    of path: Path, _ body: (UnsafeBufferPointer<UInt8>, FileKind?) -> Void
  ) throws(SystemError) {
    let opened = attempt(path.bytes) { openat(AT_FDCWD, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    try check("open", path, opened)
    try list(opened, path, body)
  }
}

/// Reads the names of an open directory, and closes it.
private func list(
  _ opened: Int32, _ path: Path, _ body: (UnsafeBufferPointer<UInt8>, FileKind?) -> Void
) throws(SystemError) {
  guard let stream = fdopendir(opened) else {
    let number = errno
    close(opened)
    throw SystemError(call: "opendir", number: number, path: path)
  }
  defer { closedir(stream) }
  let dot = UInt8(ascii: ".")
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
    withUnsafePointer(to: &entry.pointee.d_name) { field in
      let start = UnsafeRawPointer(field).assumingMemoryBound(to: UInt8.self)
      let length = strlen(UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self))
      if start[0] == dot, length == 1 || (length == 2 && start[1] == dot) { return }
      body(
        UnsafeBufferPointer(start: start, count: length), FileKind(directoryType: entry.pointee.d_type))
    }
  }
  let number = errno
  if number != 0 { throw SystemError(call: "readdir", number: number, path: path) }
}
