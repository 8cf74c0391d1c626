#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Ends the process with a status.
public func endProcess(_ status: Int32) -> Never { exit(status) }

/// The same without waiting for anything: what is buffered stays unwritten.
public func endProcessAtOnce(_ status: Int32) -> Never { _exit(status) }
