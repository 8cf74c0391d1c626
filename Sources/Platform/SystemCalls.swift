#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Calls until it is not interrupted. As the kernel has it: the result, or the negated `errno`.
func attempt(_ body: () -> Int32) -> Int32 {
  while true {
    let result = body()
    if result != -1 { return result }
    let number = errno
    if number != EINTR { return -number }
  }
}

/// The same for a call that takes a path. A NUL in it would silently cut it, so it is refused.
func attempt(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
  path.withUnsafeBufferPointer { attempt($0, body) }
}

/// The same for borrowed bytes.
func attempt(_ path: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: path.count + 1) { buffer -> Int32 in
    guard let start = buffer.baseAddress else { return -ENOMEM }
    if let source = path.baseAddress {
      if memchr(source, 0, path.count) != nil { return -EINVAL }
      memcpy(start, source, path.count)
    }
    start[path.count] = 0
    return start.withMemoryRebound(to: CChar.self, capacity: path.count + 1) { name in
      attempt { body(name) }
    }
  }
}

/// The same for a call that takes two paths.
func attempt(
  _ first: [UInt8], _ second: [UInt8], _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
) -> Int32 {
  // Kept aside: a negated `EPERM` is minus one, which the outer call would take for "look at errno".
  var result: Int32 = 0
  let refused = attempt(first) { one in
    result = attempt(second) { two in body(one, two) }
    return 0
  }
  return refused < 0 ? refused : result
}

/// Turns a negated `errno` into an error.
@discardableResult
func check(_ call: String, _ path: Path, _ result: Int32) throws(SystemError) -> Int32 {
  if result < 0 { throw SystemError(call: call, number: -result, path: path) }
  return result
}

/// An open descriptor, closed at the end of its life.
struct Descriptor: ~Copyable {
  let number: Int32

  init(taking number: Int32) { self.number = number }

  deinit { close(number) }
}

/// Opens a path relative to a directory's descriptor.
func openDescriptor(
  at directory: Int32 = AT_FDCWD, _ name: [UInt8], _ flags: Int32, mode: UInt32 = 0, path: Path
) throws(SystemError) -> Descriptor {
  let opened = attempt(name) { openat(directory, $0, flags | O_CLOEXEC, mode_t(truncatingIfNeeded: mode)) }
  return Descriptor(taking: try check("open", path, opened))
}

/// Whether one name comes before another by bytes.
func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.withUnsafeBytes { a in
    right.withUnsafeBytes { b in
      guard let first = a.baseAddress, let second = b.baseAddress else { return a.count < b.count }
      let order = memcmp(first, second, min(a.count, b.count))
      return order == 0 ? a.count < b.count : order < 0
    }
  }
}
