import Testing

@testable import Index

@Suite("Other words for the words of a query")
struct WideningTests {
  private func forms(_ text: String, stems: [String] = []) throws -> [[String: Double]] {
    let query = Widening { beginning in stems.filter { $0.hasPrefix(beginning) } }.widened(
      try parsed(text).query)
    return query.wantedTerms.map { term in
      Dictionary(term.wider.map { ($0.words.joined(separator: " "), $0.weight) }) { first, _ in first }
    }
  }

  @Test(
    "Forms and abbreviations say the same, related words something near it",
    arguments: [
      ("wrote", "written", 0.7), ("written", "write", 0.7), ("db", "database", 0.7), ("databases", "db", 0.7),
      ("auth", "authentication", 0.7), ("i18n", "internationalization", 0.7), ("pr", "pull request", 0.7),
      ("deleting", "remove", 0.25), ("removed", "delete", 0.25), ("Bugs", "error", 0.25),
    ])
  func table(word: String, other: String, weight: Double) throws {
    #expect(try forms(word).first?[other] == weight)
  }

  @Test("Words from the same root, if the index has them")
  func derived() throws {
    #expect(
      try forms("registered", stems: ["registr", "regist", "regi", "regimen"]).first?["registr"] == 0.3)
    #expect(
      try forms("registered", stems: ["regimen", "register2"]).first?.keys.contains("regimen") == false)
  }

  @Test(
    "What was typed on purpose stays as it is",
    arguments: ["\"db\"", "db*", "getDb", "a.b", "-db", "--", "日本"])
  func untouched(text: String) throws {
    #expect(try forms(text).allSatisfy { $0.isEmpty })
  }

  @Test(
    "Function words are left out, but not where nothing else is wanted",
    arguments: [
      ("how is the token stored", "(token & stored)"), ("how is it", "(how & is & it)"),
      ("the stage:red", "(the & <stage:red>)"), ("IT budget", "(IT & budget)"),
      ("\"the\" token", "(“the” & token)"),
      ("the -token", "(the & !token)"), ("of OR token", "(of | token)"),
      ("title:the token", "(title:the & token)"),
    ])
  func functionWords(text: String, outline: String) throws {
    #expect(Widening { _ in [] }.widened(try parsed(text).query).root?.outline == outline)
  }

  @Test(
    "Words next to each other stand for the word that they make, if the index has it",
    arguments: [
      ("git ops", ["gitops"], [["gitops"], ["gitops"]]), ("git ops", ["ops"], [[], []]),
      ("task to do list", ["todolist", "dolist"], [[], []]), ("log in", ["login"], [["login"]]),
      ("log in page", ["login"], [[], []]), ("oauth 2", ["oauth2"], [["oauth2"], ["oauth2"]]),
      ("git OR ops", ["gitops"], [[], []]),
      ("git -ops", ["gitops"], [[]]), ("git \"ops\"", ["gitops"], [[], []]),
      ("git stage:red ops", ["gitops"], [[], []]),
      ("title:git ops", ["gitops"], [[], []]),
      (
        "au bu cu du eu fu", ["aubucudueufu", "bucudueufu"], [[]] + Array(repeating: ["bucudueufu"], count: 5)
      ),
    ])
  func compounds(text: String, known: [String], compounds: [[String]]) throws {
    let widening = Widening(stems: { _ in [] }, isKnown: { known.contains($0.words[0]) })
    let terms = widening.widened(try parsed(text).query).wantedTerms
    #expect(terms.map { $0.wider.filter(\.isCompound).map { $0.words[0] } } == compounds)
  }

  @Test("Long queries are left as they are") func long() throws {
    let text = (0..<13).map { "db\($0) db" }.joined(separator: " ")
    #expect(try forms(text).allSatisfy { $0.isEmpty })
  }

  @Test("Every group of the tables has a word and others for it, in small letters, once") func tables() {
    for table in [WordTable.inflections, .abbreviations, .related] {
      let lines = "\(table.text)".split(separator: "\n").flatMap { $0.split(separator: "; ") }
      for line in lines {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        #expect(words.count > 1 && Set(words).count == words.count, "\(line)")
        #expect(
          words.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0.isLower || $0.isDigit || $0 == 0x2D } },
          "\(line)")
      }
      #expect(Set(lines.map { $0.prefix { $0 != " " } }).count == lines.count)
    }
  }
}
