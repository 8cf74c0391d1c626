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
