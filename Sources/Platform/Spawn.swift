#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Other programs.
public enum Spawn {
  /// Runs a program found on `PATH`, and waits for its end.
  ///
  /// Without a directory it runs here, and without an environment it is given ours. With more output than the
  /// limit it is killed, and `EFBIG` thrown; of the errors, the first part is kept. The status of a program that
  /// a signal ended is 128 and the signal's number.
  public static func run(
    _ arguments: [String], directory: Path? = nil, environment: [String: String]? = nil,
    input: [UInt8] = [], outputLimit: Int
  ) throws(SystemError) -> (status: Int32, output: [UInt8], errors: [UInt8]) {
    var exchange = try start(arguments, directory, environment, input)
    let isWithinLimit = exchange.pump(limit: outputLimit)
    if !isWithinLimit { kill(exchange.process, SIGKILL) }
    let status = wait(for: exchange.process)
    if !isWithinLimit { throw SystemError(call: "read", number: EFBIG, path: Path(arguments.first ?? "")) }
    return (status, exchange.output, exchange.errors)
  }

  /// Runs a program with our terminal, as an editor, and waits for its end.
  ///
  /// Until then the keys that interrupt are the program's own.
  public static func foreground(
    _ arguments: [String], directory: Path? = nil, environment: [String: String]? = nil
  ) throws(SystemError) -> Int32 {
    var request = try SpawnRequest(directory: directory)
    let oldInterrupt = signal(SIGINT, SIG_IGN)
    let oldQuit = signal(SIGQUIT, SIG_IGN)
    defer {
      signal(SIGINT, oldInterrupt)
      signal(SIGQUIT, oldQuit)
    }
    return wait(for: try request.start(arguments, environment))
  }

  private static func start(
    _ arguments: [String], _ directory: Path?, _ environment: [String: String]?, _ input: [UInt8]
  ) throws(SystemError) -> Exchange {
    // Between the making of a pipe and its close-on-exec flag, no other thread may start a program.
    startLock.lock()
    defer { startLock.unlock() }
    var request = try SpawnRequest(directory: directory)
    let output = try Pipe()
    let errors = try Pipe()
    request.redirect(output.writer.number, to: STDOUT_FILENO)
    request.redirect(errors.writer.number, to: STDERR_FILENO)
    guard !input.isEmpty else {
      request.openNothing(as: STDIN_FILENO)
      let process = try request.start(arguments, environment)
      return Exchange(
        process: process, input: [], writer: nil, output: output.takeReader(), errors: errors.takeReader())
    }
    let supply = try Pipe()
    request.redirect(supply.reader.number, to: STDIN_FILENO)
    let process = try request.start(arguments, environment)
    return Exchange(
      process: process, input: input, writer: supply.takeWriter(), output: output.takeReader(),
      errors: errors.takeReader())
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    _ = attempt { waitpid(process, &status, 0) }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static let startLock = ThreadLock()
}

/// A pipe whose ends no other program inherits.
private struct Pipe: ~Copyable {
  let reader: Descriptor
  let writer: Descriptor

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    try check("pipe", "", attempt { pipe(&ends) })
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reader = Descriptor(taking: ends[0])
    writer = Descriptor(taking: ends[1])
  }

  consuming func takeReader() -> Descriptor { reader }
  consuming func takeWriter() -> Descriptor { writer }
}

/// A lock between threads. `Synchronization.Mutex` would need a newer macOS than the rest does.
private final class ThreadLock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { pthread_mutex_init(mutex, nil) }
  deinit { mutex.deallocate() }
  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
}
