import Records
import Testing

@testable import Decisions

/// A decision from a text, for tests.
func decision(_ text: String, _ path: String = "doc/adr/0001-first.md") -> Decision {
  let name = path.split(separator: "/").last.map { Array($0.utf8) } ?? []
  return Decision(Record(Array(text.utf8), name: name, kind: .decision), at: Array(path.utf8))
}

extension [UInt8] {
  var shown: String { String(decoding: self, as: UTF8.self) }
}

struct AdrToolsTests {
  private static let record =
    "# 1. First\n\nDate: 2020-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"
  private let second = decision(
    "# 2. Second\n\n## Status\n\nAccepted\n\n## Context\n", "doc/adr/0002-second.md")

  @Test(arguments: [
    (
      record,
      "# 1. First\n\nDate: 2020-01-02\n\n## Status\n\nAccepted\n\nAmended by [2. Second](0002-second.md)\n\n## Context\n\nWhy.\n"
    ),
    (
      "# 1. F\n\n## Status\n\nAccepted\n",
      "# 1. F\n\n## Status\n\nAccepted\n\nAmended by [2. Second](0002-second.md)\n"
    ),
    (
      "# 1. F\n\n## Status\n\nAccepted",
      "# 1. F\n\n## Status\n\nAccepted\n\nAmended by [2. Second](0002-second.md)"
    ),
    (
      "# 1. F\n\n## Status\nAccepted\n## Context\n",
      "# 1. F\n\n## Status\nAccepted\n\nAmended by [2. Second](0002-second.md)\n\n## Context\n"
    ),
    (
      "# 1. F\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n",
      "# 1. F\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\nAmended by [2. Second](0002-second.md)\r\n\r\n## Context\r\n"
    ),
  ]) func linksAreAddedAtTheEndOfTheStatus(_ before: String, _ after: String) throws {
    #expect(try AdrTools(spelling: .c).linking(decision(before), "Amended by", to: second).shown == after)
  }

  @Test(arguments: ["Accepted", "Proposed", "PROPOSED", "Deprecated (no superseding ADR)"])
  func theLinkComesInPlaceOfAnyStatus(_ status: String) throws {
    let old = decision(Self.record.replacing("Accepted", with: status))
    let wanted = Self.record.replacing("Accepted", with: "Superceded by [2. Second](0002-second.md)")
    #expect(try AdrTools(spelling: .c).superseded(old, by: second).shown == wanted)
    #expect(
      try AdrTools(spelling: .s).superseded(old, by: second).shown
        == wanted.replacing("Superceded", with: "Superseded"))
  }

  @Test func otherLinksStay() throws {
    let old = decision(
      Self.record.replacing("Accepted\n", with: "Accepted\n\nAmends [0. Zero](0000-zero.md)\n"))
    let new = try AdrTools(spelling: .c).superseded(old, by: second).shown
    #expect(
      new.contains(
        "## Status\n\nAmends [0. Zero](0000-zero.md)\n\nSuperceded by [2. Second](0002-second.md)\n\n## Context"
      ))
  }

  @Test(arguments: ["a|b", "R&D", "\\1 and \\n", "STATUS of DATE", "$HOME `id`", "\"x\""])
  func aTitleIsOnlyText(_ title: String) {
    let text = AdrTools.filled(AdrTools.template, number: 7, title: title, date: "12/01/1992").shown
    #expect(text.hasPrefix("# 7. \(title)\n\nDate: 12/01/1992\n\n## Status\n\nAccepted\n\n## Context\n"))
  }

  @Test func oldDatesAreUpgraded() {
    #expect(
      AdrTools.upgraded(Array("a\r\nDate: 12/01/1992\r\nb".utf8))?.shown == "a\r\nDate: 1992-01-12\r\nb")
    #expect(AdrTools.upgraded(Array("Date: 1992-01-12\nsee Date: 12/01/1992\nDate: 1/1/92\n".utf8)) == nil)
  }

  @Test func theGraphHasRecordsWithOneNumberAndQuotedTitles() {
    let records = [
      decision("# 1. Say \"no\" \\ yes\n\n## Status\n\nAccepted\n", "doc/adr/0001-a.md"),
      decision("# 1. Other\n\n## Status\n\nClarifies [4. X](0004-renamed.md)\n", "doc/adr/0001-b.md"),
      decision("# 4. X\n\n## Status\n\nClarified by [1. Other](0001-b.md)\n", "doc/adr/0004-x.md"),
    ]
    #expect(
      AdrTools.graph(records, prefix: "", fileExtension: ".html") == #"""
        digraph {
          node [shape=plaintext];
          subgraph {
            _1 [label="1. Say \"no\" \\ yes"; URL="0001-a.html"];
            _1_2 [label="1. Other"; URL="0001-b.html"];
            _1 -> _1_2 [style="dotted", weight=1];
            _4 [label="4. X"; URL="0004-x.html"];
            _1_2 -> _4 [style="dotted", weight=1];
          }
          _1_2 -> _4 [label="Clarifies", weight=0]
        }

        """#)
  }
}
