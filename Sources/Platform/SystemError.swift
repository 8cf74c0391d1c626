#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A system call that failed: which, why, and on what.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the call.
  public var call: String
  /// The value of `errno`, or ``notRegularFile``.
  public var number: Int32
  /// The path it was about; empty if it was about none.
  public var path: Path

  /// Our own number for "a pipe, a device or a socket stands there".
  public static let notRegularFile: Int32 = -1

  /// An error of the given call.
  public init(call: String, number: Int32, path: Path = "") {
    self.call = call
    self.number = number
    self.path = path
  }

  /// The reason in words, ready to stand in a sentence: `permission denied`.
  public var reason: String {
    if number == Self.notRegularFile { return "not a regular file" }
    guard let text = strerror(number) else { return "error \(number)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// The path and the reason.
  public var description: String { path.bytes.isEmpty ? "\(call): \(reason)" : "\(path): \(reason)" }

  /// Nothing is there.
  public var isMissing: Bool { number == ENOENT || number == ENOTDIR }
  /// Nothing is there, and everything above it is a directory.
  public var isAbsent: Bool { number == ENOENT }
  /// Something that is no directory stands where one should.
  public var isNotADirectory: Bool { number == ENOTDIR }
  /// The user may not.
  public var isDenied: Bool { number == EACCES || number == EPERM || number == EROFS }
  /// Something is there already.
  public var exists: Bool { number == EEXIST }
  /// A symbolic link stands where none may.
  public var isLoop: Bool { number == ELOOP }
  /// No space is left.
  public var isFull: Bool { number == ENOSPC || number == EDQUOT }
  /// More bytes than the caller was ready to take.
  public var isTooLarge: Bool { number == EFBIG }
}
