import CSQLite

/// What may be done with a database file.
public enum OpenMode: Sendable, Hashable {
  /// Reading only.
  case readOnly
  /// Reading and writing; where the file can't be written, reading only (see ``Database/isReadOnly``).
  case readWrite
  /// The same, and a missing file is made.
  case create
}

/// How a database file is opened.
public struct OpenOptions: OptionSet, Sendable {
  /// The options as bits.
  public let rawValue: Int

  /// Options from bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Nobody changes the file while it is open: no locks, no journal, no files beside it.
  public static let immutable = OpenOptions(rawValue: 1)
  /// Refuses a path that has a symbolic link in it, in any of its folders too.
  public static let noLinks = OpenOptions(rawValue: 2)
}

/// A database's name and flags as SQLite wants them.
struct Location {
  let name: [CChar]
  let flags: Int32

  // One thread at a time uses a connection, so SQLite need not lock it.
  private static let common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE

  static let memory = Location(
    name: Array(":memory:".utf8CString),
    flags: common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY)

  private init(name: [CChar], flags: Int32) {
    self.name = name
    self.flags = flags
  }

  init(path: [UInt8], mode: OpenMode, options: OpenOptions) throws(DatabaseError) {
    guard !path.isEmpty, !path.contains(0) else {
      throw DatabaseError(code: SQLITE_CANTOPEN, message: "no file can have this name")
    }
    var flags = Self.common
    switch mode {
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .readWrite: flags |= SQLITE_OPEN_READWRITE
    case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
    if options.contains(.noLinks) { flags |= SQLITE_OPEN_NOFOLLOW }
    // Without a folder before them, ":memory:" and "file:x" have a meaning of their own.
    var name = path.first == UInt8(ascii: "/") ? path : Array("./".utf8) + path
    if options.contains(.immutable) {
      flags |= SQLITE_OPEN_URI
      name = Array("file:".utf8) + Self.rooted(name) + Array("?immutable=1".utf8)
    }
    self.init(name: name.map { CChar(bitPattern: $0) } + [0], flags: flags)
  }

  /// The path within a URI: what could mean something there is escaped, and no part is taken for a host.
  private static func rooted(_ path: [UInt8]) -> [UInt8] {
    var result: [UInt8] = path.first == UInt8(ascii: "/") ? Array("//".utf8) : []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in path {
      if "?#%".utf8.contains(byte) || byte <= 0x20 || byte >= 0x7F {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
