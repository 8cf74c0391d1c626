import Records

/// Changes a decision's status and links in the manner of its own dialect, and no other byte.
public struct DecisionEditor {
  /// Why a change can't be made.
  public typealias Refusal = RecordEditor.Refusal

  private let decision: Decision
  private let set: DecisionSet
  private var record: Record { decision.record }
  private var text: [UInt8] { record.text }

  /// An editor for a decision as it was read, beside those that a link must not mean by mistake.
  public init(_ decision: Decision, among set: DecisionSet = DecisionSet([])) {
    (self.decision, self.set) = (decision, set)
  }

  /// An editor for the decision with another text.
  private func editor(_ text: [UInt8]) -> Self { Self(again(text), among: set) }

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
      result = try editor(try withStatus(Status.superseded.rawValue)).linking(.supersededBy, to: other)
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
    case .links: result = try withStatus(inCase("superseded by ") + successors(with: other))
    }
    guard again(result).standing == .superseded else {
      throw Refusal(
        message: "the status would still read as something else; edit the file by hand",
        offset: record.status?.range?.lowerBound ?? 0)
    }
    guard editor(result).links(.supersededBy, to: other) else { throw Self.isLost }
    return result
  }

  private static let isLost = Refusal(
    message: "the link would not be found again where this record has its links; edit the file by hand",
    offset: 0)

  /// The text without what tells of decisions that won't take its place after all. With no other one left, it is
  /// accepted again.
  public func withdrawing(_ gone: [Decision], leaving left: [Decision]) throws(Refusal) -> [UInt8] {
    let known = self.known(gone + left)
    let paths = gone.map(\.path)
    var result = try withoutSuccessors { target in
      known.resolve(target, from: decision).map { paths.contains(known.all[$0].path) } ?? false
    }
    for other in left { result = try editor(result).superseded(by: other) }
    if left.isEmpty, again(result).standing != .accepted {
      result = try editor(result).withStatus(Status.accepted.rawValue)
    }
    let after = editor(result)
    guard again(result).standing == (left.isEmpty ? .accepted : .superseded),
      !gone.contains(where: { after.links(.supersededBy, to: $0) })
    else {
      throw Refusal(
        message: "it would still read as superseded by what was rejected; edit the file by hand",
        offset: record.status?.range?.lowerBound ?? 0)
    }
    return result
  }

  /// The text without the names of some successors.
  private func withoutSuccessors(_ isGone: (DecisionLink.Target) -> Bool) throws(Refusal) -> [UInt8] {
    let accepted = inCase(Status.accepted.rawValue)
    switch style {
    case .fields:
      let old = record.list("superseded_by")
      let left = old.filter { DecisionLink.Target($0).map(isGone) != true }
      return left == old ? text : try RecordEditor(record).setting("superseded_by", to: .list(left))
    case .statusLines:
      return StatusSection(record)?.withoutSuccessors(isGone, otherwise: accepted) ?? text
    case .lines: return MetadataLines(record).removing(Relation.supersededBy.words, isGone)
    case .links:
      let left = (namedSuccessors ?? []).filter { DecisionLink.Target($0).map(isGone) != true }
      if left == namedSuccessors { return text }
      return try withStatus(
        left.isEmpty ? Status.accepted.rawValue : inCase("superseded by ") + left.joined(separator: ", "))
    }
  }

  /// The text with a link to another decision added; the same text if it is there already.
  public func linking(_ relation: Relation, to other: Decision) throws(Refusal) -> [UInt8] {
    if links(relation, to: other) { return text }
    let result: [UInt8]
    switch style {
    case .fields:
      // Front matter has no field for a link by another name.
      guard let key = relation.key else {
        result = LinkSection(record, "References").adding(relation.words + " " + link(to: other))
        break
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
    guard editor(result).links(relation, to: other) else { throw Self.isLost }
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
    let known = self.known([other])
    guard let own = known.index(of: decision.path), let goal = known.index(of: other.path) else {
      return false
    }
    return known.edges(from: own).contains { $0.relation == relation && $0.to == goal }
  }

  /// The decision with others, and with those that share a number with them.
  private func known(_ others: [Decision]) -> DecisionSet {
    let all = [decision] + others + others.flatMap { set.namesakes(of: $0) }
    var seen: Set<[UInt8]> = []
    return DecisionSet(all.filter { seen.insert($0.path).inserted })
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
    if let old = record.status?.value {
      let shown = style == .fields || Status(rawValue: value) == nil ? value : reworded(old, as: value)
      return try RecordEditor(record).setting("status", to: .text(shown))
    }
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

  /// A status with another word, in its case and with the remark behind it: `Accepted (2020-01-01)`.
  private func reworded(_ old: String, as value: String) -> String {
    let bytes = Array(old.utf8)
    let tail = bytes.string(bytes.statusPlace(in: 0..<bytes.count).upperBound..<bytes.count)
    return (Self.isCapitals(old) ? value.uppercased() : inCase(value)) + tail
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
      let number = other.numberText, other.folder == decision.folder, other.number != decision.number,
      set.namesakes(of: other).isEmpty
    else { return link(to: other) }
    return "ADR-" + number
  }

  /// The successors that the status names, as written; nil if it names none.
  private var namedSuccessors: [String]? {
    guard let status = record.status?.value, let (relation, length) = Relation.leading(status),
      relation == .supersededBy
    else { return nil }
    let bytes = Array(status.utf8)
    return NamedList(bytes, length..<bytes.count)?.items.map { bytes.string($0) }
  }

  /// The successors that the status names, and another one. Readers take either numbers or links.
  private func successors(with other: Decision) -> String {
    let (old, new) = (namedSuccessors ?? [], shortName(of: other))
    guard (old + [new]).contains(where: { $0.contains("](") }) else {
      return (old + [new]).joined(separator: ", ")
    }
    let linked = old.map { item in
      if item.contains("](") { return item }
      let found = DecisionLink.Target(item).flatMap { set.resolve($0, from: decision) }
      return found.map { link(to: set.all[$0]) } ?? item
    }
    return (linked + [link(to: other)]).joined(separator: ", ")
  }
}
