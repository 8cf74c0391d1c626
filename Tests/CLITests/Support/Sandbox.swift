import Foundation
import Platform
import Testing

/// What a command has printed, and how it ended.
struct Outcome {
  let status: Int32
  let output: [UInt8]
  let errors: [UInt8]

  var text: String { String(decoding: output, as: UTF8.self) }
  var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// The binary under test.
enum Binary {
  /// The top of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `CLIO_BINARY`, else the one that was built beside this test bundle. A missing one is never skipped over.
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["CLIO_BINARY"], !given.isEmpty { return given }
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let folder =
      bundle.map { argument in
        var url = URL(filePath: argument)
        while url.path.contains(".xctest") { url.deleteLastPathComponent() }
        return url
      } ?? package.appending(path: ".build/debug")
    return folder.appending(path: "clio").path
  }()

  static func require() throws -> String {
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Missing(description: "there is no binary at \(path); build it, or name one by CLIO_BINARY")
    }
    return path
  }

  struct Missing: Error, CustomStringConvertible { let description: String }
}

/// A folder of its own for a test, with nothing of the person's settings in it.
final class Sandbox {
  let base: URL
  /// The folder where commands run.
  let root: URL
  let environment: [String: String]

  init() throws {
    let binary = try Binary.require()
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    base = temporary.appending(path: "clio-test-\(UUID().uuidString.prefix(13))")
    root = base.appending(path: "shop")
    let bin = base.appending(path: "bin")
    for folder in [root, bin, base.appending(path: "home")] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for name in ["clio", "create-phr.sh", "create-adr.sh"] {
      try FileManager.default.createSymbolicLink(
        atPath: bin.appending(path: name).path, withDestinationPath: binary)
    }
    let configuration = base.appending(path: "gitconfig")
    try Data(
      "[user]\n\tname = Ann Example\n\temail = ann@example.org\n[init]\n\tdefaultBranch = main\n".utf8
    ).write(to: configuration)
    environment = [
      "PATH": bin.path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
      "HOME": base.appending(path: "home").path, "XDG_STATE_HOME": base.appending(path: "state").path,
      "XDG_CACHE_HOME": base.appending(path: "cache").path,
      "XDG_CONFIG_HOME": base.appending(path: "config").path,
      "GIT_CONFIG_GLOBAL": configuration.path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_SYSTEM": "/dev/null",
      "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "dumb",
    ]
  }

  deinit { try? FileManager.default.removeItem(at: base) }

  /// Runs a program with its arguments; `clio` and the scripts are links to the binary under test.
  func run(
    _ arguments: [String], input: [UInt8] = [], in folder: String = "", with extra: [String: String] = [:]
  ) throws -> Outcome {
    let link = base.appending(path: "bin/" + (arguments.first ?? ""))
    let isOurs = FileManager.default.fileExists(atPath: link.path)
    let words = isOurs ? [link.path] + arguments.dropFirst() : arguments
    let (status, output, errors) = try Spawn.run(
      words, directory: Path(folder.isEmpty ? root.path : root.appending(path: folder).path),
      environment: environment.merging(extra) { $1 }, input: input, outputLimit: 64 << 20)
    return Outcome(status: status, output: output, errors: errors)
  }

  /// Runs the binary itself: no shell, no look through PATH.
  func clio(
    _ arguments: [String], input: [UInt8] = [], in folder: String = "", with extra: [String: String] = [:]
  ) throws -> Outcome {
    try run([Binary.path] + arguments, input: input, in: folder, with: extra)
  }

  /// Runs a line of shell.
  @discardableResult
  func shell(_ line: String, in folder: String = "") throws -> Outcome {
    try run(["sh", "-c", line], in: folder)
  }

  /// Writes a file below the root, with the folders above it.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let url = root.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ name: String, _ text: String) throws { try write(name, text.utf8) }

  func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: name))) }

  /// Every file below a folder, relative to the root, in order. What git keeps is left out.
  func files(_ folder: String = "") -> [String] {
    let top = folder.isEmpty ? root : root.appending(path: folder)
    let names = FileManager.default.subpaths(atPath: top.path) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: top.appending(path: name).path, isDirectory: &isFolder)
      return !isFolder.boolValue && !name.hasPrefix(".git/")
    }.map { folder.isEmpty ? $0 : folder + "/" + $0 }.sorted()
  }
}
