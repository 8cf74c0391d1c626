import Records

/// Decisions and the links between them, and on request the prompts that led to them, ready to be drawn.
public struct DecisionGraph: Sendable {
  /// A box.
  public struct Node: Equatable, Sendable {
    /// A name without anything that a drawing language could take for its own.
    public let name: String
    /// The path from the root.
    public let path: [UInt8]
    /// What stands in it: number and title.
    public let label: String
    /// The status of a decision; nil for a prompt.
    public let status: String?
  }

  /// An arrow.
  public struct Arrow: Equatable, Sendable {
    /// The positions of the two nodes.
    public let from, to: Int
    /// What it says.
    public let label: String
    /// The relation between two decisions; nil for a prompt that led to one.
    public let relation: Relation?
  }

  /// The decisions, then the prompts.
  public let nodes: [Node]
  /// The arrows, in order.
  public let arrows: [Arrow]

  /// A prompt, and the positions of the decisions that it led to.
  public struct Prompt: Sendable {
    let path: [UInt8]
    let label: String
    let decisions: [Int]

    /// A prompt with the decisions that it led to.
    public init(path: [UInt8], label: String, decisions: [Int]) {
      (self.path, self.label, self.decisions) = (path, label, decisions)
    }
  }

  /// The graph of a set.
  public init(_ set: DecisionSet, prompts: [Prompt] = []) {
    let successors = set.successors()
    var nodes: [Node] = set.all.enumerated().map { index, decision in
      let label = decision.numberText.map { "\($0) \(decision.title)" } ?? decision.title
      return Node(
        name: "adr\(index + 1)", path: decision.path, label: Self.oneLine(label),
        status: set.proposedSuccessors(index, successors).isEmpty
          ? decision.shownStatus : Status.accepted.rawValue)
    }
    var arrows = set.forwardEdges().map { edge in
      Arrow(
        from: edge.from, to: edge.to, label: Self.oneLine(edge.relation.words.lowercased()),
        relation: edge.relation)
    }
    for (index, prompt) in prompts.enumerated() {
      nodes.append(
        Node(name: "phr\(index + 1)", path: prompt.path, label: Self.oneLine(prompt.label), status: nil))
      for decision in prompt.decisions {
        arrows.append(Arrow(from: nodes.count - 1, to: decision, label: "led to", relation: nil))
      }
    }
    (self.nodes, self.arrows) = (nodes, arrows)
  }

  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  /// For Graphviz.
  public var dot: String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    var lines = [
      "digraph decisions {", "  rankdir=RL;",
      "  node [shape=box, style=\"rounded,filled\", fillcolor=white];",
    ]
    for node in nodes {
      var attributes =
        "label=\(quoted(node.label)), URL=\(quoted(String(decoding: node.path, as: UTF8.self)))"
      if let status = node.status {
        attributes += ", tooltip=\(quoted(status)), fillcolor=\"\(Self.colour(status))\""
        if !Self.isInForce(status) { attributes += ", style=\"rounded,filled,dashed\"" }
      } else {
        attributes += ", shape=note"
      }
      lines.append("  \(node.name) [\(attributes)];")
    }
    for arrow in arrows {
      let style =
        arrow.relation == .relatesTo
        ? ", dir=none, style=dotted" : arrow.relation == nil ? ", style=dotted" : ""
      lines.append(
        "  \(nodes[arrow.from].name) -> \(nodes[arrow.to].name) [label=\(quoted(arrow.label))\(style)];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// For Mermaid, as forges draw it in Markdown.
  public var mermaid: String {
    func quoted(_ text: String) -> String {
      var result = ""
      for character in text.unicodeScalars {
        switch character {
        case "\"", "#", "<", ">", "`", "&", ";": result += "#\(character.value);"
        default: result.unicodeScalars.append(character)
        }
      }
      return "\"" + result + "\""
    }
    var lines = ["graph RL"]
    for node in nodes {
      let shape = node.status == nil ? ("([", "])") : ("[", "]")
      let kind = node.status.map { ":::" + (Status(rawValue: $0)?.rawValue ?? "other") } ?? ""
      lines.append("  \(node.name)\(shape.0)\(quoted(node.label))\(shape.1)\(kind)")
    }
    for arrow in arrows {
      let line = arrow.relation == .relatesTo ? "---" : arrow.relation == nil ? "-.->" : "-->"
      lines.append("  \(nodes[arrow.from].name) \(line)|\(quoted(arrow.label))| \(nodes[arrow.to].name)")
    }
    for status in Status.allCases.map(\.rawValue) + ["other"]
    where nodes.contains(where: { $0.status.map { Status(rawValue: $0)?.rawValue ?? "other" } == status }) {
      let border = Self.isInForce(status) ? "" : ",stroke-dasharray:4"
      lines.append("  classDef \(status) fill:\(Self.colour(status)),stroke:#555555,color:#222222\(border)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isInForce(_ status: String) -> Bool {
    status == Status.accepted.rawValue || status == Status.proposed.rawValue
  }

  private static func colour(_ status: String) -> String {
    switch Status(rawValue: status) {
    case .accepted?: "#d9f2d9"
    case .proposed?: "#fff4cc"
    case .rejected?: "#f7d6d6"
    case .deprecated?, .superseded?: "#e6e6e6"
    case nil: "#ffffff"
    }
  }
}
