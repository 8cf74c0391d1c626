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

  private func found(_ bytes: [UInt8], _ name: String, _ kind: BuiltInTemplate) throws(HistoryError)
    -> FoundTemplate
  {
    do throws(Template.Fault) {
      return FoundTemplate(template: try Template(bytes), name: name, fileName: kind.fileName)
    } catch {
      throw .template(name, error)
    }
  }
}
