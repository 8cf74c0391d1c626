import JSON
import Records
import Rules

/// One JSON object. Its keys are documented in docs/check.md and stay.
enum JSONReport {
  static func bytes(_ report: Report) -> [UInt8] {
    let summary = Severity.allCases.reversed().map { JSON.Member($0.rawValue + "s", JSON(report.number($0))) }
    let object: JSON = .object([
      JSON.Member("version", JSON(1)),
      JSON.Member("records", JSON(report.count)),
      JSON.Member(
        "summary",
        .object(
          summary + [
            JSON.Member("accepted", JSON(report.accepted)), JSON.Member("fails", .bool(report.fails)),
          ])),
      JSON.Member("findings", .array(report.findings.map(finding))),
    ])
    return object.write() + [UInt8(ascii: "\n")]
  }

  static func finding(_ finding: Finding) -> JSON {
    var members = [
      JSON.Member("rule", .string(finding.rule)), JSON.Member("severity", .string(finding.severity.rawValue)),
      JSON.Member("path", .text(bytes: finding.path)), JSON.Member("message", .string(finding.message)),
      JSON.Member("help", finding.remedy.map { .string($0) } ?? .null),
    ]
    if finding.isAboutFile {
      members.append(JSON.Member("place", .null))
    } else {
      let place = finding.place
      members.append(
        JSON.Member(
          "place",
          [
            "line": JSON(place.line), "column": JSON(place.column), "endLine": JSON(place.endLine),
            "endColumn": JSON(place.endColumn), "offset": JSON(finding.range.lowerBound),
            "bytes": JSON(finding.range.count),
          ]))
    }
    members.append(JSON.Member("fix", fix(finding) ?? .null))
    return .object(members)
  }

  private static func fix(_ finding: Finding) -> JSON? {
    guard let fix = finding.fix, finding.isFixShown else { return nil }
    return [
      "title": .string(fix.title), "path": .text(bytes: fix.path),
      "edits": .array(
        fix.edits.map {
          [
            "offset": JSON($0.range.lowerBound), "bytes": JSON($0.range.count),
            "text": .text(bytes: $0.bytes),
          ]
        }),
    ]
  }
}
