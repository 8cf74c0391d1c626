import Database
import History
import Platform
import Records

/// What a list wants beside the query.
public struct ListOptions: Sendable {
  /// The order: newest first, by number, by title, or by path.
  public enum Order: String, CaseIterable, Sendable { case date, id, title, path }

  /// The order.
  public var order: Order
  /// Whether it is turned around.
  public var isReversed: Bool
  /// Whether superseded, rejected and deprecated decisions are left out.
  public var isLive: Bool
  /// How many records at most.
  public var limit: Int
  /// How many to leave out before them.
  public var offset: Int

  /// The usual options: all, newest first.
  public init(
    order: Order = .date, isReversed: Bool = false, isLive: Bool = false, limit: Int = .max, offset: Int = 0
  ) {
    (self.order, self.isReversed, self.isLive) = (order, isReversed, isLive)
    (self.limit, self.offset) = (limit, offset)
  }
}

/// A record of a list, with the bytes that it is sorted by.
public struct ListedRecord: Sendable {
  /// The record.
  public let row: IndexRow
  /// Lists of several projects are merged by it.
  public let key: [UInt8]
}

extension Index {
  /// How many records a query wants.
  public func count(_ query: Query, isLive: Bool = false) throws(IndexError) -> Int {
    try mending("count the records") { () throws(DatabaseError) in
      var count = 0
      try forEachRow { (database) throws(DatabaseError) in
        let selection = try selection(query, isLive: isLive, in: database)
        return ("SELECT r.row FROM records r" + selection.clause, selection.values)
      } _: { _, _ in
        count += 1
      }
      return count
    }
  }

  /// The records that a query wants, in an order that depends on nothing but them; and how many they are in all.
  public func list(_ query: Query, _ options: ListOptions) throws(IndexError) -> (
    records: [ListedRecord], total: Int
  ) {
    try mending("list the records") { () throws(DatabaseError) in
      var found: [(row: Int64, database: Database, key: [UInt8])] = []
      try forEachRow { (database) throws(DatabaseError) in
        let selection = try selection(query, isLive: options.isLive, in: database)
        return (
          "SELECT r.row, r.path, r.date, r.recorded, r.uid, r.number, r.title FROM records r"
            + selection.clause,
          selection.values
        )
      } _: { statement, database in
        found.append((statement.int64(0), database, Self.key(statement, options.order)))
      }
      if query.root == nil, !options.isLive { try expectRows(found.count { $0.database === self.database }) }
      let isReversed = options.isReversed
      found.sort {
        (isReversed ? $1.key : $0.key).lexicographicallyPrecedes(isReversed ? $0.key : $1.key)
      }
      var records: [ListedRecord] = []
      for item in found.dropFirst(options.offset).prefix(options.limit) {
        records.append(ListedRecord(row: try row(item.row, in: item.database), key: item.key))
      }
      return (records, found.count)
    }
  }

  /// A walk through the table that comes upon fewer rows than there are tells of damage.
  private func expectRows(_ count: Int) throws(DatabaseError) {
    if try recordCount() > count + hidden.count { throw .corrupt("records are missing in it") }
  }

  /// A row that a walk came upon. One that isn't found, or isn't as it was written, tells of damage: its path may be
  /// wrong, too, and lead to no file or to another one.
  func row(_ row: Int64, in database: Database) throws(DatabaseError) -> IndexRow {
    let statement = try database.prepare("SELECT \(IndexRow.columns) FROM records r WHERE r.row = ?")
    defer { statement.reset() }
    try statement.bind(.integer(row), at: 1)
    guard try statement.step() else { throw .corrupt("a record is lost in it") }
    let result = IndexRow(statement)
    guard result.isSealed else { throw .corrupt("a record isn't as it was written") }
    return result
  }

  /// Bytes whose order is that of the list. The path makes it total.
  static func key(_ statement: Statement, _ order: ListOptions.Order) -> [UInt8] {
    var key: [UInt8] = []
    switch order {
    case .date: return recency([2, 3, 4].map { statement.bytes($0) }, statement.bytes(1))
    case .id:
      let number = statement.isNull(5) ? UInt64.max : UInt64(bitPattern: statement.int64(5))
      for shift in stride(from: 56, through: 0, by: -8) {
        key.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    case .title:
      key += statement.string(6).lowercased().utf8
      key.append(0)
    case .path: break
    }
    return key + statement.bytes(1)
  }

  /// Date, time of recording and uid turned over, so that the later comes first and what is missing last; then the path.
  /// Within a second, a uid tells more than the time: it begins with the millisecond.
  fileprivate static func recency(_ times: [[UInt8]], _ path: [UInt8]) -> [UInt8] {
    times.reduce(into: []) { $0 += $1.map { ~$0 } + [0xFF] } + path
  }
}

extension IndexRow {
  /// Bytes in whose order the newer records come first.
  public var recency: [UInt8] {
    Index.recency(["date", "recorded", "uid"].map { Array((fields[$0] ?? "").utf8) }, path.bytes)
  }
}

/// A record of which can't be said whether a query wants it.
public struct DoubtfulRecord: Sendable {
  /// The record.
  public let row: IndexRow
  /// Why: `no date`, or why the file can't be read.
  public let reason: String
}

extension Index {
  /// The records that a query may want, but that say too little to tell. They must not vanish in silence.
  public func doubtful(_ query: Query) throws(IndexError) -> [DoubtfulRecord] {
    guard let doubt = query.doubt else { return [] }
    let filters = query.filters
    return try mending("look for doubtful records") { () throws(DatabaseError) in
      var result: [DoubtfulRecord] = []
      try forEachRow { (database) throws(DatabaseError) in
        var values: [Value] = []
        for value in doubt.values { values.append(try bound(value, in: database)) }
        return ("SELECT \(IndexRow.columns) FROM records r WHERE \(doubt.sql)", values)
      } _: { statement, _ in
        let row = IndexRow(statement)
        let lacks = filters.filter { Self.lacks(row, $0) }.map(\.lack)
        result.append(DoubtfulRecord(row: row, reason: row.error ?? lacks.first ?? "damaged front matter"))
      }
      // Sorted here: SQLite would walk all paths to save itself the sorting of a few.
      return result.sorted { $0.row.path < $1.row.path }
    }
  }

  private static func lacks(_ row: IndexRow, _ filter: Query.Filter) -> Bool {
    switch filter.field {
    case .since, .until, .date: row.fields["date"] == nil
    case .stage: row.kind == .prompt && row.fields["stage"] == nil
    case .status: row.kind == .decision && row.fields["status"] == nil
    default: false
    }
  }
}
