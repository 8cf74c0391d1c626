#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// What a process is given; a test can make one of its own.
public struct World: Sendable {
  /// The arguments as text, the program's name first.
  public var arguments: [String]
  /// Which of them were not UTF-8, and so are not what the user typed.
  public var invalidArguments: [Int]
  /// The environment; entries that are not UTF-8 are left out.
  public var environment: [String: String]
  /// The current directory.
  public var directory: Path
  /// The number of this process.
  public var processIdentifier: Int32

  /// A world with the given things in it.
  public init(
    arguments: [String], invalidArguments: [Int] = [], environment: [String: String] = [:],
    directory: Path, processIdentifier: Int32 = 1
  ) {
    self.arguments = arguments
    self.invalidArguments = invalidArguments
    self.environment = environment
    self.directory = directory
    self.processIdentifier = processIdentifier
  }

  /// Where a program is that is called by its name: the first of that name in the folders of PATH.
  public func program(named name: String) -> Path? {
    (environment["PATH"] ?? "").split(separator: ":").lazy.filter { $0.hasPrefix("/") }
      .map { Path(String($0)) / name }.first { (try? Files.realPath($0)) != nil }
  }

  /// The one this process was given.
  public static func current() -> World {
    var world = World(
      arguments: [], environment: currentEnvironment(), directory: currentDirectory(),
      processIdentifier: getpid())
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[index] else { break }
      let valid = String(validatingCString: argument)
      if valid == nil { world.invalidArguments.append(index) }
      world.arguments.append(valid ?? String(cString: argument))
    }
    return world
  }

  private static func currentEnvironment() -> [String: String] {
    var result = [String: String](minimumCapacity: 64)
    // Nil after clearenv(), whatever the header promises.
    let entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
    var next = entries
    while let entry = next?.pointee {
      next = next?.advanced(by: 1)
      guard let equals = strchr(entry, Int32(UInt8(ascii: "="))), String(validatingCString: entry) != nil
      else { continue }
      let name = String(decoding: UnsafeRawBufferPointer(start: entry, count: equals - entry), as: UTF8.self)
      // Of two entries with one name, the first is what getenv() answers.
      if result[name] == nil { result[name] = String(cString: equals + 1) }
    }
    return result
  }

  private static func currentDirectory() -> Path {
    guard let text = getcwd(nil, 0) else { return "." }
    defer { free(text) }
    return Path(bytes: Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
  }
}
