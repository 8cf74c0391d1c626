/// A path as the disk knows it: bytes, compared as bytes.
///
/// Never text, because two names that differ on the disk can be canonically equal strings.
public struct Path: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The path, without a terminating NUL.
  public var bytes: [UInt8]

  /// A path written as text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// A path as read from the disk.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// A path written in the source.
  public init(stringLiteral value: String) { self.init(value) }

  /// For display: what is not UTF-8 is shown as U+FFFD.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The path as text, or nil if it is not UTF-8.
  public var text: String? { String(validating: bytes, as: UTF8.self) }

  /// Whether the path starts at the top of the file system.
  public var isAbsolute: Bool { bytes.first == slash }

  /// The last component for display; `/` for the top.
  public var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// The last component, trailing slashes aside; `/` for the top, nothing for an empty path.
  public var nameBytes: [UInt8] {
    guard let end = bytes.lastIndex(where: { $0 != slash }) else { return bytes.isEmpty ? [] : [slash] }
    let start = bytes[..<end].lastIndex(of: slash).map { $0 + 1 } ?? 0
    return Array(bytes[start...end])
  }

  /// The path without its last component: `.` for a single name, `/` for the top.
  public var parent: Path {
    guard let end = bytes.lastIndex(where: { $0 != slash }) else { return isAbsolute ? "/" : "." }
    guard let cut = bytes[..<end].lastIndex(of: slash) else { return "." }
    guard let last = bytes[..<cut].lastIndex(where: { $0 != slash }) else { return "/" }
    return Path(bytes: Array(bytes[...last]))
  }

  /// What stands between the slashes, empty parts aside.
  public var components: [[UInt8]] { bytes.split(separator: slash).map { Array($0) } }

  /// This path and a component, with one slash between; an absolute argument replaces.
  public func appending(_ component: String) -> Path { appending(bytes: Array(component.utf8)) }

  /// This path and a component, with one slash between; an absolute argument replaces.
  public func appending(bytes component: [UInt8]) -> Path {
    if bytes.isEmpty || component.first == slash { return Path(bytes: component) }
    var joined = bytes
    joined.reserveCapacity(bytes.count + component.count + 1)
    if joined.last != slash { joined.append(slash) }
    return Path(bytes: joined + component)
  }

  /// This path and a component, with one slash between; an absolute argument replaces.
  public static func / (path: Path, component: String) -> Path { path.appending(component) }

  /// The absolute path, with `.`, `..` and double slashes resolved by spelling alone.
  public func absolute(in directory: Path) -> Path {
    let whole = isAbsolute ? self : directory.appending(bytes: bytes)
    if whole.isNormal { return whole }
    return Path(bytes: [slash] + Array(whole.normalizedComponents.joined(separator: [slash])))
  }

  /// How to get here from `base`, by spelling alone: nil unless at or below it, `.` when equal.
  public func relative(to base: Path) -> Path? {
    guard isAbsolute == base.isAbsolute else { return nil }
    if isNormal, base.isNormal, bytes.count > base.bytes.count, bytes[base.bytes.count] == slash {
      return bytes.starts(with: base.bytes) ? Path(bytes: Array(bytes[(base.bytes.count + 1)...])) : nil
    }
    let own = normalizedComponents
    let above = base.normalizedComponents
    guard own.starts(with: above), own.dropFirst(above.count).first != dotDot else { return nil }
    if own.count == above.count { return "." }
    return Path(bytes: Array(own.dropFirst(above.count).joined(separator: [slash])))
  }

  /// How to get here from a directory, by spelling alone; `..` leads up. Both must be absolute.
  public func relativePath(from directory: Path) -> Path {
    let (here, there) = (components, directory.components)
    let shared = zip(here, there).prefix { $0 == $1 }.count
    let up = [[UInt8]](repeating: Array("..".utf8), count: there.count - shared)
    let parts = up + here[shared...]
    return parts.isEmpty ? "." : Path(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  /// All bytes at once: an array of bytes hashes each by itself, which takes many times as long.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// By bytes, as `LC_ALL=C sort` does.
  public static func < (left: Path, right: Path) -> Bool { precedes(left.bytes, right.bytes) }

  /// Whether it is absolute, and spelt in no other way than its components say. False at times where it is, too.
  private var isNormal: Bool {
    guard isAbsolute, bytes.count > 1, bytes.last != slash else { return false }
    var isStart = false
    for byte in bytes {
      if isStart, byte == slash || byte == UInt8(ascii: ".") { return false }
      isStart = byte == slash
    }
    return true
  }

  private var normalizedComponents: [[UInt8]] {
    var result: [[UInt8]] = []
    for component in components where component != [UInt8(ascii: ".")] {
      guard component == dotDot else {
        result.append(component)
        continue
      }
      if let last = result.last, last != dotDot {
        result.removeLast()
      } else if !isAbsolute {
        result.append(component)
      }
    }
    return result
  }
}

/// The name of one entry of a directory: text, or the bytes the disk gave.
public protocol FileName: Sendable {
  /// The name's bytes.
  var fileNameBytes: [UInt8] { get }
}

extension String: FileName {
  /// The UTF-8 of the text.
  public var fileNameBytes: [UInt8] { Array(utf8) }
}

extension [UInt8]: FileName {
  /// The bytes themselves.
  public var fileNameBytes: [UInt8] { self }
}

private let slash = UInt8(ascii: "/")
private let dotDot = Array("..".utf8)
