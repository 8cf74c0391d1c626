#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

extension Files {
  /// Hands a regular file to `body` block by block from an offset on, until it has no more or `body` wants no more. The
  /// bytes live for that call only.
  public static func forEachBlock(
    of path: Path, from offset: Int = 0, size: Int = 1 << 20, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(SystemError) {
    // Never waits for what is no file, such as a pipe without a writer.
    let file = try openDescriptor(path.bytes, O_RDONLY | O_NOCTTY | O_NONBLOCK, path: path)
    guard FileKind(mode: try openStatus(of: file, path: path).st_mode) == .file else {
      throw SystemError(call: "read", number: SystemError.notRegularFile, path: path)
    }
    if offset > 0 { try check("lseek", path, lseek(file.number, off_t(offset), SEEK_SET) == -1 ? -errno : 0) }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    while true {
      let got = try check("read", path, attempt { readSome(file.number, buffer) })
      if got == 0 { return }
      if !body(UnsafeBufferPointer(rebasing: buffer[..<Int(got)])) { return }
    }
  }
}

/// In a place of its own: within `Files`, the system's function is hidden by another of its name.
private func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int32 {
  Int32(truncatingIfNeeded: read(descriptor, buffer.baseAddress, buffer.count))
}
