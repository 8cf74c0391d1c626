import Records

extension Decision {
  /// The globs of the code that the decision binds: `affects` of front matter, or a line `- **Affects:** src/**`.
  public var affects: [String] {
    let own = record.list("affects")
    if !own.isEmpty { return own }
    let name = Array("affects".utf8)
    for line in record.text.lines(record.bodyStart..<record.text.count) {
      let trimmed = record.text.trimmed(line.content)
      var bytes = record.text[trimmed].filter { $0 != UInt8(ascii: "*") }[...]
      bytes = bytes.drop { $0 == .dash || $0.isBlank }
      guard bytes.count > name.count, bytes.prefix(name.count).map(\.lowered) == name,
        bytes[bytes.startIndex + name.count] == .colon
      else { continue }
      // The marks of bold type go, those of a glob stay.
      let value = Array(record.text[trimmed].drop { $0 != .colon }.dropFirst())
      let shown = value.hasPrefix("**", at: 0) ? Array(value[2...]) : value
      let items = String(decoding: shown, as: UTF8.self).split(separator: ",").map(\.trimmedBlanks)
      return items.map { $0.replacing("`", with: "") }.filter { !$0.isEmpty && $0.lowercased() != "none" }
    }
    return []
  }

  /// The prompts that led here, as paths from the root: `links.prompts` of front matter, and links in the text.
  public var prompts: [[UInt8]] {
    var result: [[UInt8]] = []
    func add(_ path: [UInt8]) { if !result.contains(path) { result.append(path) } }
    let listed =
      record.frontMatter?.entry(meaning: "links", kind: .decision)?.value.entry("prompts")?.value.texts ?? []
    for path in listed { add(Array(path.utf8)) }
    let text = record.text
    var index = record.bodyStart
    while let open = text.firstRange(of: Array("](".utf8), from: index) {
      index = open.upperBound
      let end = text[index...].firstIndex { $0 == UInt8(ascii: ")") || $0 == .newline } ?? text.count
      let target = Array(text[index..<end])
      if target.count > 10, target.hasPrefix(".prompt.md", at: target.count - 10) {
        add(LinkRewriter.normalized(target, in: folder))
      }
    }
    return result
  }

  /// The number that a text names: `7`, `ADR-0007`, or a file name that begins with it.
  public static func number(in text: String) -> Int? {
    switch LinkReader.target(text) {
    case .number(let number)?: number
    case .path(let path)?: RecordNumber(leading: path)?.value
    case nil: nil
    }
  }
}
