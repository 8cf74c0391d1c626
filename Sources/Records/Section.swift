/// The canonical sections of a prompt record, in order.
public enum Section: Int, CaseIterable, Sendable {
  case prompt, response, outcome, evaluation

  /// The heading as the convention writes it.
  public var heading: String {
    switch self {
    case .prompt: "Prompt"
    case .response: "Response snapshot"
    case .outcome: "Outcome"
    case .evaluation: "Evaluation notes (flywheel)"
    }
  }

  /// The slot of the text in a template.
  var slot: String? {
    switch self {
    case .prompt: "PROMPT_TEXT"
    case .response: "RESPONSE_TEXT"
    case .outcome, .evaluation: nil
    }
  }

  /// Other headings met in the wild for the same section.
  package var variants: [String] {
    switch self {
    case .prompt:
      [
        "prompt text", "prompt_text", "prompt text (verbatim)", "user prompt", "original prompt",
        "user input",
      ]
    case .response: ["response", "response text", "response_text", "response summary", "assistant response"]
    case .outcome: ["summary", "outcome impact", "outcomes"]
    case .evaluation: ["evaluation", "evaluation notes"]
    }
  }
}

/// The sections of a prompt record that nobody vouched for: the first exact canonical heading in order ends a
/// section, even inside a fence, since strict fence rules swallow real sections in some real files.
struct SectionMap: Sendable {
  /// The content of each section that was found, without its heading.
  private(set) var content: [Section: Range<Int>] = [:]
  /// The heading line of each section that was found.
  private(set) var headings: [Section: Range<Int>] = [:]

  /// Looks for the sections in a range of a text. A proven text may hold headings like ours: it is hidden.
  init(_ text: [UInt8], in range: Range<Int>, hiding hidden: [Range<Int>] = []) {
    var candidates: [(section: Section, isExact: Bool, line: Line)] = []
    var from = range.lowerBound
    var hidden = hidden.sorted { $0.lowerBound > $1.lowerBound }
    while let mark = text.index(of: .hash, from: from, to: range.upperBound) {
      from = mark + 1
      guard mark == range.lowerBound || text[mark - 1] == .newline, text.hasPrefix("##", at: mark),
        let line = text.line(at: mark, end: range.upperBound)
      else { continue }
      from = line.next
      while let next = hidden.last, next.upperBound <= line.content.lowerBound { hidden.removeLast() }
      guard let heading = Heading(text, line), heading.level == 2,
        heading.text.count <= Section.longestHeading,
        hidden.last?.contains(line.content.lowerBound) != true
      else { continue }
      let title = text.string(heading.text)
      guard let section = Section.named[title.lowercased()] else { continue }
      candidates.append((section, section.heading == title, line))
    }
    guard !candidates.isEmpty else { return }
    from = range.lowerBound
    var found: [(Section, Line)] = []
    for section in Section.allCases {
      let later = candidates.filter { $0.section == section && $0.line.content.lowerBound >= from }
      guard let match = later.first(where: \.isExact) ?? later.first else { continue }
      found.append((section, match.line))
      from = match.line.next
    }
    for (index, (section, line)) in found.enumerated() {
      let end = index + 1 < found.count ? found[index + 1].1.content.lowerBound : range.upperBound
      content[section] = min(line.next, end)..<end
      headings[section] = line.content
    }
  }
}

extension Section {
  /// The sections by every heading that they have, in lower case.
  fileprivate static let named = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { section in
      ([section.heading.lowercased()] + section.variants).map { ($0, section) }
    })

  fileprivate static let longestHeading = named.keys.map(\.utf8.count).max() ?? 0
}

extension [UInt8] {
  /// A range without empty lines at its beginning and without white space at its end.
  package func withoutOuterBlankLines(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    while let line = line(at: lower, end: range.upperBound), trimmed(line.content).isEmpty {
      lower = line.next
    }
    var upper = range.upperBound
    while upper > lower,
      self[upper - 1].isBlank || self[upper - 1] == .newline || self[upper - 1] == .carriageReturn
    {
      upper -= 1
    }
    return lower..<Swift.max(lower, upper)
  }
}
