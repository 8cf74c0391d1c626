import Platform
import Records

/// What the value of a field means, and what is wrong with it.
struct FilterReader {
  let field: Query.Field
  let today: CalendarDate
  var root: Path = "/"
  /// Where the user stands, from the root.
  var folder: Path = "."
  let suggestions: (_ word: String, _ candidates: [String]) -> [String]

  typealias Problem = (message: String, values: [String])

  /// The value; nil if the field is to be read as a word instead.
  func read(_ text: String) -> (value: Query.Filter.Value?, problem: Problem?) {
    let isEmpty = !text.utf8.contains { $0 > 0x20 && $0 != UInt8(ascii: "*") }
    if isEmpty, text.utf8.contains(UInt8(ascii: "*")) { return (.any, nil) }
    if isEmpty { return (nil, ("\(field.rawValue): has no value", [])) }
    switch field {
    case .stage:
      if let stage = Stage(naming: text) { return (.text(stage.rawValue), nil) }
      return (.text(text), unknown(text, "stage", among: Stage.allCases.map(\.rawValue)))
    case .status:
      // Decisions written by other tools have statuses of their own, so this one is looked for all the same.
      let known = Status.allCases.map(\.rawValue)
      return (.text(text), known.contains(text.lowercased()) ? nil : unknown(text, "status", among: known))
    case .kind:
      if let kind = Self.kinds[text.lowercased()] { return (.text(kind.rawValue), nil) }
      return (nil, unknown(text, "kind", among: ["adr", "phr", "decision", "prompt"]))
    case .since, .until, .date:
      guard let (first, last) = QueryDates(today: today).days(text) else {
        var problem = unknown(text, "date", among: QueryDates.words)
        if problem.values.isEmpty { problem.message += "; write 2026-01-31, 2026-01, 2026, yesterday or 2w" }
        return (nil, problem)
      }
      return (
        .days(from: field == .until ? nil : first, to: field == .since ? nil : last), nil
      )
    case .file where text.lowercased() != "none": return (.paths(Glob(Array(text.utf8))), nil)
    case .id, .uid: return (.text(text), nil)
    case .folder: return (.folders(folders(text)), nil)
    default: return (text.lowercased() == "none" ? Query.Filter.Value.none : .text(text), nil)
    }
  }

  /// The folder as it is typed, and as it is called from the root if it is meant from where the user stands.
  private func folders(_ text: String) -> [String] {
    let path = Path(text)
    let first = path.components.first ?? []
    guard let own = path.absolute(in: root.appending(bytes: folder.bytes)).relative(to: root) else {
      return [text]
    }
    let isPlain = !path.isAbsolute && first != Array(".".utf8) && first != Array("..".utf8)
    return (isPlain && folder != "." ? [text] : []) + [own.description]
  }

  private func unknown(_ text: String, _ what: String, among values: [String]) -> Problem {
    let shown = text.count > 40 ? text.prefix(39) + "…" : text[...]
    let near = suggestions(text, values)
    let known = near.isEmpty && what != "date" ? "; there are \(values.joined(separator: ", "))" : ""
    return ("there is no \(what) “\(shown)”\(known)", near)
  }

  private static let kinds: [String: Kind] = [
    "adr": .decision, "adrs": .decision, "decision": .decision, "decisions": .decision,
    "phr": .prompt, "phrs": .prompt, "prompt": .prompt, "prompts": .prompt,
  ]
}
