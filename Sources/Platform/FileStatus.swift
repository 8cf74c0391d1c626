#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// What stands at a path.
public enum FileKind: Sendable, Hashable {
  /// A regular file.
  case file
  /// A directory.
  case directory
  /// A symbolic link.
  case symbolicLink
  /// A pipe, a socket or a device.
  case other
}

/// What the file system says of a file.
public struct FileStatus: Equatable, Sendable {
  /// What it is.
  public var kind: FileKind
  /// Its size in bytes.
  public var size: Int64
  /// When its contents changed.
  public var modified: Timestamp
  /// When its contents or its attributes changed; no program can set it.
  public var changed: Timestamp
  /// Its number on the device.
  public var inode: UInt64
  /// The device it lies on.
  public var device: UInt64
  /// Type and permission bits.
  public var mode: UInt32

  /// A status with the given values.
  public init(
    kind: FileKind, size: Int64, modified: Timestamp, changed: Timestamp, inode: UInt64, device: UInt64,
    mode: UInt32
  ) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.device = device
    self.mode = mode
  }

  init(_ raw: stat) {
    #if canImport(Darwin)
      let (modification, change) = (raw.st_mtimespec, raw.st_ctimespec)
    #else
      let (modification, change) = (raw.st_mtim, raw.st_ctim)
    #endif
    kind = FileKind(mode: raw.st_mode)
    size = Int64(raw.st_size)
    modified = Timestamp(modification)
    changed = Timestamp(change)
    inode = UInt64(raw.st_ino)
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    mode = UInt32(raw.st_mode)
  }
}

/// One name in a directory.
public struct DirectoryEntry: Hashable, Sendable {
  /// The name as the disk has it.
  public var name: [UInt8]
  /// What it is, where the file system tells along with the name.
  public var kind: FileKind?

  /// An entry with the given values.
  public init(name: [UInt8], kind: FileKind?) {
    self.name = name
    self.kind = kind
  }
}

extension FileKind {
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .directory
    case S_IFLNK: self = .symbolicLink
    default: self = .other
    }
  }

  init?(directoryType type: UInt8) {
    switch Int(type) {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .directory
    case Int(DT_LNK): self = .symbolicLink
    case Int(DT_UNKNOWN): return nil
    default: self = .other
    }
  }
}

/// The status of an open file.
func openStatus(of file: borrowing Descriptor, path: Path) throws(SystemError) -> stat {
  var raw = stat()
  let number = file.number
  try check("fstat", path, attempt { fstat(number, &raw) })
  return raw
}
