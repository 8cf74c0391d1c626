/// What the command line asks for.
public enum Outcome: Sendable {
  /// A command, with its values.
  case run(Parsed)
  /// Help on the command at a path; the empty path is the program.
  case help([String])
  /// The program's version.
  case version
}

/// The values of one command line.
public struct Parsed: Sendable {
  /// Where a value came from.
  public enum Source: Sendable, Equatable {
    /// It was typed.
    case commandLine
    /// It stood in the environment variable that the key names.
    case environment
    /// Nobody gave one.
    case absent
  }

  struct Entry: Sendable {
    let declaration: Declaration
    let box: any Sendable
    let source: Source
  }

  /// The names that lead to the command, aliases resolved: `["adr", "new"]`.
  public let path: [String]
  /// Words that the command ignores or passes through.
  public let remainder: [String]
  let entries: [Entry]

  /// The value of a key. A key that the command does not declare reads as one that was not given.
  public subscript<Value>(key: Key<Value>) -> Value {
    if let box = entry(key.declaration)?.box as? Box<Value> { return box.value }
    if let box = try? key.declaration.convert(words(byDefault: key.declaration)) as? Box<Value> {
      return box.value
    }
    preconditionFailure("\(key.declaration.shown) is required, but '\(path)' does not declare it")
  }

  /// Where the value of a key came from.
  public func source<Value>(of key: Key<Value>) -> Source {
    entry(key.declaration)?.source ?? .absent
  }

  /// Where the value of a declared key came from.
  public func source(of declaration: Declaration) -> Source { entry(declaration)?.source ?? .absent }

  private func entry(_ declaration: Declaration) -> Entry? {
    entries.first { $0.declaration === declaration }
  }

  private func words(byDefault declaration: Declaration) -> [String] {
    declaration.defaultText.map { [$0] } ?? []
  }
}
