import Testing

@testable import Records

struct DecisionReaderTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let dialect: Record.Dialect
    let fields: [String: String]
    let standing: Status?

    init(
      _ name: String, _ text: String, _ dialect: Record.Dialect, _ fields: [String: String],
      _ standing: Status?
    ) {
      (testDescription, self.text, self.dialect, self.fields, self.standing) = (
        name, text, dialect, fields, standing
      )
    }
  }

  static let samples = [
    Sample(
      "Nygard", "# 9. Use X\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n", .nygard,
      ["id": "9", "title": "Use X", "date": "2016-02-12", "status": "Accepted"], .accepted),
    Sample(
      "Nygard, superseded",
      "# 9. Use X\n\n## Status\n\nAccepted\n\nSuperseded by [10. Use Y](0010-use-y.md)\n\n## Context\n",
      .nygard,
      ["status": "Superseded by [10. Use Y](0010-use-y.md)"], .superseded),
    Sample(
      "Nygard, date section", "# Use X\n## Status\nOn hold\n## Date\n2016-02-12\n", .nygard,
      ["status": "On hold", "date": "2016-02-12"], nil),
    Sample(
      "bullets",
      "# ADR-0003: Use X\n\n- **Status:** Accepted\n- **Date:** 2026-01-07\n- **Feature:** 001-auth\n",
      .bullets,
      ["id": "0003", "title": "Use X", "status": "Accepted", "date": "2026-01-07", "feature": "001-auth"],
      .accepted),
    Sample(
      "bold, no bullet", "# ADR 3 - Use X\n\n**Status**: ✅ **Accepted** - at last\n", .bullets,
      ["id": "3", "title": "Use X", "status": "✅ **Accepted** - at last"], .accepted),
    Sample(
      "the choice", "# ADR-1: X\n\n- **Status:** Proposed | Accepted | Superseded | Rejected\n", .bullets,
      ["status": "Proposed | Accepted | Superseded | Rejected"], nil),
    Sample(
      "MADR 2",
      "# Use X\n\n* Status: accepted\n* Deciders: Ann, Bob\n* Date: 2020-01-01\n\n## Context and Problem Statement\n",
      .log4brains,
      ["title": "Use X", "status": "accepted", "deciders": "Ann, Bob", "date": "2020-01-01"], .accepted),
    Sample(
      "MADR 3",
      "---\nstatus: \"accepted\"\ndate: 2022-01-01\ndeciders: Ann\n---\n# Use X\n\n## Considered Options\n",
      .madr,
      ["title": "Use X", "status": "accepted", "date": "2022-01-01", "deciders": "Ann"], .accepted),
    Sample(
      "MADR 4",
      "---\nstatus: {proposed | rejected | accepted}\ndecision-makers: [Ann, Bob]\n---\n# Use X\n\n## Decision Outcome\n",
      .madr,
      ["status": "{proposed | rejected | accepted}", "deciders": "Ann, Bob"], nil),
    Sample(
      "log4brains", "# Use X\n\n- Status: draft\n- Date: 2021-01-01\n- Tags: a\n\n## Decision Outcome\n",
      .log4brains,
      ["status": "draft", "date": "2021-01-01"], nil),
    Sample(
      "own",
      "---\nid: \"0001\"\ntitle: Use X\nstatus: deprecated\ndate: 2026-01-07\n---\n\n# ADR-0001: Something else\n\n- **Status:** Accepted\n",
      .frontMatter, ["id": "0001", "title": "Use X", "status": "deprecated", "date": "2026-01-07"],
      .deprecated),
    Sample(
      "CRLF", "# 1. X\r\n\r\nDate: 2016-02-12\r\n\r\n## Status\r\n\r\nRejected\r\n", .nygard,
      ["id": "1", "status": "Rejected", "date": "2016-02-12"], .rejected),
    Sample(
      "comment beside it", "# 1. X\n\nStatus: Proposed <!-- or accepted -->\nDate: <!-- today -->\n", .nygard,
      ["status": "Proposed"], .proposed),
    Sample(
      "in a fence", "# 1. X\n\n```\n## Status\n\nRejected\n```\n\n## Status\n\nAccepted\n", .nygard,
      ["status": "Accepted"], .accepted),
    Sample("nothing", "text\n", .nygard, [:], nil), Sample("empty", "", .nygard, [:], nil),
  ]

  @Test(arguments: samples) func everyDialectIsRead(_ sample: Sample) {
    let record = read(sample.text, .decision)
    #expect(record.dialect == sample.dialect)
    for (field, value) in sample.fields { #expect(record.fields[field]?.value == value, "\(field)") }
    #expect(record.standing == sample.standing)
    for name in ["status", "date"] {
      #expect(
        record.problems.contains { $0.label == "field-missing:" + name } == (record.fields[name] == nil))
    }
    for field in record.fields.values {
      if case .frontMatter = field.origin { continue }
      #expect(field.range.map { record.text.string($0) } == field.value)
    }
  }

  @Test(
    arguments: [
      ("accepted", .accepted), ("ACCEPTED", .accepted), ("✅ **Accepted** - 2024", .accepted),
      ("Superseded by [036…](…)", .superseded),
      ("Superceded by 4", .superseded), ("Deprecated", .deprecated), ("[Proposed](x)", .proposed),
      ("*Rejected*", .rejected),
      ("Partly superseded", nil), ("Reverted by 5", nil), ("On hold", nil), ("", nil), ("✅", nil),
      ("accepted-ish", .accepted), ("~~Accepted~~ Superseded by [2. B](0002-b.md)", .superseded),
      ("accepted, superseded by [B](0002-b.md)", .superseded), ("~~accepted~~ deprecated", .deprecated),
      ("Accepted in 2020; superseded by ADR-0001 in 2021", .superseded), ("~~accepted", .accepted),
      ("Accepted, to be superseded by something", .accepted),
      ("~~Superseded by ADR-0003~~ Accepted", .accepted),
      ("Accepted (was: ~~superseded by ADR-3~~)", .accepted),
      ("Accepted, not superseded by ADR-0007", .accepted),
      ("Proposed. Will be superseded by ADR-0009 if it fails", .proposed),
      ("Accepted and superseded by ADR-7", .superseded),
      ("~~Superseded by ADR-3~~ Superseded by ADR-4", .superseded),
      ("Proposed | Accepted | Rejected", nil), ("acceptedly", nil),
    ] as [(String, Status?)]) func aStatusIsReadByItsFirstWord(_ text: String, _ status: Status?)
  {
    #expect(DecisionReader.standing(text) == status)
  }

  /// The successor is found wherever the status names it.
  @Test(arguments: [
    "## Status\n\n~~Accepted~~ Superseded by [2. B](0002-b.md)\n",
    "* Status: ~~accepted~~ superseded by [B](0002-b.md)\n",
    "## Status\n\nAccepted\n\naccepted, superseded by [B](0002-b.md)\n",
  ]) func aStatusNamesItsSuccessor(_ status: String) {
    let record = read("# 1. A\n\n\(status)\n## Context\n", .decision)
    #expect(record.standing == .superseded)
    #expect(record.decisionLinks == [DecisionLink(.supersededBy, .path(Array("0002-b.md".utf8)))])
  }

  /// A status of a megabyte is read in one pass: what looked again at all that is left took hours.
  @Test(
    arguments: [
      ("~~a~~", nil), ("superseded by ", .superseded), ("~~", nil), ("not superseded by ADR-1 ", nil),
    ] as [(String, Status?)]) func aLongStatusIsReadInOnePass(_ piece: String, _ standing: Status?)
  {
    let status = String(repeating: piece, count: 50_000)
    #expect(read("# 1. A\n\n## Status\n\n\(status)\n", .decision).standing == standing)
  }

  @Test(arguments: [
    ("src/{api,db}/", ["src/{api,db}/"]),
    ("`src/**`, docs/{a,b}.md,*.sql", ["src/**", "docs/{a,b}.md", "*.sql"]),
    ("none", []), ("a{b, c", ["a{b", "c"]),
  ]) func globsOfALineArePartedByCommasOutsideBraces(_ line: String, _ globs: [String]) {
    #expect(read("# 1. A\n\n- **Affects:** \(line)\n", .decision).affects == globs)
  }

  @Test(
    arguments: [
      ("# ADR-003: T", "003", "T"), ("# ADR 3. T", "3", "T"), ("# 12. T", "12", "T"),
      ("# 0001: T", "0001", "T"), ("# ARCH-001 T", "001", "T"),
      ("# adr#7 - T", "7", "T"), ("# Architecture Decision Record: T", nil, "T"), ("# ADR: T", nil, "T"),
      ("# 3 ways", nil, "3 ways"),
      ("# 2026-01-07: T", nil, "2026-01-07: T"), ("# ADR-1:", nil, "ADR-1:"), ("# T", nil, "T"),
      ("# 1234567. T", nil, "1234567. T"),
    ] as [(String, String?, String)]) func aHeadingTellsNumberAndTitle(
      _ line: String, _ number: String?, _ title: String
    )
  {
    let record = read(line + "\n", .decision)
    #expect(record.id?.value == number && record.title?.value == title)
  }
}
