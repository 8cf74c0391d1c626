extension Record {
  /// The globs of the code that the decision binds: `affects` of front matter, or a line `- **Affects:** src/**`.
  public var affects: [String] {
    let own = frontMatter?.entry(meaning: "affects", kind: kind) == nil ? [] : list("affects")
    return own.isEmpty ? affectsLine : own
  }

  private var affectsLine: [String] {
    let name = Array("ffects".utf8)
    var from = bodyStart
    while let found = text.firstRange(of: name, from: from) {
      from = found.upperBound
      var start = found.lowerBound
      while start > bodyStart, text[start - 1] != .newline { start -= 1 }
      let before = text[start..<found.lowerBound].filter {
        !$0.isBlank && $0 != .dash && $0 != UInt8(ascii: "*")
      }
      guard before.count == 1, before[0].lowered == UInt8(ascii: "a"),
        let line = text.line(at: found.upperBound)
      else { continue }
      // The marks of bold type go, those of a glob stay.
      var value = text[line.content].drop { $0 == UInt8(ascii: "*") }
      guard value.first == .colon else { continue }
      value = value.dropFirst()
      if value.starts(with: "**".utf8) { value = value.dropFirst(2) }
      return String(decoding: value, as: UTF8.self).listEntries.map { $0.replacing("`", with: "") }
        .filter { !$0.isEmpty && $0.lowercased() != "none" }
    }
    return []
  }

  /// The day on which a decision is to be reviewed, and where it says so; nil for one that nobody has to look at again,
  /// because it was rejected or another took its place.
  public var review: (day: CalendarDate, place: Range<Int>)? {
    guard standing == .accepted || standing == .proposed, let text = meaningful("review_by"),
      let day = CalendarDate(text)
    else { return nil }
    let place = frontMatter?.entry("review_by")?.value.range ?? fields["review_by"]?.range
    return (day, place ?? 0..<0)
  }

  /// The prompts that led to a decision, as paths from the root: `links.prompts` of front matter, and links in the text.
  public func promptPaths(in folder: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    func add(_ path: [UInt8]) { if !result.contains(path) { result.append(path) } }
    let listed =
      frontMatter?.entry(meaning: "links", kind: .decision)?.value.entry("prompts")?.value.texts ?? []
    for path in listed { add(Array(path.utf8)) }
    var index = bodyStart
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
}
