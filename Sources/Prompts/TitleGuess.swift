import Records

/// A title of three to seven words, made from the beginning of a prompt.
public enum TitleGuess {
  private static let mostWords = 7
  private static let fewestWords = 3
  private static let longest = 70

  private static let openings: [[String]] = [
    ["please"], ["can", "you"], ["could", "you"], ["would", "you"], ["i", "want", "you", "to"],
    ["i", "want", "to"],
    ["i", "need", "you", "to"], ["i", "need", "to"], ["i'd", "like", "you", "to"], ["help", "me", "to"],
    ["help", "me"],
    ["let's"], ["lets"], ["now"], ["ok"], ["okay"], ["hi"], ["hello"], ["hey"], ["so"], ["and"], ["then"],
    ["also"],
  ]

  private static let weakEndings: Set<String> = [
    "a", "an", "the", "to", "of", "and", "or", "with", "for", "in", "on", "at", "by", "from", "that", "which",
    "is",
    "are", "as", "so", "it", "its", "into", "using", "my", "our", "your", "this", "these", "be", "but", "if",
    "when",
  ]

  /// The title for a prompt; its words are kept in their order and spelling.
  public static func title(for prompt: String) -> String {
    var words = firstWords(prompt)
    drop: while true {
      for opening in openings where words.count > opening.count {
        let head = words.prefix(opening.count).map { $0.lowercased().filter { $0 != "," } }
        if head == opening {
          words.removeFirst(opening.count)
          continue drop
        }
      }
      break
    }
    words = Array(words.prefix(mostWords))
    while words.count > fewestWords, let last = words.last, weakEndings.contains(last.lowercased()) {
      words.removeLast()
    }
    // What can't be seen, or turns the direction of text, belongs into no name.
    let joined = words.joined(separator: " ").unicodeScalars.filter { !isControl($0) }
    var title = String(String.UnicodeScalarView(joined))
    while let last = title.last, ",;:.!?-–—".contains(last) { title.removeLast() }
    if title.count > longest { title = String(title.prefix(longest - 1)) + "…" }
    guard let first = title.first else { return "Prompt without words" }
    return first.isLowercase && !title.prefix(while: { $0 != " " }).dropFirst().contains(where: \.isUppercase)
      ? first.uppercased() + String(title.dropFirst()) : title
  }

  /// The words of the first clause that has enough of them, without Markdown marks.
  private static func firstWords(_ prompt: String) -> [String] {
    var words: [String] = []
    var current = String.UnicodeScalarView()
    func isMark(_ scalar: Unicode.Scalar) -> Bool { "#*`>|\"“”()[]{}<>_~".unicodeScalars.contains(scalar) }
    func endsClause(_ word: String) -> Bool { word.last.map { ".!?。！？:;,".contains($0) } ?? false }
    var scanned = 0
    for scalar in prompt.unicodeScalars {
      scanned += 1
      if scanned > 4000 || words.count >= 24 { break }
      let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
      if scalar.properties.isWhitespace || isBreak || scalar.value < 0x20 {
        let word = String(current)
        current = String.UnicodeScalarView()
        if word.utf8.contains(where: {
          $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
        }) {
          words.append(word)
        }
        if words.count >= fewestWords, isBreak || words.last.map(endsClause) ?? false { return words }
      } else if !isMark(scalar), scalar.value < 0x7F || scalar.value > 0x9F {
        current.append(scalar)
      }
    }
    if !current.isEmpty { words.append(String(current)) }
    return words
  }
}
