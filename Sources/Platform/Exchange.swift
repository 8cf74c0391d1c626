#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// The talk with a running program: all three pipes at once, so that none can fill up and stop it.
struct Exchange: ~Copyable {
  let process: pid_t
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private let input: [UInt8]
  private var written = 0
  private var writer: Descriptor?
  private var outputEnd: Descriptor?
  private var errorsEnd: Descriptor?

  init(
    process: pid_t, input: [UInt8], writer: consuming Descriptor?, output: consuming Descriptor,
    errors: consuming Descriptor
  ) {
    self.process = process
    self.input = input
    self.writer = writer
    outputEnd = consume output
    errorsEnd = consume errors
  }

  /// Until the program has closed its ends; false if it said more than the limit.
  mutating func pump(limit: Int) -> Bool {
    let quiet = PipeSignalBlock()
    defer { quiet.end() }
    if let number = writer?.number { _ = fcntl(number, F_SETFL, O_NONBLOCK) }
    while outputEnd != nil || errorsEnd != nil || writer != nil {
      let numbers = [writer?.number ?? -1, outputEnd?.number ?? -1, errorsEnd?.number ?? -1]
      var requests = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      requests[0].events = Int16(POLLOUT)
      if attempt({ poll(&requests, nfds_t(requests.count), -1) }) < 0 { return false }
      if requests[0].revents != 0 { feed() }
      if requests[1].revents != 0, !Self.receive(numbers[1], into: &output) { outputEnd = nil }
      if requests[2].revents != 0, !Self.receive(numbers[2], into: &errors) { errorsEnd = nil }
      if output.count > limit { return false }
      if errors.count > limit { errors.removeLast(errors.count - limit) }
    }
    return true
  }

  /// Gives the program as much of its input as it takes; one that stops reading has had enough.
  private mutating func feed() {
    guard let number = writer?.number else { return }
    let count = input.withUnsafeBytes {
      write(number, $0.baseAddress?.advanced(by: written), $0.count - written)
    }
    if count > 0 {
      written += count
    } else if errno == EINTR || errno == EAGAIN {
      return
    } else {
      written = input.count
    }
    if written == input.count { writer = nil }
  }

  /// False at the end.
  private static func receive(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let got = attempt { Int32(truncatingIfNeeded: read(descriptor, buffer.baseAddress, buffer.count)) }
      count = max(0, Int(got))
    }
    bytes += chunk
    return !chunk.isEmpty
  }
}

/// Keeps `SIGPIPE` from this thread while it writes to a program that may be gone.
private struct PipeSignalBlock {
  private var old = sigset_t()

  init() {
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, &old)
  }

  /// Takes a signal that came meanwhile before it could be delivered, then restores the mask.
  func end() {
    var restored = old
    var pending = sigset_t()
    sigpending(&pending)
    if sigismember(&pending, SIGPIPE) == 1, sigismember(&restored, SIGPIPE) == 0 {
      var pipe = sigset_t()
      sigemptyset(&pipe)
      sigaddset(&pipe, SIGPIPE)
      var taken: Int32 = 0
      sigwait(&pipe, &taken)
    }
    pthread_sigmask(SIG_SETMASK, &restored, nil)
  }
}
