import Platform
import Records
import Templates

/// A template and where it came from.
public struct FoundTemplate: Sendable {
  /// The template.
  public let template: Template
  /// Its path below the root, or the file's name with "built-in" before it.
  public let name: String
  /// The name of the file.
  public let fileName: String
  /// The template as it is written.
  public let source: [UInt8]
}

extension Project {
  /// The folders that are looked through for the project's own templates, in order.
  public var templateFolders: [String] {
    (configuration.templates.map { [$0] } ?? []) + [".specify/templates", "templates"]
  }

  /// The project's own template, else the built-in one.
  public func template(_ kind: BuiltInTemplate) throws(HistoryError) -> FoundTemplate {
    for folder in templateFolders {
      let relative = folder + "/" + kind.fileName
      let bytes = try readIfThere(
        root.path / relative, doing: "read the template \(relative)", limit: 1 << 20)
      if let bytes { return try found(bytes, relative, kind) }
    }
    return try found(kind.bytes, "built-in \(kind.fileName)", kind)
  }

  /// The template of a name for decisions: a file `NAME.md` or `adr-NAME.md` in a folder of templates, else the
  /// built-in one; without a name, the usual one.
  public func decisionTemplate(_ name: String?) throws(HistoryError) -> FoundTemplate {
    guard let name else { return try template(.decision) }
    let isName =
      !name.isEmpty && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 } && !name.hasPrefix(".")
    guard isName else { throw .templateUnknown(name, known: Self.decisionForms) }
    for folder in templateFolders {
      for file in [name, name + ".md", "adr-\(name).md"] where file.hasSuffix(".md") {
        let bytes = try attempting("read the template \(folder)/\(file)") { () throws(SystemError) in
          try Files.readIfPresent(root.path / folder / file, limit: 1 << 20)
        }
        if let bytes { return try found(bytes, "\(folder)/\(file)", file) }
      }
    }
    if name == Self.ownForm { return try found(BuiltInTemplate.decision.bytes, "built-in clio", name) }
    guard let form = DecisionForm(rawValue: name) else {
      throw .templateUnknown(name, known: Self.decisionForms)
    }
    return try found(form.bytes, "built-in \(form.fileName)", form.fileName)
  }

  private static let ownForm = "clio"
  private static let decisionForms = [ownForm] + DecisionForm.allCases.map(\.rawValue)

  private func found(_ bytes: [UInt8], _ name: String, _ kind: BuiltInTemplate) throws(HistoryError)
    -> FoundTemplate
  {
    try found(bytes, name, kind.fileName)
  }

  private func found(_ bytes: [UInt8], _ name: String, _ fileName: String) throws(HistoryError)
    -> FoundTemplate
  {
    do throws(Template.Fault) {
      return FoundTemplate(template: try Template(bytes), name: name, fileName: fileName, source: bytes)
    } catch {
      throw .template(name, error)
    }
  }
}
