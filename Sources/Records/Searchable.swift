/// What a search looks through, by the weight that it has for a reader.
public struct SearchableText: Sendable {
  /// What was asked for; of a decision, its context.
  public var prompt: [UInt8] = []
  /// What was answered; of a decision, what was decided.
  public var response: [UInt8] = []
  /// What came of it; of a decision, its consequences.
  public var outcome: [UInt8] = []
  /// Everything else.
  public var rest: [UInt8] = []
}

extension Record {
  /// The texts of the record by their role.
  public var searchable: SearchableText {
    var parts = kind == .prompt ? searchablePrompt : searchableDecision
    parts.rest += unreadFrontMatter
    return parts
  }

  /// What stands in the front matter and in no column of its own: whoever remembers a word of it looks for it. Each text
  /// is a line.
  private var unreadFrontMatter: [UInt8] {
    guard let block = frontMatter else { return [] }
    if block.isRecovered { return [.newline] + text[block.content] }
    var texts: [String] = []
    for entry in block.entries {
      switch (FieldName.canonical(entry.key, kind: kind), entry.value) {
      case ("links", .mapping(let inner, _, _)):
        for link in inner where !FieldName.links.contains(link.key) || link.value.text == nil {
          link.value.appendTexts(to: &texts)
        }
      case ("provenance", .mapping): break
      case ("links", let value), ("deciders", let value), ("provenance", let value):
        value.appendTexts(to: &texts)
      case (nil, .scalar) where kind == .prompt && Self.textFields.contains(entry.key.lowercased()): break
      case (nil, let value): value.appendTexts(to: &texts)
      case (_, let value): if !value.isOfTexts { value.appendTexts(to: &texts) }
      }
    }
    return texts.reduce(into: []) { $0 += [.newline] + Array($1.utf8) }
  }

  /// Older kits put the texts into front matter.
  private static let textFields = ["prompt_text", "response_text", "outcome", "evaluation", "summary"]

  private var searchablePrompt: SearchableText {
    var parts = SearchableText()
    parts.prompt = Array(prompts.joined(separator: [UInt8.newline]))
    parts.response = response ?? []
    parts.outcome = [Section.outcome, .evaluation].compactMap { content($0) }.reduce(into: []) {
      $0 += $1 + [.newline]
    }
    let found = sections.content.values.sorted { $0.lowerBound < $1.lowerBound }
    let proven = provenRanges
    let end = ([text.count] + found.map(\.lowerBound) + proven.map(\.lowerBound)).min() ?? text.count
    parts.rest = Array(text[min(bodyStart, end)..<end])
    let entries = (frontMatter?.entries ?? []).filter { Self.textFields.contains($0.key.lowercased()) }
    for name in entries.isEmpty ? [] : Self.textFields {
      guard let value = entries.first(where: { $0.key.lowercased() == name })?.value.text else { continue }
      switch name {
      case "prompt_text": parts.prompt += [.newline] + Array(value.utf8)
      case "response_text": parts.response += [.newline] + Array(value.utf8)
      default: parts.outcome += [.newline] + Array(value.utf8)
      }
    }
    if found.isEmpty, proven.isEmpty { parts.rest = Array(text[bodyStart...]) }
    return parts
  }

  private var searchableDecision: SearchableText {
    var parts = SearchableText()
    let headings = text.headings(in: bodyStart..<text.count).filter { $0.level == 2 }
    parts.rest = Array(text[bodyStart..<(headings.first?.line.content.lowerBound ?? text.count)])
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? headings[index + 1].line.content.lowerBound : text.count
      let content = text[heading.line.content.lowerBound..<end]
      let name = text.string(heading.text).lowercased()
      if name.hasPrefix("context") {
        parts.prompt += content
      } else if name.hasPrefix("decision") {
        parts.response += content
      } else if name.hasPrefix("consequences") {
        parts.outcome += content
      } else {
        parts.rest += content
      }
    }
    return parts
  }
}

extension FrontMatter.Value {
  /// Adds every text in it, however deep.
  fileprivate func appendTexts(to texts: inout [String]) {
    switch self {
    case .scalar(let text, _, _): if !isNull { texts.append(text) }
    case .list(let items, _, _): for item in items { item.appendTexts(to: &texts) }
    case .mapping(let entries, _, _): for entry in entries { entry.value.appendTexts(to: &texts) }
    case .alias, .empty: break
    }
  }
}
