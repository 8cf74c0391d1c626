#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Facts about the terminal.
public enum Terminal {
  /// Whether a person is at the other end.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The columns of standard output's terminal, else of `COLUMNS`, else 80.
  public static func width(_ environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), (1...10_000).contains(columns) {
      return columns
    }
    return 80
  }
}

/// A buffered writer to a descriptor.
///
/// A write never fails by itself: the first error is kept, what follows is dropped, and ``flush()`` tells. When
/// nobody reads any more, `SIGPIPE` ends the process; where that is ignored, ``flush()`` throws `EPIPE`.
public final class Output {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var failure: Int32 = 0

  /// A writer to an open descriptor, which stays open.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// Writes text.
  public func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    drainIfLarge()
  }

  /// Writes bytes.
  public func write(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    drainIfLarge()
  }

  /// Hands everything to the system, and tells of the first error since the last call.
  public func flush() throws(SystemError) {
    drain()
    defer { failure = 0 }
    try check("write", "", failure)
  }

  private func drainIfLarge() { if buffer.count >= 1 << 16 { drain() } }

  private func drain() {
    if failure == 0, !buffer.isEmpty { failure = buffer.withUnsafeBytes { writeAll(descriptor, $0) } }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Reading from a descriptor, such as standard input.
public enum Input {
  /// Everything up to the end; `EFBIG` if that is more than the limit.
  public static func readAll(_ descriptor: Int32 = 0, limit: Int? = nil) throws(SystemError) -> [UInt8] {
    try Platform.readAll(descriptor, expected: nil, limit: limit, path: "")
  }
}
