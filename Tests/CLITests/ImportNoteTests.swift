import Foundation
import Properties
import Testing

/// A real note of a session.
enum SampleNote {
  static let text: [UInt8]? = {
    let sample = "samples/session-fix-summary.md"
    guard RealCorpus.has(sample, for: "a real note") else { return nil }
    return (try? Data(contentsOf: RealCorpus.folder.appending(path: sample))).map { [UInt8]($0) }
  }()
}

/// The record that comes of a real note: what its author wrote stands in the file, line by line.
@Suite(.enabled(if: SampleNote.text != nil)) struct ImportNoteTests {
  @Test(arguments: [["--as", "adr"], []]) func everyLineOfTheSampleIsInItsRecord(_ form: [String]) throws {
    let box = try Sandbox()
    let sample = try #require(SampleNote.text)
    try box.write("session-fix-summary.md", sample)
    let outcome = try box.clio(["import", "session-fix-summary.md"] + form)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let made = box.files("history").filter { $0.hasSuffix(".md") }
    #expect(made.count == 1)
    let record = String(decoding: try box.read(try #require(made.first)), as: UTF8.self)
    let kept = Set(record.split(separator: "\n").map(bare))
    for line in String(decoding: sample, as: UTF8.self).split(separator: "\n").map(bare) where !line.isEmpty {
      #expect(kept.contains(line) || record.contains(line), "\(line)")
    }
    #expect(try box.clio(["check"]).status == 0)
  }

  /// A line without its mark of a heading, which becomes a deeper one, without bold type, and without the steps up in
  /// its links, which are more from deeper down.
  private func bare(_ line: Substring) -> String {
    String(line.drop { $0 == "#" || $0 == " " || $0 == "\t" }).replacingOccurrences(of: "**", with: "")
      .replacingOccurrences(of: "../", with: "")
      .trimmingCharacters(in: .whitespaces)
  }
}
