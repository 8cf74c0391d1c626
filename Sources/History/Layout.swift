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
  public func recordPlaces() -> [RecordPlace] { visiblePlaces().seen }

  /// The same, and those of which nobody can tell whether they exist, because a folder above can't be looked into.
  func visiblePlaces() -> (seen: [RecordPlace], hidden: [ClosedFolder]) {
    var places: [RecordPlace] = []
    for project in subprojects() { places += self.places(in: project) }
    for folder in configuration.promptFolders {
      places.append(RecordPlace(folder: Path(folder), kind: .prompt))
    }
    for folder in configuration.decisionFolders {
      places.append(RecordPlace(folder: Path(folder), kind: .decision))
    }
    var (known, seen) = (Set<RecordPlace>(), [RecordPlace]())
    var hidden: [ClosedFolder] = []
    for place in places where known.insert(place).inserted {
      do throws(SystemError) {
        let status = try Files.status(of: root.path.appending(bytes: place.folder.bytes))
        if status?.kind == .directory { seen.append(place) }
      } catch {
        if error.isDenied { hidden.append((place, error)) }
      }
    }
    return (seen, hidden)
  }

  /// The folder above one that can't be looked into, which nobody may enter.
  func closedFolder(above path: Path) -> Path {
    var folder = path.parent
    while folder != ".", (try? Files.status(of: root.path.appending(bytes: folder.bytes))) == nil {
      folder = folder.parent
    }
    return folder
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
        let (folders, hasHistory) = lookAround(folder)
        if hasHistory, folder != "." { found.append(folder) }
        next += folders.map { folder == "." ? Path(bytes: $0) : folder.appending(bytes: $0) }
      }
      level = next
    }
    return found + level.filter { hasFolder($0.description + "/history") }
  }

  /// The folders of one in which sub-projects may lie, and whether records lie in it. There may be many thousands of
  /// files besides, of which nothing is kept.
  private func lookAround(_ folder: Path) -> (folders: [[UInt8]], hasHistory: Bool) {
    let (history, dot) = (Array("history".utf8), UInt8(ascii: "."))
    var folders: [[UInt8]] = []
    var hasHistory = false
    var isUnsure = false
    do throws(SystemError) {
      try Files.forEachEntry(of: root.path.appending(bytes: folder.bytes)) { name, kind in
        if name.elementsEqual(history) {
          if kind == .directory { hasHistory = true } else { isUnsure = true }
        } else if kind == .directory || kind == nil, name.first != dot {
          folders.append(Array(name))
        }
      }
    } catch {
      isUnsure = true
    }
    folders.removeAll { Self.foreign.contains(String(decoding: $0, as: UTF8.self)) }
    folders.sort { $0.lexicographicallyPrecedes($1) }
    return (folders, hasHistory || (isUnsure && hasFolder(folder.description + "/history")))
  }
}
