import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum AdrGraphCommand: AppCommand {
  static let format = Key.option(
    "format", "FORMAT", "dot, mermaid, svg or json", choices: ["dot", "mermaid", "svg", "json"],
    default: "dot")
  static let prompts = Key.flag("prompts", "show the prompts that led to the decisions too")

  static let declaration = Command(
    name: "graph", summary: "draw the decisions and the links between them",
    discussion: "The SVG is laid out by Graphviz, which must be installed for it.",
    keys: [format, prompts],
    examples: [
      Example("clio adr graph --format mermaid", "for a Markdown page"),
      Example("clio adr graph --format svg > decisions.svg", "a picture"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let graph = DecisionGraph(book.set, prompts: session[prompts] ? try book.prompts() : [])
    switch session[format] {
    case "mermaid": session.write(Array(graph.mermaid.utf8))
    case "json": session.print(json(graph))
    case "svg": session.write(try svg(graph, session))
    default: session.write(Array(graph.dot.utf8))
    }
    return .done
  }

  private static func svg(_ graph: DecisionGraph, _ session: Session) throws -> [UInt8] {
    let (status, output, errors): (Int32, [UInt8], [UInt8])
    do {
      (status, output, errors) = try Spawn.run(
        ["dot", "-Tsvg"], input: Array(graph.dot.utf8), outputLimit: 256 << 20)
    } catch {
      throw Failure(
        "Graphviz's 'dot' can't be run: \(error.reason)",
        "install Graphviz, or take another format: --format mermaid")
    }
    guard status == 0 else {
      throw Failure(
        "Graphviz's 'dot' ended with status \(status): \(String(decoding: errors.prefix(500), as: UTF8.self))"
      )
    }
    return output
  }

  private static func json(_ graph: DecisionGraph) -> JSON {
    let nodes = graph.nodes.map { node -> JSON in
      [
        "id": .string(node.name), "path": .text(bytes: node.path), "label": .string(node.label),
        "kind": .string(node.status == nil ? Kind.prompt.rawValue : Kind.decision.rawValue),
        "status": node.status.map { .string($0) } ?? .null,
      ]
    }
    let arrows = graph.arrows.map { arrow -> JSON in
      [
        "from": .string(graph.nodes[arrow.from].name), "to": .string(graph.nodes[arrow.to].name),
        "relation": .string(arrow.relation?.key ?? arrow.relation?.words ?? "prompt"),
        "label": .string(arrow.label),
      ]
    }
    return ["nodes": .array(nodes), "edges": .array(arrows)]
  }
}
