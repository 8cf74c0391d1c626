/// Finds the links of a decision wherever its dialect puts them: lists of front matter, lines of the status, metadata
/// lines at the top, and the sections that are there for links.
enum DecisionLinkReader {
  /// Sections whose whole content is links.
  private static let sections: Set<String> = [
    "links", "more information", "related adrs", "related decisions", "references",
  ]

  static func links(of record: Record) -> [DecisionLink] {
    var links: [DecisionLink] = []
    func add(_ found: [DecisionLink]) { for link in found where !links.contains(link) { links.append(link) } }
    for relation in Relation.known {
      guard let key = relation.key else { continue }
      for item in record.list(key) { add(Self.target(item).map { [DecisionLink(relation, $0)] } ?? []) }
    }
    let text = record.text
    if let field = record.status, !isSection(field.origin) { add(line(field.value, isStatus: true)) }
    let headings = text.headings(in: record.bodyStart..<text.count)
    let end = headings.first { $0.level >= 2 }?.line.content.lowerBound ?? text.count
    for line in text.lines(min(record.bodyStart, end)..<end) {
      guard let (name, value) = metadata(text.string(text.trimmed(line.content))) else { continue }
      if let (relation, length) = Relation.leading(name), length == name.utf8.count {
        add(targets(value).map { DecisionLink(relation, $0) })
      } else if value.trimmedBlanks.hasPrefix("[") {
        add(markdownTargets(value).map { DecisionLink(.named(name), .path($0)) })
      }
    }
    for (index, heading) in headings.enumerated() where heading.level >= 2 || text.isStatus(heading) {
      let name = text.string(heading.text).lowercased()
      let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
      let isStatus = text.isStatus(heading)
      let isLinks = sections.contains { name == $0 || name.hasPrefix($0 + " <!--") }
      guard isStatus || isLinks else { continue }
      for line in text.lines(heading.line.next..<end) {
        let shown = unmarked(text.string(text.trimmed(line.content)))
        add(Self.line(shown, isStatus: isStatus, isPlain: name.hasPrefix("related")))
      }
    }
    return links
  }

  private static func isSection(_ origin: Field.Origin) -> Bool {
    if case .section = origin { true } else { false }
  }

  /// A line without its list mark and bold type.
  private static func unmarked(_ line: String) -> String {
    var bytes = Array(line.utf8)[...]
    if bytes.count > 2, [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(bytes[0]),
      bytes[1].isBlank
    {
      bytes = bytes.dropFirst(2).drop { $0.isBlank }
    }
    return String(decoding: bytes, as: UTF8.self).replacing("**", with: "")
  }

  /// A line that begins with a relation, or a Nygard line `Clarifies [2. Title](0002-title.md)`. In a section of
  /// links, a link to a decision without such words relates to it.
  private static func line(_ text: String, isStatus: Bool, isPlain: Bool = false) -> [DecisionLink] {
    if isStatus, let successors = successors(text) {
      return successors.map { DecisionLink(.supersededBy, $0) }
    }
    if let (relation, length) = Relation.leading(text) {
      let rest = String(decoding: Array(text.utf8)[length...], as: UTF8.self)
      return targets(rest).map { DecisionLink(relation, $0) }
    }
    let paths = markdownTargets(text)
    if let name = name(of: text, isStatus: isStatus), let target = paths.last {
      return [DecisionLink(.named(name), .path(target))]
    }
    if isStatus { return [] }
    if !paths.isEmpty { return paths.map { DecisionLink(.relatesTo, .path($0)) } }
    return isPlain ? numbers(text).prefix(1).map { DecisionLink(.relatesTo, .number($0)) } : []
  }

  /// The decisions that a status says have taken the place, at its beginning or behind something else:
  /// `accepted in May, superseded by ADR-0007`. What is struck out, denied or only to come says nothing.
  static func successors(_ status: String) -> [DecisionLink.Target]? {
    let bytes = Array(status.utf8).unstruck
    for index in bytes.indices where bytes[index].lowered == UInt8(ascii: "s") {
      let before = bytes[..<index]
      guard before.last?.isLetter != true, isOpen(behind: before),
        let (relation, length) = Relation.leading(
          String(decoding: bytes[index...].prefix(16), as: UTF8.self)),
        relation == .supersededBy
      else { continue }
      let rest = String(decoding: bytes[(index + length)...], as: UTF8.self)
      let paths = markdownTargets(rest).map { DecisionLink.Target.path($0) }
      let found = paths.isEmpty ? numbers(rest).map { .number($0) } : paths
      // Where nothing is named behind the first such words, nothing is behind later ones.
      return found.isEmpty ? nil : found
    }
    return nil
  }

  /// Whether something new can begin behind a text: not in the midst of `not` or `will be`.
  private static func isOpen(behind text: ArraySlice<UInt8>) -> Bool {
    let word = text.reversed().drop(while: \.isBlank).prefix(while: \.isLetter)
    return word.isEmpty || ["and", "now", "but"].contains(String(decoding: word.reversed(), as: UTF8.self))
  }

  /// The words before a link that is all of a line: `Clarifies [2. Title](0002-title.md)`. In a section of links only
  /// a few words can be a name; `See [ADR-2](0002-title.md) for more` says nothing but that the two relate.
  private static func name(of text: String, isStatus: Bool) -> String? {
    let bytes = Array(text.utf8)
    guard let bracket = bytes.firstIndex(of: UInt8(ascii: "[")), bracket > 1 else { return nil }
    let words = String(decoding: bytes[..<bracket], as: UTF8.self).trimmedBlanks
    if isStatus { return words.isEmpty ? nil : words }
    let isName =
      words.utf8.allSatisfy { $0.isLetter || $0 == .space } && words.split(separator: " ").count <= 3
    let common: Set<String> = ["see", "see also", "like", "prompt"]
    return bytes.last == UInt8(ascii: ")") && isName && !common.contains(words.lowercased()) ? words : nil
  }

  /// `**Name:** value`, `- **Name**: value` or `* Name: value`.
  private static func metadata(_ line: String) -> (name: String, value: String)? {
    let bytes = Array(unmarked(line).utf8)
    guard let colon = bytes.firstIndex(of: .colon), colon > 0 else { return nil }
    return (
      String(decoding: bytes[..<colon], as: UTF8.self).trimmedBlanks,
      String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    )
  }

  // MARK: Targets

  /// The decisions that a text names: by links, else by `ADR-0007`, a file name or a bare number.
  private static func targets(_ text: String) -> [DecisionLink.Target] {
    let paths = markdownTargets(text)
    if !paths.isEmpty { return paths.map { .path($0) } }
    let found = numbers(text)
    if !found.isEmpty { return found.map { .number($0) } }
    return text.split(separator: ",").compactMap { target($0.trimmedBlanks) }
  }

  /// One item of a list: a path, `ADR-0007`, or a number.
  static func target(_ item: String) -> DecisionLink.Target? {
    if let path = markdownTargets(item).first { return .path(path) }
    let bytes = Array(item.utf8)
    let isPath = bytes.contains(slash) || item.lowercased().hasSuffix(".md")
    if isPath { return bytes.contains(where: \.isBlank) && !bytes.contains(slash) ? nil : .path(bytes) }
    if let number = numbers(item).first { return .number(number) }
    if bytes.contains(where: \.isBlank) { return nil }
    // log4brains names a record by its file name without `.md`.
    return RecordNumber(leading: bytes).map { .number($0.value) } ?? number(bytes).map { .number($0) }
      ?? (bytes.contains(.dash) ? .path(bytes + Array(".md".utf8)) : nil)
  }

  private static func number(_ bytes: [UInt8]) -> Int? {
    guard !bytes.isEmpty, bytes.count <= RecordNumber.longest, bytes.allSatisfy(\.isDigit) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// The targets of Markdown links to files that may be decisions.
  private static func markdownTargets(_ text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    var result: [[UInt8]] = []
    var index = 0
    while let open = bytes.firstRange(of: Array("](".utf8), from: index) {
      var start = open.upperBound
      let isPointed = start < bytes.count && bytes[start] == UInt8(ascii: "<")
      if isPointed { start += 1 }
      let close = UInt8(ascii: isPointed ? ">" : ")")
      guard let end = bytes[start...].firstIndex(of: close) else { break }
      index = end
      let target = Array(bytes[start..<end].prefix { $0 != .hash })
      let name = target.lastIndex(of: slash).map { Array(target[($0 + 1)...]) } ?? target
      let isOutside = target.firstRange(of: Array("://".utf8)) != nil
      let isPrompt = String(decoding: name, as: UTF8.self).hasSuffix(".prompt.md")
      if !isOutside, !isPrompt, RecordName.isRecord(name) { result.append(target) }
    }
    return result
  }

  /// The numbers after `ADR-`, `ADR ` or `ADR #`.
  private static func numbers(_ text: String) -> [Int] {
    let bytes = Array(text.utf8)
    var result: [Int] = []
    var index = 0
    while index + 3 < bytes.count {
      let isWord = index == 0 || !(bytes[index - 1].isLetter || bytes[index - 1].isDigit)
      guard isWord, bytes[index].lowered == 0x61, bytes[index + 1].lowered == 0x64,
        bytes[index + 2].lowered == 0x72
      else {
        index += 1
        continue
      }
      var start = index + 3
      while start < bytes.count, [.dash, .space, .hash].contains(bytes[start]), start - index < 6 {
        start += 1
      }
      var end = start
      while end < bytes.count, bytes[end].isDigit { end += 1 }
      if end - start <= RecordNumber.longest, start > index + 3, let value = number(Array(bytes[start..<end]))
      {
        result.append(value)
      }
      index = max(end, index + 3)
    }
    return result
  }
}

extension [UInt8] {
  /// The text without what is struck out: `~~Accepted~~ Deprecated`.
  var unstruck: [UInt8] {
    let mark = Array("~~".utf8)
    var kept: [UInt8] = []
    var from = 0
    while let open = firstRange(of: mark, from: from),
      let close = firstRange(of: mark, from: open.upperBound)
    {
      kept += self[from..<open.lowerBound]
      from = close.upperBound
    }
    return kept + self[from...]
  }

  /// Whether a heading opens the status section: `## Status`, or `# Status` of a project's own template.
  package func isStatus(_ heading: Heading) -> Bool {
    string(heading.text).lowercased() == "status"
  }
}
