import Foundation
import Properties
import Testing

@testable import Records

/// The real records that nobody here wrote, with what a reviewer who had not seen the code expects of each.
enum Corpus {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = RealCorpus.folder
  static var isThere: Bool { RealCorpus.has(for: "real records") }

  struct Row: Sendable, CustomTestStringConvertible {
    let cells: [String]
    var path: String { cells[0] }
    var kind: Kind { cells[1] == "phr" ? .prompt : .decision }
    var fileName: [UInt8] { Array(URL(filePath: path).lastPathComponent.utf8) }
    var testDescription: String { path }
  }

  static func rows() -> [Row] {
    guard isThere else { return [] }
    return ["expected-1.tsv", "expected-2.tsv"].flatMap { name -> [Row] in
      let table = try? String(contentsOf: package.appending(path: "Tests/Corpus/\(name)"), encoding: .utf8)
      return (table ?? "").split(separator: "\n").dropFirst()
        .map { Row(cells: $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)) }
    }
  }

  /// The paths of all records that are there: the Markdown (or `.phr`) files of the projects but for what is none by
  /// its name, and the samples that are records.
  static func records() -> [String] {
    let names = FileManager.default.subpaths(atPath: folder.resolvingSymlinksInPath().path) ?? []
    return names.filter { path in
      if path.hasPrefix("samples/") { return path.hasSuffix(".prompt.md") }
      guard path.hasPrefix("phr/") || path.hasPrefix("adr/"), path.hasSuffix(".md") || path.hasSuffix(".phr")
      else { return false }
      let parts = path.split(separator: "/")
      let name = parts.last ?? ""
      let isTemplate =
        name.hasSuffix("-template.md") || parts.contains("templates") || parts.contains("template")
      return !isTemplate && name != "README.md" && name != "index.md"
    }
  }

  static func read(_ row: Row) throws -> (bytes: [UInt8], record: Record) {
    let url = folder.appending(path: row.path)
    let bytes = [UInt8](try Data(contentsOf: url))
    return (bytes, Record(bytes, name: row.fileName, kind: row.kind))
  }
}

@Suite(.enabled(if: Corpus.isThere)) struct CorpusTests {
  @Test func theExpectationsCoverTheCorpus() {
    let expected = Corpus.rows().map(\.path)
    #expect(expected.count > 250 && Set(expected).count == expected.count, "a record is expected twice")
    let there = Set(Corpus.records())
    #expect(there.subtracting(expected) == [], "records that nobody has an expectation of")
    #expect(Set(expected).subtracting(there) == [], "expectations of records that are not there")
  }

  @Test(arguments: Corpus.rows()) func isReadAsTheReviewerReadIt(_ row: Corpus.Row) throws {
    let (_, record) = try Corpus.read(row)
    let status = record.status.map {
      DecisionReader.isChoice($0.value) ? "choice" : record.standing?.rawValue ?? $0.value.lowercased()
    }
    let problems = Set(record.problems.map(\.label)).sorted().joined(separator: ";")
    let got = [
      row.path, record.kind.rawValue, record.dialect.rawValue, record.id?.value ?? "-",
      record.title?.value ?? "-",
      row.kind == .prompt ? record.stage?.value ?? "-" : "-", record.date?.value ?? "-",
      row.kind == .decision ? status ?? "-" : "-", problems.isEmpty ? "-" : problems,
    ]
    #expect(got == row.cells)
  }

  /// One field is rewritten; every byte before and after the value stays.
  @Test(arguments: Corpus.rows()) func rewritingOneFieldKeepsAllOtherBytes(_ row: Corpus.Row) throws {
    let (bytes, record) = try Corpus.read(row)
    for field in ["title", "date", "stage", "user", "status"] {
      guard let old = record.fields[field], let range = old.range else { continue }
      let value = field == "date" ? "2031-02-03" : field == "status" ? "rejected" : "a: new, value"
      let changed = try RecordEditor(record).setting(field, to: .text(value))
      #expect(changed.starts(with: bytes[..<range.lowerBound].dropLast(1)))
      #expect(
        changed.suffix(bytes.count - range.upperBound).elementsEqual(bytes[range.upperBound...]), "\(field)")
      let again = Record(changed, name: row.fileName, kind: row.kind)
      if record.frontMatter?.failure == nil {
        #expect(again.fields[field]?.value.lowercased() == value)
      }
    }
  }
}
