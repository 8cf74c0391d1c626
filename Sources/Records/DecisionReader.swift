/// Reads the metadata of decisions in every dialect that is met in the wild.
package enum DecisionReader {
  /// The names of metadata lines, and the field that each one gives.
  private static let names = [
    "status": "status", "date": "date", "feature": "feature", "deciders": "deciders", "tags": "tags",
    "affects": "affects", "relates_to": "relates_to", "review_by": "review_by",
  ]

  /// Which dialect a decision is written in.
  static func dialect(_ text: [UInt8], _ frontMatter: FrontMatter?, body: Int) -> Record.Dialect {
    if let frontMatter, frontMatter.entry("id") != nil,
      ["status", "superseded_by", "provenance"].contains(where: { frontMatter.entry($0) != nil })
    {
      return .frontMatter
    }
    let headings = text.headings(in: body..<text.count)
    let madr = ["context and problem statement", "considered options", "decision outcome"]
    let isMadr = headings.contains { madr.contains(text.string($0.text).lowercased()) }
    let status = head(text, body, headings).first { $0.name == "status" }
    if let status, status.isBold { return .bullets }
    if isMadr { return status?.isBullet == true ? .log4brains : .madr }
    return status?.isBullet == true ? .bullets : .nygard
  }

  /// Adds what the body tells to the fields; front matter has the first word.
  static func read(_ record: Record, into fields: inout [String: Field]) {
    let text = record.text
    let headings = text.headings(in: record.bodyStart..<text.count)
    for line in head(text, record.bodyStart, headings) + notes(text, headings) {
      guard let field = names[line.name], fields[field] == nil else { continue }
      let origin: Field.Origin = line.isBullet || line.isBold ? .bullet(line.name) : .line(line.name)
      fields[field] = Field(text.string(line.value), origin, line.value)
    }
    for (index, heading) in headings.enumerated() where heading.level >= 2 {
      let name = text.string(heading.text).lowercased()
      guard let field = names[name], field == "status" || field == "date", fields[field] == nil else {
        continue
      }
      let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
      let values = text.lines(heading.line.next..<end).map { visible(text, text.trimmed($0.content)) }
        .filter { !$0.isEmpty }
      guard let first = values.first else { continue }
      let range = field == "status" ? values.first { isSupersession(text.string($0)) } ?? first : first
      fields[field] = Field(text.string(range), .section(name), range)
    }
    if let heading = headings.first(where: { $0.level == 1 }) {
      let (number, title) = numbered(text, heading.text)
      if fields["title"] == nil { fields["title"] = Field(text.string(title), .heading, title) }
      if fields["id"] == nil, let number { fields["id"] = Field(text.string(number), .heading, number) }
    }
  }

  /// A line such as `- **Status:** Accepted`, `* Status: accepted` or `Date: 2016-02-12`.
  private struct MetadataLine {
    let name: String
    let value: Range<Int>
    let isBullet: Bool
    let isBold: Bool
  }

  /// The metadata lines before the first section.
  private static func head(_ text: [UInt8], _ body: Int, _ headings: [Heading]) -> [MetadataLine] {
    let end = headings.first { $0.level >= 2 }?.line.content.lowerBound ?? text.count
    return text.lines(min(body, end)..<end).compactMap { metadata(text, text.trimmed($0.content)) }
  }

  /// The metadata lines of a section of notes, where a form without a place for them gets them.
  private static func notes(_ text: [UInt8], _ headings: [Heading]) -> [MetadataLine] {
    headings.indices.filter { text.string(headings[$0].text).lowercased() == "notes" }.flatMap { index in
      let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
      return text.lines(headings[index].line.next..<end).compactMap {
        metadata(text, text.trimmed($0.content))
      }
    }
  }

  private static func metadata(_ text: [UInt8], _ line: Range<Int>) -> MetadataLine? {
    let star = UInt8(ascii: "*")
    var index = line.lowerBound
    func at(_ offset: Int) -> UInt8? { offset < line.upperBound ? text[offset] : nil }
    let isBullet = (at(index) == .dash || at(index) == star) && at(index + 1)?.isBlank == true
    if isBullet { index = text.trimmed((index + 1)..<line.upperBound).lowerBound }
    let isBold = at(index) == star && at(index + 1) == star
    if isBold { index += 2 }
    let start = index
    while let byte = at(index), byte.isLetter || byte == UInt8(ascii: "_") { index += 1 }
    let name = text.string(start..<index).lowercased()
    guard names[name] != nil else { return nil }
    if isBold {
      let isInside = at(index) == .colon && at(index + 1) == star && at(index + 2) == star
      let isOutside = at(index) == star && at(index + 1) == star && at(index + 2) == .colon
      guard isInside || isOutside else { return nil }
      index += 3
    } else {
      guard at(index) == .colon else { return nil }
      index += 1
    }
    let value = visible(text, text.trimmed(index..<line.upperBound))
    return value.isEmpty ? nil : MetadataLine(name: name, value: value, isBullet: isBullet, isBold: isBold)
  }

  /// A value without an HTML comment around or behind it.
  private static func visible(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    guard let comment = text.firstRange(of: Array("<!--".utf8), from: range.lowerBound, to: range.upperBound)
    else { return range }
    return text.trimmed(range.lowerBound..<comment.lowerBound)
  }

  /// The number and the title of a first heading: `ADR-003: Title`, `1. Title`, `Architecture Decision Record: Title`.
  private static func numbered(_ text: [UInt8], _ heading: Range<Int>) -> (
    number: Range<Int>?, title: Range<Int>
  ) {
    for prefix in ["Architecture Decision Record:", "ADR:"]
    where text.hasPrefix(Array(prefix.utf8), at: heading.lowerBound) {
      return (nil, text.trimmed((heading.lowerBound + prefix.utf8.count)..<heading.upperBound))
    }
    var index = heading.lowerBound
    let letters = text[heading].prefix(while: \.isLetter).count
    if letters > 0 {
      let prefix = text.string(index..<(index + letters)).uppercased()
      guard ["ADR", "ARCH"].contains(prefix), index + letters < heading.upperBound else {
        return (nil, heading)
      }
      index += letters
      guard [UInt8.dash, .space, .hash].contains(text[index]) else { return (nil, heading) }
      index += 1
    }
    let start = index
    while index < heading.upperBound, text[index].isDigit { index += 1 }
    guard index > start, index < heading.upperBound, index - start <= RecordNumber.longest else {
      return (nil, heading)
    }
    let number = start..<index
    let separators: [UInt8] =
      letters > 0 ? [.colon, UInt8(ascii: "."), .space, .dash] : [UInt8(ascii: "."), .colon]
    guard separators.contains(text[index]) else { return (nil, heading) }
    while index < heading.upperBound, text[index].isBlank || separators.contains(text[index]) { index += 1 }
    return index < heading.upperBound ? (number, index..<heading.upperBound) : (nil, heading)
  }

  /// The standing that a status text means: by the successor that it names, else by its first word that isn't struck
  /// out; nil for any other text, such as the template's choice `Proposed | Accepted | …` that nobody made.
  package static func standing(_ value: String) -> Status? {
    if isChoice(value) { return nil }
    if DecisionLinkReader.successors(value) != nil { return .superseded }
    let bytes = Array(value.utf8).unstruck
    guard let start = bytes.firstIndex(where: \.isLetter) else { return nil }
    let word = String(decoding: bytes[start...].prefix(while: \.isLetter), as: UTF8.self).lowercased()
    return word == "superceded" ? .superseded : Status(rawValue: word)
  }

  /// Whether a status is the template's list of statuses, left as it was.
  package static func isChoice(_ value: String) -> Bool {
    value.split(separator: "|").count > 2
  }

  private static func isSupersession(_ value: String) -> Bool {
    Relation.leading(value)?.relation == .supersededBy || DecisionLinkReader.successors(value) != nil
  }
}
