/// Everything that is known of a decision before it becomes a record.
public struct DecisionDraft: Sendable {
  /// The record's number as it is written.
  public var id = ""
  /// The decision in a few words.
  public var title = ""
  /// How far it has come.
  public var status = Status.proposed
  /// The day.
  public var date = ""
  /// The feature.
  public var feature: String?
  /// Lists of front matter by key: `deciders tags supersedes amends relates_to affects`.
  public var lists: [String: [String]] = [:]
  /// Links by kind: `spec`, `plan`.
  public var links: [String: String] = [:]
  /// The three answers by key: `impact alternatives scope`.
  public var significance: [String: String] = [:]
  /// The day on which it should be looked at again.
  public var reviewBy: String?
  /// Texts of the body by slot name, such as `CONTEXT`.
  public var texts: [String: String] = [:]
  /// Values for slots that only the project's template has.
  public var extra: [String: String] = [:]
  /// Identity and circumstances.
  public var provenance = Provenance(uid: "")

  /// An empty draft.
  public init() {}

  /// The slots of the body, with the headings that they belong to.
  public static let texts: [(slot: String, heading: String)] = [
    ("CONTEXT", "## Context"), ("DECISION", "## Decision"), ("POSITIVE_CONSEQUENCES", "### Positive"),
    ("NEGATIVE_CONSEQUENCES", "### Negative"), ("ALTERNATIVES", "## Alternatives Considered"),
    ("REFERENCES", "## References"),
  ]

  /// The slot of a form that doesn't part the good consequences from the bad ones.
  private static let bothConsequences = "CONSEQUENCES"

  /// The slots that only the one who decides can fill: `create-adr` leaves them.
  public static let agentSlots: Set<String> = [
    "CONTEXT", "DECISION", "POSITIVE_CONSEQUENCES", "NEGATIVE_CONSEQUENCES", "ALTERNATIVES", "SPEC_LINK",
    "PLAN_LINK",
    "RELATED_ADRS", "EVAL_NOTES_LINK",
  ]

  private static let choice = "Proposed | Accepted | Superseded | Rejected"

  /// The record's text from a template. With `leaving`, those slots stay unfilled.
  public func rendered(with template: Template, leaving left: Set<String> = []) throws(Template.Fault)
    -> [UInt8]
  {
    var values = self.values
    for slot in left { values[slot] = .left }
    // The convention's template leaves the choice of a status to an editor; here it is made.
    let template = template.replacing(Self.choice, with: status.rawValue.capitalized)
    let filled = Record(try template.filled(values), name: [], kind: .decision)
    var text = filled.text
    if left.isEmpty {
      if let fault = Template.Fault(filled.frontMatter, of: text) { throw fault }
      text = try withHomeless(filled, template)
    }
    if filled.dialect == .frontMatter {
      let block = text == filled.text ? filled.frontMatter : nil
      text = RecordEditor.appending(provenance.lines(vouching: false), to: text, block, kind: .decision)
    }
    try verify(text)
    return text
  }

  /// Whether clio fills a slot by itself, so that nobody else can.
  public static func fills(_ slot: String) -> Bool {
    slot != "EVAL_NOTES_LINK" && DecisionDraft().values[slot] != nil
  }

  private var values: [String: SlotValue] {
    func optional(_ text: String?) -> SlotValue { text.map { .text($0) } ?? .null }
    var values: [String: SlotValue] = [
      "ID": .text(id), "TITLE": .text(title), "STATUS": .text(status.rawValue),
      "STATUS_WORD": .text(status.rawValue.capitalized), "NUMBER": .text(Int(id).map { String($0) } ?? id),
      "DATE_ISO": .date(date),
      "FEATURE_NAME": .text(feature ?? "none"), "FEATURE": .text(feature ?? "none"),
      "SPEC_LINK": optional(links["spec"]),
      "PLAN_LINK": optional(links["plan"]), "REVIEW_BY": optional(reviewBy),
      "RELATED_ADRS": .list(lists["relates_to"] ?? []), "EVAL_NOTES_LINK": .text("none"),
    ]
    for key in Self.listKeys { values[key.uppercased()] = .list(lists[key] ?? []) }
    for key in Self.significanceKeys {
      values["SIGNIFICANCE_" + key.uppercased()] = optional(significance[key])
    }
    let consequences = ["POSITIVE_CONSEQUENCES", "NEGATIVE_CONSEQUENCES"].compactMap { texts[$0] }
    values[Self.bothConsequences] = .text(
      consequences.isEmpty ? "none" : consequences.joined(separator: "\n\n"))
    for (slot, _) in Self.texts { values[slot] = .text(texts[slot] ?? "none") }
    for (name, value) in extra { values[name] = .text(value) }
    return values
  }

  /// The list fields that a draft can have.
  public static let listKeys = ["deciders", "tags", "supersedes", "amends", "relates_to", "affects"]
  /// The questions of the three-part test.
  public static let significanceKeys = ["impact", "alternatives", "scope"]

  /// What was given but has no slot is added under its canonical key or heading.
  private func withHomeless(_ filled: Record, _ template: Template) throws(Template.Fault) -> [UInt8] {
    var text = filled.text
    var lines = missing(in: filled)
    for key in Self.listKeys where !template.has(key.uppercased()) {
      if key == "relates_to", template.has("RELATED_ADRS") { continue }
      if let items = lists[key], !items.isEmpty { lines.append((key, .list(items))) }
    }
    if let feature, !template.has("FEATURE"), !template.has("FEATURE_NAME") {
      lines.append(("feature", .text(feature)))
    }
    if let reviewBy, !template.has("REVIEW_BY") { lines.append(("review_by", .text(reviewBy))) }
    for kind in ["spec", "plan"] where !template.has(kind.uppercased() + "_LINK") {
      if let link = links[kind] { lines.append(("links." + kind, .text(link))) }
    }
    for key in Self.significanceKeys where !template.has("SIGNIFICANCE_" + key.uppercased()) {
      if let answer = significance[key] { lines.append(("significance." + key, .text(answer))) }
    }
    for (slot, heading) in Self.texts where !template.has(slot) {
      if heading.hasPrefix("###"), template.has(Self.bothConsequences) { continue }
      if let value = texts[slot] { text = adding(Encoder.bodyText(value), below: heading, to: text) }
    }
    let isOwnForm = filled.dialect == .frontMatter
    if isOwnForm || filled.frontMatter != nil {
      for (name, value) in lines {
        do {
          let editor = RecordEditor(Record(text, name: [], kind: .decision))
          text = try isOwnForm ? editor.setting(name, to: value) : editor.adding(name, value)
        } catch {
          throw Template.Fault(line: 0, message: error.message)
        }
      }
    } else {
      text = withBullets(lines, text)
    }
    return text
  }

  /// The text with another one at the end of a section, which is made where there is none of that name.
  private func adding(_ value: String, below heading: String, to text: [UInt8]) -> [UInt8] {
    let headings = text.headings(in: (FrontMatter(in: text)?.block.upperBound ?? 0)..<text.count)
    let name = heading.drop { $0 == "#" || $0 == " " }
    guard let index = headings.lastIndex(where: { text.string($0.text) == name }) else {
      return text + Array("\n\(heading)\n\n\(value)\n".utf8)
    }
    let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
    let filled = text.withoutOuterBlankLines(min(headings[index].line.next, end)..<end)
    return text.applying([Edit(filled.upperBound..<filled.upperBound, "\n\n" + value)])
  }

  /// The fields that a filled text doesn't tell, though every decision has them.
  private func missing(in record: Record) -> [(name: String, value: RecordEditor.Value)] {
    let isOwnForm = record.dialect == .frontMatter
    let values = [("title", title), ("status", status.rawValue), ("date", date)]
    return values.compactMap { name, value in
      let isThere = isOwnForm ? record.frontMatter?.entry(name) != nil : record.fields[name] != nil
      return isThere || value.isEmpty ? nil : (name, .text(value))
    }
  }

  /// The text with bullets in the manner of the convention: what readers look for with the form's own such lines, the
  /// rest in a section of its own.
  private func withBullets(_ lines: [(name: String, value: RecordEditor.Value)], _ filled: [UInt8]) -> [UInt8]
  {
    var top = ""
    var notes = ""
    var heading = ""
    for (name, value) in lines {
      let shown =
        switch value {
        case .text(let text): Encoder.oneLine(text)
        case .list(let items): Encoder.oneLine(items.joined(separator: ", "))
        case .null: "none"
        }
      if name == "title" {
        heading = "# ADR-\(id): \(shown)\n\n"
      } else if ["status", "date", "feature", "deciders"].contains(name) {
        top += "- **\(name.capitalized):** \(name == "status" ? shown.capitalized : shown)\n"
      } else {
        notes += "- **\(name.capitalized):** \(shown)\n"
      }
    }
    let body = FrontMatter(in: filled)?.block.upperBound ?? 0
    let headings = filled.headings(in: body..<filled.count)
    let first = heading.isEmpty ? headings.first { $0.level == 1 } : nil
    var place = first?.line.next ?? body
    if !top.isEmpty, let own = lastMetadata(filled, before: headings.first { $0.level > 1 }) {
      place = own.line.next
      if !own.isBullet { top = "\n" + top }
    } else if !top.isEmpty {
      top = first == nil ? top + "\n" : "\n" + top
    }
    var text = filled.applying([Edit(place..<place, heading + top)])
    if !notes.isEmpty { text += Array("\n## Notes\n\n\(notes)".utf8) }
    return text
  }

  /// The last line above the sections that tells status, date or feature, and whether it is a bullet.
  private func lastMetadata(_ text: [UInt8], before heading: Heading?) -> (line: Line, isBullet: Bool)? {
    let end = heading?.line.content.lowerBound ?? text.count
    let fields = Record(text, name: [], kind: .decision).fields.values.compactMap { field -> (Int, Bool)? in
      guard let range = field.range, range.upperBound <= end else { return nil }
      switch field.origin {
      case .bullet: return (range.upperBound, true)
      case .line: return (range.upperBound, false)
      default: return nil
      }
    }
    guard let last = fields.max(by: { $0.0 < $1.0 }),
      let line = text.lines().first(where: { $0.content.contains(last.0 - 1) })
    else { return nil }
    return (line, last.1)
  }

  private func verify(_ text: [UInt8]) throws(Template.Fault) {
    let record = Record(text, name: Array("\(id)-x.md".utf8), kind: .decision)
    if record.standing != status {
      throw Template.Fault(line: 0, message: "filled, its status doesn't read as '\(status.rawValue)'")
    }
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + String(dropFirst()) }
}
