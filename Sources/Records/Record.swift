/// A record as read: its metadata with origins, its texts, and everything that was wrong. Nothing is ever thrown
/// away: what can't be understood is a problem, and the bytes stay as they are.
public struct Record: Sendable {
  /// The dialect that a record's metadata is written in.
  public enum Dialect: String, CaseIterable, Sendable {
    case frontMatter = "front-matter"
    case bullets, nygard, madr, log4brains, none
  }

  /// The whole file.
  public let text: [UInt8]
  /// Prompt or decision.
  public let kind: Kind
  /// How the metadata is written.
  public let dialect: Dialect
  /// The parts of the file name.
  public let name: RecordName
  /// The block at the top, if there is one.
  public let frontMatter: FrontMatter?
  /// Where the body begins.
  public let bodyStart: Int
  /// What clio noted when it wrote the record.
  public let provenance: Provenance?
  /// The metadata that was found, by canonical name.
  public internal(set) var fields: [String: Field]
  /// What is wrong.
  public internal(set) var problems: [Problem]

  let sections: SectionMap
  let extents: Extents?

  /// Reads a file of a record folder.
  public init(_ text: [UInt8], name fileName: [UInt8], kind: Kind) {
    self.text = text
    self.kind = kind
    name = RecordName(fileName, kind: kind)
    let frontMatter = FrontMatter(in: text)
    self.frontMatter = frontMatter
    let start =
      frontMatter?.block.upperBound ?? (text.hasPrefix(byteOrderMark, at: 0) ? byteOrderMark.count : 0)
    bodyStart = start
    let provenance = frontMatter?.entry("provenance").flatMap { Provenance($0.value) }
    self.provenance = provenance
    let proven = kind == .prompt && (provenance?.vouches ?? false) ? provenance : nil
    let extents = proven.map { Extents($0, in: text, body: start..<text.count) }
    self.extents = extents
    sections = SectionMap(
      text, in: kind == .prompt ? start..<text.count : 0..<0, hiding: extents?.ranges ?? [])
    fields = [:]
    problems = []
    dialect =
      kind == .decision
      ? DecisionReader.dialect(text, frontMatter, body: start) : frontMatter == nil ? .none : .frontMatter
    var reading = Reading(record: self)
    reading.read()
    fields = reading.fields
    problems = reading.problems
  }

  /// The number as written.
  public var id: Field? { fields["id"] }
  /// The title.
  public var title: Field? { fields["title"] }
  /// The stage as written.
  public var stage: Field? { fields["stage"] }
  /// The date as written.
  public var date: Field? { fields["date"] }
  /// The status as written.
  public var status: Field? { fields["status"] }
  /// The feature, or nil for none.
  public var feature: String? { meaningful("feature") }
  /// The record's identity, where it has one.
  public var uid: String? { provenance.flatMap { $0.uid.isEmpty ? nil : $0.uid } }

  private static let nothings = ["none", "null", "unspecified", "unknown", "n/a"]

  /// The value of a field, unless it only says that there is none.
  public func meaningful(_ name: String) -> String? {
    guard let value = fields[name]?.value, !value.isEmpty else { return nil }
    return Self.nothings.contains(value.lowercased()) ? nil : value
  }

  /// The strings of a list field; a list that only says `none` is empty.
  public func list(_ name: String) -> [String] {
    let texts: [String]
    if let entry = frontMatter?.entry(meaning: name, kind: kind) {
      texts = entry.value.texts
    } else {
      // A line such as `- **Tags:** a, b` of a decision.
      texts = fields[name]?.value.split(separator: ",").map(\.trimmedBlanks).filter { !$0.isEmpty } ?? []
    }
    return texts.count == 1 && texts[0].lowercased() == "none" ? [] : texts
  }

  /// A link such as `links.spec`, unless it only says that there is none.
  public func link(_ name: String) -> String? {
    let value =
      frontMatter?.entry(meaning: "links", kind: kind)?.value.inner(name)?.value
      ?? frontMatter?.entry(meaning: "links." + name, kind: kind)?.value
    guard let value, !value.isNull, let text = value.text, text.lowercased() != "none" else { return nil }
    return text
  }

  /// The decision's status, if it is one of the five.
  public var standing: Status? { status.flatMap { DecisionReader.standing($0.value) } }

  /// The stage, if it is one of the ten or an alias of one.
  public var knownStage: Stage? { stage.flatMap { Stage(naming: $0.value) } }

  /// The prompt and what was typed later: proven bytes where provenance vouches for them, else what stands in the
  /// section; empty if there is none.
  public var prompts: [[UInt8]] {
    if let extents, !extents.prompts.isEmpty, !extents.prompts.contains(where: { $0 == nil }) {
      return extents.prompts.compactMap { $0?.original }
    }
    guard let shown = content(.prompt), !isUnfilled(.prompt) else { return [] }
    // Recorded without a prompt, and none was put there since.
    return extents?.prompts.isEmpty == true && shown.isEmpty ? [] : [shown]
  }

  /// Whether a section still holds the slot of the template, which was never filled in: a text that is vouched for may
  /// look so.
  public func isUnfilled(_ section: Section) -> Bool {
    let isVouchedFor = section == .prompt ? provenance?.prompts.isEmpty == false : provenance?.response != nil
    guard let slot = section.slot, !isVouchedFor else { return false }
    return content(section) == Array("{{\(slot)}}".utf8)
  }

  /// The answer: proven bytes where provenance vouches for them, else what stands in the section.
  public var response: [UInt8]? {
    if let proven = extents?.response?.original { return proven }
    if isUnfilled(.response) { return nil }
    let shown = content(.response)
    // Where the prompt was recorded without an answer, the template's slot says so.
    let isAbsent = provenance.map { $0.response == nil && !$0.prompts.isEmpty } ?? false
    return isAbsent && shown == Array("none".utf8) ? nil : shown
  }

  /// Whether every text that provenance vouches for is what came in, and no prompt is there that it says nothing of.
  public var isProven: Bool {
    guard let extents, let provenance else { return false }
    if provenance.prompts.isEmpty, !prompts.isEmpty { return false }
    return !extents.prompts.contains { $0 == nil }
      && (provenance.response == nil) == (extents.response == nil)
  }

  /// What stands in a section, without the empty lines around it.
  public func content(_ section: Section) -> [UInt8]? {
    sections.content[section].map { Array(text[text.withoutOuterBlankLines($0)]) }
  }
}
