import History
import Records

/// A record that was found.
public struct SearchHit: Sendable {
  /// What the index tells of it.
  public let row: IndexRow
  /// How well it fits; more is better.
  public let score: Double
  /// Whether it has all the words, be it in another form.
  public let isComplete: Bool
  /// The record as its file says now: a hit is compared with its file before it is shown.
  public let found: FoundRecord
  /// The piece of text that fits best.
  public let snippet: Snippet?
}

/// The answer to a search.
public struct SearchAnswer: Sendable {
  /// The hits that were asked for, best first.
  public var hits: [SearchHit] = []
  /// How many records can be shown in all.
  public var total = 0
  /// How many of them have all the words; where none has, those that have most are shown.
  public var complete = 0
  /// The query with its words corrected to some that the index holds, if it is that which was searched for: nothing
  /// fits what was typed.
  public var correction: String?
  /// Where the words stand in the query that no record has, if nothing fits what was typed.
  public var unknown: Set<Int> = []
}

/// What a search wants beside the query.
public struct SearchOptions: Sendable {
  /// The order of the hits.
  public enum Order: String, CaseIterable, Sendable { case score, date, id }

  /// How many hits.
  public var limit: Int
  /// How many to leave out before them.
  public var offset: Int
  /// Their order.
  public var order: Order
  /// Whether superseded and rejected decisions are left out.
  public var isLive: Bool
  /// Characters of a snippet; 0 for none.
  public var snippetWidth: Int
  /// Where fewer records than these have all the words, others that have most of them fill up.
  public var few: Int
  /// Where the words stand in the query that may be corrected; nil for all that no record has.
  public var correctable: Set<Int>?

  /// The usual options.
  public init(
    limit: Int = 20, offset: Int = 0, order: Order = .score, isLive: Bool = false, snippetWidth: Int = 160,
    few: Int = 10
  ) {
    (self.limit, self.offset, self.order, self.isLive) = (limit, offset, order, isLive)
    (self.snippetWidth, self.few) = (snippetWidth, few)
  }
}
