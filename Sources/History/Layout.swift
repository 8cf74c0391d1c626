import Platform
import Records

/// A folder in which records are looked for.
public struct RecordPlace: Hashable, Sendable {
  /// The folder, relative to the root.
  public let folder: Path
  /// What the records in it are.
  public let kind: Kind
}

extension Project {
  private static let promptPlaces = ["history/prompts", "docs/prompts"]
  private static let decisionPlaces = [
    "history/adr", "docs/adr", "doc/adr", "docs/decisions", "docs/architecture/decisions",
  ]

  /// Folders that hold other people's files, or files that are made from others.
  private static let foreign: Set<String> = [
    "node_modules", "vendor", "target", "build", "dist", "out", "bin", "obj", "venv", "site-packages",
    "__pycache__",
    "Pods", "DerivedData", "third_party", "bower_components", "coverage",
  ]

  /// How far down sub-projects are looked for.
  private static let deepestProject = 3

  /// Every folder that exists and may hold records: the project's own, and those of sub-projects.
  public func recordPlaces() -> [RecordPlace] {
    var places: [RecordPlace] = []
    for project in subprojects() { places += self.places(in: project) }
    for folder in configuration.promptFolders {
      places.append(RecordPlace(folder: Path(folder), kind: .prompt))
    }
    for folder in configuration.decisionFolders {
      places.append(RecordPlace(folder: Path(folder), kind: .decision))
    }
    var seen: Set<RecordPlace> = []
    return places.filter { hasFolder($0.folder.description) && seen.insert($0).inserted }
  }

  private func places(in project: Path) -> [RecordPlace] {
    func place(_ folder: String, _ kind: Kind) -> RecordPlace {
      RecordPlace(folder: project == "." ? Path(folder) : project / folder, kind: kind)
    }
    var places =
      Self.promptPlaces.map { place($0, .prompt) } + Self.decisionPlaces.map { place($0, .decision) }
    if let specs = try? Files.entries(of: root.path.appending(bytes: project.bytes) / "specs") {
      places += specs.filter { $0.kind != .file }.map {
        place("specs/" + String(decoding: $0.name, as: UTF8.self) + "/prompts", .prompt)
      }
    }
    if let bytes = try? Files.readIfPresent(
      root.path.appending(bytes: project.bytes) / ".adr-dir", limit: 4096)
    {
      // adr-tools takes `./doc/adr` too.
      let named = Configuration.belowRoot(Path(bytes: Array(bytes.prefix { $0 >= 0x20 })))
      if let named { places.append(place(named.description, .decision)) }
    }
    return places
  }

  /// The root, and the sub-projects with histories of their own.
  private func subprojects() -> [Path] {
    if let named = configuration.projects { return ["."] + named.map { Path($0) } }
    guard root.isMarked else { return ["."] }
    var found: [Path] = ["."]
    var level: [Path] = ["."]
    for _ in 0..<Self.deepestProject {
      var next: [Path] = []
      for folder in level {
        guard let entries = try? Files.entries(of: root.path.appending(bytes: folder.bytes)) else { continue }
        for entry in entries where entry.kind == .directory || entry.kind == nil {
          let name = String(decoding: entry.name, as: UTF8.self)
          if name.hasPrefix(".") || Self.foreign.contains(name) || name == "history" { continue }
          let path = folder == "." ? Path(bytes: entry.name) : folder.appending(bytes: entry.name)
          next.append(path)
          if hasFolder(path.description + "/history") { found.append(path) }
        }
      }
      level = next
    }
    return found
  }
}
