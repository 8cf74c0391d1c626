import CSQLite

/// A row that the full-text engine has matched, as a ranking function sees it; it lives for that call only.
public struct FullTextRow: ~Copyable {
  private let api: UnsafePointer<Fts5ExtensionApi>
  private let context: OpaquePointer
  /// What the engine said when it could not answer, as it does when the index is damaged.
  private(set) var failure = SQLITE_OK

  init(_ api: UnsafePointer<Fts5ExtensionApi>, _ context: OpaquePointer) {
    self.api = api
    self.context = context
  }

  /// The number of phrases in the expression that the row matches.
  public var phraseCount: Int { Int(api.pointee.xPhraseCount?(context) ?? 0) }

  /// The number of rows in the table.
  public var rowCount: Int {
    mutating get {
      var count: sqlite3_int64 = 0
      note(api.pointee.xRowCount?(context, &count))
      return Int(count)
    }
  }

  /// The number of words in a column of the row.
  public mutating func size(of column: Int) -> Int {
    var size: Int32 = 0
    note(api.pointee.xColumnSize?(context, Int32(clamping: column), &size))
    return Int(size)
  }

  /// The number of words in a column of all rows together.
  public mutating func totalSize(of column: Int) -> Int {
    var size: sqlite3_int64 = 0
    note(api.pointee.xColumnTotalSize?(context, Int32(clamping: column), &size))
    return Int(size)
  }

  /// Hands over the column of every place in the row where a phrase stands.
  public mutating func forEachInstance(of phrase: Int, _ body: (_ column: Int) -> Void) {
    guard let first = api.pointee.xPhraseFirst, let next = api.pointee.xPhraseNext else { return }
    var iterator = Fts5PhraseIter()
    var (column, offset): (Int32, Int32) = (0, 0)
    note(first(context, Int32(clamping: phrase), &iterator, &column, &offset))
    while failure == SQLITE_OK, column >= 0 {
      body(Int(column))
      next(context, &iterator, &column, &offset)
    }
  }

  private mutating func note(_ code: Int32?) {
    if failure == SQLITE_OK { failure = code ?? SQLITE_MISUSE }
  }
}

/// A ranking function of the program, as SQLite keeps it.
private final class RankingFunction {
  let body: (inout FullTextRow) -> Double

  init(_ body: @escaping (inout FullTextRow) -> Double) { self.body = body }

  func call(_ result: OpaquePointer?, _ row: consuming FullTextRow) {
    let rank = body(&row)
    if row.failure == SQLITE_OK {
      sqlite3_result_double(result, rank)
    } else {
      sqlite3_result_error_code(result, row.failure)
    }
  }
}

extension Database {
  /// Makes a function known to the full-text engine, to be called as `name(table)` in a query that matches.
  public func createRankingFunction(
    _ name: String, _ body: @escaping (inout FullTextRow) -> Double
  ) throws(DatabaseError) {
    guard let engine = try fullTextEngine(), let create = engine.pointee.xCreateFunction else {
      throw .misuse("SQLite was built without its full-text engine", sql: nil)
    }
    let function = Unmanaged.passRetained(RankingFunction(body))
    let code = create(
      engine, name, function.toOpaque(),
      { api, context, result, _, _ in
        guard let api, let context, let address = api.pointee.xUserData?(context) else { return }
        Unmanaged<RankingFunction>.fromOpaque(address).takeUnretainedValue()
          .call(result, FullTextRow(api, context))
      },
      { address in
        if let address { Unmanaged<RankingFunction>.fromOpaque(address).release() }
      })
    if code != SQLITE_OK { function.release() }
    try connection.check(code)
  }

  /// The full-text engine of this connection, asked for in the way that its documentation gives.
  private func fullTextEngine() throws(DatabaseError) -> UnsafeMutablePointer<fts5_api>? {
    let statement = try prepare("SELECT fts5(?1)", persistent: false)
    var engine: UnsafeMutablePointer<fts5_api>?
    return try withUnsafeMutablePointer(to: &engine) { place throws(DatabaseError) in
      try connection.check(sqlite3_bind_pointer(statement.handle, 1, place, "fts5_api_ptr", nil))
      _ = try statement.step()
      statement.reset()
      return place.pointee
    }
  }
}
