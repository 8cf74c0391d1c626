#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A small file that is locked as long as the object lives, such as a counter that processes share.
public final class LockedFile: Sendable {
  /// Where it lies.
  public let path: Path
  private let handle: Descriptor

  private init(taking descriptor: consuming Descriptor, path: Path) {
    handle = descriptor
    self.path = path
  }

  private var descriptor: Int32 { handle.number }

  /// Opens a file, made empty if it is missing and that is wanted, and waits for its lock.
  public static func open(_ path: Path, create: Bool = true) throws(SystemError) -> LockedFile {
    try open(at: AT_FDCWD, path.bytes, path, create)
  }

  /// The same for a name in a directory.
  public static func open(
    _ name: some FileName, in directory: Directory, create: Bool = true
  ) throws(SystemError) -> LockedFile {
    let (name, path) = try directory.checked(name, "open")
    return try open(at: directory.descriptor, name, path, create)
  }

  /// All that is in the file.
  public var contents: [UInt8] {
    get throws(SystemError) {
      try check("lseek", path, lseek(descriptor, 0, SEEK_SET) == -1 ? -errno : 0)
      return try readAll(descriptor, expected: nil, limit: 1 << 30, path: path)
    }
  }

  /// Makes this the whole of the file.
  public func overwrite(_ bytes: [UInt8], durability: Durability = .fast) throws(SystemError) {
    try check("lseek", path, lseek(descriptor, 0, SEEK_SET) == -1 ? -errno : 0)
    try check("write", path, bytes.withUnsafeBytes { writeAll(descriptor, $0) })
    try check("ftruncate", path, attempt { ftruncate(descriptor, off_t(bytes.count)) })
    if durability == .full { try check("fsync", path, synchronize(descriptor)) }
  }

  /// Adds a line at the end, and says whether it is the first. What a killed process left of a line is closed off.
  public func append(_ line: [UInt8], durability: Durability) throws(SystemError) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    try check("lseek", path, end == -1 ? -errno : 0)
    var bytes = line
    if end > 0 {
      var last: UInt8 = 0
      let got = attempt { Int32(truncatingIfNeeded: pread(descriptor, &last, 1, end - 1)) }
      try check("read", path, got)
      if last != UInt8(ascii: "\n") { bytes.insert(UInt8(ascii: "\n"), at: 0) }
    }
    try check("write", path, bytes.withUnsafeBytes { writeAll(descriptor, $0) })
    if durability == .full { try check("fsync", path, synchronize(descriptor)) }
    return end == 0
  }

  private static func open(
    at directory: Int32, _ name: [UInt8], _ path: Path, _ create: Bool
  ) throws(SystemError) -> LockedFile {
    let flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | (create ? O_CREAT : 0)
    while true {
      let file = try openDescriptor(at: directory, name, flags, mode: 0o666, path: path)
      try check("flock", path, lockDescriptor(file.number, LOCK_EX))
      let status = try openStatus(of: file, path: path)
      guard FileKind(mode: status.st_mode) == .file else {
        throw SystemError(call: "open", number: SystemError.notRegularFile, path: path)
      }
      // Removed while we waited: a lock on it would keep nobody out.
      if status.st_nlink > 0 { return LockedFile(taking: file, path: path) }
    }
  }
}
