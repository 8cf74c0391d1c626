import Database

extension Index {
  /// The records that a query names: by number (`12`, `#12`, `ADR-0012`), uid or path, and nothing else.
  func named(by query: Query, _ options: SearchOptions) throws(DatabaseError) -> [Candidate] {
    guard case .text(let term) = query.root, term.style == .word, term.column == nil else { return [] }
    let number = Self.number(in: Array(term.text.lowercased().utf8))
    guard number != nil || term.text.utf8.contains(where: { "-/.".utf8.contains($0) }) else { return [] }
    let condition = SQLCondition(
      sql: "r.number = ? OR r.uid = ? COLLATE NOCASE OR r.path = ?",
      values: [.integer(number ?? -1), .text(term.text), .text(term.text)])
    let translation = Query.Translation(
      match: nil, conditions: [condition], phrases: [], wantedCount: 0, refused: [])
    return try candidates(translation, nil, [], query, options)
  }

  private static func number(in text: [UInt8]) -> Int64? {
    let signs = ["#", "adr-", "phr-"].map { Array($0.utf8) }
    let digits = text.dropFirst(signs.first { text.starts(with: $0) }?.count ?? 0)
    guard !digits.isEmpty, digits.count < 7, digits.allSatisfy(\.isDigit) else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self))
  }

  /// Puts some records before all others.
  func putFirst(_ named: [Candidate], in ranked: inout [Candidate]) {
    if named.isEmpty { return }
    let rows = Set(named.map(\.row))
    let best = ranked.map(\.score).max() ?? 0
    ranked.removeAll { rows.contains($0.row) }
    ranked += named.map { candidate in
      var candidate = candidate
      candidate.score = best + 1
      return candidate
    }
  }
}
