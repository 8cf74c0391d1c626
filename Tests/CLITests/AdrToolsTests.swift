import Foundation
import Testing

/// The stand-in for adr-tools. Its own suite pins what it does; here are the bugs of the original that no test there
/// pins, each with the right behaviour, and what a careful tool adds.
@Suite struct AdrToolsTests {
  private let box: Sandbox

  init() throws {
    box = try Sandbox()
    try FileManager.default.createSymbolicLink(
      atPath: box.base.appending(path: "bin/adr").path, withDestinationPath: Binary.path)
  }

  private func adr(_ words: String..., in folder: String = "", with extra: [String: String] = [:]) throws
    -> Outcome
  {
    try box.run(["adr"] + words, in: folder, with: ["ADR_DATE": "1992-01-12"].merging(extra) { $1 })
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try box.read("doc/adr/" + name), as: UTF8.self)
  }

  private func snapshot() throws -> [String: [UInt8]] {
    try Dictionary(uniqueKeysWithValues: box.files().map { ($0, try box.read($0)) })
  }

  /// The folder of the program: also where its name alone was called, and the shell found it.
  @Test func configurationTellsWhereTheProgramIs() throws {
    let bin = box.base.appending(path: "bin").path
    let expected = "adr_bin_dir=\"\(bin)\"\nadr_template_dir=\"\(bin)\"\n"
    #expect(try adr("config").text == expected)
    #expect(try box.run(["sh", "-ec", "mkdir sub; cd sub; adr config"]).text == expected)
    #expect(try box.run(["sh", "-ec", "../bin/adr config"]).text == expected)
  }

  @Test func aNumberIsANumberAndNoPartOfAPath() throws {
    _ = try adr("new", "First")
    _ = try adr("new", "Use HTTP2 for 3 services")
    let before = try text("0002-use-http2-for-3-services.md")
    let refused = try adr("new", "-s", "3", "Third")
    #expect(refused.status == 1)
    #expect(refused.errorText == "ERROR: no record is called '3'; nothing was changed\n")
    #expect(try text("0002-use-http2-for-3-services.md") == before)
    #expect(box.files("doc") == ["doc/adr/0001-first.md", "doc/adr/0002-use-http2-for-3-services.md"])
  }

  @Test(arguments: [
    ("a | b", "0001-a-b.md"), ("R&D", "0001-r-d.md"), ("Back\\slash \\1", "0001-back-slash-1.md"),
    ("DATE of STATUS", "0001-date-of-status.md"), ("* $HOME `id` \"q\"", "0001-home-id-q.md"),
  ]) func aTitleIsOnlyText(_ title: String, _ name: String) throws {
    #expect(try adr("new", title).text == "doc/adr/\(name)\n")
    #expect(
      try text(name).hasPrefix("# 1. \(title)\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n## Context\n"))
  }

  @Test(arguments: [
    ["new", "-s", "1", "-s", "9", "X"], ["new", "-l", "1:Amends:Amended by", "-l", "9:A:B", "X"],
    ["new", "-l", "1:Amends", "X"], ["link", "1", "Amends", "9", "Amended by"], ["link", "9", "A", "1", "B"],
    ["link", "1", "Amends"], ["new", "-x", "Title"], ["new", "-s"],
  ]) func whatCantBeDoneWholeChangesNothing(_ words: [String]) throws {
    _ = try adr("new", "First")
    let before = try snapshot()
    let refused = try box.run(["adr"] + words)
    #expect(refused.status == 1)
    #expect(!refused.errors.isEmpty)
    #expect(try snapshot() == before)
  }

  @Test func aRecordWithoutAStatusSectionIsNeverLinkedInSilence() throws {
    try box.write("doc/adr/0001-odd.md", "# 1. Odd\n\n## Context\n\nNone.\n")
    let before = try snapshot()
    let refused = try adr("new", "-s", "1", "Next")
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("doc/adr/0001-odd.md:1: the record has no section '## Status'"))
    #expect(try snapshot() == before)
  }

  @Test(arguments: ["Proposed", "PROPOSED", "Rejected", "On hold"])
  func theLinkComesInPlaceOfAnyStatus(_ status: String) throws {
    _ = try adr("new", "First")
    try box.write("doc/adr/0001-first.md", try text("0001-first.md").replacing("Accepted", with: status))
    _ = try adr("new", "-s", "1", "Second")
    #expect(
      try text("0001-first.md").hasPrefix(
        "# 1. First\n\nDate: 1992-01-12\n\n## Status\n\nSuperceded by [2. Second](0002-second.md)\n\n## Context\n"
      ))
  }

  @Test func sharedNumbersAreNoticed() throws {
    _ = try adr("new", "First")
    try box.write("doc/adr/0001-other.md", "# 1. Other\n\n## Status\n\nAccepted\n\n## Context\n")
    let listed = try adr("list")
    #expect(listed.text == "doc/adr/0001-first.md\ndoc/adr/0001-other.md\n")
    #expect(listed.errorText == "clio: 2 records in doc/adr have the number 1\n")
    let refused = try adr("new", "-s", "1", "Next")
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("'1' means 2 records"))
    #expect(try adr("new", "-s", "0001-other", "Next").text == "doc/adr/0002-next.md\n")
    let graph = try adr("generate", "graph").text
    #expect(graph.contains("_1 [label=\"1. First\""))
    #expect(graph.contains("_1_2 [label=\"1. Other\""))
    #expect(graph.contains("_2 -> _1_2 [label=\"Supercedes\", weight=0]"))
  }

  @Test func folderNamesMayHaveBlanks() throws {
    #expect(try adr("init", "our decisions").text == "our decisions/0001-record-architecture-decisions.md\n")
    #expect(try adr("new", "-s", "1", "Two").text == "our decisions/0002-two.md\n")
    #expect(
      try adr("generate", "toc").text
        == "# Architecture Decision Records\n\n* [1. Record architecture decisions](0001-record-architecture-decisions.md)\n* [2. Two](0002-two.md)\n"
    )
  }

  @Test(arguments: ["../out", "/etc/adr", "a/../../b"]) func theFolderNeverLeadsOut(_ name: String) throws {
    #expect(try adr("init", name).status == 1)
    try box.write(".adr-dir", name + "\n")
    #expect(try adr("new", "X").status == 1)
    #expect(box.files() == [".adr-dir"])
  }

  @Test func theSpellingOfDebiansBuildIsAnOption() throws {
    _ = try adr("new", "First")
    _ = try adr("new", "-s", "1", "Second", with: ["ADR_SPELLING": "s"])
    #expect(try text("0001-first.md").contains("\nSuperseded by [2. Second](0002-second.md)\n"))
    #expect(try text("0002-second.md").contains("\nSupersedes [1. First](0001-first.md)\n"))
  }

  @Test func recordsOfOtherDialectsAreLinkedInTheirOwnWay() throws {
    try box.write(
      "doc/adr/0001-use-x.md", "---\nstatus: accepted\n---\n# Use X\n\n## Considered Options\n\n* X\n")
    #expect(try adr("new", "-s", "1", "Second").status == 0)
    #expect(try text("0001-use-x.md").hasPrefix("---\nstatus: superseded by ADR-0002\n---\n"))
  }

  @Test func calledByItsLongNameItIsTheSame() throws {
    #expect(try box.clio(["adr-tools", "new", "A title"]).text == "doc/adr/0001-a-title.md\n")
    let unknown = try box.clio(["adr-tools", "nonsense"])
    #expect(unknown.status == 1)
    #expect(unknown.text.hasPrefix("usage: adr help COMMAND [ARG] ...\n"))
    #expect(try box.clio(["adr-tools", "--help"]).text == unknown.text)
  }

  @Test func anEditorThatFailsIsToldOf() throws {
    let failed = try adr("new", "X", with: ["EDITOR": "false"])
    #expect(failed.status == 1)
    #expect(failed.text == "")
    #expect(failed.errorText == "ERROR: the editor ended with status 1; the record is doc/adr/0001-x.md\n")
  }
}
