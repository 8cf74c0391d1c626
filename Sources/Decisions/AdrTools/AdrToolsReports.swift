import Records

extension AdrTools {
  /// `adr generate toc`: the records in order, with an introduction before and more text after them.
  public static func contents(_ decisions: [Decision], prefix: String, intro: [UInt8]?, outro: [UInt8]?)
    -> [UInt8]
  {
    let newline = UInt8.newline
    var result = Array("# Architecture Decision Records\n\n".utf8)
    if let intro { result += intro + [newline] }
    for decision in decisions {
      result += Array("* [\(title(of: decision))](\(prefix)".utf8) + decision.fileName + Array(")\n".utf8)
    }
    if let outro { result += [newline] + outro }
    return result
  }

  /// `adr generate graph`: DOT, with the records in sequence and the links between them.
  public static func graph(_ decisions: [Decision], prefix: String, fileExtension: String) -> String {
    let set = DecisionSet(decisions)
    let names = nodeNames(set.all)
    var lines = ["digraph {", "  node [shape=plaintext];", "  subgraph {"]
    for (index, decision) in set.all.enumerated() {
      let stem = String(decoding: decision.fileName.dropLast(3), as: UTF8.self)
      let address = quoted(prefix + stem + fileExtension)
      lines.append("    \(names[index]) [label=\"\(quoted(title(of: decision)))\"; URL=\"\(address)\"];")
      if index > 0 {
        lines.append("    \(names[index - 1]) -> \(names[index]) [style=\"dotted\", weight=1];")
      }
    }
    lines.append("  }")
    for index in set.all.indices {
      for (words, target) in namedLinks(of: set.all[index]) where !words.hasSuffix(" by") {
        let number = RecordNumber(leading: target).map { DecisionLink.Target.number($0.value) }
        let byNumber = number.flatMap { set.resolve($0, from: set.all[index]) }
        guard let to = set.resolve(.path(target), from: set.all[index]) ?? byNumber else { continue }
        lines.append("  \(names[index]) -> \(names[to]) [label=\"\(quoted(words))\", weight=0]")
      }
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// The links of the status section with the words as they stand there.
  private static func namedLinks(of decision: Decision) -> [(words: String, target: [UInt8])] {
    guard let section = StatusSection(decision.record) else {
      return decision.links.compactMap { link in
        if case .path(let path) = link.target { (link.relation.words, path) } else { nil }
      }
    }
    let text = decision.record.text
    return text.lines(section.content).compactMap { line in
      let shown = Array(text[text.trimmed(line.content)])
      guard let open = shown.firstRange(of: Array("](".utf8)),
        let label = shown.firstIndex(of: UInt8(ascii: "[")),
        label > 1, let close = shown.lastIndex(of: UInt8(ascii: ")")), close > open.upperBound
      else { return nil }
      return (shown.string(0..<(label - 1)), Array(shown[open.upperBound..<close]))
    }
  }

  /// `_7` for record 7; a number that several have gets letters, so that no record hides another.
  private static func nodeNames(_ decisions: [Decision]) -> [String] {
    var count: [Int: Int] = [:]
    return decisions.map { decision in
      let number = decision.number ?? 0
      let earlier = count[number, default: 0]
      count[number] = earlier + 1
      return "_\(number)" + (earlier == 0 ? "" : "_\(earlier + 1)")
    }
  }

  private static func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
