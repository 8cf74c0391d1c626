import Foundation
import Platform
import Records

@testable import History

/// A project in a folder of its own.
final class Scratch {
  let base: URL
  let root: URL

  init() throws {
    base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "clio-history-\(UUID().uuidString.prefix(13))")
    root = base.appending(path: "shop")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: base) }

  func world(_ environment: [String: String] = [:], in folder: String = "") -> World {
    World(
      arguments: ["clio"],
      environment: ["HOME": base.path, "XDG_STATE_HOME": base.path + "/state"].merging(environment) { $1 },
      directory: Path(folder.isEmpty ? root.path : root.path + "/" + folder))
  }

  func project(_ environment: [String: String] = [:], in folder: String = "", asked: String? = nil) throws
    -> Project
  {
    try Project(root: asked, world: world(environment, in: folder))
  }

  /// Makes a file with the folders above it; a name that ends with a slash is a folder.
  func make(_ name: String, _ text: String = "") throws {
    let url = root.appending(path: name)
    let isFolder = name.hasSuffix("/")
    try FileManager.default.createDirectory(
      at: isFolder ? url : url.deletingLastPathComponent(), withIntermediateDirectories: true)
    if !isFolder { try Data(text.utf8).write(to: url) }
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createDirectory(
      at: root.appending(path: name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: root.appending(path: name).path, withDestinationPath: target)
  }

  func text(_ name: String) -> String? {
    try? String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  /// Every file below the root, in order.
  func files() -> [String] {
    (FileManager.default.subpaths(atPath: root.path) ?? []).filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root.appending(path: name).path, isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }

  /// A prompt record as clio writes it, as far as places and links need it.
  func prompt(
    _ path: String, id: String = "0001", title: String = "Fix expiry", stage: String, feature: String
  )
    throws
  {
    try make(
      path,
      "---\nid: \"\(id)\"\ntitle: \(title)\nstage: \(stage)\ndate: 2026-01-31\nfeature: \(feature)\n---\n\n## Prompt\n\nx\n"
    )
  }
}
