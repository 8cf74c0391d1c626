import Platform
import Records

/// Where a record belongs, and what must change in it to get there.
public struct Move: Equatable, Sendable {
  /// Where it is.
  public let from: Path
  /// Where it belongs.
  public let to: Path
  /// The number that it gets, if its own is taken there.
  public let newNumber: String?

  fileprivate var number: Int? { RecordNumber(leading: to.nameBytes)?.value }
}

extension Project {
  /// Changes fields of a record. A field that names the file moves it too.
  public func edit(
    _ found: FoundRecord, _ changes: [(field: String, value: RecordEditor.Value)], durability: Durability
  ) throws(HistoryError) -> Path {
    let old = try content(found)
    var text = old.text
    for (field, value) in changes {
      text = try setting(
        field, value, in: Record(text, name: found.file.path.nameBytes, kind: found.file.kind),
        found.file.path)
    }
    let names = ["id", "stage", "feature"]
    guard changes.contains(where: { names.contains($0.field) }) else {
      if text != old.text {
        try apply([.replace(found.file.path, was: old.text, text)], durability: durability)
      }
      return found.file.path
    }
    let renumbered = changes.contains { $0.field == "id" }
    return try move(found.file, was: old.text, now: text, keepsSlug: true, isIdFixed: renumbered, durability)
  }

  /// Puts a record where its stage, feature and title say, with the links to it. Returns where it was put.
  public func move(
    _ found: FoundRecord, keepsSlug: Bool = false, durability: Durability
  ) throws(HistoryError) -> Path {
    let record = try content(found)
    return try move(
      found.file, was: record.text, now: record.text, keepsSlug: keepsSlug, isIdFixed: false, durability)
  }

  func content(_ found: FoundRecord) throws(HistoryError) -> Record {
    switch found.content {
    case .success(let record): return record
    case .failure(let error):
      throw error.isLoop ? .leadsOut(error.path) : .system(error, doing: "read \(found.file.path)")
    }
  }

  func setting(
    _ field: String, _ value: RecordEditor.Value, in record: Record, _ path: Path
  ) throws(HistoryError) -> [UInt8] {
    do throws(RecordEditor.Refusal) {
      return try RecordEditor(record).setting(field, to: value)
    } catch {
      let line = record.text[..<min(error.offset, record.text.count)].count { $0 == UInt8(ascii: "\n") } + 1
      throw .edit(path, line: line, error)
    }
  }

  /// Where a record belongs, from what it says of itself, once other moves are made.
  public func place(
    of file: RecordFile, _ record: Record, keepsSlug: Bool, after moves: [Move] = []
  ) throws(HistoryError) -> Move {
    let number = RecordNumber(leading: file.path.nameBytes)
    let id = record.id.flatMap { RecordNumber(leading: Array($0.value.utf8)) } ?? number
    var folder = file.folder
    if file.kind == .prompt, let base = base(of: file) {
      var feature: Feature?
      if let name = record.feature {
        do throws(Feature.Refusal) { feature = try Feature(name) } catch {
          throw .feature(error, from: file.path.description)
        }
      }
      let isHome = feature.map { (try? Feature(file.folder.name))?.bare == $0.bare } ?? false
      if let stage = record.knownStage {
        let target = Route.folder(stage: stage, feature: feature)
        folder = isHome && stage.home == .feature ? file.folder : base / target
      } else if let feature, !isHome {
        // A stage of somebody's own belongs to features, as most do.
        folder = base / feature.name
      }
    }
    let slug =
      keepsSlug && !record.name.slug.isEmpty
      ? record.name.slug : record.title.map { Slug.make(from: $0.value) } ?? record.name.slug
    func name(_ text: String) -> String {
      switch file.kind {
      case .prompt:
        RecordName.prompt(id: text, slug: slug, word: record.knownStage?.rawValue ?? record.name.stage)
      case .decision: RecordName.decision(id: text, slug: slug)
      }
    }
    let width = number?.digits ?? configuration.idWidth
    let text = id.map { padded($0.value, max(width, $0.digits)) }
    if let text, let value = id?.value {
      let to = folder / name(text)
      let holder = try holder(of: value, in: folder, except: Set(moves.map(\.from) + [file.path]))
      let isTaken = holder != nil || moves.contains { $0.to.parent == folder && $0.number == value }
      if !isTaken { return Move(from: file.path, to: to, newNumber: nil) }
      if folder == file.folder { return Move(from: file.path, to: to, newNumber: nil) }
    }
    let next = try nextNumber(in: folder)
    let planned = moves.filter { $0.to.parent == folder }.compactMap(\.number).max() ?? 0
    let new = planned < next.value ? next.text : padded(planned + 1, next.text.utf8.count)
    return Move(from: file.path, to: folder / name(new), newNumber: new)
  }

  /// The record that has a number in a folder.
  func holder(of value: Int, in folder: Path, except own: Set<Path>) throws(HistoryError) -> Path? {
    guard hasFolder(folder.description) else { return nil }
    let directory = try openFolder(folder.description, create: false).directory
    let names = try attempting("read \(folder)/") { () throws(SystemError) in try directory.entries() }
    for entry in names
    where RecordNumber(leading: entry.name)?.value == value && RecordName.isRecord(entry.name) {
      let path = folder.appending(bytes: entry.name)
      if !own.contains(path) { return path }
    }
    return nil
  }

  /// The number that the next record of a folder gets.
  public func nextNumber(in folder: Path) throws(HistoryError) -> NewNumber {
    let mark = HighWaterMark(sharedName(of: folder.description), in: stateFolder())
    guard hasFolder(folder.description) else {
      return NewNumber(
        value: (mark?.value ?? 0) + 1, text: padded((mark?.value ?? 0) + 1, configuration.idWidth))
    }
    let directory = try openFolder(folder.description, create: false).directory
    return try next(in: directory, folder.description, after: mark?.value ?? 0)
  }

  /// The folder below which the routes of a record's project lie.
  private func base(of file: RecordFile) -> Path? {
    let prompts = Array("prompts".utf8)
    let components = file.folder.components
    guard let last = components.lastIndex(of: prompts), last > 0,
      components[last - 1] == Array("history".utf8)
    else { return nil }
    return Path(bytes: Array(components[...last].joined(separator: [UInt8(ascii: "/")])))
  }

  private func move(
    _ file: RecordFile, was: [UInt8], now: [UInt8], keepsSlug: Bool, isIdFixed: Bool, _ durability: Durability
  ) throws(HistoryError) -> Path {
    let record = Record(now, name: file.path.nameBytes, kind: file.kind)
    if isIdFixed, let id = record.id.flatMap({ RecordNumber(leading: Array($0.value.utf8)) }) {
      let folder = try place(of: file, record, keepsSlug: keepsSlug).to.parent
      if let other = try holder(of: id.value, in: folder, except: [file.path]) {
        throw .numberTaken(record.id?.value ?? "", by: other)
      }
    }
    let move = try place(of: file, record, keepsSlug: keepsSlug)
    guard move.to != file.path else {
      if was != now { try apply([.replace(file.path, was: was, now)], durability: durability) }
      return file.path
    }
    var text = now
    // Many a decision has its number in the file's name alone.
    let isNumbered = file.kind == .prompt || record.dialect == .frontMatter || record.id?.range != nil
    if let number = move.newNumber, isNumbered {
      text = try setting("id", .text(number), in: record, file.path)
    }
    text = LinkRewriter.rebased(
      Record(text, name: move.to.nameBytes, kind: file.kind), from: file.path.bytes, to: move.to.bytes)
    var steps: [ChangeStep] = [.make(move.to, text, mode: try mode(of: file.path))]
    for other in try records() where other.file != file {
      // A link in it may have to change, so a record that can't be read stops the move; one behind a symbolic link is
      // not ours to change.
      if case .failure(let error) = other.content, error.isLoop { continue }
      let linked = try content(other)
      let changed = LinkRewriter.rewritten(
        linked, at: other.file.path.bytes, from: move.from.bytes, to: move.to.bytes)
      if changed != linked.text { steps.append(.replace(other.file.path, was: linked.text, changed)) }
    }
    steps.append(.remove(file.path, was: was))
    try apply(steps, durability: durability)
    if let number = RecordNumber(leading: move.to.nameBytes) {
      raiseMark(of: move.to.parent, to: number.value)
    }
    return move.to
  }

  /// Notes that a number was given in a folder.
  func raiseMark(of folder: Path, to number: Int) {
    let mark = HighWaterMark(sharedName(of: folder.description), in: stateFolder())
    if let mark, mark.value < number { try? mark.raise(to: number) }
  }
}
