import JSON
import Records
import Rules

/// SARIF 2.1.0, with what the rules are and how findings can be mended.
enum SARIFReport {
  private static let schema = "https://json.schemastore.org/sarif-2.1.0.json"

  static func bytes(_ report: Report) -> [UInt8] {
    let driver: JSON = [
      "name": "clio", "version": .string(report.version), "semanticVersion": .string(report.version),
      "rules": .array(Catalogue.rules.map { rule($0.about) }),
    ]
    let run: JSON = [
      "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": ["ROOT": ["description": ["text": "The top of the repository."]]],
      "results": .array(report.findings.map { result($0, report.top) }),
    ]
    let log: JSON = ["$schema": .string(schema), "version": "2.1.0", "runs": [run]]
    return log.write() + [UInt8(ascii: "\n")]
  }

  private static func rule(_ about: About) -> JSON {
    [
      "id": .string(about.id), "name": .string(about.id),
      "shortDescription": ["text": .string(sentence(about.summary))],
      "fullDescription": ["text": .string(about.reason)],
      "help": ["text": .string(sentence("To mend it: " + about.mend.description))],
      "defaultConfiguration": ["level": .string(level(about.severity))],
      "properties": ["tags": [.string(about.group.rawValue)]],
    ]
  }

  private static func sentence(_ text: String) -> String {
    (text.first.map { String($0).uppercased() + text.dropFirst() } ?? "") + (text.hasSuffix(".") ? "" : ".")
  }

  private static func level(_ severity: Severity) -> String { severity == .info ? "note" : severity.rawValue }

  private static func result(_ finding: Finding, _ top: [UInt8]) -> JSON {
    var physical: [JSON.Member] = [
      JSON.Member("artifactLocation", ["uri": .string(uri(top + finding.path)), "uriBaseId": "ROOT"])
    ]
    if !finding.isAboutFile {
      let place = finding.place
      physical.append(
        JSON.Member(
          "region",
          [
            "startLine": JSON(place.line), "startColumn": JSON(place.column), "endLine": JSON(place.endLine),
            "endColumn": JSON(place.endColumn),
          ]))
    } else {
      physical.append(JSON.Member("region", ["startLine": JSON(1)]))
    }
    var members: [JSON.Member] = [
      JSON.Member("ruleId", .string(finding.rule)),
      JSON.Member("ruleIndex", JSON(Catalogue.ids.firstIndex(of: finding.rule) ?? -1)),
      JSON.Member("level", .string(level(finding.severity))),
      JSON.Member("message", ["text": .string(finding.message + (finding.remedy.map { ": " + $0 } ?? ""))]),
      JSON.Member("locations", [["physicalLocation": .object(physical)]]),
      JSON.Member("partialFingerprints", ["clioFinding/v1": .string(finding.fingerprint)]),
    ]
    if let fix = finding.fix, finding.isFixShown {
      members.append(JSON.Member("fixes", [self.fix(fix, top)]))
    }
    return .object(members)
  }

  private static func fix(_ fix: Fix, _ top: [UInt8]) -> JSON {
    let replacements = fix.edits.map { edit -> JSON in
      [
        "deletedRegion": ["byteOffset": JSON(edit.range.lowerBound), "byteLength": JSON(edit.range.count)],
        "insertedContent": ["text": .string(String(decoding: edit.bytes, as: UTF8.self))],
      ]
    }
    return [
      "description": ["text": .string(fix.title)],
      "artifactChanges": [
        [
          "artifactLocation": ["uri": .string(uri(top + fix.path)), "uriBaseId": "ROOT"],
          "replacements": .array(replacements),
        ]
      ],
    ]
  }

  /// A path as a relative reference: what an address can't hold is written by percent signs.
  private static func uri(_ path: [UInt8]) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    return String(
      decoding: path.flatMap {
        plain.contains($0) ? [$0] : [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]]
      },
      as: UTF8.self)
  }
}
