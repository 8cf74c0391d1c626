import Records
import Rules

/// JUnit XML: a test case a record, which fails with its errors and tells of the rest. Build servers look for the files
/// from the top of the repository.
enum JUnitReport {
  static func bytes(_ report: Report) -> [UInt8] {
    let byPath = Dictionary(grouping: report.findings, by: \.path)
    let known = Set(report.files)
    let files =
      report.files + byPath.keys.filter { !known.contains($0) }.sorted { $0.lexicographicallyPrecedes($1) }
    let failed = files.count { path in byPath[path]?.contains { $0.severity >= report.failsOn } ?? false }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite name="clio check" tests="\(files.count)" failures="\(failed)" errors="0" skipped="0">

      """
    for path in files {
      let own = byPath[path] ?? []
      let name = XML.escaped(report.top + path)
      guard !own.isEmpty else {
        text += "    <testcase name=\"\(name)\" classname=\"clio\" file=\"\(name)\"/>\n"
        continue
      }
      text += "    <testcase name=\"\(name)\" classname=\"clio\" file=\"\(name)\">\n"
      let failures = own.filter { $0.severity >= report.failsOn }
      if let first = failures.first {
        text += "      <failure type=\"\(first.rule)\" message=\"\(XML.escaped(first.message))\">"
        text += failures.map { XML.escaped(line($0, report.top)) }.joined(separator: "&#10;") + "</failure>\n"
      }
      let others = own.filter { $0.severity < report.failsOn }
      if !others.isEmpty {
        text +=
          "      <system-out>" + others.map { XML.escaped(line($0, report.top)) }.joined(separator: "&#10;")
          + "</system-out>\n"
      }
      text += "    </testcase>\n"
    }
    return Array((text + "  </testsuite>\n</testsuites>\n").utf8)
  }

  private static func line(_ finding: Finding, _ top: [UInt8]) -> String {
    let path = String(decoding: top + finding.path, as: UTF8.self)
    let place = finding.isAboutFile ? path : "\(path):\(finding.place.line):\(finding.place.column)"
    let remedy = finding.remedy.map { " (\($0))" } ?? ""
    return "\(place): \(finding.severity.rawValue)[\(finding.rule)]: \(finding.message)\(remedy)"
  }
}
