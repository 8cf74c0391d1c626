import Foundation
import Properties
import Testing

@testable import Index

@Suite("Hostile queries")
struct HostileQueryTests {
  private static let pieces = [
    "\"", "-", "(", ")", "|", " OR ", " AND ", " NOT ", "NEAR(", "NEAR/3", "*", "^", "+", "{title}:",
    "title:", "C++",
    "spec.md", "\0", "🎉", "日本語", "ภาษาไทย", "e\u{301}", "👨‍👩‍👧", "getSession", "a", "pre*", "authenti*", "'",
    "\\", "%", "[",
    ";", "--", ":", "::", "C:\\x", "-(", "((", "))", "\u{3000}", "\n", "“", "\u{202E}", "İ", "\u{E000}",
    "1.2.3",
    "\"a b\"*", "since:2w", "id:0012", "file:src/**/*.ts", "file:%_\\*", "label:none", "stage:red",
    "stage:rde", "kind:zzz",
    "-stage:red", "title:\"two words\"", "prompt:-x", "stgae:red", "user:", "uid:*",
  ]

  static func query(_ lottery: inout Generator) -> String {
    var text = ""
    if Int.random(in: 0..<200, using: &lottery) == 0 {
      let piece = pieces.randomElement(using: &lottery) ?? ""
      return String(repeating: piece, count: 10_000 / max(1, piece.utf8.count))
    }
    for _ in 0..<Int.random(in: 1...16, using: &lottery) {
      text += pieces.randomElement(using: &lottery) ?? ""
      if Bool.random(using: &lottery) { text += " " }
      if Int.random(in: 0..<8, using: &lottery) == 0 {
        text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &lottery)) ?? "x")
      }
    }
    return text
  }

  /// Nothing but operators, column names and quoted words of which no quotation mark is a part.
  private static func isSafe(_ match: String) -> Bool {
    let parts = match.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    guard parts.count % 2 == 1, !match.utf8.contains(0) else { return false }
    var nesting = 0
    for part in stride(from: 0, to: parts.count, by: 2).map({ parts[$0] }) {
      var word: [UInt8] = []
      for byte in Array(part) + [UInt8(ascii: " ")] {
        if byte.isLetter {
          word.append(byte)
          continue
        }
        let known = ["", "AND", "OR", "NOT", "title", "prompt", "response"]
        guard known.contains(String(decoding: word, as: UTF8.self)) else { return false }
        word = []
        if byte == UInt8(ascii: "(") { nesting += 1 }
        if byte == UInt8(ascii: ")") { nesting -= 1 }
        guard nesting >= 0, nesting < 60, " ():*".utf8.contains(byte) else { return false }
      }
    }
    return nesting == 0
  }

  @Test(
    "No byte of the user reaches the engine outside quotation marks, and every question mark has its value")
  func safe() throws {
    var lottery = Generator(seed: 7)
    for round in 0..<Cases.count(20_000) {
      let text = Self.query(&lottery)
      let (query, notes) = try parsed(text)
      let translation = query.translation
      var matches = [translation.match, query.relaxed()?.text].compactMap { $0 }
      if round % 16 == 0 {
        let wide = Widening { beginning in [beginning + "ed", beginning + "\"x"] }.widened(query)
        let odd = wide.relaxed { $0.range.lowerBound % 2 == 1 }
        matches += [wide.translation.match, odd?.text].compactMap { $0 }
      }
      var bound: [String] = []
      for condition in translation.conditions {
        let isFilled = condition.sql.utf8.count { $0 == UInt8(ascii: "?") } == condition.values.count
        if !isFilled { Issue.record("\(text.debugDescription): \(condition)") }
        if condition.sql.contains("MATCH") {
          bound += condition.values.compactMap {
            if case .text(let text) = $0, text.contains("\"") { text } else { nil }
          }
        }
      }
      // A value of a filter may look like anything; only what has a quoted word in front can be an expression.
      let expressions = bound.filter { $0.hasPrefix("\"") || $0.hasPrefix("(") || $0.hasPrefix("title :") }
      for match in matches + expressions where !Self.isSafe(match) {
        Issue.record("\(text.debugDescription): \(match)")
      }
      for note in notes where note.range.upperBound > text.utf8.count {
        Issue.record("\(text.debugDescription): \(note)")
      }
    }
  }
}
