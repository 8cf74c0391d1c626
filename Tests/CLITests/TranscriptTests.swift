import Foundation
import Synchronization
import Testing

/// The pages in `Transcripts/`: every command in them is run, and has to print what the page says.
///
/// `CLIO_UPDATE=1 swift test --filter TranscriptTests` writes into the pages what was printed.
@Suite struct TranscriptTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["CLIO_UPDATE"] == "1"
  private static let pages = Mutex(())

  @Test func thereAreTranscripts() { #expect(TranscriptCase.all().count > 20) }

  @Test(arguments: TranscriptCase.all()) func transcript(_ page: TranscriptCase) throws {
    let sandbox = try Sandbox()
    let normalizer = Normalizer(sandbox: sandbox)
    let blocks = try Self.pages.withLock { _ in try Transcript.blocks(of: page) }
    var results: [[String]] = []
    for (_, block) in blocks {
      var result: [String] = []
      for step in block.steps {
        let outcome = try sandbox.shell("exec 2>&1\n" + step.command)
        let printed = normalizer.lines(of: outcome)
        result += step.written + printed
        if !Self.isUpdating, printed != step.expected {
          Issue.record(Comment(rawValue: difference(step, printed)))
        }
      }
      results.append(result)
    }
    if Self.isUpdating { try Self.pages.withLock { _ in try update(page, results) } }
  }

  private func difference(_ step: Step, _ printed: [String]) -> String {
    var lines = step.written
    for change in printed.difference(from: step.expected).sorted(by: { $0.place < $1.place }) {
      switch change {
      case .remove(_, let line, _): lines.append("- " + line)
      case .insert(_, let line, _): lines.append("+ " + line)
      }
    }
    return lines.joined(separator: "\n")
  }

  private func update(_ page: TranscriptCase, _ results: [[String]]) throws {
    var lines = try Transcript.lines(of: page.file)
    let blocks = try Transcript.blocks(of: page)
    for ((_, block), result) in zip(blocks, results).reversed() {
      lines.replaceSubrange(block.lines, with: result)
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: page.file)
  }
}

extension CollectionDifference.Change {
  fileprivate var place: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
