import Decisions
import History
import Platform
import Records

/// The folder of records as adr-tools finds it: named by the nearest `.adr-dir`, or the nearest `doc/adr`.
struct AdrToolsFolder {
  /// The directory that has `.adr-dir` or `doc/adr`.
  let base: Path
  /// The folder, relative to the base.
  let name: String
  /// The folder as it is shown: relative to where the user is.
  let shown: String
  /// Whether it exists.
  var exists: Bool { ((try? Files.status(of: base / name)) ?? nil)?.kind == .directory }

  static let settingsName = ".adr-dir"
  static let usual = "doc/adr"

  /// Finds the folder from the current directory upward.
  init(_ world: World) throws {
    var directory = world.directory
    var prefix = ""
    while true {
      if let bytes = try Files.readIfPresent(directory / Self.settingsName, limit: 4096) {
        try self.init(base: directory, prefix, String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self))
        return
      }
      if ((try? Files.status(of: directory / Self.usual)) ?? nil)?.kind == .directory {
        try self.init(base: directory, prefix, Self.usual)
        return
      }
      if directory.parent == directory { break }
      directory = directory.parent
      prefix += "../"
    }
    try self.init(base: world.directory, "", Self.usual)
  }

  /// A folder below a directory. Nothing is written outside of the directory that names it.
  init(base: Path, _ prefix: String, _ text: String) throws {
    let parts = Path(text).components.map { String(decoding: $0, as: UTF8.self) }.filter { $0 != "." }
    guard !parts.isEmpty, !text.hasPrefix("/"), !parts.contains("..") else {
      throw ScriptError("ERROR: the folder of records must be one below \(base), not '\(text)'")
    }
    self.base = base
    name = parts.joined(separator: "/")
    shown = prefix + name
  }

  /// The records in the order of their names: a number, a dash, anything, `.md`.
  func names() throws -> [[UInt8]] {
    guard exists else { throw AdrToolsAnswer("The \(shown) directory does not exist") }
    return try Files.entries(of: base / name).map(\.name).filter(Self.isRecord)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The records in the order of their names, read.
  func records(_ project: Project) throws -> [Decision] {
    try names().map { name in
      let path = Path(self.name).appending(bytes: name)
      let found = project.read(RecordFile(path: path, kind: .decision))
      return Decision(try ShowCommand.content(found), at: path.bytes)
    }
  }

  private static func isRecord(_ name: [UInt8]) -> Bool {
    let digits = name.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    return digits > 0 && digits < name.count && name[digits] == UInt8(ascii: "-") && name.ends(with: ".md")
  }

  /// How a record's path is shown.
  func shown(_ decision: Decision) -> [UInt8] { Array((shown + "/").utf8) + decision.fileName }

  /// The record that a reference means: a number, a file name, or a part of one that no other has.
  func resolve(_ reference: String, in decisions: [Decision]) throws -> Decision {
    let digits = Array(reference.utf8)
    let isNumber = !digits.isEmpty && digits.count <= 6 && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    let name = Path(reference).nameBytes
    var found: [Decision]
    if isNumber, let number = Int(reference) {
      found = decisions.filter { $0.number == number }
    } else {
      found = decisions.filter { $0.fileName == name }
      if found.isEmpty, !reference.isEmpty { found = decisions.filter { $0.fileName.contains(part: digits) } }
    }
    guard let first = found.first else {
      throw ScriptError("ERROR: no record is called '\(reference)'; nothing was changed")
    }
    if found.count > 1 {
      let names = found.map { "  " + String(decoding: shown($0), as: UTF8.self) }.joined(separator: "\n")
      throw ScriptError(
        "ERROR: '\(reference)' means \(found.count) records; nothing was changed. Name one by its file name:\n\(names)"
      )
    }
    return first
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    return count > length && (0..<length).allSatisfy { self[count - length + $0] == suffix.utf8Start[$0] }
  }

  fileprivate func contains(part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= count else { return false }
    return (0...(count - part.count)).contains { start in
      self[start] == first && self[start..<(start + part.count)].elementsEqual(part)
    }
  }
}

/// What adr-tools says on standard output before it ends with 1.
struct AdrToolsAnswer: Error {
  let text: String

  init(_ text: String) { self.text = text }
}
