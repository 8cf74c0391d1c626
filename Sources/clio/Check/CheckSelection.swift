import History
import Index
import Platform
import Records

/// The files of a check, and where their text comes from.
struct CheckSelection {
  /// Every record file of the project.
  let all: [RecordFile]
  /// Those that are looked at.
  let files: [RecordFile]
  /// Folders that may hold some of them and can't be read.
  let unreadable: [Path]
  /// Whether all is looked at that the configuration doesn't leave out, and can be read.
  let isWhole: Bool
  /// What is staged, where that is looked at instead of the tree.
  let staged: [Path: GitView.Staged]?
  /// How the index differs from the last commit, where it is looked at.
  let staging: GitView.Staging?
  /// What accepted decisions are compared with.
  let former: String?
  /// The files of the branch to merge with, and of where it left this one.
  let against: (theirs: Set<Path>, base: Set<Path>)?

  struct Options {
    var paths: [String] = []
    var since: String?
    var against: String?
    var isStaged = false
    var kind: Kind?
  }

  init(_ project: Project, git: GitView?, _ options: Options) throws {
    func needGit(_ option: String) throws -> GitView {
      guard let git else { throw Failure("\(option): there is no git repository at \(project.root.path)") }
      return git
    }
    let (all, folders) = try project.recordFilesAndClosed()
    var files = all
    var closed = options.isStaged ? [] : folders.map(\.place)
    var former: String?
    if let reference = options.since {
      let git = try needGit("--since")
      let base = try git.base(with: git.commit(reference, option: "--since"), option: "--since")
      let changed = try git.changed(since: base)
      files = files.filter { changed.contains($0.path) }
      former = base
    }
    if let reference = options.against {
      let git = try needGit("--against")
      let commit = try git.commit(reference, option: "--against")
      let base = try git.base(with: commit, option: "--against")
      against = (try git.files(of: commit), try git.files(of: base))
      former = base
    } else {
      against = nil
    }
    if options.isStaged {
      let staging = try needGit("--staged").staged(in: project)
      let found = Dictionary(staging.records.map { (Path(bytes: $0.path), $0) }, uniquingKeysWith: { $1 })
      files = Self.stagedFiles(found, all, project)
      (self.staged, self.staging) = (found, staging)
    } else {
      (staged, staging) = (nil, nil)
    }
    if !options.paths.isEmpty {
      let wanted = try Self.wanted(options.paths, project)
      files = files.filter { Self.lies($0.path, in: wanted) }
      closed = closed.filter { place in
        Self.lies(place.folder, in: wanted) || wanted.contains { $0.relative(to: place.folder) != nil }
      }
    }
    if let kind = options.kind {
      files = files.filter { $0.kind == kind }
      closed = closed.filter { $0.kind == kind }
    }
    let isChosen = files.count < all.count || closed.count < folders.count
    let ignored = project.configuration.check.ignored.map { Glob(Array($0.utf8)) }
    if !ignored.isEmpty {
      files = files.filter { file in !ignored.contains { $0.matches(file.path.bytes) } }
      closed = closed.filter { place in !ignored.contains { Self.isOfAll($0, in: place.folder) } }
    }
    unreadable = closed.map(\.folder)
    isWhole = !isChosen && closed.isEmpty
    self.all = all
    self.files = files
    // A question to git is only worth its time where an accepted decision may have changed.
    let decisions = files.filter { $0.kind == .decision }
    let new = staging?.added ?? []
    let isKnown = decisions.contains { !new.contains($0.path.bytes) }
    self.former = decisions.isEmpty ? nil : try former ?? (isKnown ? git?.head() : nil)
  }

  /// Staged files in record folders; one that is gone from the tree is in none that can be listed, but has its name.
  private static func stagedFiles(_ staged: [Path: GitView.Staged], _ all: [RecordFile], _ project: Project)
    -> [RecordFile]
  {
    let known = all.filter { staged[$0.path] != nil }
    let listed = Set(known.map(\.path))
    let places = project.recordPlaces()
    let gone = staged.keys.filter { !listed.contains($0) }.compactMap { path in
      places.first { path.relative(to: $0.folder) != nil }.map { RecordFile(path: path, kind: $0.kind) }
    }
    return (known + gone).sorted { $0.path < $1.path }
  }

  /// Whether a pattern fits whatever record a folder may hold: also a name that nobody would write into a pattern.
  private static func isOfAll(_ pattern: Glob, in folder: Path) -> Bool {
    let name = String(repeating: "\u{1}", count: 99)
    return [name + ".md", name + ".phr"].allSatisfy { file in
      pattern.matches((folder / file).bytes) && pattern.matches((folder / name / file).bytes)
    }
  }

  /// What paths on the command line name.
  private static func wanted(_ names: [String], _ project: Project) throws -> [Path] {
    var wanted: [Path] = []
    for name in names {
      let path = Path(name).absolute(in: project.world.directory)
      guard try Files.status(of: path, followingLinks: false) != nil else {
        throw Failure(
          "\(name): there is no such file or folder", "give paths of records or of folders with records")
      }
      guard let relative = path.relative(to: project.root.path) ?? real(path, project) else {
        throw Failure("\(name) lies outside of the root \(project.root.path)", "`--root` names another root")
      }
      wanted.append(relative)
    }
    return wanted
  }

  private static func lies(_ path: Path, in wanted: [Path]) -> Bool {
    wanted.contains { $0 == "." || path == $0 || path.relative(to: $0) != nil }
  }

  private static func real(_ path: Path, _ project: Project) -> Path? {
    guard let real = try? Files.realPath(path), let root = try? Files.realPath(project.root.path) else {
      return nil
    }
    return real.relative(to: root)
  }
}
