import Platform
import Records

/// What the file system said of a file when it was indexed. Any difference means that it is read again.
public struct Stamp: Equatable, Sendable {
  /// The size in bytes.
  public var size: Int64
  /// Nanoseconds since 1970 of the last change of contents.
  public var modified: Int64
  /// Nanoseconds since 1970 of the last change of attributes, which no program can set.
  public var changed: Int64
  /// The number on the device.
  public var inode: UInt64

  /// The stamp of a file.
  public init(_ status: FileStatus) {
    size = status.size
    modified = Self.nanoseconds(status.modified)
    changed = Self.nanoseconds(status.changed)
    inode = status.inode
  }

  /// A stamp with given values.
  public init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    (self.size, self.modified, self.changed, self.inode) = (size, modified, changed, inode)
  }

  static func nanoseconds(_ time: Timestamp) -> Int64 {
    time.seconds &* 1_000_000_000 &+ Int64(time.nanoseconds)
  }

  /// Whether it was read at a moment when it might have changed once more with no other stamp to show for it. A time
  /// of change that somebody set to the future says nothing.
  func isYoung(at read: Int64) -> Bool {
    let limit = read - FolderState.racyWindow
    return changed > limit || (modified > limit && modified <= read)
  }
}

/// A file of a folder as the index knows it.
struct FolderEntry: Equatable, Sendable {
  var name: [UInt8]
  var stamp: Stamp
  /// Its row in `records`.
  var row: Int64
  /// A hash of its contents, to tell a mere touch from a change.
  var hash: UInt64
}

/// The entries of one folder in one value, in the order in which the disk gives the names: then a refresh without a
/// change is one comparison after the other, and loads a few values instead of a row for every file.
struct FolderState {
  /// When the entries were read, in nanoseconds since 1970.
  var read: Int64
  var entries: [FolderEntry]

  /// A file that changed so shortly before it was read may change again without a different stamp.
  static let racyWindow: Int64 = 2_000_000_000

  /// Whether an entry's stamp can't be trusted, because the file was young when it was read.
  func isRacy(_ stamp: Stamp) -> Bool { stamp.isYoung(at: read) }

  private static let head = 8
  static let fixed = 6 * 8 + 2

  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.head + entries.count * 96)
    func add(_ value: UInt64) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    add(UInt64(bitPattern: read))
    for entry in entries {
      add(UInt64(bitPattern: entry.row))
      add(UInt64(bitPattern: entry.stamp.size))
      add(UInt64(bitPattern: entry.stamp.modified))
      add(UInt64(bitPattern: entry.stamp.changed))
      add(entry.stamp.inode)
      add(entry.hash)
      bytes.append(UInt8(truncatingIfNeeded: entry.name.count))
      bytes.append(UInt8(truncatingIfNeeded: entry.name.count >> 8))
      bytes += entry.name
    }
    return bytes
  }

  /// Reads the encoded form; nil for anything else, as a foreign index may hold anything.
  init?(encoded bytes: [UInt8]) {
    guard bytes.count >= Self.head else { return nil }
    self.read = Int64(bitPattern: Self.integer(bytes, 0))
    entries = []
    var index = Self.head
    while index < bytes.count {
      guard let (entry, next) = Self.entry(bytes, index) else { return nil }
      entries.append(entry)
      index = next
    }
  }

  init(read: Int64, entries: [FolderEntry]) { (self.read, self.entries) = (read, entries) }

  static func integer(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
  }

  private static func entry(_ bytes: [UInt8], _ index: Int) -> (FolderEntry, Int)? {
    guard index + fixed <= bytes.count else { return nil }
    let length = Int(bytes[index + 48]) | Int(bytes[index + 49]) << 8
    let end = index + fixed + length
    guard length > 0, end <= bytes.count else { return nil }
    let stamp = Stamp(
      size: Int64(bitPattern: integer(bytes, index + 8)),
      modified: Int64(bitPattern: integer(bytes, index + 16)),
      changed: Int64(bitPattern: integer(bytes, index + 24)), inode: integer(bytes, index + 32))
    let entry = FolderEntry(
      name: Array(bytes[(index + fixed)..<end]), stamp: stamp, row: Int64(bitPattern: integer(bytes, index)),
      hash: integer(bytes, index + 40))
    return (entry, end)
  }
}

/// Compares a folder with its encoded state, name after name, without taking anything apart as long as all is equal.
struct FolderCursor {
  private let bytes: [UInt8]
  private var index = 8
  /// When the state was read.
  let read: Int64

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8 else { return nil }
    self.bytes = bytes
    read = Int64(bitPattern: FolderState.integer(bytes, 0))
  }

  /// Whether the next entry has this name and stamp, and its stamp can be trusted.
  mutating func matches(_ name: UnsafeBufferPointer<UInt8>, _ stamp: Stamp) -> Bool {
    bytes.withUnsafeBytes { raw in
      guard index + FolderState.fixed <= raw.count else { return false }
      func integer(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index + offset, as: UInt64.self))
      }
      let length = Int(raw[index + 48]) | Int(raw[index + 49]) << 8
      let start = index + FolderState.fixed
      guard length == name.count, start + length <= raw.count else { return false }
      guard integer(8) == UInt64(bitPattern: stamp.size), integer(16) == UInt64(bitPattern: stamp.modified),
        integer(24) == UInt64(bitPattern: stamp.changed), integer(32) == stamp.inode
      else { return false }
      guard !stamp.isYoung(at: read) else { return false }
      for offset in 0..<length where raw[start + offset] != name[offset] { return false }
      index = start + length
      return true
    }
  }

  /// Whether every entry was seen.
  var isAtEnd: Bool { index == bytes.count }
}

/// A fast hash of contents, eight bytes at a time. It tells a touch from a change; it protects from nobody.
func contentHash(_ bytes: [UInt8]) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
  bytes.withUnsafeBytes { raw in
    var offset = 0
    while offset + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      offset += 8
    }
    while offset < raw.count {
      hash = (hash ^ UInt64(raw[offset])) &* 0xC4CE_B9FE_1A85_EC53
      hash ^= hash >> 29
      offset += 1
    }
  }
  return hash ^ (hash >> 31)
}
