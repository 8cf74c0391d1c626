import Platform
import Records
import YAML

/// What `clio.yml` says. An unknown key is an error: a misspelt setting must not be a silent one.
public struct Configuration: Equatable, Sendable {
  /// More folders with prompt records, relative to the root.
  public var promptFolders: [String] = []
  /// More folders with decision records, relative to the root.
  public var decisionFolders: [String] = []
  /// Sub-projects whose histories are read too; nil to look for them.
  public var projects: [String]?
  /// The folder of the project's own templates.
  public var templates: String?
  /// The width of new numbers in a folder that has none yet.
  public var idWidth = 4

  /// What `clio check` looks at, and how bad it is.
  public var check = CheckConfiguration()

  /// What is done about credentials.
  public var redaction = RedactionConfiguration()

  /// Which prompts hooks make a record of.
  public var recordedPrompts = RecordedPrompts.every

  /// Which prompts are worth a record.
  public enum RecordedPrompts: String, CaseIterable, Sendable {
    /// Every one.
    case every
    /// Not those that only let the agent go on: they are kept in the record of the turn before.
    case notTrivial = "not-trivial"
  }

  /// The name of the file.
  public static let fileName = "clio.yml"

  private static let keys = [
    "prompt-folders", "decision-folders", "projects", "templates", "id-width", "check", "redact",
    "record-prompts",
  ]

  /// Reads the file at the root, if there is one.
  static func read(_ root: Path) throws(HistoryError) -> Configuration {
    let path = root / fileName
    guard let bytes = try readIfThere(path, doing: "read the configuration", limit: 1 << 20) else {
      return Configuration()
    }
    return try parse(bytes, path)
  }

  /// What is done about credentials, for whoever needs nothing else: without that word in the file it isn't parsed.
  public static func redaction(at root: Path) -> RedactionConfiguration {
    guard let bytes = try? Files.readIfPresent(root / fileName, limit: 1 << 20),
      bytes.firstRange(of: Array("redact".utf8)) != nil
    else { return RedactionConfiguration() }
    return (try? parse(bytes, root / fileName).redaction) ?? RedactionConfiguration()
  }

  /// Reads the text of the file.
  public static func parse(_ bytes: [UInt8], _ path: Path) throws(HistoryError) -> Configuration {
    var configuration = Configuration()
    func fail(_ mark: YAMLMark, _ fault: ConfigurationFault) -> HistoryError {
      .configuration(path, line: mark.line + 1, column: mark.column + 1, fault)
    }
    let root: YAMLNode?
    do {
      root = try YAML.parse(bytes)
    } catch {
      throw fail(error.mark, .notYAML(error.problem))
    }
    guard let root else { return configuration }
    guard let entries = root.entries else {
      throw fail(root.start, .notYAML("it must be a mapping of keys to values"))
    }
    var seen: Set<String> = []
    for entry in entries {
      guard let key = entry.key.text, !key.isEmpty else { throw fail(entry.key.start, .keyIsNoWord) }
      if !seen.insert(key).inserted { throw fail(entry.key.start, .repeatedKey(key)) }
      switch key {
      case "prompt-folders": configuration.promptFolders = try folders(entry, key, fail)
      case "decision-folders": configuration.decisionFolders = try folders(entry, key, fail)
      case "projects": configuration.projects = try folders(entry, key, fail)
      case "templates": configuration.templates = try folder(entry.value, key, fail)
      case "id-width":
        guard let width = entry.value.text.flatMap({ Int($0) }), (1...RecordNumber.longest).contains(width)
        else {
          throw fail(
            entry.value.start, .wrongValue(key: key, expected: "a number from 1 to \(RecordNumber.longest)"))
        }
        configuration.idWidth = width
      case "record-prompts":
        guard let which = entry.value.text.flatMap(RecordedPrompts.init(rawValue:)) else {
          let known = RecordedPrompts.allCases.map(\.rawValue).joined(separator: " or ")
          throw fail(entry.value.start, .wrongValue(key: key, expected: known))
        }
        configuration.recordedPrompts = which
      case "check": configuration.check = try CheckConfiguration(entry.value, fail)
      case "redact": configuration.redaction = try RedactionConfiguration(entry.value, fail)
      default: throw fail(entry.key.start, .unknownKey(key, known: keys))
      }
    }
    return configuration
  }

  typealias Fail = (YAMLMark, ConfigurationFault) -> HistoryError

  private static func folders(_ entry: YAMLEntry, _ key: String, _ fail: Fail) throws(HistoryError)
    -> [String]
  {
    guard let items = entry.value.items else {
      throw fail(entry.value.start, .wrongValue(key: key, expected: "a list of folders"))
    }
    var result: [String] = []
    for item in items { result.append(try folder(item, key, fail)) }
    return result
  }

  static func folder(_ node: YAMLNode, _ key: String, _ fail: Fail) throws(HistoryError) -> String {
    guard let folder = node.text.flatMap({ belowRoot(Path($0)) }) else {
      throw fail(
        node.start,
        .wrongValue(key: key, expected: "a folder below the root, and not one of git's or clio's own"))
    }
    return folder.description
  }

  /// A folder below the root, without dots in its path; nil for the root itself, for whatever leads out of it, and for
  /// what git and clio keep for themselves.
  static func belowRoot(_ given: Path) -> Path? {
    let parts = given.components.filter { $0 != [UInt8(ascii: ".")] }
    let refused = ["..", ".git", Project.ownFolder].map { Array($0.utf8) }
    guard !given.isAbsolute, !parts.isEmpty,
      !parts.contains(where: { refused.contains($0) || $0.contains(0) })
    else { return nil }
    return Path(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }
}

extension Project {
  /// The folders that `clio.yml` names and that aren't there, each with the key that names it.
  public var missingFolders: [(key: String, folder: String)] {
    let named =
      configuration.promptFolders.map { ("prompt-folders", $0) }
      + configuration.decisionFolders.map { ("decision-folders", $0) }
      + (configuration.projects ?? []).map { ("projects", $0) }
      + (configuration.templates.map { [("templates", $0)] } ?? [])
    return named.filter { !hasFolder($0.1) }
  }
}

extension Project {
  /// Adds a folder of decisions to `clio.yml`, which is made if it is missing. Nothing else in the file changes.
  public func addDecisionFolder(_ folder: Path) throws(HistoryError) {
    let path = root.path / Configuration.fileName
    let old =
      try attempting("read the configuration") { () throws(SystemError) in
        try Files.readIfPresent(path, limit: 1 << 20)
      } ?? []
    var folders = configuration.decisionFolders
    folders.append(folder.description)
    let line =
      "decision-folders: [" + folders.map { YAMLWriter.scalar($0, inFlow: true) }.joined(separator: ", ")
      + "]"
    let gap = old.isEmpty || old.last == UInt8(ascii: "\n") ? "" : "\n"
    var text = old + Array((gap + line + "\n").utf8)
    if !configuration.decisionFolders.isEmpty {
      guard let range = Configuration.decisionFoldersLine(old) else {
        throw .configuration(
          path, line: 1, column: 1, .wrongValue(key: "decision-folders", expected: "extended by hand"))
      }
      text = Array(old[..<range.lowerBound]) + Array(line.utf8) + Array(old[range.upperBound...])
    }
    guard let again = try? Configuration.parse(text, path), again.decisionFolders == folders else {
      throw .configuration(
        path, line: 1, column: 1, .wrongValue(key: "decision-folders", expected: "extended by hand"))
    }
    try attempting("write the configuration") { () throws(SystemError) in
      try Files.writeAtomically(path, contents: text)
    }
  }
}

extension Configuration {
  /// The key `decision-folders` with its value.
  fileprivate static func decisionFoldersLine(_ text: [UInt8]) -> Range<Int>? {
    guard let entries = (try? YAML.parse(text))??.entries,
      let entry = entries.first(where: { $0.key.text == "decision-folders" })
    else { return nil }
    var end = entry.value.range.upperBound
    while end > entry.key.range.lowerBound,
      text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: " ")
    { end -= 1 }
    return entry.key.range.lowerBound..<end
  }
}
