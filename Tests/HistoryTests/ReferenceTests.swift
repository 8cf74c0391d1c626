import Foundation
import Platform
import Records
import Testing

@testable import History

@Suite struct ReferenceTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    for (path, stage, feature) in [
      ("001-auth/0001-fix-expiry.red", "red", "001-auth"),
      ("001-auth/0002-add-login.green", "green", "001-auth"),
      ("002-pay/0001-add-login.green", "green", "002-pay"),
      ("general/0001-tidy-up.general", "general", "none"),
    ] {
      try scratch.prompt("history/prompts/\(path).prompt.md", stage: stage, feature: feature)
    }
    try scratch.make("history/adr/0001-use-sqlite.md", "# ADR-0001: Use SQLite\n")
    try scratch.make(
      "history/adr/0002-log-in-once.md",
      "---\nprovenance:\n  uid: 01a1fc9f-04fd-7660-8148-cf4c3c4d2c63\n---\n")
    return scratch
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let reference: String
    var kind = Kind.prompt
    var feature: String?
    var folder = ""
    /// The end of the path; nil for none, several for an ambiguous reference.
    let found: [String]
    var testDescription: String { reference }
  }

  static let rows: [Row] = [
    Row(reference: "1", found: ["general/0001-tidy-up.general.prompt.md"]),
    Row(reference: "0001", found: ["general/0001-tidy-up.general.prompt.md"]),
    Row(reference: "1", feature: "001-auth", found: ["001-auth/0001-fix-expiry.red.prompt.md"]),
    Row(reference: "1", kind: .decision, feature: "001-auth", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "2", found: ["001-auth/0002-add-login.green.prompt.md"]),
    Row(reference: "9", found: []), Row(reference: "1234567", found: []),
    Row(reference: "001-auth/1", found: ["001-auth/0001-fix-expiry.red.prompt.md"]),
    Row(reference: "auth/0002", found: ["001-auth/0002-add-login.green.prompt.md"]),
    Row(reference: "AUTH/2", found: ["001-auth/0002-add-login.green.prompt.md"]),
    Row(reference: "history/prompts/002-pay/1", found: ["002-pay/0001-add-login.green.prompt.md"]),
    Row(reference: "adr/1", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "general/1", found: ["general/0001-tidy-up.general.prompt.md"]),
    Row(reference: "adr/9", found: []), Row(reference: "nothing/1", found: []),
    Row(reference: "history/adr/0001-use-sqlite.md", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "0001-use-sqlite.md", folder: "history/adr", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "../adr/0001-use-sqlite.md", folder: "history/prompts", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "tidy", found: ["general/0001-tidy-up.general.prompt.md"]),
    Row(reference: "SQLITE", found: ["adr/0001-use-sqlite.md"]),
    Row(
      reference: "add-login",
      found: ["001-auth/0002-add-login.green.prompt.md", "002-pay/0001-add-login.green.prompt.md"]),
    Row(reference: "log", kind: .decision, found: ["adr/0002-log-in-once.md"]),
    Row(reference: "01a1fc9f-04fd-7660-8148-cf4c3c4d2c63", found: ["adr/0002-log-in-once.md"]),
    Row(reference: "01A1FC9F-04FD", found: ["adr/0002-log-in-once.md"]),
    Row(reference: "01a1fc9f-04fe", found: []),
    Row(reference: "nothing", found: []), Row(reference: "", found: []),
    Row(reference: "/etc/passwd", found: []),
    Row(reference: "../../etc", found: []), Row(reference: "/", found: []),
    Row(reference: "a\u{0}b", found: []),
    Row(reference: "adr/0001-use-sqlite.md", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "adr/0001-use", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "./adr/0001", found: ["adr/0001-use-sqlite.md"]),
    Row(reference: "general/0001-tidy-up.general", found: ["general/0001-tidy-up.general.prompt.md"]),
    Row(reference: "prompts/002-pay/1", found: ["002-pay/0001-add-login.green.prompt.md"]),
    Row(reference: "dr/1", found: []), Row(reference: "/adr/1", found: []),
  ]

  @Test(arguments: rows) func resolve(_ row: Row) throws {
    let scratch = try scratch()
    let project = try scratch.project(in: row.folder)
    let feature = try row.feature.map { try Feature($0) }
    do throws(HistoryError) {
      let file = try project.resolve(row.reference, as: row.kind, feature: feature)
      #expect(row.found.count == 1 && file.path.description.hasSuffix(row.found.first ?? "?"), "\(file.path)")
    } catch {
      switch error {
      case .notFound: #expect(row.found.isEmpty, "not found")
      case .ambiguous(_, let paths):
        #expect(paths.count == row.found.count)
        for (path, end) in zip(paths, row.found) { #expect(path.description.hasSuffix(end)) }
      default: Issue.record(error)
      }
    }
  }
}

/// Sub-projects have numbers of their own.
@Suite struct SubprojectReferenceTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    for folder in ["", "backend/", "apps/web/"] {
      try scratch.prompt(
        folder + "history/prompts/general/0001-tidy-up.general.prompt.md", stage: "general", feature: "none")
    }
    try scratch.prompt(
      "backend/history/prompts/001-auth/0002-x.red.prompt.md", stage: "red", feature: "001-auth")
    for name in ["history/adr/0001-a.md", "apps/web/docs/adr/0001-b.md", "docs/adr/0001-c.md"] {
      try scratch.make(name, "# 1. A\n")
    }
    for name in ["0003-same.md", "0003-other.md", "no-number.md"] {
      try scratch.make("backend/history/adr/" + name, "# 3. B\n")
    }
    try scratch.make(".git/")
    return scratch
  }

  @Test func noTwoAreCalledTheSameAndEachIsUnderstood() throws {
    let scratch = try scratch()
    let project = try scratch.project()
    let files = try project.recordFiles()
    let names = RecordFile.references(of: files)
    #expect(
      names.sorted() == [
        "adr/0001", "apps/web/docs/adr/0001", "apps/web/general/0001", "backend/001-auth/0002",
        "backend/adr/0003-other", "backend/adr/0003-same", "backend/general/0001",
        "backend/history/adr/no-number.md", "docs/adr/0001", "general/0001",
      ])
    for (name, file) in zip(names, files) {
      #expect(try project.resolve(name, as: .prompt, feature: nil) == file, "\(name)")
    }
  }

  static let rows: [(reference: String, paths: [String])] = [
    ("backend/general/1", ["backend/history/prompts/general/0001-tidy-up.general.prompt.md"]),
    ("web/general/1", ["apps/web/history/prompts/general/0001-tidy-up.general.prompt.md"]),
    ("backend/auth/2", ["backend/history/prompts/001-auth/0002-x.red.prompt.md"]),
    ("auth/2", ["backend/history/prompts/001-auth/0002-x.red.prompt.md"]),
    ("web/adr/1", []), ("apps/web/adr/1", ["apps/web/docs/adr/0001-b.md"]),
    ("adr/1", ["history/adr/0001-a.md"]), ("docs/adr/1", ["docs/adr/0001-c.md"]),
    ("general/1", ["history/prompts/general/0001-tidy-up.general.prompt.md"]),
    ("adr/3", ["backend/history/adr/0003-other.md", "backend/history/adr/0003-same.md"]),
    ("adr/0003-same.md", ["backend/history/adr/0003-same.md"]), ("back/general/1", []),
  ]

  @Test(arguments: rows.indices) func resolve(_ index: Int) throws {
    let row = Self.rows[index]
    let scratch = try scratch()
    let project = try scratch.project()
    do throws(HistoryError) {
      let file = try project.resolve(row.reference, as: .prompt, feature: nil)
      #expect([file.path.description] == row.paths)
    } catch .ambiguous(_, let paths) {
      #expect(paths.map(\.description) == row.paths)
    } catch {
      #expect(row.paths.isEmpty, "\(error)")
    }
  }
}

/// A link in the place of a folder is not followed, and not passed over in silence either.
@Suite struct SkippedLinkTests {
  @Test(arguments: [
    ("history/prompts/001-auth", "history/prompts/001-auth"), ("history/adr", "history/adr"),
    ("docs", "docs"), ("specs/002-pay", "specs/002-pay"),
  ])
  func aLinkedFolder(_ link: String, _ noticed: String) throws {
    let scratch = try Scratch()
    try scratch.make("elsewhere/adr/0001-x.md", "# 1. X\n")
    try scratch.make("elsewhere/prompts/0001-x.misc.prompt.md", "x\n")
    try scratch.link(link, to: scratch.root.path + "/elsewhere")
    try scratch.prompt("history/prompts/general/0001-a.misc.prompt.md", stage: "misc", feature: "none")
    try scratch.make("notes", "no record")
    try scratch.link("history/prompts/general/notes", to: scratch.root.path + "/notes")
    let project = try scratch.project()
    for _ in 0..<2 {
      #expect(
        try project.recordFiles().map(\.path.description)
          == ["history/prompts/general/0001-a.misc.prompt.md"])
    }
    #expect(project.notices.all == [.skippedLink(Path(noticed))])
  }
}

@Suite struct MovingTests {
  private func found(_ project: Project, _ path: String) throws -> FoundRecord {
    project.read(try project.resolve(path, as: .prompt, feature: nil))
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let from: String
    let stage: String
    let feature: String
    let to: String
    var testDescription: String { from + " → " + to }
  }

  static let rows: [Row] = [
    Row(from: "001-auth/0001-x.red", stage: "red", feature: "001-auth", to: "001-auth/0001-fix-expiry.red"),
    Row(
      from: "001-auth/0001-fix-expiry.red", stage: "green", feature: "001-auth",
      to: "001-auth/0001-fix-expiry.green"),
    Row(
      from: "001-auth/0001-fix-expiry.red", stage: "red", feature: "002-pay",
      to: "002-pay/0002-fix-expiry.red"),
    Row(
      from: "001-auth/0001-fix-expiry.red", stage: "general", feature: "001-auth",
      to: "general/0001-fix-expiry.general"),
    Row(
      from: "001-auth/0001-fix-expiry.red", stage: "red", feature: "none", to: "general/0001-fix-expiry.red"),
    Row(from: "auth/0001-fix-expiry.red", stage: "red", feature: "001-auth", to: "auth/0001-fix-expiry.red"),
    Row(from: "0001-fix-expiry.red", stage: "red", feature: "003-new", to: "003-new/0001-fix-expiry.red"),
    Row(from: "001-auth/7-x.red", stage: "red", feature: "001-auth", to: "001-auth/0001-fix-expiry.red"),
  ]

  @Test(arguments: rows) func place(_ row: Row) throws {
    let scratch = try Scratch()
    try scratch.prompt("history/prompts/\(row.from).prompt.md", stage: row.stage, feature: row.feature)
    try scratch.prompt("history/prompts/002-pay/0001-other.red.prompt.md", stage: "red", feature: "002-pay")
    let project = try scratch.project()
    let target = try project.move(
      try found(project, "history/prompts/\(row.from).prompt.md"), durability: .fast)
    #expect(target.description == "history/prompts/\(row.to).prompt.md")
    #expect(
      scratch.files().filter { $0.hasPrefix("history") }
        == [target.description, "history/prompts/002-pay/0001-other.red.prompt.md"].sorted())
  }

  @Test func linksFollow() throws {
    let scratch = try Scratch()
    try scratch.prompt(
      "history/prompts/001-auth/0001-fix-expiry.red.prompt.md", stage: "green", feature: "001-auth")
    let old = "0001-fix-expiry.red.prompt.md"
    try scratch.make(
      "history/adr/0001-a.md",
      "history/prompts/001-auth/\(old), [a](../prompts/001-auth/\(old)), [b](\(old)), xhistory/prompts/001-auth/\(old)x\n"
    )
    try scratch.make("history/prompts/001-auth/0002-b.red.prompt.md", "[b](\(old)) and [c](./\(old))\n")
    try scratch.make("notes.md", "history/prompts/001-auth/\(old)\n")
    let project = try scratch.project()
    _ = try project.move(try found(project, "001-auth/1"), durability: .fast)
    let new = "0001-fix-expiry.green.prompt.md"
    #expect(
      scratch.text("history/adr/0001-a.md")
        == "history/prompts/001-auth/\(new), [a](../prompts/001-auth/\(new)), [b](\(old)), xhistory/prompts/001-auth/\(old)x\n"
    )
    #expect(scratch.text("history/prompts/001-auth/0002-b.red.prompt.md")?.hasPrefix("[b](\(new))") == true)
    #expect(scratch.text("notes.md") == "history/prompts/001-auth/\(old)\n")
  }

  @Test(arguments: ["../x", "a/b", ".x", "/etc"]) func aRecordCantLeadOut(_ feature: String) throws {
    let scratch = try Scratch()
    try scratch.prompt("history/prompts/001-auth/0001-a.red.prompt.md", stage: "red", feature: feature)
    let project = try scratch.project()
    #expect(throws: HistoryError.self) {
      try project.move(try found(project, "001-auth/1"), durability: .fast)
    }
    #expect(scratch.files() == ["history/prompts/001-auth/0001-a.red.prompt.md"])
  }
}
