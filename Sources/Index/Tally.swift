import Database
import Records

/// What records are counted by.
public enum Aspect: String, CaseIterable, Sendable {
  case kind, status, stage, feature, label, model, user, month
}

/// How many records share a value.
public struct Tally: Equatable, Sendable {
  /// The value; nil for records that have none.
  public let value: String?
  /// How many.
  public let records: Int
}

/// How many records a query wants, and how they divide.
public struct Statistics: Sendable {
  /// How many in all.
  public var records = 0
  /// How many of each value, the most frequent first; months in their order.
  public var tallies: [Aspect: [Tally]] = [:]
}

extension Index {
  /// Counts the records that a query wants by some aspects.
  public func statistics(_ query: Query, isLive: Bool = false, by aspects: [Aspect]) throws(IndexError)
    -> Statistics
  {
    try mending("count the records") { () throws(DatabaseError) in
      var counts = [Aspect: [String?: Int]]()
      var rows: Set<Int64> = []
      try forEachRow { (database) throws(DatabaseError) in
        let selection = try selection(query, isLive: isLive, in: database)
        return (
          "SELECT r.row, r.kind, r.stage, r.status, r.feature, r.model, r.user, substr(r.date, 1, 7) FROM records r"
            + selection.clause, selection.values
        )
      } _: { statement, _ in
        rows.insert(statement.int64(0))
        let isPrompt = statement.string(1) == Kind.prompt.rawValue
        for aspect in aspects {
          // A decision has no stage, and a prompt no status: that is nothing to be counted.
          guard let column = Self.column(aspect, isPrompt) else { continue }
          let value = statement.isNull(column) ? nil : statement.string(column)
          counts[aspect, default: [:]][value, default: 0] += 1
        }
      }
      if aspects.contains(.label) { counts[.label] = try labels(of: rows) }
      var statistics = Statistics()
      statistics.records = rows.count
      for aspect in aspects {
        statistics.tallies[aspect] = Tally.ordered(counts[aspect] ?? [:], aspect)
      }
      return statistics
    }
  }

  private static func column(_ aspect: Aspect, _ isPrompt: Bool) -> Int? {
    switch aspect {
    case .kind: 1
    case .stage: isPrompt ? 2 : nil
    case .status: isPrompt ? nil : 3
    case .feature: 4
    case .model: isPrompt ? 5 : nil
    case .user: isPrompt ? 6 : nil
    case .month: 7
    case .label: nil
    }
  }

  /// A record counts once for each of its labels.
  private func labels(of rows: Set<Int64>) throws(DatabaseError) -> [String?: Int] {
    var counts: [String?: Int] = [:]
    var labelled: Set<Int64> = []
    try forEachRow { (_) throws(DatabaseError) in
      ("SELECT DISTINCT row, label FROM labels", [])
    } _: { statement, _ in
      let row = statement.int64(0)
      guard rows.contains(row) else { return }
      labelled.insert(row)
      counts[statement.string(1), default: 0] += 1
    }
    if labelled.count < rows.count { counts.updateValue(rows.count - labelled.count, forKey: nil) }
    return counts
  }
}

extension Tally {
  /// Adds up and sorts. What has no value comes last.
  public static func ordered(_ counts: [String?: Int], _ aspect: Aspect) -> [Tally] {
    counts.map { Tally(value: $0.key, records: $0.value) }.sorted { left, right in
      guard let first = left.value, let second = right.value else {
        return right.value == nil && left.value != nil
      }
      if aspect != .month, left.records != right.records { return left.records > right.records }
      return first < second
    }
  }
}
