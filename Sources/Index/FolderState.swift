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

/// What was in one folder, in one value: then a refresh without a change is one comparison after the other, and loads
/// a few values instead of a row for every file.
struct FolderState {
  /// When the folder was read, in nanoseconds since 1970.
  var read: Int64
  /// The folder's own stamp from before its names were read: as long as it has that, they are the same. Of a folder
  /// whose stamp doesn't tell all, it is `Stamp.none`.
  var own: Stamp
  /// The names of the folders in it.
  var folders: [[UInt8]]
  /// The record files, in the order in which the disk gives their names.
  var entries: [FolderEntry]

  /// Nothing is known.
  static let nothing = FolderState(read: 0, own: .none, folders: [], entries: [])

  /// A file that changed so shortly before it was read may change again without a different stamp.
  static let racyWindow: Int64 = 2_000_000_000

  /// Whether an entry's stamp can't be trusted, because the file was young when it was read.
  func isRacy(_ stamp: Stamp) -> Bool { stamp.isYoung(at: read) }

  /// Bytes of what stands before the names of the folders: a seal over all that follows, the moment of reading, the
  /// stamp, and how many folders there are.
  fileprivate static let head = 8 + 8 + stampSize + 8
  private static let stampSize = 4 * 8
  /// Bytes of an entry before its name.
  fileprivate static let fixed = 8 + stampSize + 8 + 2

  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.head + entries.count * 112)
    func add(_ value: UInt64) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    func add(_ stamp: Stamp) {
      add(UInt64(bitPattern: stamp.size))
      add(UInt64(bitPattern: stamp.modified))
      add(UInt64(bitPattern: stamp.changed))
      add(stamp.inode)
    }
    func add(_ name: [UInt8]) {
      bytes.append(UInt8(truncatingIfNeeded: name.count))
      bytes.append(UInt8(truncatingIfNeeded: name.count >> 8))
      bytes += name
    }
    add(0)
    add(UInt64(bitPattern: read))
    add(own)
    add(UInt64(folders.count))
    for name in folders { add(name) }
    for entry in entries {
      add(UInt64(bitPattern: entry.row))
      add(entry.stamp)
      add(entry.hash)
      add(entry.name)
    }
    let seal = bytes.withUnsafeBytes { contentHash(UnsafeRawBufferPointer(rebasing: $0[8...])) }
    withUnsafeBytes(of: seal.littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    return bytes
  }

  /// Reads the encoded form; nil for anything else, as a foreign index may hold anything.
  init?(encoded bytes: [UInt8]) {
    guard let cursor = FolderCursor(bytes) else { return nil }
    self.init(cursor)
  }

  init(_ cursor: FolderCursor) {
    (read, own, folders, entries) = (cursor.read, cursor.own, cursor.folders, [])
    var cursor = cursor
    while let entry = cursor.next() { entries.append(entry) }
  }

  init(read: Int64, own: Stamp, folders: [[UInt8]], entries: [FolderEntry]) {
    (self.read, self.own, self.folders, self.entries) = (read, own, folders, entries)
  }
}

extension Stamp {
  /// The stamp of nothing.
  static let none = Stamp(size: 0, modified: 0, changed: 0, inode: 0)
}

/// Compares a folder with its encoded state, file after file, without taking anything apart as long as all is equal.
struct FolderCursor {
  private let bytes: [UInt8]
  private var index: Int
  /// When the state was read.
  let read: Int64
  /// The folder's own stamp.
  let own: Stamp
  /// The names of the folders in it.
  let folders: [[UInt8]]

  /// Nil for anything that is no state as it was written.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= FolderState.head else { return nil }
    let seal = bytes.withUnsafeBytes { contentHash(UnsafeRawBufferPointer(rebasing: $0[8...])) }
    guard Self.integer(bytes, 0) == seal else { return nil }
    read = Int64(bitPattern: Self.integer(bytes, 8))
    own = Self.stamp(bytes, 16)
    var names: [[UInt8]] = []
    var index = FolderState.head
    for _ in 0..<min(Self.integer(bytes, FolderState.head - 8), UInt64(bytes.count)) {
      guard let name = Self.name(bytes, index) else { return nil }
      names.append(Array(bytes[name]))
      index = name.upperBound
    }
    (self.bytes, self.index, folders) = (bytes, index, names)
  }

  /// Whether a folder with this stamp has the names that it had.
  func vouches(for stamp: Stamp) -> Bool { own == stamp && own != .none && !own.isYoung(at: read) }

  /// Whether every file that is known is there as it was.
  func isUnchanged(_ directory: Directory) -> Bool {
    var index = index
    return bytes.withUnsafeBytes { raw in
      while index < raw.count {
        guard let name = Self.name(raw, index + FolderState.fixed - 2),
          let status = try? directory.status(
            borrowed: UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[name])),
          matches(raw, index, Stamp(status))
        else { return false }
        index = name.upperBound
      }
      return true
    }
  }

  /// Whether the next entry has this name and stamp, and its stamp can be trusted.
  mutating func matches(_ name: UnsafeBufferPointer<UInt8>, _ stamp: Stamp) -> Bool {
    let end = bytes.withUnsafeBytes { raw -> Int? in
      guard let own = Self.name(raw, index + FolderState.fixed - 2), own.count == name.count,
        matches(raw, index, stamp)
      else { return nil }
      for offset in 0..<name.count where raw[own.lowerBound + offset] != name[offset] { return nil }
      return own.upperBound
    }
    if let end { index = end }
    return end != nil
  }

  @inline(__always)
  private func matches(_ raw: UnsafeRawBufferPointer, _ index: Int, _ stamp: Stamp) -> Bool {
    func integer(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index + offset, as: UInt64.self))
    }
    return integer(8) == UInt64(bitPattern: stamp.size) && integer(16) == UInt64(bitPattern: stamp.modified)
      && integer(24) == UInt64(bitPattern: stamp.changed) && integer(32) == stamp.inode
      && !stamp.isYoung(at: read)
  }

  /// Whether every entry was seen.
  var isAtEnd: Bool { index == bytes.count }

  /// How many files there are.
  var count: Int {
    bytes.withUnsafeBytes { raw in
      var (index, count) = (index, 0)
      while let name = Self.name(raw, index + FolderState.fixed - 2) {
        (index, count) = (name.upperBound, count + 1)
      }
      return count
    }
  }

  /// Hands over the row and the size of every file.
  func forEachFile(_ body: (_ row: Int64, _ size: Int64) -> Void) {
    var index = index
    while let name = Self.name(bytes, index + FolderState.fixed - 2) {
      body(Int64(bitPattern: Self.integer(bytes, index)), Int64(bitPattern: Self.integer(bytes, index + 8)))
      index = name.upperBound
    }
  }

  /// The next entry, or nil after the last.
  fileprivate mutating func next() -> FolderEntry? {
    guard let name = Self.name(bytes, index + FolderState.fixed - 2) else { return nil }
    let start = index
    index = name.upperBound
    return FolderEntry(
      name: Array(bytes[name]), stamp: Self.stamp(bytes, start + 8),
      row: Int64(bitPattern: Self.integer(bytes, start)), hash: Self.integer(bytes, start + 40))
  }

  /// Where the name is whose length stands at an offset; nil if there is no such name.
  private static func name(_ bytes: [UInt8], _ offset: Int) -> Range<Int>? {
    bytes.withUnsafeBytes { name($0, offset) }
  }

  @inline(__always)
  private static func name(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> Range<Int>? {
    let start = offset + 2
    guard start <= raw.count else { return nil }
    let end = start + (Int(raw[offset]) | Int(raw[offset + 1]) << 8)
    return end > start && end <= raw.count ? start..<end : nil
  }

  private static func stamp(_ bytes: [UInt8], _ offset: Int) -> Stamp {
    Stamp(
      size: Int64(bitPattern: integer(bytes, offset)),
      modified: Int64(bitPattern: integer(bytes, offset + 8)),
      changed: Int64(bitPattern: integer(bytes, offset + 16)), inode: integer(bytes, offset + 24))
  }

  private static func integer(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
  }
}

/// A fast hash of contents, eight bytes at a time. It tells a touch from a change; it protects from nobody.
func contentHash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { contentHash($0) } }

func contentHash(_ raw: UnsafeRawBufferPointer) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: raw.count)
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
  return hash ^ (hash >> 31)
}
