import Records

/// A free-form note, such as the summary of a session: its title, and its sections with what each is about.
public struct Note: Sendable {
  /// What a section is about.
  public enum Role: String, CaseIterable, Sendable {
    case problem, solution, files, tests, impact, migration, compatibility, commits, references, other
  }

  /// A section.
  public struct Section: Sendable {
    /// The heading; empty for the text before the first one.
    public let heading: String
    /// What it is about.
    public let role: Role
    /// The lines below the heading, without the empty ones around them.
    public let body: [UInt8]
  }

  /// The first heading, if it stands before everything else.
  public let title: String?
  /// The sections in order.
  public let sections: [Section]
  /// The level of their headings.
  private let level: Int

  /// Reads a note.
  public init(_ text: [UInt8]) {
    let text = text.filter { $0 != .carriageReturn }
    let start =
      FrontMatter(in: text)?.block.upperBound
      ?? (text.hasPrefix(byteOrderMark, at: 0) ? byteOrderMark.count : 0)
    let all = text.headings(in: start..<text.count)
    let first = all.first.flatMap { heading in
      text.withoutOuterBlankLines(start..<heading.line.content.lowerBound).isEmpty && heading.level == 1
        ? heading : nil
    }
    title = first.map { text.string($0.text) }
    let rest = first == nil ? all[...] : all.dropFirst()
    let level = rest.map(\.level).min() ?? 2
    self.level = level
    let tops = rest.filter { $0.level == level }
    var sections: [Section] = []
    func add(_ heading: String, _ range: Range<Int>, _ role: Role) {
      let body = Array(text[text.withoutOuterBlankLines(range)])
      if !heading.isEmpty || !body.isEmpty {
        sections.append(Section(heading: heading, role: role, body: body))
      }
    }
    // Front matter says something too: nothing of a note is lost.
    if start > 0, let block = FrontMatter(in: text) { add("", block.content, .other) }
    let from = first?.line.next ?? start
    add("", min(from, text.count)..<(tops.first?.line.content.lowerBound ?? text.count), .problem)
    for (index, heading) in tops.enumerated() {
      let end = index + 1 < tops.count ? tops[index + 1].line.content.lowerBound : text.count
      let name = text.string(heading.text)
      add(name, min(heading.line.next, end)..<end, Self.role(of: name))
    }
    self.sections = sections
  }

  /// Words of headings, the more telling first.
  private static let words: [(role: Role, words: [String])] = [
    (.compatibility, ["compatib", "alternativ", "constraint", "trade-off", "tradeoff", "option"]),
    (.commits, ["commit"]),
    (.references, ["reference", "see also", "resources", "further reading", "links"]),
    (.tests, ["test", "verif", "validation", "reproduc"]),
    (.files, ["files", "modified", "touched"]),
    (
      .migration,
      ["migration", "next step", "future", "follow-up", "follow up", "todo", "remaining", "open question"]
    ),
    (
      .problem,
      [
        "problem", "issue", "cause", "context", "background", "motivation", "symptom", "error", "analysis",
        "bug",
      ]
    ),
    (.impact, ["impact", "result", "outcome", "consequence", "benefit", "effect"]),
    (
      .solution,
      ["solution", "decision", "resolution", "fix", "approach", "change", "implementation", "what was done"]
    ),
  ]

  static func role(of heading: String) -> Role {
    let lowered = Array(heading.lowercased().utf8)
    return words.first { $0.words.contains { lowered.firstRange(of: Array($0.utf8)) != nil } }?.role ?? .other
  }

  /// The sections of some roles as one text, each under its heading at a level; deeper headings follow it. In a list,
  /// where headings are out of place, they are bold words.
  func text(_ roles: Set<Role>, at target: Int, isBold: Bool = false) -> String? {
    let parts = sections.filter { roles.contains($0.role) }.map { section -> String in
      let body = shifted(section.body, by: target - level)
      if section.heading.isEmpty { return body }
      let heading =
        isBold
        ? "**\(section.heading)**" : String(repeating: "#", count: min(6, target)) + " " + section.heading
      return body.isEmpty ? heading : heading + "\n\n" + body
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private func shifted(_ body: [UInt8], by levels: Int) -> String {
    let edits = body.headings(in: 0..<body.count).map { heading in
      let start = heading.line.content.lowerBound
      return Edit(
        start..<(start + heading.level), String(repeating: "#", count: max(1, min(6, heading.level + levels)))
      )
    }
    return String(decoding: body.applying(edits), as: UTF8.self)
  }

  // MARK: What is in it

  /// The paths between backticks in the sections about files.
  public var files: [String] { quoted(in: [.files]) { Self.isPath($0) } }

  /// The commits between backticks, or at the beginning of an item, in the sections about commits.
  public var commits: [String] {
    quoted(in: [.commits]) { word in
      (7...40).contains(word.utf8.count)
        && word.utf8.allSatisfy { $0.isDigit || (0x61...0x66).contains($0) }
        && word.utf8.contains(where: \.isDigit)
    }
  }

  /// The addresses of links.
  public var addresses: [String] {
    var result: [String] = []
    for section in sections {
      var index = 0
      while let open = section.body.firstRange(of: Array("](".utf8), from: index) {
        let end = section.body[open.upperBound...].firstIndex { $0 == UInt8(ascii: ")") || $0 == .newline }
        index = end ?? section.body.count
        let address = section.body.string(open.upperBound..<index)
        if !address.isEmpty, !result.contains(address) { result.append(address) }
      }
    }
    return result
  }

  private func quoted(in roles: Set<Role>, _ isWanted: (String) -> Bool) -> [String] {
    var result: [String] = []
    for section in sections where roles.contains(section.role) {
      let parts = section.body.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() where index % 2 == 1 {
        let word = String(decoding: part, as: UTF8.self)
        if isWanted(word), !result.contains(word) { result.append(word) }
      }
    }
    return result
  }

  private static func isPath(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot + 1 < bytes.count, bytes.count < 200 else {
      return false
    }
    return bytes.allSatisfy { $0 > 0x20 && !"(){}<>=,;:\"'*".utf8.contains($0) }
      && bytes[(dot + 1)...].allSatisfy { $0.isLetter || $0.isDigit } && bytes.count - dot <= 9
  }
}
