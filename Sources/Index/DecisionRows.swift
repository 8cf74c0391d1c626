import Database
import Platform
import Records

/// What the index knows of how records and code hang together, without reading a file.
public struct DecisionRows: Sendable {
  /// A decision.
  public struct Decision: Sendable {
    /// The path from the root.
    public let path: Path
    /// The globs of the code that it binds.
    public var affects: [String] = []
    /// The decisions and prompts that it names.
    public var links: [(kind: String, target: String)] = []
  }

  /// A prompt that names files and decisions.
  public struct Prompt: Sendable {
    /// The path from the root.
    public let path: Path
    /// The files that it touched.
    public var files: [String] = []
    /// The decision that it names, as written.
    public var decision: String?
  }

  /// The decisions.
  public internal(set) var decisions: [Decision] = []
  /// The prompts that touched one of the files asked for.
  public internal(set) var prompts: [Prompt] = []
}

extension Index {
  /// The decisions with their globs and links, and the prompts that touched files; `files` tells which of the files
  /// that prompts name matter.
  public func decisionRows(touching files: (String) -> Bool) throws(IndexError) -> DecisionRows {
    try attempting("read the index") { () throws(DatabaseError) in
      var rows = DecisionRows()
      try collect(from: database, hiding: hidden, into: &rows, files)
      if let overlay { try collect(from: overlay, hiding: [], into: &rows, files) }
      return rows
    }
  }

  /// The prompts that name a decision.
  public func promptsNamingDecisions() throws(IndexError) -> [Path] {
    try attempting("read the index") { () throws(DatabaseError) in
      var paths: [Path] = []
      for source in [database] + (overlay.map { [$0] } ?? []) {
        let statement = try source.prepare(
          "SELECT r.row, r.path FROM links l JOIN records r ON r.row = l.row WHERE r.kind = 'phr' AND l.kind = 'adr'",
          persistent: false)
        while try statement.step() {
          if source !== database || !hidden.contains(statement.int64(0)) {
            paths.append(Path(bytes: statement.bytes(1)))
          }
        }
      }
      return paths
    }
  }

  private func collect(
    from database: Database, hiding hidden: Set<Int64>, into rows: inout DecisionRows,
    _ files: (String) -> Bool
  ) throws(DatabaseError) {
    var places: [Int64: Int] = [:]
    let decisions = try database.prepare(
      "SELECT row, path FROM records WHERE kind = 'adr'", persistent: false)
    while try decisions.step() {
      let row = decisions.int64(0)
      if hidden.contains(row) { continue }
      places[row] = rows.decisions.count
      rows.decisions.append(DecisionRows.Decision(path: Path(bytes: decisions.bytes(1))))
    }
    let globs = try database.prepare(
      "SELECT f.row, f.path FROM files f JOIN records r ON r.row = f.row WHERE r.kind = 'adr'",
      persistent: false)
    while try globs.step() {
      if let at = places[globs.int64(0)] { rows.decisions[at].affects.append(globs.string(1)) }
    }
    let links = try database.prepare(
      "SELECT l.row, l.kind, l.target FROM links l JOIN records r ON r.row = l.row WHERE r.kind = 'adr'",
      persistent: false)
    while try links.step() {
      if let at = places[links.int64(0)] {
        rows.decisions[at].links.append((links.string(1), links.string(2)))
      }
    }
    var touching: [Int64: [String]] = [:]
    let touched = try database.prepare(
      "SELECT f.row, f.path FROM files f JOIN records r ON r.row = f.row WHERE r.kind = 'phr'",
      persistent: false)
    while try touched.step() {
      let (row, file) = (touched.int64(0), touched.string(1))
      if !hidden.contains(row), files(file) { touching[row, default: []].append(file) }
    }
    let prompt = try database.prepare(
      "SELECT r.path, (SELECT target FROM links l WHERE l.row = r.row AND l.kind = 'adr') FROM records r WHERE r.row = ?",
      persistent: false)
    for (row, files) in touching.sorted(by: { $0.key < $1.key }) {
      try prompt.bind(.integer(row), at: 1)
      if try prompt.step() {
        rows.prompts.append(
          DecisionRows.Prompt(
            path: Path(bytes: prompt.bytes(0)), files: files,
            decision: prompt.isNull(1) ? nil : prompt.string(1)))
      }
      prompt.reset()
    }
  }
}
