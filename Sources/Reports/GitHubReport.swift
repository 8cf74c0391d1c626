import Records
import Rules

/// Workflow commands: GitHub shows them beside the lines of a change, if files are named from the top of the repository.
enum GitHubReport {
  static func bytes(_ report: Report) -> [UInt8] {
    var text = ""
    for finding in report.findings {
      let command = finding.severity == .info ? "notice" : finding.severity.rawValue
      var properties = ["file=" + property(String(decoding: report.top + finding.path, as: UTF8.self))]
      if !finding.isAboutFile {
        properties += ["line=\(finding.place.line)", "endLine=\(finding.place.endLine)"]
        if finding.place.line == finding.place.endLine {
          properties += ["col=\(finding.place.column)", "endColumn=\(finding.place.endColumn)"]
        }
      }
      properties.append("title=" + property("clio: " + finding.rule))
      let message = finding.message + (finding.remedy.map { "\n" + $0 } ?? "")
      text += "::\(command) \(properties.joined(separator: ","))::\(data(message))\n"
    }
    return Array((text + "clio: " + TextReport(report).verdict + "\n").utf8)
  }

  /// The part after `::` may hold anything but line ends.
  private static func data(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// A property may hold no colon and no comma besides.
  private static func property(_ text: String) -> String {
    data(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
