import Platform
import YAML

/// What `clio.yml` says below `check`. Which rules there are is not known here: names are handed on with their place.
public struct CheckConfiguration: Equatable, Sendable {
  /// How bad the findings of a rule are.
  public struct Level: Equatable, Sendable {
    /// The rule.
    public let rule: String
    /// `error`, `warning`, `info` or `off`.
    public let level: String
    /// Where the rule is named.
    public let line, column: Int
  }

  /// The levels for paths that fit a pattern.
  public struct Override: Equatable, Sendable {
    /// A pattern of paths.
    public let pattern: String
    /// The levels.
    public let levels: [Level]
  }

  /// The words for a level.
  public static let levels = ["error", "warning", "info", "off"]

  /// The levels for all files.
  public var rules: [Level] = []
  /// Those for some; later ones win.
  public var paths: [Override] = []
  /// Patterns of files that are not checked.
  public var ignored: [String] = []
  /// The least level that makes the check fail.
  public var failOn: String?
  /// The file with the accepted findings, relative to the root.
  public var baseline: String?

  private static let keys = ["rules", "paths", "ignore", "fail-on", "baseline"]

  init() {}

  init(_ node: YAMLNode, _ fail: Configuration.Fail) throws(HistoryError) {
    guard let entries = node.entries else {
      throw fail(
        node.start, .wrongValue(key: "check", expected: "a mapping: " + Self.keys.joined(separator: ", ")))
    }
    var seen: Set<String> = []
    for entry in entries {
      let key = entry.key.text ?? ""
      if !seen.insert(key).inserted { throw fail(entry.key.start, .repeatedKey(key)) }
      switch key {
      case "rules": rules = try Self.levels(entry.value, fail)
      case "paths": paths = try Self.overrides(entry.value, fail)
      case "ignore":
        guard let items = entry.value.items, items.allSatisfy({ $0.text?.isEmpty == false }) else {
          throw fail(entry.value.start, .wrongValue(key: key, expected: "a list of patterns"))
        }
        ignored = items.compactMap(\.text)
      case "fail-on":
        guard let level = entry.value.text, Self.levels.dropLast().contains(level) else {
          throw fail(entry.value.start, .wrongValue(key: key, expected: "error, warning or info"))
        }
        failOn = level
      case "baseline": baseline = try Configuration.folder(entry.value, key, fail)
      default: throw fail(entry.key.start, .unknownKey(key, known: Self.keys))
      }
    }
  }

  private static func levels(_ node: YAMLNode, _ fail: Configuration.Fail) throws(HistoryError) -> [Level] {
    guard let entries = node.entries else {
      throw fail(node.start, .wrongValue(key: "rules", expected: "a mapping of rules to levels"))
    }
    var result: [Level] = []
    for entry in entries {
      guard let level = entry.value.text, levels.contains(level) else {
        throw fail(
          entry.value.start, .wrongValue(key: entry.key.text ?? "", expected: "error, warning, info or off"))
      }
      let mark = entry.key.start
      result.append(
        Level(rule: entry.key.text ?? "", level: level, line: mark.line + 1, column: mark.column + 1))
    }
    return result
  }

  private static func overrides(_ node: YAMLNode, _ fail: Configuration.Fail) throws(HistoryError)
    -> [Override]
  {
    var result: [Override] = []
    for item in node.items ?? [] {
      guard let pattern = item["match"]?.text, let rules = item["rules"], item.entries?.count == 2 else {
        throw fail(
          item.start, .wrongValue(key: "paths", expected: "a list of mappings with `match` and `rules`"))
      }
      result.append(Override(pattern: pattern, levels: try levels(rules, fail)))
    }
    if node.items == nil {
      throw fail(
        node.start, .wrongValue(key: "paths", expected: "a list of mappings with `match` and `rules`"))
    }
    return result
  }
}
