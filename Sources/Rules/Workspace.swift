import Records

/// What a rule may know of the world beside the record: other records, the tree, and git where it is needed. Only read.
public protocol Workspace {
  /// The day, as far ahead as it is anywhere on earth.
  var today: CalendarDate { get }
  /// What the template in use for a kind of record asks for.
  func template(_ kind: Kind) -> TemplateFacts
  /// The other record files of a folder whose names have a number.
  func others(numbered number: Int, beside path: [UInt8], kind: Kind) -> [[UInt8]]
  /// The files that another branch has in the folder under this number and that are not here; see `--against`.
  func rivals(numbered number: Int, beside path: [UInt8]) -> [[UInt8]]
  /// Whether there is a file or folder at a path below the root.
  func presence(of path: [UInt8]) -> Presence
  /// A record at a path below the root.
  func record(at path: [UInt8]) -> Record?
  /// The decisions whose names have a number.
  func decisions(numbered number: Int) -> [[UInt8]]
  /// The text that a record had where it is compared with (the last commit, or what the user named), if it has changed
  /// since.
  func former(_ path: [UInt8]) -> [UInt8]?
}

/// Whether something is there.
public enum Presence: Sendable {
  /// It stands in the tree, or stood there in the last commit.
  case present
  case absent
  /// It can't be told: the clone is shallow.
  case unknown
}

/// What a record must have, by its template.
public struct TemplateFacts: Sendable {
  /// The names of its slots.
  public let slots: Set<String>
  /// The keys of its front matter, as written.
  public let keys: Set<String>
  /// The canonical names of those keys, for a record of a kind.
  private let names: [Kind: Set<String>]
  /// The headings of its body, in lower case.
  public let headings: Set<String>

  /// The canonical names of its keys, for a record of a kind.
  func fields(_ kind: Kind) -> Set<String> { names[kind] ?? [] }

  /// Takes a template apart.
  public init(_ text: [UInt8]) {
    var slots: Set<String> = []
    var index = 0
    while index < text.count {
      if let (name, end) = SlotSyntax.slot(in: text, at: index, end: text.count) {
        slots.insert(name)
        index = end
      } else {
        index += 1
      }
    }
    self.slots = slots
    let block = FrontMatter(in: text)
    let lines = block.map { text.lines($0.content) } ?? []
    let keys = Set(lines.compactMap { Recovery.key(text, $0.content).map { text.string($0) } })
    self.keys = keys
    names = Dictionary(
      uniqueKeysWithValues: [Kind.prompt, .decision].map { kind in
        (kind, Set(keys.compactMap { FieldName.canonical($0, kind: kind) }))
      })
    headings = Set(
      text.headings(in: (block?.block.upperBound ?? 0)..<text.count).map { text.string($0.text).lowercased() }
    )
  }
}
