import Platform
import Records

/// A record with another number, and all that must change with it.
public struct Renumbering: Sendable {
  /// Where it is, and where it will be.
  public let from, to: Path
  /// Other records whose links and citations are corrected.
  public let corrected: [Path]
  /// Records that cite the old number in words that may mean another record, and are left as they are.
  public let doubtful: [Path]
  let steps: [ChangeStep]
  let number: Int
}

extension Project {
  /// What it takes to give a record another number. The folder, the prefix and the slug stay.
  public func renumbering(of found: FoundRecord, to number: Int) throws(HistoryError) -> Renumbering {
    let file = found.file
    let record = try content(found)
    guard let old = RecordNumber(leading: file.path.nameBytes) else { throw .notNumbered(file.path) }
    let text = padded(number, old.isPadded ? old.digits : String(number).utf8.count)
    if let other = try holder(of: number, in: file.folder, except: [file.path]) {
      throw .numberTaken(text, by: other)
    }
    var name = file.path.nameBytes
    name.replaceSubrange(old.range, with: Array(text.utf8))
    let to = file.folder.appending(bytes: name)
    guard to != file.path else { throw .numberTaken(text, by: file.path) }
    let all = try records()
    // Words such as ADR-0007 mean this record only if no other has that number.
    let isAlone = !all.contains {
      $0.file != file && $0.file.kind == file.kind
        && RecordNumber(leading: $0.file.path.nameBytes)?.value == old.value
    }
    let citation = Citation(kind: file.kind, numbers: [old.value: text])
    var own = try withNumber(text, in: record, old: old.value, file.path)
    if isAlone { own = citation.corrected(in: Record(own, name: name, kind: file.kind)) }
    var steps: [ChangeStep] = [.make(to, own, mode: try mode(of: file.path))]
    var doubtful: [Path] = []
    for other in all where other.file != file {
      if case .failure(let error) = other.content, error.isLoop { continue }
      let linked = try content(other)
      let titled = citation.correctedLinkTexts(
        in: linked, at: other.file.path.bytes, to: [file.path.bytes: old.value])
      func read(_ text: [UInt8]) -> Record {
        Record(text, name: other.file.path.nameBytes, kind: other.file.kind)
      }
      var changed = LinkRewriter.rewritten(
        read(titled), at: other.file.path.bytes, from: file.path.bytes, to: to.bytes)
      let cited = citation.corrected(in: read(changed))
      let isNamesake = RecordNumber(leading: other.file.path.nameBytes)?.value == old.value
      if isAlone {
        changed = cited
      } else if cited != changed, !isNamesake {
        doubtful.append(other.file.path)
      }
      if changed != linked.text { steps.append(.replace(other.file.path, was: linked.text, changed)) }
    }
    let corrected = steps.dropFirst().map(\.path)
    steps.append(.remove(file.path, was: record.text))
    return Renumbering(
      from: file.path, to: to, corrected: corrected, doubtful: doubtful, steps: steps, number: number)
  }

  /// Makes the change, all of it or nothing.
  public func apply(_ renumbering: Renumbering, durability: Durability) throws(HistoryError) {
    try apply(renumbering.steps, durability: durability)
    raiseMark(of: renumbering.to.parent, to: renumbering.number)
  }

  /// The record's own number, in front matter and heading.
  private func withNumber(
    _ number: String, in record: Record, old: Int, _ path: Path
  ) throws(HistoryError) -> [UInt8] {
    guard let id = record.id, id.range != nil else { return record.text }
    // `PHR-006` keeps its prefix. A number that was another one before is left for its reader to judge.
    let bytes = Array(id.value.utf8)
    guard let said = RecordNumber(leading: bytes), said.value == old else { return record.text }
    let prefix = String(decoding: bytes[..<said.range.lowerBound], as: UTF8.self)
    // `# 7.` in a file `0007-…` stays without zeros.
    let isNatural = !said.isPadded && RecordNumber(leading: path.nameBytes)?.digits != said.digits
    let text = isNatural ? Int(number).map(String.init) ?? number : number
    return try setting("id", .text(prefix + text), in: record, path)
  }
}
