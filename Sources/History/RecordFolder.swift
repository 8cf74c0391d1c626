import Platform
import Records

extension Project {
  /// Opens a record folder below the root without following any link, making it if asked to. `undo` removes what was
  /// made, as far as it is empty.
  func openFolder(_ relative: String, create: Bool) throws(HistoryError) -> OpenFolder {
    var folder = OpenFolder(
      directory: try attempting("open the root") { () throws(SystemError) in try Directory.open(root.path) })
    for component in Path(relative).components {
      do throws(SystemError) {
        try folder.enter(component, create: create)
      } catch {
        folder.undo()
        if error.isLoop { throw .leadsOut(error.path) }
        if error.isNotADirectory { throw .notAFolder(error.path) }
        throw .system(error, doing: create ? "make \(relative)/" : "open \(relative)/")
      }
    }
    return folder
  }
}

/// A record folder that was opened, and the folders that were made for it.
struct OpenFolder {
  private(set) var directory: Directory
  private var made: [(parent: Directory, name: [UInt8])] = []

  init(directory: Directory) { self.directory = directory }

  /// Goes into a folder, making it if it is missing and that is wanted.
  mutating func enter(_ name: [UInt8], create: Bool) throws(SystemError) {
    do throws(SystemError) {
      directory = try directory.child(name)
    } catch  where create && error.isAbsent {
      let child = try directory.child(name, create: true)
      made.append((directory, name))
      directory = child
    }
  }

  /// Removes the folders that were made, as far as they are empty.
  func undo() {
    for (parent, name) in made.reversed() { try? parent.removeDirectory(name) }
  }
}

/// The number that a new record gets.
public struct NewNumber: Equatable, Sendable {
  /// The number.
  public let value: Int
  /// The number as it is written in this folder.
  public let text: String
}

extension Project {
  /// Makes a record with the next number of a folder. Any number of processes may do so at once: no number is given
  /// twice, and the file is there complete or not at all. `render` makes name and contents for the number.
  public func add(
    to folder: String, kind: Kind, durability: Durability,
    _ render: (NewNumber) throws(HistoryError) -> (name: String, contents: [UInt8])
  ) throws(HistoryError) -> Path {
    try add(1, to: folder, durability: durability) { _, number throws(HistoryError) in try render(number) }[0]
  }

  /// Makes several records with the next numbers of a folder, each as if it were the only one.
  public func add(
    _ count: Int, to folder: String, durability: Durability,
    _ render: (Int, NewNumber) throws(HistoryError) -> (name: String, contents: [UInt8])
  ) throws(HistoryError) -> [Path] {
    let open = try openFolder(folder, create: true)
    do throws(HistoryError) {
      let mark = HighWaterMark(sharedName(of: folder), in: stateFolder())
      let directory = open.directory
      try attempting("lock \(folder)/") { () throws(SystemError) in try directory.lock() }
      let first = try next(in: directory, folder, after: mark?.value ?? 0, count)
      var files: [(name: String, contents: [UInt8])] = []
      for place in 0..<count {
        let value = first.value + place
        files.append(
          try render(place, NewNumber(value: value, text: padded(value, first.text.utf8.count))))
      }
      let names = count == 1 ? files[0].name : "\(files[0].name) and \(count - 1) more"
      try attempting("write \(folder)/\(names)") { () throws(SystemError) in
        // Raised first: killed in between, a number is skipped, but never given twice.
        try mark?.raise(to: first.value + count - 1)
        do throws(SystemError) {
          try directory.create(all: files, durability: durability)
        } catch {
          // Of several, some may be there.
          if count == 1 { try? mark?.raise(to: mark?.value ?? 0) }
          throw error
        }
      }
      return files.map { Path(folder) / $0.name }
    } catch {
      open.undo()
      throw error
    }
  }

  /// Makes a record with the next number of a folder, and changes others with it: all of that, or nothing.
  public func add(
    to folder: String, durability: Durability,
    changing render: (NewNumber) throws(HistoryError) -> (
      name: String, contents: [UInt8], changes: [ChangeStep]
    )
  ) throws(HistoryError) -> Path {
    let open = try openFolder(folder, create: true)
    do throws(HistoryError) {
      // The mark stays locked until the record is there; the folder itself can't: each step of the change locks it.
      let mark = HighWaterMark(sharedName(of: folder), in: stateFolder())
      let number = try numbered(folder, after: mark?.value ?? 0)
      let (name, contents, changes) = try render(number)
      try attempting("write \(folder)/\(name)") { () throws(SystemError) in try mark?.raise(to: number.value)
      }
      do throws(HistoryError) {
        try apply([.make(Path(folder) / name, contents)] + changes, durability: durability)
      } catch {
        try? mark?.raise(to: mark?.value ?? 0)
        throw error
      }
      return Path(folder) / name
    } catch {
      open.undo()
      throw error
    }
  }

  /// Makes records that bring their names along, all or none; new numbers go on after theirs.
  public func adopt(_ steps: [ChangeStep], into folder: String, durability: Durability) throws(HistoryError) {
    let open = try openFolder(folder, create: true)
    do throws(HistoryError) {
      let mark = HighWaterMark(sharedName(of: folder), in: stateFolder())
      try apply(steps, durability: durability)
      let highest = steps.compactMap { RecordNumber(leading: $0.path.nameBytes)?.value }.max() ?? 0
      if let mark, mark.value < highest { try? mark.raise(to: highest) }
    } catch {
      open.undo()
      throw error
    }
  }

  private func numbered(_ folder: String, after mark: Int) throws(HistoryError) -> NewNumber {
    let directory = try openFolder(folder, create: false).directory
    try attempting("lock \(folder)/") { () throws(SystemError) in try directory.lock() }
    return try next(in: directory, folder, after: mark)
  }

  /// The next number of a folder whose lock is held. What a killed process left behind is swept away on the way.
  func next(
    in directory: Directory, _ folder: String, after mark: Int, _ count: Int = 1
  ) throws(HistoryError) -> NewNumber {
    var survey = NumberSurvey()
    var litter = false
    try attempting("read \(folder)/") { () throws(SystemError) in
      try directory.forEachName { name in
        if let number = RecordNumber(leading: name) {
          survey.note(number)
        } else if name.first == UInt8(ascii: ".") {
          litter = true
        }
      }
      if litter { _ = try directory.sweep() }
    }
    let value = max(survey.highest, mark) + 1
    guard String(value + count - 1).utf8.count <= RecordNumber.longest else {
      throw .numbersExhausted(root.path / folder)
    }
    let width = survey.highest == 0 ? configuration.idWidth : survey.width
    return NewNumber(value: value, text: padded(value, width))
  }
}
