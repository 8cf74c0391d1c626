/// The built-in templates: the files of the project's top-level `templates/`, compiled in.
public enum BuiltInTemplate: String, CaseIterable, Sendable {
  case prompt = "phr-template.prompt.md"
  case decision = "adr-template.md"

  /// The name of the file.
  public var fileName: String { rawValue }

  /// What is in the file.
  public var bytes: [UInt8] {
    switch self {
    case .prompt: PackageResources.phr_template_prompt_md
    case .decision: PackageResources.adr_template_md
    }
  }
}

/// The forms of decisions that `clio adr new --template` knows beside clio's own.
public enum DecisionForm: String, CaseIterable, Sendable {
  case nygard, madr
  case madrMinimal = "madr-minimal"
  case specKitPlus = "spec-kit-plus"
  case yStatement = "y-statement"

  /// The name of the file.
  public var fileName: String { "adr-\(rawValue).md" }

  /// What is in the file.
  public var bytes: [UInt8] {
    switch self {
    case .nygard: PackageResources.adr_nygard_md
    case .madr: PackageResources.adr_madr_md
    case .madrMinimal: PackageResources.adr_madr_minimal_md
    case .specKitPlus: PackageResources.adr_spec_kit_plus_md
    case .yStatement: PackageResources.adr_y_statement_md
    }
  }
}
