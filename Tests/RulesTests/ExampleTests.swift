import Foundation
import Testing

@testable import Records
@testable import Rules

/// An example of a rule, as a test.
struct Case: Sendable, CustomTestStringConvertible {
  let rule: String
  let number: Int
  let example: Example
  var testDescription: String { "\(rule) \(number)" + (example.note.map { ": \($0)" } ?? "") }

  static let all: [Case] = Catalogue.rules.flatMap { rule in
    rule.about.examples.enumerated().map {
      Case(rule: rule.about.id, number: $0.offset + 1, example: $0.element)
    }
  }
}

/// The catalogue's examples are its tests.
@Suite struct ExampleTests {
  @Test(arguments: Case.all.filter(\.example.isBad)) func badOnesAreFoundAtTheirPlace(_ item: Case) {
    let (text, marks) = item.example.unmarked
    let found = findings(text, at: item.example.path, only: asked(item.rule), in: item.example.workspace)
      .filter { $0.rule == item.rule }
    #expect(found.map(\.range) == marks, "\(found.map { "\($0.range) \($0.message)" })")
  }

  @Test(arguments: Case.all.filter { !$0.example.isBad }) func goodOnesPass(_ item: Case) {
    let (text, _) = item.example.unmarked
    let found = findings(text, at: item.example.path, only: asked(item.rule), in: item.example.workspace)
      .filter { $0.rule == item.rule }
    #expect(found.isEmpty, "\(found.map { "\($0.range) \($0.message)" })")
  }

  /// What ends in the midst of a mark is judged like anything else: a dash with nothing behind it ended the program.
  @Test(arguments: ["- ", "-", "- [", "[", "{", "**", "```", "| ", "<!--", "# ", "[a](", "`", "  -  "])
  func whatBreaksOffIsJudged(_ end: String) {
    let records = [
      "history/prompts/001-auth/0003-fix-login.red.prompt.md": Example.prompt(),
      Example.decisionPath: Example.decision(),
    ]
    for (path, whole) in records {
      let body = whole.range(of: "\n## ").map { String(whole[..<$0.lowerBound]) } ?? whole
      let text = Array((body + "\n## Context\n\n" + end).utf8)
      #expect(findings(text, at: path).allSatisfy { $0.range.upperBound <= text.count })
    }
  }

  /// A bad example has one fault, so that no rule cries for another's.
  @Test(arguments: Case.all.filter(\.example.isBad)) func oneFaultIsToldOnce(_ item: Case) {
    let (text, _) = item.example.unmarked
    let found = findings(text, at: item.example.path, in: item.example.workspace)
    let others = found.filter { $0.rule != item.rule && $0.severity == .error }
    #expect(others.isEmpty, "\(others.map { "\($0.rule): \($0.message)" })")
  }

  @Test(arguments: Case.all.filter(\.example.isMended)) func aMendMakesAGoodRecord(_ item: Case) throws {
    let (text, _) = item.example.unmarked
    var workspace = item.example.workspace
    workspace.files[Array(item.example.path.utf8)] = text
    for _ in 0..<4 {
      let now = workspace.files[Array(item.example.path.utf8)] ?? []
      let fixes = findings(now, at: item.example.path, only: asked(item.rule), in: workspace)
        .filter { $0.rule == item.rule }.compactMap(\.fix)
      guard let fix = fixes.first else { break }
      workspace.files[fix.path] = try #require(workspace.files[fix.path]).applying(fix.edits)
    }
    let mended = workspace.files[Array(item.example.path.utf8)] ?? []
    let left = findings(mended, at: item.example.path, only: asked(item.rule), in: workspace)
      .filter { $0.rule == item.rule }
    #expect(
      left.isEmpty, "\(left.map { "\($0.range) \($0.message)" })\n\(String(decoding: mended, as: UTF8.self))")
    let errors = findings(mended, at: item.example.path, in: workspace).filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map { "\($0.rule): \($0.message)" })")
  }

  /// Nothing but the marked places, and what the mend is for, is other than before.
  @Test(arguments: Case.all.filter(\.example.isMended)) func aMendTouchesLittle(_ item: Case) throws {
    let (text, _) = item.example.unmarked
    let found = findings(text, at: item.example.path, only: asked(item.rule), in: item.example.workspace)
    let fixes = found.filter { $0.rule == item.rule }.compactMap(\.fix)
    #expect(!fixes.isEmpty)
    for fix in fixes {
      let old =
        fix.path == Array(item.example.path.utf8)
        ? text : try #require(item.example.workspace.files[fix.path])
      let removed = fix.edits.reduce(0) { $0 + $1.range.count }
      #expect(removed < 160, "a mend removes \(removed) bytes")
      let isInside = fix.edits.allSatisfy { $0.range.upperBound <= old.count }
      #expect(isInside)
    }
  }

  /// An unused silence is told when the rule that it names was asked as well.
  private func asked(_ rule: String) -> Set<String> {
    rule == "suppression-unused" ? ["suppression-unused", "placeholder", "secret"] : [rule]
  }
}

@Suite struct CatalogueTests {
  @Test func namesAreUniqueAndWellFormed() {
    #expect(Set(Catalogue.ids).count == Catalogue.ids.count)
    for id in Catalogue.ids {
      let isPlain = id.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }
      #expect(isPlain, "\(id)")
    }
  }

  @Test(arguments: Catalogue.ids) func everyRuleShowsWhatItFinds(_ id: String) throws {
    let about = try #require(Catalogue.about(id))
    #expect(!about.summary.isEmpty && !about.reason.isEmpty)
    // Told of files that can't be opened, which no example can show.
    if ["reserved-path", "unreadable"].contains(id) { return }
    let kinds = Set(about.examples.map(\.isBad))
    #expect(kinds == [true, false])
    let mended = about.examples.filter(\.isMended)
    if case .fix = about.mend { #expect(!mended.isEmpty) }
  }
}
