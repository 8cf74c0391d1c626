import Records
import YAML

/// What `clio.yml` says below `redact`.
public struct RedactionConfiguration: Equatable, Sendable {
  /// `on`, `warn` or `off`.
  public var mode = "on"
  /// The project's own kinds of credentials.
  public var patterns: [SecretPattern] = []

  /// The words for a mode.
  public static let modes = ["on", "warn", "off"]

  private static let keys = ["mode", "patterns"]
  private static let patternKeys = ["name", "prefix", "characters", "length", "samples"]

  init() {}

  init(_ node: YAMLNode, _ fail: Configuration.Fail) throws(HistoryError) {
    guard let entries = node.entries else {
      mode = try Self.mode(node, "redact", fail)
      return
    }
    for entry in entries {
      switch entry.key.text ?? "" {
      case "mode": mode = try Self.mode(entry.value, "mode", fail)
      case "patterns":
        guard let items = entry.value.items else {
          throw fail(entry.value.start, .wrongValue(key: "patterns", expected: "a list of patterns"))
        }
        for item in items { patterns.append(try Self.pattern(item, fail)) }
      case let key: throw fail(entry.key.start, .unknownKey(key, known: Self.keys))
      }
    }
  }

  private static func mode(_ node: YAMLNode, _ key: String, _ fail: Configuration.Fail) throws(HistoryError)
    -> String
  {
    guard let mode = node.text, modes.contains(mode) else {
      throw fail(node.start, .wrongValue(key: key, expected: modes.joined(separator: ", ")))
    }
    return mode
  }

  private static func pattern(_ node: YAMLNode, _ fail: Configuration.Fail) throws(HistoryError)
    -> SecretPattern
  {
    func wrong(_ key: String, _ expected: String, _ place: YAMLNode? = nil) -> HistoryError {
      fail((place ?? node).start, .wrongValue(key: key, expected: expected))
    }
    var values: [String: YAMLNode] = [:]
    for entry in node.entries ?? [] {
      let key = entry.key.text ?? ""
      guard patternKeys.contains(key) else {
        throw fail(entry.key.start, .unknownKey(key, known: patternKeys))
      }
      values[key] = entry.value
    }
    guard let name = values["name"]?.text, !name.isEmpty,
      name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == .dash })
    else { throw wrong("name", "a name of letters, digits and dashes", values["name"]) }
    guard let prefix = values["prefix"]?.text, prefix.utf8.count >= 3 else {
      throw wrong("prefix", "how the credential begins, in three characters or more", values["prefix"])
    }
    let word = values["characters"]?.text ?? SecretPattern.Characters.letters.rawValue
    guard let characters = SecretPattern.Characters(rawValue: word) else {
      let known = SecretPattern.Characters.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong("characters", known, values["characters"])
    }
    guard let length = values["length"]?.text.flatMap(Self.length) else {
      throw wrong("length", "a number such as 32, or two such as 20-40", values["length"])
    }
    let pattern = SecretPattern(name: name, prefix: Array(prefix.utf8), characters: characters, count: length)
    guard let samples = values["samples"]?.items, !samples.isEmpty else {
      throw wrong("samples", "a list of made-up credentials that fit", values["samples"])
    }
    for sample in samples {
      let text = Array((sample.text ?? "").utf8)
      guard pattern.ranges(in: text) == [0..<text.count] else {
        throw wrong("samples", "credentials that the pattern fits as a whole", sample)
      }
    }
    return pattern
  }

  private static func length(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first > 0,
      first <= last, last <= 10_000
    else { return nil }
    return first...last
  }
}
