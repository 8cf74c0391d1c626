import Records
import Rules

/// Checkstyle XML, which many a build server reads: from the top of the repository.
enum CheckstyleReport {
  static func bytes(_ report: Report) -> [UInt8] {
    var text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"\(XML.escaped(report.version))\">\n"
    var path: [UInt8]?
    for finding in report.findings {
      if finding.path != path {
        if path != nil { text += "  </file>\n" }
        text += "  <file name=\"\(XML.escaped(report.top + finding.path))\">\n"
        path = finding.path
      }
      let message = finding.message + (finding.remedy.map { "; " + $0 } ?? "")
      text +=
        "    <error line=\"\(finding.place.line)\" column=\"\(finding.place.column)\" severity=\"\(finding.severity.rawValue)\" message=\"\(XML.escaped(message))\" source=\"clio.\(finding.rule)\"/>\n"
    }
    if path != nil { text += "  </file>\n" }
    return Array((text + "</checkstyle>\n").utf8)
  }
}
