import Database

/// How well a record fits a query: BM25 over the columns, where all spellings of a word count as one word. SQLite's own
/// measure would take a rare synonym for the most telling word of the query.
final class Relevance {
  /// The name of the function in SQL.
  static let name = "relevance"

  /// What a word counts for in each of `Schema.textColumns`.
  private static let weights = [6.0, 4.0, 2.0, 1.5, 1.5, 1.0, 2.0]
  /// How much it counts against a column that it is long: titles are all about as long as they need to be.
  private static let lengthEffects = [0.3, 0.3, 0.7, 0.7, 0.7, 0.7, 0.7]
  /// How soon more of the same word counts no more.
  private static let saturation = 3.0

  private var phrases: [(group: Int, weight: Double, isCompound: Bool)] = []
  private var counts: [Int] = []
  private var worths: [Double] = []
  private var averages: [Double] = []
  /// For the row at hand: what an instance counts in each column, and what was found of each word.
  private var norms = weights
  private var found: [Double] = []

  /// Makes the function known to a database.
  func register(in database: Database) throws(DatabaseError) {
    try database.createRankingFunction(Self.name) { [self] row in score(&row) }
  }

  /// Sets the expression whose matches are judged next; `frequency` tells how many records have a word.
  func prepare(_ expression: [MatchExpression.Phrase], frequency: (MatchExpression.Word) -> Int) {
    var groups: [MatchExpression.Word: Int] = [:]
    counts = []
    phrases = expression.map { phrase in
      guard phrase.weight > 0 else { return (0, 0, false) }
      let isCompound = if case .compound = phrase.word { true } else { false }
      if let group = groups[phrase.word] {
        // Each term has the compound that it is a part of.
        return (group, isCompound ? 0 : phrase.weight, isCompound)
      }
      counts.append(frequency(phrase.word))
      groups[phrase.word] = counts.count - 1
      return (counts.count - 1, phrase.weight, isCompound)
    }
    worths = []
    found = [Double](repeating: 0, count: counts.count)
  }

  private func score(_ row: inout FullTextRow) -> Double {
    if worths.isEmpty { measure(&row) }
    for column in norms.indices {
      let share = averages[column] > 0 ? Double(row.size(of: column)) / averages[column] : 1
      norms[column] = Self.weights[column] / (1 + Self.lengthEffects[column] * (share - 1))
    }
    for group in found.indices { found[group] = 0 }
    for (index, phrase) in phrases.enumerated() where phrase.weight > 0 {
      var amount = 0.0
      // A name says as much in a long text as in a short one.
      let worths = phrase.isCompound ? Self.weights : norms
      row.forEachInstance(of: index) { column in
        if worths.indices.contains(column) { amount += worths[column] }
      }
      found[phrase.group] += phrase.weight * amount
    }
    var sum = 0.0
    for (index, amount) in found.enumerated() where amount > 0 {
      sum += worths[index] * amount * (Self.saturation + 1) / (amount + Self.saturation)
    }
    return sum
  }

  /// What is the same for all rows: the rarer a word, the more it tells.
  private func measure(_ row: inout FullTextRow) {
    let all = Double(max(row.rowCount, 1))
    averages = Self.weights.indices.map { Double(row.totalSize(of: $0)) / all }
    worths = counts.map { count in
      let count = min(Double(count), all)
      return Self.logarithm(1 + (all - count + 0.5) / (count + 0.5))
    }
  }

  /// The natural logarithm of a number that is at least 1, by the series of the inverse hyperbolic tangent.
  static func logarithm(_ number: Double) -> Double {
    let ratio = (number.significand - 1) / (number.significand + 1)
    var (sum, power) = (0.0, ratio)
    for divisor in stride(from: 1.0, through: 21, by: 2) {
      sum += power / divisor
      power *= ratio * ratio
    }
    return Double(number.exponent) * 0.6931471805599453 + 2 * sum
  }
}
