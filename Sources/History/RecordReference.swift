import Platform
import Records

// How a record is called, so that a person can type it.

extension RecordFile {
  /// The folder as people call it: `001-auth` for `history/prompts/001-auth` and `adr` for `history/adr`, behind the
  /// path of the sub-project that it is in (`backend/001-auth`). Any other folder is called by its path.
  public var folderName: Path {
    let parts = folder.components
    let history = Array("history".utf8)
    for index in parts.indices.dropLast() where parts[index] == history {
      let below = parts[(index + 2)...]
      switch String(decoding: parts[index + 1], as: UTF8.self) {
      case "prompts" where !below.isEmpty: return Path(parts[..<index] + below)
      case "adr": return Path(parts[..<index] + parts[(index + 1)...])
      default: return folder
      }
    }
    return folder
  }

  /// Folder and number: `001-auth/0003`, `adr/0001`, `backend/general/0002`; without a number the path.
  public var reference: String {
    guard let number = RecordName(path.nameBytes, kind: kind).number else { return path.description }
    return "\(folderName)/\(number)"
  }

  /// Folder and name, for a number that several records of the folder have: `001-auth/0003-fix-expiry.red`.
  private var longReference: String {
    var name = path.nameBytes
    for suffix in [".md", ".prompt"] where name.count > suffix.utf8.count {
      if name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) { name.removeLast(suffix.utf8.count) }
    }
    return "\(folderName.appending(bytes: name))"
  }

  /// Those of some files that a name with a folder before it means, such as `001-auth/3` or `adr/0001`.
  public static func called(_ reference: String, among files: [RecordFile]) -> [RecordFile] {
    FolderReference(reference)?.matches(in: files) ?? []
  }

  /// How each of several records is called, so that no two are called the same.
  public static func references(of files: [RecordFile]) -> [String] {
    struct Place: Hashable {
      let folder: Path
      let number: Int
    }
    let places = files.map { file in
      RecordNumber(leading: file.path.nameBytes).map { Place(folder: file.folder, number: $0.value) }
    }
    var counts: [Place: Int] = [:]
    for case let place? in places { counts[place, default: 0] += 1 }
    return zip(files, places).map { file, place in
      place.map { counts[$0, default: 0] > 1 } == true ? file.longReference : file.reference
    }
  }
}

extension Path {
  fileprivate init(_ components: some Sequence<[UInt8]>) {
    self.init(bytes: Array(components.joined(separator: [UInt8(ascii: "/")])))
  }
}

/// Something like `001-auth/3`, `backend/adr/0001` or `adr/0001-use-sqlite.md`: folders, and in the last of them a number
/// or the beginning of a name.
struct FolderReference {
  private let folder: [[UInt8]]
  private let last: [UInt8]

  init?(_ reference: String) {
    let path = Path(reference)
    var parts = path.components.filter { $0 != [UInt8(ascii: ".")] }
    guard !path.isAbsolute, let last = parts.popLast(), !parts.isEmpty else { return nil }
    (folder, self.last) = (parts, last)
  }

  /// The files that are meant: those whose folder is called exactly so, else those whose path ends so, else those of a
  /// feature that is named without its number.
  func matches(in files: [RecordFile]) -> [RecordFile] {
    for named in [numbered(files), files.filter { $0.path.nameBytes == last }, begun(files)]
    where !named.isEmpty {
      for fits in [isExact, isEnd, isDecisions, isBareFeature] {
        let matches = named.filter { fits($0) }
        if !matches.isEmpty { return matches }
      }
    }
    return []
  }

  private func numbered(_ files: [RecordFile]) -> [RecordFile] {
    guard last.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), last.count <= RecordNumber.longest,
      let value = Int(String(decoding: last, as: UTF8.self))
    else { return [] }
    return files.filter { RecordNumber(leading: $0.path.nameBytes)?.value == value }
  }

  private func begun(_ files: [RecordFile]) -> [RecordFile] {
    files.filter { $0.path.nameBytes.starts(with: last) }
  }

  private func isExact(_ file: RecordFile) -> Bool {
    file.folderName.components == folder || file.folder.components == folder
  }

  private func isEnd(_ file: RecordFile) -> Bool {
    Self.ends(file.folderName.components, with: folder) || Self.ends(file.folder.components, with: folder)
  }

  /// `adr` means any folder of decisions, of a sub-project if one is named before it.
  private func isDecisions(_ file: RecordFile) -> Bool {
    file.kind == .decision && folder.last == Array("adr".utf8)
      && file.folder.components.starts(with: folder.dropLast())
  }

  private func isBareFeature(_ file: RecordFile) -> Bool {
    guard let name = folder.last else { return false }
    let parts = file.folderName.components
    return (try? Feature(file.folder.name))?.bare == String(decoding: name, as: UTF8.self).lowercased()
      && Self.ends(Array(parts.dropLast()), with: Array(folder.dropLast()))
  }

  private static func ends(_ path: [[UInt8]], with end: [[UInt8]]) -> Bool {
    path.suffix(end.count).elementsEqual(end)
  }
}
