import History
import Platform
import Records
import Rules
import Templates

/// What all records of a check share: worked out once, and only read afterwards.
struct CheckWorld: Sendable {
  let project: Project
  let git: GitView?
  private let staging: GitView.Staging?
  let today: CalendarDate
  /// For each file whose number is not its own alone, the others.
  private let clashes: [Path: [Path]]
  private let decisions: [Int: [[UInt8]]]
  private let kinds: [Path: Kind]
  /// For each file, those that `--against` has under its number.
  private let rivals: [Path: [[UInt8]]]
  /// The commit that accepted decisions are compared with, and the files that differ from it.
  let former: (commit: String, changed: Set<Path>)?

  init(
    _ project: Project, files: [RecordFile], git: GitView?,
    against: (theirs: Set<Path>, base: Set<Path>)?,
    staging: GitView.Staging? = nil, former commit: String?
  ) throws {
    self.project = project
    (self.git, self.staging) = (git, staging)
    // Somewhere on earth it is tomorrow already.
    let now = Clock.now()
    let tomorrow = Timestamp(seconds: now.seconds + 86_400).localDate
    today = CalendarDate(year: tomorrow.year, month: tomorrow.month, day: tomorrow.day) ?? .earliest
    var byNumber: [Path: [Int: [Path]]] = [:]
    var decisions: [Int: [[UInt8]]] = [:]
    var kinds: [Path: Kind] = [:]
    for file in files {
      if file.kind == .decision { kinds[file.path] = .decision }
      guard let number = RecordNumber(leading: file.path.nameBytes)?.value else { continue }
      byNumber[file.folder, default: [:]][number, default: []].append(file.path)
      if file.kind == .decision { decisions[number, default: []].append(file.path.bytes) }
    }
    var clashes: [Path: [Path]] = [:]
    for group in byNumber.values.flatMap(\.values) where group.count > 1 {
      for path in group { clashes[path] = group }
    }
    (self.clashes, self.decisions, self.kinds) = (clashes, decisions, kinds)
    rivals =
      against.map { Self.rivals(byNumber, here: Set(files.map(\.path)), $0.theirs, $0.base) } ?? [:]
    former = try commit.flatMap { commit in
      try git.map { (commit, try staging?.paths ?? $0.changed(since: commit)) }
    }
  }

  /// New files of the other branch that have the number of a new one here.
  private static func rivals(
    _ byNumber: [Path: [Int: [Path]]], here: Set<Path>, _ theirs: Set<Path>, _ base: Set<Path>
  ) -> [Path: [[UInt8]]] {
    var result: [Path: [[UInt8]]] = [:]
    for path in theirs.subtracting(base).subtracting(here) {
      guard RecordName.isRecord(path.nameBytes), let number = RecordNumber(leading: path.nameBytes)?.value
      else { continue }
      for own in byNumber[path.parent]?[number] ?? []
      where !base.contains(own) && !theirs.contains(own) {
        result[own, default: []].append(path.bytes)
      }
    }
    return result
  }

  func committed() -> GitView.Committed? { (try? git?.committed(staging)) ?? nil }
  func others(_ path: [UInt8]) -> [[UInt8]] {
    let path = Path(bytes: path)
    return clashes[path]?.filter { $0 != path }.map(\.bytes) ?? []
  }
  func rivals(_ path: [UInt8]) -> [[UInt8]] { rivals[Path(bytes: path)] ?? [] }
  func decisions(_ number: Int) -> [[UInt8]] { decisions[number] ?? [] }
  func kind(_ path: Path) -> Kind { kinds[path] ?? .prompt }
}

/// The world as one thread's rules see it, with what has been looked up kept.
final class CheckWorkspace: Workspace {
  private let world: CheckWorld
  private var reader: RecordReader
  private var records: [Path: Record?] = [:]
  private var templates: [Kind: TemplateFacts] = [:]
  private var presences: [Path: Presence] = [:]
  /// Of folders in which something was looked for: whether they are there.
  private var folders: [Path: Bool] = [:]
  private lazy var root = try? Directory.open(world.project.root.path)
  private lazy var head = world.committed()
  /// The texts that mends have made and that are not written yet.
  var overlay: [[UInt8]: [UInt8]] = [:] { didSet { records = [:] } }

  private static let mostKept = 4096

  init(_ world: CheckWorld) {
    self.world = world
    reader = RecordReader(world.project)
  }

  var today: CalendarDate { world.today }
  func template(_ kind: Kind) -> TemplateFacts {
    if let known = templates[kind] { return known }
    let template = kind == .prompt ? BuiltInTemplate.prompt : BuiltInTemplate.decision
    let facts = TemplateFacts((try? world.project.template(template).source) ?? template.bytes)
    templates[kind] = facts
    return facts
  }
  func others(numbered number: Int, beside path: [UInt8], kind: Kind) -> [[UInt8]] { world.others(path) }
  func rivals(numbered number: Int, beside path: [UInt8]) -> [[UInt8]] { world.rivals(path) }
  func decisions(numbered number: Int) -> [[UInt8]] { world.decisions(number) }

  func presence(of path: [UInt8]) -> Presence {
    let path = Path(bytes: path)
    guard !path.bytes.contains(0), path.bytes.count < 4096 else { return .absent }
    let folder = folder(of: path)
    if let folder, isGone(folder) { return remembered(path) }
    if let known = presences[path] { return known }
    let isThere = root?.has(path) ?? false
    if let folder { note(folder, holds: isThere) }
    let presence = isThere ? .present : remembered(path)
    if presences.count >= Self.mostKept { presences = [:] }
    presences[path] = presence
    return presence
  }

  /// What the last commit says of a path that is not in the tree.
  private func remembered(_ path: Path) -> Presence {
    guard let git = world.git else { return .absent }
    if head?.contains(path) ?? false { return .present }
    return git.isShallow ? .unknown : .absent
  }

  private func folder(of path: Path) -> Path? {
    guard let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
    return Path(bytes: Array(path.bytes[..<slash]))
  }

  /// Whether a folder is known not to be there, or one above it: of what is gone, mostly the folder is, and many files
  /// name the same one.
  private func isGone(_ folder: Path) -> Bool {
    if let known = folders[folder] { return !known }
    guard let above = self.folder(of: folder), isGone(above) else { return false }
    keep(folder, isThere: false)
    return true
  }

  /// Keeps whether a folder is there, after something was or wasn't found in it.
  private func note(_ folder: Path, holds hasContent: Bool) {
    guard folders[folder] == nil else { return }
    let isThere = hasContent || (root?.has(folder) ?? false)
    if !isThere, let above = self.folder(of: folder) { note(above, holds: false) }
    keep(folder, isThere: isThere)
  }

  private func keep(_ folder: Path, isThere: Bool) {
    if folders.count >= Self.mostKept { folders = [:] }
    folders[folder] = isThere
  }

  func record(at path: [UInt8]) -> Record? {
    let path = Path(bytes: path)
    if let known = records[path] { return known }
    let record: Record?
    if let text = overlay[path.bytes] {
      record = Record(text, name: path.nameBytes, kind: world.kind(path))
    } else {
      record = reader.read(RecordFile(path: path, kind: world.kind(path))).record
    }
    if records.count >= 256 { records = [:] }
    records[path] = .some(record)
    return record
  }

  func former(_ path: [UInt8]) -> [UInt8]? {
    guard let former = world.former, former.changed.contains(Path(bytes: path)) else { return nil }
    return (try? world.git?.contents(of: path, in: former.commit)) ?? nil
  }
}
