import Foundation
import JSON
import Testing

@testable import Records
@testable import Reports
@testable import Rules

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A workspace in which nothing else is.
private struct Nowhere: Workspace {
  var today: CalendarDate { .earliest }
  func template(_ kind: Kind) -> TemplateFacts { TemplateFacts([]) }
  func others(numbered number: Int, beside path: [UInt8], kind: Kind) -> [[UInt8]] { [] }
  func rivals(numbered number: Int, beside path: [UInt8]) -> [[UInt8]] { [] }
  func presence(of path: [UInt8]) -> Presence { .absent }
  func record(at path: [UInt8]) -> Record? { nil }
  func decisions(numbered number: Int) -> [[UInt8]] { [] }
  func former(_ path: [UInt8]) -> [UInt8]? { nil }
}

@Suite struct FormatTests {
  /// A record whose name and values are full of what formats must escape.
  private static let report: Report = {
    let text = Array(
      "---\nid: \"1\"\ntitle: a: %0A,:<&\u{7}\nstage: <&\"'%,\ndate: nöw\nbranch: {{BRANCH}}\n---\n\n## Prompt\n\n日本 TBD\n\n## Response snapshot\n\nTBD\n\n## Outcome\n\n- \u{1F4C1} {{OUTCOME_IMPACT}}\n"
        .utf8)
    let path = Array("history/prompts/a, b:c%/0002-<&>.red.prompt.md".utf8)
    let record = Record(text, name: Array("0002-<&>.red.prompt.md".utf8), kind: .prompt)
    let found = Checker(RuleSettings()).check(record, path: path, workspace: Nowhere())
    let clean = Array("history/prompts/x/0001-y.red.prompt.md".utf8)
    return Report(
      Tally(found), files: [clean, path], count: 2, accepted: 1, version: "0.0", failsOn: .error)
  }()

  @Test func jsonSaysWhereAndWhat() throws {
    let object = try JSON.parse(ReportFormat.json.bytes(Self.report))
    let findings = try #require(object["findings"]?.items)
    #expect(findings.count == Self.report.findings.count)
    #expect(object["summary"]?["errors"]?.integer == Self.report.number(.error))
    let slot = try #require(findings.first { $0["message"]?.text?.contains("OUTCOME_IMPACT") ?? false })
    #expect(slot["place"]?["line"]?.integer == 19)
    #expect(slot["place"]?["column"]?.integer == 5)
    #expect(slot["place"]?["endColumn"]?.integer == 23)
  }

  @Test(arguments: [ReportFormat.sarif, .github, .junit, .checkstyle])
  func whatBuildServersReadNamesFilesFromTheTopOfTheRepository(format: ReportFormat) {
    let whole = Self.report
    let report = Report(
      whole.tally, files: whole.files, count: 2, accepted: 0, version: "0.0", top: Array("apps/web/".utf8),
      failsOn: .error)
    let text = String(decoding: format.bytes(report), as: UTF8.self)
    #expect(text.contains("apps/web/history/prompts/"))
    #expect(text.split(separator: "history/prompts/").dropLast().allSatisfy { $0.hasSuffix("apps/web/") })
  }

  @Test func adviceIsGivenOnceInARow() {
    let text = Array(Example.prompt(branch: "{{BRANCH}}", extra: "more: {{BRANCH}}").utf8)
    let name = Array("0003-fix-login.red.prompt.md".utf8)
    let path = Array("history/prompts/001-auth/".utf8) + name
    let found = Checker(RuleSettings()).check(
      Record(text, name: name, kind: .prompt), path: path, workspace: Nowhere())
    let slots = found.filter { $0.rule == "placeholder" }
    #expect(slots.count == 2)
    let report = Report(Tally(slots), files: [path], count: 1, accepted: 0, version: "0.0", failsOn: .error)
    var options = TextReport.Options()
    func advices() -> Int { TextReport(report, options).text.split(separator: "help: ").count - 1 }
    #expect(advices() == 1)
    options.showsAll = true
    #expect(advices() == 2)
  }

  @Test func aSlotInAFileNamedTemplateMayBeMeant() throws {
    let name = Array("0003-template.red.prompt.md".utf8)
    let record = Record(Array(Example.prompt(branch: "{{BRANCH}}").utf8), name: name, kind: .prompt)
    let path = Array("history/prompts/001-auth/".utf8) + name
    let found = Checker(RuleSettings()).check(record, path: path, workspace: Nowhere())
    let slot = try #require(found.first { $0.rule == "placeholder" })
    #expect(slot.remedy?.contains("check: ignore:") ?? false)
  }

  @Test func sarifHasWhatTheSchemaAsksFor() throws {
    let log = try JSON.parse(ReportFormat.sarif.bytes(Self.report))
    #expect(log["version"]?.text == "2.1.0")
    let run = try #require(log["runs"]?.items?.first)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.items)
    for result in try #require(run["results"]?.items) {
      let index = try #require(result["ruleIndex"]?.integer)
      #expect(rules[index]["id"]?.text == result["ruleId"]?.text)
      let place = try #require(result["locations"]?.items?.first?["physicalLocation"])
      let address = try #require(place["artifactLocation"]?["uri"]?.text)
      let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3A }
      #expect(isPlain, "\(address)")
      #expect(place["region"]?["startLine"]?.integer ?? 0 >= 1)
    }
  }

  @Test func workflowCommandsAreOneLineEachAndEscaped() {
    let text = String(decoding: ReportFormat.github.bytes(Self.report), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == Self.report.findings.count + 1)
    for line in lines.dropLast() {
      let isCommand =
        line.hasPrefix("::error ") || line.hasPrefix("::warning ") || line.hasPrefix("::notice ")
      #expect(isCommand)
      #expect(line.contains("file=history/prompts/a%2C b%3Ac%25/0002-<&>.red.prompt.md,"), "\(line)")
    }
    #expect(text.contains("'%25,"))
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var attributes: [String] = []
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes given: [String: String]
    ) {
      elements[name, default: 0] += 1
      attributes += given.values
    }
  }

  @Test(arguments: [ReportFormat.junit, .checkstyle]) func xmlIsWellFormed(_ format: ReportFormat) {
    let parser = XMLParser(data: Data(format.bytes(Self.report)))
    let reader = Reader()
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.attributes.contains("history/prompts/a, b:c%/0002-<&>.red.prompt.md"))
    if format == .junit {
      #expect(reader.elements["testcase"] == 2 && reader.elements["failure"] == 1)
    } else {
      #expect(reader.elements["error"] == Self.report.findings.count)
    }
  }

  @Test func theCaretStandsUnderTheVeryCharacters() throws {
    let text = TextReport(Self.report).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let source = try #require(
      lines.firstIndex { $0.contains("{{OUTCOME_IMPACT}}") && $0.contains("\u{1F4C1}") })
    // The folder takes two columns of the screen and one place in the string.
    let before = try #require(lines[source].range(of: "{{")).lowerBound
    let caret = try #require(lines[source + 1].firstIndex(of: "^"))
    let shift =
      lines[source + 1].distance(from: lines[source + 1].startIndex, to: caret)
      - lines[source].distance(from: lines[source].startIndex, to: before)
    #expect(shift == 1)
    #expect(lines[source + 1].filter { $0 == "^" }.count == 18)
    let isHarmless = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
    #expect(isHarmless)
  }

  @Test func colourIsOnlyUsedWhereItIsWanted() {
    var options = TextReport.Options()
    options.isStyled = true
    #expect(TextReport(Self.report, options).text.contains("\u{1B}[1;31merror[placeholder]\u{1B}[0m"))
    #expect(!TextReport(Self.report).text.contains("\u{1B}"))
  }
}
