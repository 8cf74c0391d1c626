import Platform

/// A fresh folder that goes away with the object.
final class Folder: Sendable {
  let path: Path

  init() throws {
    let base = World.current().environment["TMPDIR"] ?? "/tmp"
    let name = "clio-platform-" + randomBytes(8).map { String($0, radix: 16) }.joined(separator: "-")
    path = try Files.realPath(Path(base)) / name
    try Files.createDirectories(path)
  }

  deinit { _ = try? Spawn.run(["rm", "-rf", path.description], outputLimit: 1 << 16) }

  /// Runs a script in the folder, with a git that knows nothing of this machine; what it printed.
  @discardableResult
  func shell(_ script: String) throws -> String {
    let result = try Spawn.run(
      ["sh", "-ec", script], directory: path, environment: environment, outputLimit: 1 << 20)
    struct Failed: Error { let errors: String }
    guard result.status == 0 else { throw Failed(errors: String(decoding: result.errors, as: UTF8.self)) }
    return String(decoding: result.output.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  var environment: [String: String] {
    var result = World.current().environment.filter {
      !$0.key.hasPrefix("GIT_") && $0.key != "XDG_CONFIG_HOME"
    }
    result["HOME"] = (path / "home").description
    result["GIT_CONFIG_NOSYSTEM"] = "1"
    for role in ["AUTHOR", "COMMITTER"] {
      result["GIT_\(role)_NAME"] = "Somebody"
      result["GIT_\(role)_EMAIL"] = "somebody@example.org"
    }
    return result
  }

  func open() throws -> Directory { try Directory.open(path) }

  func names() throws -> [String] {
    try Files.entries(of: path).map { String(decoding: $0.name, as: UTF8.self) }
  }
}

extension [UInt8] {
  init(_ text: String) { self = Array(text.utf8) }
}

/// The error that a call throws.
func failure(_ body: () throws -> Void) -> SystemError? {
  do {
    try body()
    return nil
  } catch {
    return error as? SystemError
  }
}
