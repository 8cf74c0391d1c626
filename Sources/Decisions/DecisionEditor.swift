import Records

/// Changes a decision's status and links in the manner of its own dialect, and no other byte.
public struct DecisionEditor {
  /// Why a change can't be made.
  public typealias Refusal = RecordEditor.Refusal

  private let decision: Decision
  private var record: Record { decision.record }
  private var text: [UInt8] { record.text }

  /// An editor for a decision as it was read.
  public init(_ decision: Decision) { self.decision = decision }

  /// The text with another status. The result is read back: one that would read as something else is refused.
  public func setting(_ status: Status) throws(Refusal) -> [UInt8] {
    let result = try withStatus(status.rawValue)
    guard again(result).standing == status else {
      throw Refusal(
        message: "the status would still read as something else; edit the file by hand",
        offset: record.status?.range?.lowerBound ?? 0)
    }
    return result
  }

  /// The text as superseded by another decision: the status and the link.
  public func superseded(by other: Decision) throws(Refusal) -> [UInt8] {
    if isSupersededBy(other) { return text }
    let result: [UInt8]
    switch style {
    case .fields:
      let marked = again(try withStatus(Status.superseded.rawValue))
      result = try Self(marked).linking(.supersededBy, to: other)
    case .statusLines:
      let line = Relation.supersededBy.words + " " + link(to: other)
      if let section = StatusSection(record), record.standing != .superseded {
        result = section.replacingStatus(with: line)
      } else {
        result = try linking(.supersededBy, to: other)
      }
    case .lines:
      let marked = again(try withStatus(Status.superseded.rawValue))
      result = MetadataLines(marked.record).adding(Relation.supersededBy.words, link(to: other))
    case .links: result = try withStatus(inCase("superseded by ") + shortName(of: other))
    }
    guard again(result).standing == .superseded else {
      throw Refusal(
        message: "the status would still read as something else; edit the file by hand",
        offset: record.status?.range?.lowerBound ?? 0)
    }
    return result
  }

  /// The text as accepted again, without the link to the decision that was to take its place.
  public func restored(without other: Decision) throws(Refusal) -> [UInt8] {
    let accepted = Status.accepted.rawValue
    let result: [UInt8]
    switch style {
    case .fields:
      let set = DecisionSet([decision, other])
      let left = record.list("superseded_by").filter { item in
        DecisionLink.Target(item).flatMap { set.resolve($0, from: decision) } != set.index(of: other.path)
      }
      let unlinked = try RecordEditor(record).setting("superseded_by", to: .list(left))
      result = try Self(again(unlinked)).withStatus(accepted)
    case .statusLines: result = StatusSection(record)?.replacingSuccessor(with: inCase(accepted)) ?? text
    case .lines:
      let unlinked = MetadataLines(record).removing(Relation.supersededBy.words)
      result = try Self(again(unlinked)).withStatus(inCase(accepted))
    case .links: result = try withStatus(inCase(accepted))
    }
    guard again(result).standing == .accepted, !Self(again(result)).links(.supersededBy, to: other) else {
      throw Refusal(
        message: "it would still read as superseded; edit the file by hand",
        offset: record.status?.range?.lowerBound ?? 0)
    }
    return result
  }

  /// The text with a link to another decision added; the same text if it is there already.
  public func linking(_ relation: Relation, to other: Decision) throws(Refusal) -> [UInt8] {
    if links(relation, to: other) { return text }
    let result: [UInt8]
    switch style {
    case .fields:
      guard let key = relation.key else {
        throw Refusal(
          message:
            "front matter has no field for a link '\(relation.words)'; use relates-to, amends or supersedes",
          offset: 0)
      }
      result = try RecordEditor(record).setting(
        key, to: .list(record.list(key) + [String(decoding: other.path, as: UTF8.self)]))
    case .statusLines:
      let line = relation.words + " " + link(to: other)
      result = StatusSection(record)?.appending(line) ?? withNewStatusSection(line)
    case .lines: result = MetadataLines(record).adding(relation.words, link(to: other))
    case .links:
      let heading = record.dialect == .log4brains ? "Links" : "More Information"
      result = LinkSection(record, heading).adding(relation.words + " " + link(to: other))
    }
    guard Self(again(result)).links(relation, to: other) else {
      throw Refusal(
        message: "the link would not be found again where this record has its links; edit the file by hand",
        offset: 0)
    }
    return result
  }

  /// The text with a prompt that led to the decision noted; the same text if it is there already.
  public func notingPrompt(_ path: [UInt8], called title: String) throws(Refusal) -> [UInt8] {
    if decision.prompts.contains(path) { return text }
    if style == .fields {
      let shown = (decision.prompts + [path]).map { String(decoding: $0, as: UTF8.self) }
      return try RecordEditor(record).setting("links.prompts", to: .list(shown))
    }
    let heading =
      record.dialect == .madr ? "More Information" : record.dialect == .log4brains ? "Links" : "References"
    let target = String(decoding: LinkRewriter.relative(path, to: decision.folder), as: UTF8.self)
    return LinkSection(record, heading).adding("Prompt: [\(title)](\(target))")
  }

  // MARK: Reading back

  private func again(_ text: [UInt8]) -> Decision {
    Decision(Record(text, name: decision.fileName, kind: .decision), at: decision.path)
  }

  private func links(_ relation: Relation, to other: Decision) -> Bool {
    let set = DecisionSet([decision, other])
    guard let own = set.index(of: decision.path) else { return false }
    return set.edges(from: own).contains { $0.relation == relation }
  }

  private func isSupersededBy(_ other: Decision) -> Bool {
    record.standing == .superseded && links(.supersededBy, to: other)
  }

  // MARK: The dialects

  /// How a record tells of links.
  private enum Style {
    /// Lists of clio's own front matter.
    case fields
    /// Lines of the status section, as Nygard and adr-tools have them.
    case statusLines
    /// Lines beside the status at the top, as the convention has them.
    case lines
    /// A section of links; the status itself names a successor.
    case links
  }

  private var style: Style {
    switch record.dialect {
    case .frontMatter: return .fields
    case .bullets: return .lines
    case .madr, .log4brains: return .links
    case .nygard, .none:
      switch record.status?.origin {
      case .line?, .bullet?: return .lines
      case .frontMatter?: return .links
      default: return .statusLines
      }
    }
  }

  private func withStatus(_ value: String) throws(Refusal) -> [UInt8] {
    if style == .statusLines {
      let old = record.status?.value ?? ""
      let shown = Self.isCapitals(old) ? value.uppercased() : value.prefix(1).uppercased() + value.dropFirst()
      return StatusSection(record)?.replacingStatus(with: shown) ?? withNewStatusSection(shown)
    }
    if record.status != nil { return try RecordEditor(record).setting("status", to: .text(value)) }
    return try RecordEditor(record).addingStatus(value)
  }

  /// A record that says nothing of its status gets the section where Nygard has it: before the first other one.
  private func withNewStatusSection(_ line: String) -> [UInt8] {
    let end = text.lineEnd
    let headings = text.headings(in: record.bodyStart..<text.count)
    let section = "## Status" + end + end + line + end + end
    if let first = headings.first(where: { $0.level == 2 }) {
      let place = first.line.content.lowerBound
      return text.applying([Edit(place..<place, section)])
    }
    let gap = text.isEmpty ? "" : text.last == .newline ? end : end + end
    return text.applying([Edit(text.count..<text.count, gap + "## Status" + end + end + line + end)])
  }

  /// `superseded by` as the status that it replaces is written.
  private func inCase(_ words: String) -> String {
    guard let first = record.status?.value.utf8.first(where: \.isLetter), first.isUpper else { return words }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func isCapitals(_ text: String) -> Bool {
    let letters = text.utf8.filter(\.isLetter)
    return letters.count > 1 && letters.allSatisfy(\.isUpper)
  }

  // MARK: Names

  /// A Markdown link to another decision: `[2. Second Record](0002-second-record.md)`.
  private func link(to other: Decision) -> String {
    let target = String(decoding: LinkRewriter.relative(other.path, to: decision.folder), as: UTF8.self)
    let isPlain = !target.utf8.contains { $0.isBlank || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
    let label = style == .statusLines ? other.label : other.numberText.map { "ADR-\($0)" } ?? other.title
    return "[\(label)](\(isPlain ? target : "<\(target)>"))"
  }

  /// What MADR writes behind `superseded by`: `ADR-0123`, where that names one decision; else a link.
  private func shortName(of other: Decision) -> String {
    guard record.dialect == .madr, case .frontMatter? = record.status?.origin ?? .frontMatter(key: "status"),
      let number = other.numberText, other.folder == decision.folder
    else { return link(to: other) }
    return "ADR-" + number
  }
}
