#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A process, told from a later one with the same number.
public struct ProcessMark: Equatable, Sendable {
  /// Its number.
  public let identifier: Int32
  /// When it was started, as the system counts.
  let started: String
  /// The numbering that the number belongs to: a container has its own.
  let space: UInt64

  /// What is known of the process that started this one. Shells that only pass a command on are left out.
  public static func caller() -> ProcessMark? { ancestors(beyondShells: 1).last }

  /// The processes above this one, the nearest first.
  public static func ancestors() -> [ProcessMark] { ancestors(beyondShells: .max) }

  private static func ancestors(beyondShells most: Int) -> [ProcessMark] {
    guard let space = try? Files.status(of: "/proc/self/ns/pid") else { return [] }
    var result: [ProcessMark] = []
    var number = getppid()
    for _ in 0..<32 {
      guard number > 0, result.count < most, let entry = Entry(number) else { break }
      if !entry.isShell || most == .max {
        result.append(ProcessMark(identifier: number, started: entry.started, space: space.inode))
      }
      number = entry.parent
    }
    return result
  }

  /// Whether it has ended; nil where that can't be told.
  public var hasEnded: Bool? {
    guard let space = try? Files.status(of: "/proc/self/ns/pid"), space.inode == self.space else {
      return nil
    }
    guard let entry = Entry(identifier) else { return true }
    return entry.started != started || entry.isDead
  }

  /// As one word.
  public var text: String { "\(identifier):\(started):\(space)" }

  /// Reads the word.
  public init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 3, let number = Int32(parts[0]), let space = UInt64(parts[2]) else { return nil }
    self.init(identifier: number, started: String(parts[1]), space: space)
  }

  private init(identifier: Int32, started: String, space: UInt64) {
    (self.identifier, self.started, self.space) = (identifier, started, space)
  }

  /// A process as `/proc` shows it.
  private struct Entry {
    let name: [UInt8]
    let parent: Int32
    let started: String
    let isDead: Bool

    init?(_ number: Int32) {
      // The name stands in parentheses and may hold some itself.
      guard let text = try? Files.read(Path("/proc/\(number)/stat"), limit: 1 << 12),
        let open = text.firstIndex(of: UInt8(ascii: "(")), let close = text.lastIndex(of: UInt8(ascii: ")")),
        open < close
      else { return nil }
      let words = text[(close + 1)...].split(separator: UInt8(ascii: " "))
      guard words.count > 19, let parent = Int32(String(decoding: words[1], as: UTF8.self)) else {
        return nil
      }
      name = Array(text[(open + 1)..<close])
      self.parent = parent
      started = String(decoding: words[19], as: UTF8.self)
      isDead = words[0].first == UInt8(ascii: "Z") || words[0].first == UInt8(ascii: "X")
    }

    var isShell: Bool {
      ["sh", "bash", "dash", "zsh", "fish", "ksh", "busybox", "timeout", "env"].contains {
        name.elementsEqual($0.utf8)
      }
    }
  }
}
