import Database
import History
import Platform
import Records

extension Index {
  /// The records that a query names, and nothing else.
  func named(by query: Query, _ options: SearchOptions) throws(DatabaseError) -> [Candidate] {
    guard let condition = try naming(query) else { return [] }
    let translation = Query.Translation(
      match: nil, conditions: [condition], phrases: [], wantedCount: 0, refused: [])
    return try candidates(translation, nil, [], query, options)
  }

  /// What is true of the records that a query names: by number (`12`, `#12`, `ADR-0012`, `auth/12`), uid or path; nil if
  /// it can name none.
  func naming(_ query: Query) throws(DatabaseError) -> SQLCondition? {
    guard case .text(let term) = query.root, term.style == .word, term.column == nil else { return nil }
    let (kind, number) = Self.number(in: Array(term.text.lowercased().utf8))
    guard number != nil || term.text.utf8.contains(where: { "-/.".utf8.contains($0) }) else { return nil }
    let rows = try rows(called: term.text).map { String($0) }.joined(separator: ", ")
    let wanted: SQLValue = kind.map { .text($0.rawValue) } ?? .null
    return SQLCondition(
      sql:
        "(r.number = ? AND r.kind = ifnull(?, r.kind)) OR r.uid = ? COLLATE NOCASE OR r.path = ? OR r.row IN (\(rows))",
      values: [.integer(number ?? -1), wanted, .text(term.text), .text(term.text)])
  }

  /// The number, and what has it: an `adr-` before it means a decision.
  private static func number(in text: [UInt8]) -> (kind: Kind?, value: Int64?) {
    let signs: [(sign: [UInt8], kind: Kind?)] = [
      (Array("#".utf8), nil), (Array("adr-".utf8), .decision), (Array("phr-".utf8), .prompt),
    ]
    let found = signs.first { text.starts(with: $0.sign) }
    let digits = text.dropFirst(found?.sign.count ?? 0)
    guard !digits.isEmpty, digits.count < 7, digits.allSatisfy(\.isDigit) else { return (nil, nil) }
    return (found?.kind, Int64(String(decoding: digits, as: UTF8.self)))
  }

  /// The rows of the records that a name with a folder means, as lists print it: `001-auth/0003`, `adr/3`.
  private func rows(called reference: String) throws(DatabaseError) -> [Int64] {
    let name = reference.split(separator: "/").last.map { Array($0.utf8) } ?? []
    guard reference.utf8.contains(UInt8(ascii: "/")), let number = RecordNumber(leading: name) else {
      return []
    }
    var rows: [RecordFile: Int64] = [:]
    try forEachRow { (_) throws(DatabaseError) in
      ("SELECT row, path, kind FROM records WHERE path LIKE ?", [.string("%\(number.value)%")])
    } _: { (statement, _) throws(DatabaseError) in
      let kind = try statement.recordKind(2)
      rows[RecordFile(path: Path(bytes: statement.bytes(1)), kind: kind)] = statement.int64(0)
    }
    return RecordFile.called(reference, among: Array(rows.keys)).compactMap { rows[$0] }
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
