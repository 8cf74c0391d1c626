import Database

/// What words an index holds, for one search: what was looked up is remembered.
final class Vocabulary {
  /// The index, and what is laid over it.
  let databases: [Database]
  private var known: [String: Int] = [:]
  private var stemCounts: [String: Int] = [:]

  init(_ databases: [Database]) { self.databases = databases }

  /// In how many records a term stands as it was typed, or in a form that says the same: at least the most frequent.
  func frequency(of term: Query.Term) throws(DatabaseError) -> Int {
    var most = 0
    for form in term.forms + term.wider where form.isSame { most = max(most, try frequency(of: form)) }
    // Words near it stand for one that no record has.
    for form in most == 0 ? term.wider : [] { most = max(most, try frequency(of: form)) }
    return most
  }

  /// How many records a wide search for a term looks at, at most.
  func reach(of term: Query.Term) throws(DatabaseError) -> Int {
    var sum = 0
    for form in term.forms + term.wider { sum += try frequency(of: form) }
    return sum
  }

  /// In how many records one spelling stands.
  func frequency(of form: Query.Form) throws(DatabaseError) -> Int {
    let expression = MatchExpression(form).text
    if let count = known[expression] { return count }
    let count = try counted(form, expression)
    known[expression] = count
    return count
  }

  private func counted(_ form: Query.Form, _ expression: String) throws(DatabaseError) -> Int {
    if form.words.count == 1, !form.isPrefix {
      return try frequency(ofStem: Porter.stem(Folding.fold(Array(form.words[0].utf8))))
    }
    var count = 0
    for database in databases {
      let statement = try database.prepareOnce("SELECT count(*) FROM texts WHERE texts MATCH ?")
      try statement.bind(.string(expression), at: 1)
      if try statement.step() { count += statement.int(0) }
      statement.reset()
    }
    return count
  }

  /// In how many records a word stands, given as the index keeps it.
  func frequency(ofStem stem: [UInt8]) throws(DatabaseError) -> Int {
    let name = String(decoding: stem, as: UTF8.self)
    if let count = stemCounts[name] { return count }
    var count = 0
    for database in databases {
      let statement = try database.prepareOnce("SELECT doc FROM vocabulary WHERE term = ?")
      try statement.bind(.text(stem), at: 1)
      if try statement.step() { count += statement.int(0) }
      statement.reset()
    }
    stemCounts[name] = count
    return count
  }

  /// Words with one beginning, as the index keeps them, with the number of records that have them.
  func stems(from beginning: String, limit: Int = 400) throws(DatabaseError) -> [(stem: String, count: Int)] {
    var found: [(stem: String, count: Int)] = []
    for database in databases {
      let statement = try database.prepareOnce(
        "SELECT term, doc FROM vocabulary WHERE term >= ?1 AND term < ?1 || char(0x10FFFF) LIMIT \(limit)")
      try statement.bind(.string(beginning), at: 1)
      while try statement.step() { found.append((statement.string(0), statement.int(1))) }
    }
    // The engine counts a word by going through all records that have it: once is enough, unless some are left out.
    if found.count < limit {
      for (stem, _) in found { stemCounts[stem] = 0 }
      for (stem, count) in found { stemCounts[stem, default: 0] += count }
    }
    return found
  }

  /// The words that stand for a stem in some records, the most frequent first.
  func words(for stem: [UInt8]) throws(DatabaseError) -> [String] {
    var counts: [String: Int] = [:]
    for database in databases {
      let statement = try database.prepareOnce(
        "SELECT title, prompt, response, outcome, rest FROM texts WHERE texts MATCH ? LIMIT 20")
      // The engine stems what it is asked for once more, which may shorten it.
      let form = Query.Form(words: [String(decoding: stem, as: UTF8.self)], isPrefix: true)
      try statement.bind(.string(MatchExpression(form).text), at: 1)
      while try statement.step() {
        for column in 0..<5 {
          let text = statement.bytes(column)
          for range in Tokenizer.words(text) where range.count >= stem.count - 1 && range.count < 40 {
            let word = Folding.fold(text, range)
            guard word.first == stem.first, Porter.stem(word) == stem else { continue }
            counts[String(decoding: word, as: UTF8.self), default: 0] += 1
          }
        }
      }
    }
    return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
  }
}
