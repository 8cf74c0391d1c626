import Platform

/// What the program tells its caller.
enum ExitStatus: Int32 {
  /// All right; an empty list too.
  case done = 0
  /// There are findings, or nothing was found.
  case findings = 1
  /// The command was used wrongly, or could not do its work.
  case failure = 2

  /// Ends the process.
  func leave() -> Never { endProcess(rawValue) }
}

/// Something that was asked for is not there: no failure, but not success either.
struct Unmet: Error {
  let message: String
}
