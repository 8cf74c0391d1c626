import Records

/// adr-tools 3.0 as far as it is text: templates, links in the status section, contents and graph.
public struct AdrTools: Sendable {
  /// How the words for a decision that another one takes the place of are spelled.
  public enum Spelling: Sendable {
    /// `Supercedes`, as adr-tools itself has it.
    case c
    /// `Supersedes`, as Debian's build has it.
    case s
  }

  /// The spelling of new links; either one is read.
  public let spelling: Spelling

  /// The format with one of its spellings.
  public init(spelling: Spelling) { self.spelling = spelling }

  /// The words in a record that has taken another's place.
  public var supersedes: String { spelling == .c ? "Supercedes" : "Supersedes" }
  /// The words in the record whose place was taken.
  public var supersededBy: String { spelling == .c ? "Superceded by" : "Superseded by" }

  /// The text of a new record: the first `NUMBER`, `TITLE`, `DATE` and `STATUS` of each line of the template are
  /// replaced in one pass, so that no value is taken for a slot.
  public static func filled(_ template: [UInt8], number: Int, title: String, date: String) -> [UInt8] {
    let values = [("NUMBER", String(number)), ("TITLE", title), ("DATE", date), ("STATUS", "Accepted")]
    var edits: [Edit] = []
    for line in template.lines() {
      for (word, value) in values {
        if let range = template.firstRange(
          of: Array(word.utf8), from: line.content.lowerBound, to: line.content.upperBound)
        {
          edits.append(Edit(range, value))
        }
      }
    }
    return template.applying(edits)
  }

  /// How a record is called in links and contents: its first heading, else its first line.
  public static func title(of decision: Decision) -> String {
    let text = decision.record.text
    let first = text.headings(in: decision.record.bodyStart..<text.count).first { $0.level == 1 }
    if let first { return text.string(first.text) }
    return text.line(at: decision.record.bodyStart).map { text.string(text.trimmed($0.content)) } ?? ""
  }

  /// A record with a link to another one in its status section. Records of other dialects are linked in their own way.
  public func linking(_ decision: Decision, _ words: String, to other: Decision) throws(RecordEditor.Refusal)
    -> [UInt8]
  {
    if decision.record.dialect != .nygard {
      return try DecisionEditor(decision).linking(Relation(named: words), to: other)
    }
    guard let section = StatusSection(decision.record) else {
      throw RecordEditor.Refusal(message: "the record has no section '## Status' to put a link in", offset: 0)
    }
    let target = String(decoding: LinkRewriter.relative(other.path, to: decision.folder), as: UTF8.self)
    return section.appending("\(words) [\(Self.title(of: other))](\(target))")
  }

  /// A record whose place another one takes: the link comes instead of the status, whatever that was.
  public func superseded(_ decision: Decision, by other: Decision) throws(RecordEditor.Refusal) -> [UInt8] {
    if decision.record.dialect != .nygard { return try DecisionEditor(decision).superseded(by: other) }
    let linked = try linking(decision, supersededBy, to: other)
    let record = Record(linked, name: decision.fileName, kind: .decision)
    return StatusSection(record)?.removingStatus() ?? linked
  }

  /// A record with the old form of its date, `12/01/1992`, replaced by `1992-01-12`; nil if it has none.
  public static func upgraded(_ text: [UInt8]) -> [UInt8]? {
    let name = Array("Date: ".utf8)
    var edits: [Edit] = []
    for line in text.lines()
    where line.content.count >= name.count + 10 && text.hasPrefix(name, at: line.content.lowerBound) {
      let start = line.content.lowerBound + name.count
      let parts = text[start..<(start + 10)].split(
        separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.map(\.count) == [2, 2, 4], parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else { continue }
      let shown = parts.reversed().map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
      edits.append(Edit(start..<(start + 10), shown))
    }
    return edits.isEmpty ? nil : text.applying(edits)
  }
}
