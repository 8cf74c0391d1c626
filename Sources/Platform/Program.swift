#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// This program as the system knows it.
public enum Program {
  /// The file that is running, without any link in its path; nil where the system does not tell.
  public static func path() -> Path? {
    #if canImport(Glibc)
      return try? Files.realPath("/proc/self/exe")
    #else
      var size: UInt32 = 4096
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return try? Files.realPath(Path(bytes: bytes))
    #endif
  }
}
