import Platform
import Records
import YAML

/// The feature that is worked on, and how that is known.
public struct CurrentFeature: Equatable, Sendable {
  /// The feature, or nil for none.
  public let feature: Feature?
  /// How it was found, in words.
  public let reason: String
}

extension Project {
  /// The feature: what was asked for, the environment, `.specify/feature.json`, the branch, else none.
  public func currentFeature(asked: String?, branch: String?) throws(HistoryError) -> CurrentFeature {
    if let asked { return try named(asked, "--feature") }
    for name in ["CLIO_FEATURE", "SPECIFY_FEATURE"] {
      if let text = world.environment[name], !text.isEmpty { return try named(text, name) }
    }
    if let text = world.environment["SPECIFY_FEATURE_DIRECTORY"], !text.isEmpty {
      return try named(Path(text).name, "SPECIFY_FEATURE_DIRECTORY")
    }
    if let name = featureFile() { return try named(name, ".specify/feature.json") }
    guard let branch else { return CurrentFeature(feature: nil, reason: "nothing names one") }
    let candidates =
      branch.contains("/") ? [branch.split(separator: "/").last.map(String.init) ?? branch] : [branch]
    for name in candidates {
      guard let feature = try? Feature(name) else { continue }
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

  /// What spec-kit notes as the feature at hand. JSON is YAML too.
  private func featureFile() -> String? {
    guard let bytes = try? Files.readIfPresent(root.path / ".specify/feature.json", limit: 1 << 16),
      let node = try? YAML.parse(bytes)
    else { return nil }
    for key in ["feature_directory", "feature"] {
      if let text = node[key]?.text, !text.isEmpty { return Path(text).name }
    }
    return nil
  }
}
