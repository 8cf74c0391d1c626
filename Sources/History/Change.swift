import Platform
import Records

/// One step of a change to records.
public enum ChangeStep: Equatable, Sendable {
  /// Makes a file that must not be there yet, with the mode of another one where it takes its place.
  case make(Path, [UInt8], mode: UInt32? = nil)
  /// Replaces the contents of a file that must still be what they were.
  case replace(Path, was: [UInt8], [UInt8])
  /// Removes a file that must still be what it was.
  case remove(Path, was: [UInt8])

  /// The file, relative to the root.
  public var path: Path {
    switch self {
    case .make(let path, _, _), .replace(let path, _, _), .remove(let path, _): path
    }
  }
}

extension Project {
  /// Makes a change to records. Making or removing one file is atomic by itself; all else goes through the journal, so
  /// that all of it is done or nothing, whatever happens in between. Replacing one file is atomic too, but needs a
  /// temporary file: of one that a killed process left, the journal tells the next command that writes, wherever it
  /// writes.
  public func apply(_ steps: [ChangeStep], durability: Durability) throws(HistoryError) {
    let isAtomic =
      switch steps.first {
      case .make, .remove: steps.count == 1
      case .replace: false
      case nil: true
      }
    guard !isAtomic, let state = stateFolder() else {
      for step in steps { try perform(step, durability) }
      return
    }
    let lock = try attempting("lock the journal") { () throws(SystemError) in
      try LockedFile.open("lock", in: state)
    }
    defer { withExtendedLifetime(lock) {} }
    let journal = try attempting("open the journal") { () throws(SystemError) in
      try state.child("journal", create: true)
    }
    for step in steps { try check(step) }
    let name = Self.entryName(in: journal)
    try attempting("write the journal") { () throws(SystemError) in
      try journal.create(
        name, contents: JournalEntry(root: root.path, steps: steps).bytes, durability: durability)
    }
    var done: [ChangeStep] = []
    do throws(HistoryError) {
      for step in steps {
        do throws(HistoryError) {
          try perform(step, durability)
        } catch {
          // A file may be gone or replaced although the sync after it failed; a new file takes itself back.
          if case .make = step {} else if (try? isDone(step)) == true { done.append(step) }
          throw error
        }
        done.append(step)
      }
    } catch {
      // What can be taken back is; else the entry stays, and the next command that writes goes on.
      guard (try? undo(done, durability)) != nil else { throw error }
      try? journal.remove(name)
      throw error
    }
    try attempting("close the journal") { () throws(SystemError) in
      try journal.remove(name, durability: durability)
    }
  }

  /// Whether a step can be made now.
  private func check(_ step: ChangeStep) throws(HistoryError) {
    switch step {
    case .make: return
    case .replace(let path, let was, _), .remove(let path, let was):
      guard try contents(path) == was else { throw .changedMeanwhile(path) }
    }
  }

  func contents(_ path: Path) throws(HistoryError) -> [UInt8]? {
    let folder = try openFolder(path.parent.description, create: false).directory
    return try attempting("read \(path)") { () throws(SystemError) in
      try folder.status(path.nameBytes) == nil ? nil : folder.read(path.nameBytes, limit: Self.largestRecord)
    }
  }

  /// The permissions of a file.
  func mode(of path: Path) throws(HistoryError) -> UInt32? {
    let folder = try openFolder(path.parent.description, create: false).directory
    return try attempting("read \(path)") { () throws(SystemError) in
      try folder.status(path.nameBytes).map { $0.mode & 0o777 }
    }
  }

  private func perform(_ step: ChangeStep, _ durability: Durability) throws(HistoryError) {
    let path = step.path
    let isMaking = if case .make = step { true } else { false }
    let open = try openFolder(path.parent.description, create: isMaking)
    let folder = open.directory
    do throws(HistoryError) {
      try attempting("lock \(path.parent)/") { () throws(SystemError) in
        try folder.lock()
        _ = try folder.sweep()
      }
      switch step {
      case .make(_, let contents, let mode):
        try attempting("write \(path)") { () throws(SystemError) in
          try folder.create(path.nameBytes, contents: contents, mode: mode ?? 0o666, durability: durability)
        }
      case .replace(_, let was, let contents):
        try check(.replace(path, was: was, contents))
        try attempting("write \(path)") { () throws(SystemError) in
          try folder.replace(path.nameBytes, contents: contents, durability: durability)
        }
      case .remove(_, let was):
        try check(.remove(path, was: was))
        try attempting("remove \(path)") { () throws(SystemError) in
          try folder.remove(path.nameBytes, durability: durability)
        }
      }
    } catch {
      open.undo()
      throw error
    }
  }

  private func undo(_ done: [ChangeStep], _ durability: Durability) throws(HistoryError) {
    for step in done.reversed() {
      switch step {
      case .make(let path, let contents, _): try perform(.remove(path, was: contents), durability)
      case .replace(let path, let was, let contents):
        try perform(.replace(path, was: contents, was), durability)
      case .remove(let path, let was): try perform(.make(path, was), durability)
      }
    }
  }

  /// Finishes the changes that a killed process left half done. Returns the files of those that could not be finished,
  /// because someone has edited them since; those entries are put aside.
  public func finishInterruptedChanges() throws(HistoryError) -> [Path] {
    var stuck: [Path] = []
    for state in existingStateFolders() {
      guard let journal = try? state.child("journal"), let names = try? journal.entries(), !names.isEmpty,
        let lock = try? LockedFile.open("lock", in: state)
      else { continue }
      let own = Array(Self.mark(of: journal).utf8)
      for name in names.map(\.name) where name.starts(with: own) && !name.contains(UInt8(ascii: ".")) {
        guard let bytes = try? journal.read(name, limit: 1 << 30), let entry = JournalEntry(bytes),
          entry.root == root.path, entry.steps.allSatisfy({ isInRecordFolder($0.path) })
        else { continue }
        if let edited = try firstEdited(entry.steps) {
          stuck.append(edited)
          try? journal.rename(name, to: name + Array(".conflict".utf8))
          continue
        }
        for step in entry.steps where try !isDone(step) { try perform(step, .full) }
        try? journal.remove(name)
      }
      _ = try? journal.sweep()
      withExtendedLifetime(lock) {}
    }
    return stuck
  }

  /// A name for a new entry.
  static func entryName(in journal: Directory) -> String {
    mark(of: journal) + UID(milliseconds: Clock.now().milliseconds, random: randomBytes(10)).description
  }

  /// What the names of entries begin with that were made in this very folder. A journal that came with a clone, or was
  /// copied, can't know it, and is never followed.
  private static func mark(of journal: Directory) -> String {
    guard let status = (try? Files.status(of: journal.path)) ?? nil else { return "nowhere-" }
    return SHA256.hexadecimal(of: "\(status.device):\(status.inode)".utf8).prefix(16) + "-"
  }

  /// A journal is only followed into the record folders, whoever wrote it.
  private func isInRecordFolder(_ path: Path) -> Bool {
    !path.isAbsolute && !path.components.contains(Array("..".utf8)) && RecordName.isRecord(path.nameBytes)
      && (recordPlaces().contains { path.relative(to: $0.folder) != nil }
        || [Self.promptFolder, Self.decisionFolder].contains { path.relative(to: Path($0)) != nil })
  }

  private func firstEdited(_ steps: [ChangeStep]) throws(HistoryError) -> Path? {
    for step in steps {
      let now = try? contents(step.path)
      switch step {
      case .make(_, let contents, _): if let now = now ?? nil, now != contents { return step.path }
      case .replace(_, let was, let contents): if now != was, now != contents { return step.path }
      case .remove(_, let was): if let now = now ?? nil, now != was { return step.path }
      }
    }
    return nil
  }

  private func isDone(_ step: ChangeStep) throws(HistoryError) -> Bool {
    let now = (try? contents(step.path)) ?? nil
    switch step {
    case .make(_, let contents, _), .replace(_, _, let contents): return now == contents
    case .remove: return now == nil
    }
  }
}

/// A change that is noted before it is made.
struct JournalEntry: Equatable {
  let root: Path
  let steps: [ChangeStep]

  private static let title = Array("clio journal 1".utf8)

  /// Lines of lengths, each followed by so many bytes; the last line shows that the entry is whole.
  var bytes: [UInt8] {
    var result = Self.title + [UInt8(ascii: "\n")]
    func add(_ word: String, _ parts: [[UInt8]]) {
      result += Array((([word] + parts.map { String($0.count) }).joined(separator: " ") + "\n").utf8)
      for part in parts { result += part }
      result.append(UInt8(ascii: "\n"))
    }
    add("root", [root.bytes])
    for step in steps {
      switch step {
      case .make(let path, let contents, let mode):
        add("make", [path.bytes, contents] + (mode.map { [Array(String($0, radix: 8).utf8)] } ?? []))
      case .replace(let path, let was, let contents): add("replace", [path.bytes, was, contents])
      case .remove(let path, let was): add("remove", [path.bytes, was])
      }
    }
    add("end", [])
    return result
  }

  init(root: Path, steps: [ChangeStep]) { (self.root, self.steps) = (root, steps) }

  /// Reads an entry; nil for anything that isn't a whole one.
  init?(_ bytes: [UInt8]) {
    let newline = UInt8(ascii: "\n")
    guard bytes.starts(with: Self.title + [newline]) else { return nil }
    var index = Self.title.count + 1
    var root: Path?
    var steps: [ChangeStep] = []
    while let end = bytes[index...].firstIndex(of: newline) {
      let words = String(decoding: bytes[index..<end], as: UTF8.self).split(separator: " ")
      index = end + 1
      var parts: [[UInt8]] = []
      for word in words.dropFirst() {
        guard let count = Int(word), count >= 0, count <= bytes.count - index else { return nil }
        parts.append(Array(bytes[index..<(index + count)]))
        index += count
      }
      guard index < bytes.count, bytes[index] == newline else { return nil }
      index += 1
      switch (words.first, parts.count) {
      case ("root", 1): root = Path(bytes: parts[0])
      case ("make", 2): steps.append(.make(Path(bytes: parts[0]), parts[1]))
      case ("make", 3):
        guard let mode = UInt32(String(decoding: parts[2], as: UTF8.self), radix: 8), mode <= 0o777 else {
          return nil
        }
        steps.append(.make(Path(bytes: parts[0]), parts[1], mode: mode))
      case ("replace", 3): steps.append(.replace(Path(bytes: parts[0]), was: parts[1], parts[2]))
      case ("remove", 2): steps.append(.remove(Path(bytes: parts[0]), was: parts[1]))
      case ("end", 0):
        guard let root, index == bytes.count else { return nil }
        (self.root, self.steps) = (root, steps)
        return
      default: return nil
      }
    }
    return nil
  }
}
