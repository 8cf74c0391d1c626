import Decisions
import History
import Platform
import Records

/// Decisions from elsewhere on their way into `history/adr`: each keeps its bytes, but for a number that is taken, and
/// the links and citations that would mean something else here.
struct DecisionAdoption {
  /// A file as it is elsewhere.
  struct File {
    /// The folder that it lies in: absolute, or from the root that an export was made in.
    let folder: [UInt8]
    let name: [UInt8]
    let text: [UInt8]

    var path: [UInt8] { LinkRewriter.normalized(name, in: folder) }
    var number: Int? { RecordNumber(leading: name)?.value }
  }

  /// A file on its way.
  struct Adopted {
    let file: File
    let path: Path
    let text: [UInt8]
    /// Whether it was brought in before: then it is not written.
    let isThere: Bool
  }

  private let project: Project
  private(set) var files: [Adopted] = []

  init(_ given: [File], into project: Project) throws {
    self.project = project
    let folder = Path(Project.decisionFolder)
    let isAbsolute = given.contains { $0.folder.first == UInt8(ascii: "/") }
    let target =
      isAbsolute ? try Files.realPath(project.root.path).appending(bytes: folder.bytes).bytes : folder.bytes
    let names = try Names(project, folder, beside: given)
    let places = try names.places(for: given, target)
    let moved = Dictionary(
      zip(given, places).map { ($0.path, LinkRewriter.normalized($1.name, in: target)) },
      uniquingKeysWith: { first, _ in first })
    let renamings = Dictionary(grouping: zip(given, places), by: \.0.folder).mapValues {
      Renaming($0, in: folder)
    }
    for (file, place) in zip(given, places) {
      let path = folder.appending(bytes: place.name)
      let text = ArrivingLinks.rebased(file.text, from: file.folder, to: target, moved: moved)
      let changed = renamings[file.folder]?.applied(to: text, of: file, as: place.name) ?? text
      files.append(Adopted(file: file, path: path, text: changed, isThere: place.isThere))
    }
  }

  /// Writes all of them, or none.
  func write(_ durability: Durability) throws {
    let steps = files.filter { !$0.isThere }.map { ChangeStep.make($0.path, $0.text) }
    if !steps.isEmpty { try project.adopt(steps, into: Project.decisionFolder, durability: durability) }
  }
}

/// A name in `history/adr`, and whether the record is there already.
private typealias Place = (name: [UInt8], isThere: Bool)

/// The names and numbers that are taken.
private struct Names {
  private var taken: Set<Int>
  private var next: Int
  /// The records that are there, by what is left of their names without the number.
  private let there: [String: [FoundRecord]]
  private var names: Set<[UInt8]>

  init(_ project: Project, _ folder: Path, beside given: [DecisionAdoption.File]) throws {
    let files = try project.recordFiles().filter { $0.folder == folder }
    taken = Set(files.compactMap { RecordNumber(leading: $0.path.nameBytes)?.value })
    names = Set(files.map(\.path.nameBytes))
    next = max(taken.max() ?? 0, given.compactMap(\.number).max() ?? 0) + 1
    let slugs = Set(given.map { Self.slug($0.name) })
    let alike = files.filter { slugs.contains(Self.slug($0.path.nameBytes)) }.map(project.read)
    there = Dictionary(grouping: alike) { Self.slug($0.file.path.nameBytes) }
  }

  private static func slug(_ name: [UInt8]) -> String { RecordName(name, kind: .decision).slug }

  /// A name for each file: its own where name and number are free.
  func places(for given: [DecisionAdoption.File], _ target: [UInt8]) throws -> [Place] {
    var free = self
    let along = Dictionary(
      given.map { ($0.path, LinkRewriter.normalized($0.name, in: target)) },
      uniquingKeysWith: { first, _ in first })
    return try given.map { file in
      if let known = known(
        file, ArrivingLinks.rebased(file.text, from: file.folder, to: target, moved: along))
      {
        return (known, true)
      }
      return (try free.take(file), false)
    }
  }

  /// The name of the record that was made of a file before: the same but for numbers.
  private func known(_ file: DecisionAdoption.File, _ text: [UInt8]) -> [UInt8]? {
    there[Self.slug(file.name)]?.first { found in
      found.record?.text.filter { !$0.isDigit } == text.filter { !$0.isDigit }
    }?.file.path.nameBytes
  }

  private mutating func take(_ file: DecisionAdoption.File) throws -> [UInt8] {
    guard let number = RecordNumber(leading: file.name) else {
      guard names.insert(file.name).inserted else {
        let name = String(decoding: file.name, as: UTF8.self)
        throw Failure(
          "there would be two records \(Project.decisionFolder)/\(name)",
          "nothing was imported; give one of them another name first")
      }
      return file.name
    }
    if !names.contains(file.name), taken.insert(number.value).inserted {
      names.insert(file.name)
      return file.name
    }
    var name = file.name
    name.replaceSubrange(number.range, with: Array(padded(next, max(4, number.digits)).utf8))
    taken.insert(next)
    names.insert(name)
    next += 1
    return name
  }
}

/// What the records of one folder that got other numbers are called now.
private struct Renaming {
  private let citation: Citation
  /// The new names, and the new paths from the root, by the old ones.
  private var words: [[UInt8]: [UInt8]] = [:]
  /// The old numbers by the new paths.
  private var targets: [[UInt8]: Int] = [:]

  init(_ files: [(DecisionAdoption.File, Place)], in folder: Path) {
    var numbers: [Int: String] = [:]
    let counts = Dictionary(files.compactMap { $0.0.number.map { ($0, 1) } }, uniquingKeysWith: +)
    for (file, place) in files {
      // Records name each other by paths from a root that only they know; where a form has one, it is this.
      let old = folder.appending(bytes: file.name).bytes
      let new = folder.appending(bytes: place.name).bytes
      let parts = file.folder.split(separator: UInt8(ascii: "/")).suffix(2)
      words[LinkRewriter.normalized(file.name, in: Array(parts.joined(separator: [UInt8(ascii: "/")])))] = new
      words[file.path] = new
      guard file.name != place.name, let number = file.number else { continue }
      words[old] = new
      words[file.name] = place.name
      targets[new] = number
      // Where two have the number, words such as ADR-0007 may mean either.
      if counts[number] == 1, let id = RecordName(place.name, kind: .decision).number { numbers[number] = id }
    }
    citation = Citation(kind: .decision, numbers: numbers)
  }

  /// A text with the numbers of its folder as they are now, its own one too.
  func applied(to text: [UInt8], of file: DecisionAdoption.File, as name: [UInt8]) -> [UInt8] {
    let path = Path(Project.decisionFolder).appending(bytes: name).bytes
    func record(_ text: [UInt8]) -> Record { Record(text, name: name, kind: .decision) }
    let titled = citation.correctedLinkTexts(in: record(text), at: path, to: targets)
    let linked = LinkRewriter.replacingWords(in: record(titled)) { word in
      words[word] ?? citation.replacement(word)
    }
    let cited = record(citation.withFields(record(linked)))
    guard name != file.name, let id = cited.id, id.range != nil,
      let own = RecordName(name, kind: .decision).number, let number = Int(own),
      let said = RecordNumber(leading: Array(id.value.utf8)), said.value == file.number,
      let numbered = try? RecordEditor(cited).setting("id", to: .text(padded(number, said.digits)))
    else { return cited.text }
    return numbered
  }
}
