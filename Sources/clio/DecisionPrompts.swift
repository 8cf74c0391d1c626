import Decisions
import History
import Index
import Platform
import Records

extension DecisionBook {
  /// The folder that most decisions are in: where a table of contents lies.
  var usualFolder: [UInt8] {
    let own = Path(Project.decisionFolder).bytes
    let folders = set.all.map(\.folder)
    if folders.isEmpty || folders.contains(own) { return own }
    let counts = Dictionary(folders.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key.count) < ($1.value, $0.key.count) }?.key ?? own
  }

  /// The prompts that led to a decision: those it names, and those that name it.
  func promptRecords(leadingTo index: Int) throws -> [FoundRecord] {
    try promptLinks().filter { $0.decisions.contains(index) }.map(\.prompt)
  }

  /// The prompts that led to decisions, as a graph shows them.
  func prompts() throws -> [DecisionGraph.Prompt] {
    try promptLinks().map { link in
      DecisionGraph.Prompt(
        path: link.prompt.file.path.bytes, label: RecordView(link.prompt).title, decisions: link.decisions)
    }
  }

  /// Every prompt that led to decisions, with those.
  func promptLinks() throws -> [(prompt: FoundRecord, decisions: [Int])] {
    var named: [Path: [Int]] = [:]
    for (index, decision) in set.all.enumerated() {
      for path in decision.prompts { named[Path(bytes: path), default: []].append(index) }
    }
    // The index knows which prompts name a decision; only those are read.
    let naming = try Index(project).promptsNamingDecisions()
    var result: [(prompt: FoundRecord, decisions: [Int])] = []
    for path in Set(naming + named.keys).sorted() {
      let found = project.read(RecordFile(path: path, kind: .prompt))
      if found.record == nil, !naming.contains(path) { continue }
      let file = found.file
      var decisions = named[file.path] ?? []
      for target in found.record?.adrLinks ?? [] {
        if let index = decision(target, from: file.path), !decisions.contains(index) {
          decisions.append(index)
        }
      }
      if !decisions.isEmpty { result.append((found, decisions.sorted())) }
    }
    return result
  }

  /// The decision that a prompt's link means: a path from the root or from the record, or a number in history/adr.
  private func decision(_ target: String, from path: Path) -> Int? {
    let bytes = Array(target.utf8)
    if let index = set.index(of: bytes) { return index }
    if let index = set.index(of: LinkRewriter.normalized(bytes, in: path.parent.bytes)) { return index }
    guard !bytes.contains(UInt8(ascii: "/")), let number = DecisionLink.Target(target)?.number else {
      return nil
    }
    let found = set.all.indices.filter { set.all[$0].number == number }
    let own = found.filter { set.all[$0].folder == usualFolder }
    return found.count == 1 ? found[0] : own.count == 1 ? own[0] : nil
  }
}

extension Record {
  /// What `links.adr` of a prompt names: one decision, or several with commas between them.
  var adrLinks: [String] {
    (link("adr") ?? "").split(separator: ",").map { part in
      String(
        decoding: Array(part.utf8).drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed(),
        as: UTF8.self)
    }
  }
}
