import Platform
import Records
import YAML

/// The feature that is worked on, and how that is known.
public struct CurrentFeature: Equatable, Sendable {
  /// The feature, or nil for none.
  public let feature: Feature?
  /// How it was found, in words.
  public let reason: String

  /// A feature and how it is known.
  public init(feature: Feature?, reason: String) { (self.feature, self.reason) = (feature, reason) }
}

extension Project {
  /// The feature: what was asked for (`from` says by what), the environment, `.specify/feature.json`, the branch, else
  /// none. What that file says is of today: of what is `past`, the branch tells.
  public func currentFeature(
    asked: String?, from source: String = "--feature", branch: String?, isPast: Bool = false
  ) throws(HistoryError) -> CurrentFeature {
    if let asked { return try named(asked, source) }
    for name in ["CLIO_FEATURE", "SPECIFY_FEATURE"] {
      if let text = world.environment[name], !text.isEmpty { return try named(text, name) }
    }
    if let text = world.environment["SPECIFY_FEATURE_DIRECTORY"], !text.isEmpty {
      return try named(Path(text).name, "SPECIFY_FEATURE_DIRECTORY")
    }
    if !isPast, let name = try featureFile() { return try named(name, Self.featureFile) }
    guard let branch else { return CurrentFeature(feature: nil, reason: "nothing names one") }
    // What follows a prefix such as `feature/` names the folder.
    let name = Path(branch).name
    if let feature = try? Feature(name) {
      for folder in ["specs", Self.promptFolder] where hasFolder(folder + "/" + name) {
        return CurrentFeature(feature: feature, reason: "the branch \(branch), and \(folder)/\(name) exists")
      }
    }
    return CurrentFeature(
      feature: nil, reason: "the branch \(branch) has no folder in specs/ or \(Self.promptFolder)/")
  }

  private func named(_ name: String, _ from: String) throws(HistoryError) -> CurrentFeature {
    if name == "none" { return CurrentFeature(feature: nil, reason: "\(from) says none") }
    do {
      return CurrentFeature(feature: try Feature(name), reason: "given by \(from)")
    } catch {
      throw .feature(error, from: from)
    }
  }

  private static let featureFile = ".specify/feature.json"

  /// What spec-kit notes as the feature at hand. JSON is YAML too.
  private func featureFile() throws(HistoryError) -> String? {
    let path = root.path / Self.featureFile
    guard let bytes = try readIfThere(path, doing: "read \(Self.featureFile)", limit: 1 << 16) else {
      return nil
    }
    let read: YAMLNode?
    do {
      read = try YAML.parse(bytes)
    } catch {
      throw .malformed(path, line: error.mark.line + 1, column: error.mark.column + 1, error.problem)
    }
    guard let node = read else { return nil }
    guard node.entries != nil else {
      throw .malformed(path, line: node.start.line + 1, column: node.start.column + 1, "it must be an object")
    }
    for key in ["feature_directory", "feature"] {
      if let text = node[key]?.text, !text.isEmpty { return Path(text).name }
    }
    return nil
  }
}
