import History
import Platform
import Records

/// A record as the index keeps it: the row, the lists, and the texts of the full-text columns. A file that can't be
/// read or understood is a document too, with its problem.
struct Document {
  let path: Path
  let kind: Kind
  /// The values of the columns of `records` from `dialect` to `prompt_sha256`, by name.
  var row = RecordFields()
  var number: Int?
  var error: String?
  var problems: [String] = []
  var labels: [String] = []
  var files: [String] = []
  var tests: [String] = []
  var links: [(kind: String, target: String)] = []
  /// One text for each of `Schema.textColumns` but the last.
  private(set) var texts: [[UInt8]]
  /// The text of the last one.
  var identifiers: [UInt8] { IdentifierParts.column(of: texts) }

  init(_ found: FoundRecord) {
    path = found.file.path
    kind = found.file.kind
    texts = [[UInt8]](repeating: [], count: Schema.textColumns.count - 1)
    switch found.content {
    case .failure(let fault):
      error = fault.isLoop ? "a symbolic link, which is not followed" : fault.reason
      texts[0] = Array(found.file.path.nameBytes)
      number = RecordNumber(leading: found.file.path.nameBytes)?.value
    case .success(let record): read(record)
    }
  }

  private mutating func read(_ record: Record) {
    row["dialect"] = record.dialect.rawValue
    row["uid"] = record.uid
    row["id"] = record.id?.value
    row["title"] = record.title?.value
    row["stage"] = kind == .prompt ? record.knownStage?.rawValue ?? record.stage?.value : nil
    row["status"] = kind == .decision ? record.standing?.rawValue ?? record.status?.value : nil
    row["date"] = record.date.flatMap { CalendarDate($0.value)?.description }
    row["feature"] = record.feature ?? (kind == .prompt ? Self.feature(of: path) : nil)
    for name in ["branch", "user", "model", "surface", "command"] { row[name] = record.meaningful(name) }
    row["session"] = record.provenance?.session
    row["recorded"] = record.provenance?.recorded
    row["prompt_sha256"] = record.provenance?.prompts.first?.sha256
    number =
      (record.id.flatMap { RecordNumber(leading: Array($0.value.utf8)) }
      ?? RecordNumber(leading: path.nameBytes))?.value
    problems = record.problems.map(\.label)
    labels = record.list(kind == .prompt ? "labels" : "tags")
    files = kind == .prompt ? record.list("files") : record.affects
    tests = kind == .prompt ? record.list("tests") : []
    links = Self.links(of: record)
    if kind == .decision {
      links += record.decisionLinks.map { ($0.relation.key ?? $0.relation.words, $0.target.text) }
      links += record.promptPaths(in: path.parent.bytes).map {
        ("prompts", String(decoding: $0, as: UTF8.self))
      }
    }
    fill(record)
  }

  /// The links that the record's front matter names.
  private static func links(of record: Record) -> [(kind: String, target: String)] {
    guard let block = record.frontMatter else { return [] }
    // Besides `links:` only keys such as `links_spec` hold any.
    let keys = block.entries.filter { $0.key.utf8.prefix(5).map(\.lowered).elementsEqual("links".utf8) }
    let nested = keys.count == 1 && keys[0].key == "links" ? keys[0].value : nil
    return FieldName.links.compactMap { name in
      if keys.isEmpty || (nested != nil && nested?.inner(name) == nil) { return nil }
      return record.link(name).map { (name, $0) }
    }
  }

  /// A feature's folder stands for the feature where the record doesn't name one.
  private static func feature(of path: Path) -> String? {
    let folder = path.parent.name
    guard Stage(rawValue: folder)?.home != .own, folder != "prompts" else { return nil }
    return (try? Feature(folder))?.name
  }

  private mutating func fill(_ record: Record) {
    let newline = UInt8(ascii: "\n")
    var title = Array((record.title?.value ?? "").utf8)
    // The name of a file often says more than a title, or says it in other words.
    title += [newline] + Array(record.name.slug.utf8)
    let parts = record.searchable
    texts[0] = title
    texts[1] = Array(
      (labels + [row["stage"], row["feature"]].compactMap { $0 }).joined(separator: "\n").utf8)
    texts[2] = parts.prompt
    texts[3] = parts.response
    texts[4] = parts.outcome
    texts[5] =
      parts.rest + [newline] + Array((files + tests + links.map(\.target)).joined(separator: "\n").utf8)
    if let command = row["command"] { texts[5] += [newline] + Array(command.utf8) }
  }
}
