import Platform
import Records
import Templates

/// What setting a project up has done with a file or folder.
public struct SetupStep: Equatable, Sendable {
  /// The path, relative to the root.
  public let path: String
  /// Whether it was made now; else it was there already.
  public let isNew: Bool
}

extension Project {
  /// Makes the folders, `.clio/`, and on request the project's own copies of the templates. What is there stays.
  public func setUp(copyingTemplates: Bool) throws(HistoryError) -> [SetupStep] {
    var steps: [SetupStep] = []
    for folder in [Self.promptFolder, Self.decisionFolder] {
      let isNew = !hasFolder(folder)
      _ = try openFolder(folder, create: true)
      steps.append(SetupStep(path: folder + "/", isNew: isNew))
    }
    steps.append(SetupStep(path: Self.ownFolder + "/", isNew: try makeOwnFolder()))
    guard copyingTemplates else { return steps }
    let target = hasFolder(".specify") ? ".specify/templates" : "templates"
    let folder = try openFolder(target, create: true).directory
    for template in BuiltInTemplate.allCases {
      for folder in templateFolders { try refuseDanglingLink(folder + "/" + template.fileName) }
      let isThere = templateFolders.contains { isFile($0 + "/" + template.fileName) }
      if !isThere {
        try attempting("write \(target)/\(template.fileName)") { () throws(SystemError) in
          try folder.create(template.fileName, contents: template.bytes)
        }
      }
      let place = templateFolders.first { isFile($0 + "/" + template.fileName) } ?? target
      steps.append(SetupStep(path: place + "/" + template.fileName, isNew: !isThere))
    }
    return steps
  }

  private func refuseDanglingLink(_ relative: String) throws(HistoryError) {
    let path = root.path / relative
    let isLink = (try? Files.status(of: path, followingLinks: false))??.kind == .symbolicLink
    if isLink, ((try? Files.status(of: path)) ?? nil) == nil { throw .danglingLink(path) }
  }

  private func isFile(_ relative: String) -> Bool {
    ((try? Files.status(of: root.path / relative)) ?? nil)?.kind == .file
  }
}
