import YAML

/// Changes one value of a record and no other byte: comments, key order, quoting, indentation and line ends stay.
public struct RecordEditor {
  /// A new value.
  public enum Value: Equatable, Sendable {
    /// A text, written plain, or quoted where it must be.
    case text(String)
    /// A list of texts.
    case list([String])
    /// YAML's null.
    case null
  }

  /// Why a value can't be changed.
  public struct Refusal: Error, Equatable, Sendable {
    /// What is wrong and what to do, as a sentence without a full stop.
    public let message: String
    /// The place in the file.
    public let offset: Int

    /// A refusal.
    public init(message: String, offset: Int) { (self.message, self.offset) = (message, offset) }
  }

  private let record: Record
  private var text: [UInt8] { record.text }

  /// An editor for a record as it was read.
  public init(_ record: Record) { self.record = record }

  /// The text of the record with one field changed. `links.spec` names a key below `links`.
  ///
  /// The result is read back: an edit that would give another value, or change another one, is refused.
  public func setting(_ field: String, to value: Value) throws(Refusal) -> [UInt8] {
    let isInBlock = record.kind == .prompt || record.dialect == .frontMatter
    if !isInBlock, let old = record.fields[field] {
      if case .frontMatter = old.origin {} else { return try visible(field, old, value) }
    }
    guard let block = record.frontMatter else {
      let remedy =
        record.kind == .decision
        ? "this record has no place for '\(field)'"
        : "this record has no front matter; add a block between two lines '---' first"
      throw Refusal(message: remedy, offset: 0)
    }
    if !isInBlock, block.entry(meaning: field, kind: record.kind) == nil {
      // With a number of its own in front matter it would be of another dialect.
      guard field != "id", field != "title" else {
        throw Refusal(message: "this record has no place for '\(field)'", offset: 0)
      }
      return try adding(field, value)
    }
    let editor = BlockEditor(text: text, block: block, kind: record.kind)
    let edit = try editor.edit(field, value)
    let result = text.applying([edit])
    guard editor.holds(in: result, field, value) else {
      throw Refusal(
        message: "'\(field)' can't be changed here without harm to the front matter; edit the file by hand",
        offset: edit.range.lowerBound)
    }
    return heading(field, value).map { text.applying([edit, $0]) } ?? result
  }

  /// The text of a decision that says nothing of its status, with one in front matter, which is made if there is none.
  package func addingStatus(_ status: String) throws(Refusal) -> [UInt8] {
    let line = "status: " + YAMLWriter.scalar(status)
    if record.frontMatter != nil { return try adding("status", .text(status)) }
    let hasMark = text.hasPrefix(byteOrderMark, at: 0)
    let start = hasMark ? byteOrderMark.count : 0
    let end = text.contains(.carriageReturn) ? "\r\n" : "\n"
    return text.applying([Edit(start..<start, ["---", line, "---", "", ""].joined(separator: end))])
  }

  /// The text with a field in its front matter, whatever dialect the record has.
  package func adding(_ field: String, _ value: Value) throws(Refusal) -> [UInt8] {
    guard let block = record.frontMatter else {
      throw Refusal(message: "this record has no front matter", offset: 0)
    }
    let editor = BlockEditor(text: text, block: block, kind: .decision)
    let result = text.applying([try editor.edit(field, value)])
    guard editor.holds(in: result, field, value) else {
      throw Refusal(message: "the front matter has no place for '\(field)'; edit the file by hand", offset: 0)
    }
    return result
  }

  // MARK: Text outside front matter

  private func visible(_ field: String, _ old: Field, _ value: Value) throws(Refusal) -> [UInt8] {
    guard let range = old.range else {
      throw Refusal(
        message: "'\(field)' is told by nothing but the name of the file; give the file another name",
        offset: 0)
    }
    let new: String
    switch value {
    case .text(let text): new = text
    case .list(let items): new = items.joined(separator: ", ")
    case .null: new = "none"
    }
    guard !new.isEmpty, !new.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" || $0.value == 0 })
    else {
      throw Refusal(
        message: "'\(field)' stands on one line of this record; the value must be one line too",
        offset: range.lowerBound)
    }
    let shown = field == "status" ? Self.inCase(of: text.string(range), new) : new
    let result = text.applying([Edit(range, shown)])
    guard Record(result, name: [], kind: record.kind).fields[field]?.value == shown else {
      throw Refusal(
        message: "the value would read as something else where '\(field)' stands in this record",
        offset: range.lowerBound)
    }
    return result
  }

  /// A status in the manner of the one that it replaces: `accepted`, `Accepted` or `ACCEPTED`.
  private static func inCase(of old: String, _ new: String) -> String {
    guard Status(rawValue: new) != nil else { return new }
    let letters = old.utf8.filter(\.isLetter)
    guard let first = letters.first, first.isUpper else { return new }
    if letters.count > 1, letters.allSatisfy(\.isUpper) { return new.uppercased() }
    return new.prefix(1).uppercased() + new.dropFirst()
  }

  /// A decision of clio's own form says its number and title in the heading as well.
  private func heading(_ field: String, _ value: Value) -> Edit? {
    guard record.kind == .decision, field == "id" || field == "title", case .text(let new) = value else {
      return nil
    }
    var shown: [String: Field] = [:]
    DecisionReader.read(record, into: &shown)
    guard let old = shown[field], old.origin == .heading, let range = old.range,
      let current = record.fields[field], old.value == current.value,
      !new.isEmpty, !new.unicodeScalars.contains(where: isControl)
    else { return nil }
    return Edit(range, new)
  }

  /// The text with lines added at the end of the front matter, which is made if there is none.
  static func appending(
    _ lines: [String], to text: [UInt8], _ block: FrontMatter? = nil, kind: Kind
  ) -> [UInt8] {
    guard let block = block ?? FrontMatter(in: text) else { return withFrontMatter(lines, before: text) }
    return text.applying([BlockEditor(text: text, block: block, kind: kind).appending(lines)])
  }

  /// A text without front matter, with some put before it.
  static func withFrontMatter(_ lines: [String], before text: [UInt8]) -> [UInt8] {
    Array((["---"] + lines + ["---", "", ""]).joined(separator: "\n").utf8) + text
  }
}

/// One replacement of bytes.
public struct Edit: Equatable, Sendable {
  /// What is replaced; empty for an insertion.
  public let range: Range<Int>
  /// What comes in its place.
  public let bytes: [UInt8]

  /// A replacement by bytes.
  public init(_ range: Range<Int>, bytes: [UInt8]) { (self.range, self.bytes) = (range, bytes) }

  /// A replacement by text.
  public init(_ range: Range<Int>, _ text: String) { self.init(range, bytes: Array(text.utf8)) }
}

extension [UInt8] {
  /// The text with edits made, which don't overlap.
  public func applying(_ edits: [Edit]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(edits.reduce(count) { $0 + $1.bytes.count })
    var from = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += self[from..<edit.range.lowerBound]
      result += edit.bytes
      from = edit.range.upperBound
    }
    return result + self[from...]
  }
}
