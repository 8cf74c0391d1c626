import Foundation
import Properties
import Records
import Testing

@testable import Decisions

/// The real decisions that nobody here wrote.
enum DecisionCorpus {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = RealCorpus.folder
  static var isThere: Bool { RealCorpus.has(for: "real decisions") }

  struct Row: Sendable, CustomTestStringConvertible {
    let path: String
    let links: String
    var testDescription: String { path }
  }

  /// The reviewed expectations: a path and its resolved links, as `relation number`.
  static func rows() -> [Row] {
    guard isThere else { return [] }
    let table = try? String(contentsOf: package.appending(path: "Tests/Corpus/links.tsv"), encoding: .utf8)
    return (table ?? "").split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(path: cells[0], links: cells[1])
    }
  }

  static func read(_ path: String) throws -> Decision {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
    let name = Array(URL(filePath: path).lastPathComponent.utf8)
    return Decision(Record(bytes, name: name, kind: .decision), at: Array(path.utf8))
  }
}

@Suite(.enabled(if: DecisionCorpus.isThere)) struct DecisionCorpusTests {
  private let set: DecisionSet

  init() throws { set = DecisionSet(try DecisionCorpus.rows().map { try DecisionCorpus.read($0.path) }) }

  @Test func theExpectationsCoverTheCorpus() { #expect(DecisionCorpus.rows().count > 80) }

  @Test(arguments: DecisionCorpus.rows()) func linksAreReadAsTheReviewerReadThem(_ row: DecisionCorpus.Row)
    throws
  {
    let index = try #require(set.index(of: Array(row.path.utf8)))
    let links = set.edges(from: index).map { "\($0.relation) \(set.all[$0.to].number ?? 0)" }
    #expect((links.isEmpty ? "-" : links.joined(separator: ", ")) == row.links)
  }

  /// What a change may add: lines of one place, the status line among them; and no other byte.
  @Test(arguments: DecisionCorpus.rows()) func onlyTheLinesThatMustChangeDo(_ row: DecisionCorpus.Row) throws
  {
    let old = try DecisionCorpus.read(row.path)
    let new = Decision(
      Record(
        Array("# 9999. Next\n\n## Status\n\nAccepted\n".utf8), name: Array("9999-next.md".utf8),
        kind: .decision),
      at: old.folder + Array("/9999-next.md".utf8))
    let own = Decision(Record(Array(row.path.utf8), name: old.fileName, kind: .decision), at: old.path)
    let editor = DecisionEditor(old)
    var changes: [(name: String, text: [UInt8], removed: Int, added: Int)] = []
    if old.standing != .accepted { changes.append(("accept", try editor.setting(.accepted), 1, 4)) }
    changes.append(("supersede", try editor.superseded(by: new), 1, 4))
    changes.append(("amend", try editor.linking(.amendedBy, to: new), 0, 4))
    for (name, text, removed, added) in changes {
      let before = lines(old.record.text)
      let after = lines(text)
      let head = zip(before, after).prefix { $0 == $1 }.count
      let tail = zip(before.dropFirst(head).reversed(), after.dropFirst(head).reversed()).prefix { $0 == $1 }
        .count
      #expect(before.count - head - tail <= removed + (isOpen(old.record.text) ? 1 : 0), "\(name)")
      #expect(after.count - head - tail <= added + (isOpen(old.record.text) ? 1 : 0), "\(name)")
      #expect((text.last == 0x0A) == (old.record.text.last == 0x0A), "\(name): the final newline")
      if !old.record.text.contains(0x0D) { #expect(!text.contains(0x0D), "\(name)") }
      let again = Decision(Record(text, name: old.fileName, kind: .decision), at: old.path)
      #expect(again.title == old.title && again.number == own.number, "\(name)")
      switch name {
      case "accept": #expect(again.standing == .accepted)
      case "supersede": #expect(again.standing == .superseded)
      default: #expect(again.standing == old.standing)
      }
      // What was made is found again, among all the others of its folder.
      let others = DecisionSet(set.all.filter { $0.path != old.path } + [again, new])
      let known = try #require(others.index(of: old.path))
      let goal = try #require(others.index(of: new.path))
      let made = others.edges(from: known).filter { $0.to == goal }.map(\.relation)
      #expect(
        made == (name == "supersede" ? [.supersededBy] : name == "amend" ? [.amendedBy] : []), "\(name)")
      for link in old.links where link.relation != .supersededBy {
        #expect(again.links.contains(link), "\(name)")
      }
    }
  }

  /// A record with CRLF, or without its last newline, changes as the record with LF does: no line end is another one
  /// afterwards.
  @Test(arguments: DecisionCorpus.rows()) func lineEndsStayAsTheyAre(_ row: DecisionCorpus.Row) throws {
    let plain = Array(try DecisionCorpus.read(row.path).record.text.filter { $0 != 0x0D })
    for text in [plain, plain.last == 0x0A ? plain.dropLast() : plain] {
      let expected = try changed(text, row.path)
      let returned = try changed(crlf(text), row.path)
      for (name, result) in expected {
        #expect(returned[name] == crlf(result), "\(name)")
        #expect((result.last == 0x0A) == (text.last == 0x0A), "\(name): the final newline")
      }
    }
  }

  private func changed(_ text: [UInt8], _ path: String) throws -> [String: [UInt8]] {
    let name = Array(URL(filePath: path).lastPathComponent.utf8)
    let old = Decision(Record(text, name: name, kind: .decision), at: Array(path.utf8))
    let next = Record(
      Array("# 9999. Next\n\n## Status\n\nAccepted\n".utf8), name: Array("9999-next.md".utf8),
      kind: .decision)
    let new = Decision(next, at: old.folder + Array("/9999-next.md".utf8))
    let editor = DecisionEditor(old)
    return try [
      "accept": old.standing == .accepted ? text : editor.setting(.accepted),
      "supersede": editor.superseded(by: new), "amend": editor.linking(.amendedBy, to: new),
    ]
  }

  private func crlf(_ text: [UInt8]) -> [UInt8] { text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }

  private func lines(_ text: [UInt8]) -> [[UInt8]] {
    text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  /// A last line without its end changes when lines follow it.
  private func isOpen(_ text: [UInt8]) -> Bool { text.last != 0x0A }
}
