import Platform
import Records

extension Project {
  /// The file that a reference means: a path or its end, a number, `feature/number`, `adr/number`, the same behind the
  /// path of a sub-project, a uid or its beginning, or a part of the name. A bare number means the current feature's prompt or, for decisions, one in `history/adr`.
  public func resolve(_ reference: String, as kind: Kind, feature: Feature?) throws(HistoryError)
    -> RecordFile
  {
    let (files, closed) = try recordFilesAndClosed()
    do throws(HistoryError) {
      return try resolve(reference, as: kind, feature: feature, among: files)
    } catch .notFound {
      // Of a folder that can't be read, nobody knows what is in it.
      let end = Path(reference).nameBytes
      let meant = closed.first { folder in
        let file = RecordFile(path: folder.place.folder.appending(bytes: end), kind: folder.place.kind)
        return !RecordFile.called(reference, among: [file]).isEmpty
      }
      if let meant { throw Self.refusal(meant) }
      throw .notFound(reference, readsAll: closed.isEmpty)
    }
  }

  private func resolve(
    _ reference: String, as kind: Kind, feature: Feature?, among files: [RecordFile]
  ) throws(HistoryError) -> RecordFile {
    if let file = path(reference, files) { return file }
    let bytes = Array(reference.utf8)
    if !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), bytes.count <= RecordNumber.longest {
      return try numbered(reference, bytes, kind, feature, files)
    }
    if let folder = FolderReference(reference) {
      let matches = folder.matches(in: files)
      if !matches.isEmpty { return try only(matches, reference) }
    }
    if UID.looksLike(reference) {
      let matches = files.filter { read($0).record?.uid?.hasPrefix(reference.lowercased()) == true }
      if !matches.isEmpty { return try only(matches, reference) }
    }
    let lowered = Array(reference.lowercased().utf8)
    let matches = files.filter { Self.contains(Array($0.path.name.lowercased().utf8), lowered) }
    return try only(
      matches.filter { $0.kind == kind }.isEmpty ? matches : matches.filter { $0.kind == kind }, reference)
  }

  private func path(_ reference: String, _ files: [RecordFile]) -> RecordFile? {
    let candidates = [Path(reference).absolute(in: world.directory), Path(reference).absolute(in: root.path)]
    for candidate in candidates {
      let real = (try? Files.realPath(candidate)) ?? candidate
      for path in [candidate, real] {
        if let relative = path.relative(to: root.path), let file = files.first(where: { $0.path == relative })
        {
          return file
        }
      }
    }
    return nil
  }

  private func numbered(
    _ reference: String, _ digits: [UInt8], _ kind: Kind, _ feature: Feature?, _ files: [RecordFile]
  ) throws(HistoryError) -> RecordFile {
    let matches = Self.files(numbered: digits, in: files)
    let home =
      kind == .decision
      ? Self.decisionFolder : Self.promptFolder + "/" + (feature?.name ?? Stage.general.rawValue)
    for preferred in [
      matches.filter { $0.folder == Path(home) }, matches.filter { $0.kind == kind }, matches,
    ] where !preferred.isEmpty {
      return try only(preferred, reference)
    }
    throw .notFound(reference)
  }

  private static func files(numbered digits: [UInt8], in files: [RecordFile]) -> [RecordFile] {
    guard digits.count <= RecordNumber.longest, let value = Int(String(decoding: digits, as: UTF8.self))
    else { return [] }
    return files.filter { RecordNumber(leading: $0.path.nameBytes)?.value == value }
  }

  private func only(_ matches: [RecordFile], _ reference: String) throws(HistoryError) -> RecordFile {
    guard let first = matches.first else { throw .notFound(reference) }
    if matches.count > 1 { throw .ambiguous(reference, matches.map(\.path)) }
    return first
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == first {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}
