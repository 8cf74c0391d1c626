#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Writes everything, however many calls that takes. Zero, or the negated `errno`.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
  var done = 0
  while done < bytes.count {
    let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
    if count >= 0 {
      done += count
      continue
    }
    let number = errno
    if number == EAGAIN || number == EWOULDBLOCK {
      // Another program can have made our terminal or pipe non-blocking.
      wait(for: descriptor, Int16(POLLOUT))
    } else if number != EINTR {
      return -number
    }
  }
  return 0
}

/// Reads to the end, or throws `EFBIG` rather than give only a part.
///
/// Where the size is known and expected, that saves the call that would only say "end".
func readAll(_ descriptor: Int32, expected: Int?, limit: Int?, path: Path) throws(SystemError) -> [UInt8] {
  let most = limit ?? Int.max
  if let expected, expected > most { throw SystemError(call: "read", number: EFBIG, path: path) }
  var failure: Int32 = 0
  var ended = false
  func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, from start: Int) {
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got > 0 {
        count += got
        if start + count == expected { ended = true }
      } else if got == 0 {
        ended = true
      } else {
        let number = errno
        if number == EINTR { continue }
        if number == EAGAIN || number == EWOULDBLOCK {
          wait(for: descriptor, Int16(POLLIN))
          continue
        }
        failure = number
      }
      if ended || failure != 0 { return }
    }
  }
  // A size is only a claim: a sparse file may say any number.
  let capacity = min(expected ?? 1 << 16, 1 << 24) + 1
  var bytes = [UInt8](unsafeUninitializedCapacity: capacity) { fill($0, &$1, from: 0) }
  while !ended, failure == 0, bytes.count <= most {
    let start = bytes.count
    bytes += [UInt8](unsafeUninitializedCapacity: min(start, 1 << 24)) { fill($0, &$1, from: start) }
  }
  if failure != 0 { throw SystemError(call: "read", number: failure, path: path) }
  if bytes.count > most { throw SystemError(call: "read", number: EFBIG, path: path) }
  return bytes
}

/// Reads a whole regular file that is already open.
func readRegular(_ file: borrowing Descriptor, limit: Int?, path: Path) throws(SystemError) -> [UInt8] {
  let status = try openStatus(of: file, path: path)
  let kind = FileKind(mode: status.st_mode)
  guard kind == .file else {
    let number = kind == .directory ? EISDIR : SystemError.notRegularFile
    throw SystemError(call: "read", number: number, path: path)
  }
  // Files of /proc claim to be empty.
  let expected = status.st_size > 0 ? Int(status.st_size) : nil
  return try readAll(file.number, expected: expected, limit: limit, path: path)
}

/// Makes what was written outlast a power cut. Zero, or the negated `errno`.
func synchronize(_ descriptor: Int32) -> Int32 {
  #if canImport(Darwin)
    if fcntl(descriptor, F_FULLFSYNC) != -1 { return 0 }
  #endif
  let result = attempt { fsync(descriptor) }
  // Some file systems have nothing to sync, or can't sync a directory.
  let harmless = [EINVAL, ENOTSUP, EOPNOTSUPP, ENOSYS]
  return harmless.contains(-result) ? 0 : result
}

/// Waits until a non-blocking descriptor is ready.
private func wait(for descriptor: Int32, _ events: Int16) {
  var request = pollfd(fd: descriptor, events: events, revents: 0)
  _ = poll(&request, 1, -1)
}
