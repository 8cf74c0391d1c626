import Foundation
import Testing

/// A command of a transcript with the output that it must have.
struct Step {
  /// The lines as they are written, `$ ` and `> ` before them.
  let written: [String]
  let command: String
  let expected: [String]
}

/// A fenced block of commands.
struct Block {
  /// The lines between the fences.
  let lines: Range<Int>
  let steps: [Step]
}

/// The blocks below one heading of a Markdown file. They share a folder.
struct TranscriptCase: CustomTestStringConvertible, Sendable {
  let file: URL
  let heading: String

  var testDescription: String { file.lastPathComponent + ": " + heading }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Transcripts")

  /// Every heading with a block below it.
  static func all() -> [TranscriptCase] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }.flatMap { file in
      let lines = (try? Transcript.lines(of: file)) ?? []
      return Transcript.blocks(lines).map(\.heading).reduce(into: [String]()) {
        if $0.last != $1 { $0.append($1) }
      }.map { TranscriptCase(file: file, heading: $0) }
    }
  }
}

enum Transcript {
  static func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map(
        String.init)
  }

  /// The blocks below one heading.
  static func blocks(of page: TranscriptCase) throws -> [(heading: String, block: Block)] {
    blocks(try lines(of: page.file)).filter { $0.heading == page.heading }
  }

  /// The console blocks of a page, each with the heading that it stands below.
  static func blocks(_ lines: [String]) -> [(heading: String, block: Block)] {
    var result: [(String, Block)] = []
    var heading = ""
    var open: (fence: String, start: Int, isConsole: Bool)?
    for (index, line) in lines.enumerated() {
      if let block = open {
        guard line == block.fence else { continue }
        if block.isConsole {
          result.append(
            (heading, Block(lines: block.start..<index, steps: steps(lines[block.start..<index]))))
        }
        open = nil
      } else if line.hasPrefix("```") {
        let fence = String(line.prefix { $0 == "`" })
        open = (fence, index + 1, line.dropFirst(fence.count) == "console")
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" || $0 == " " })
      }
    }
    return result
  }

  private static func steps(_ lines: ArraySlice<String>) -> [Step] {
    var result: [Step] = []
    var rest = lines
    while let first = rest.first {
      guard first.hasPrefix("$ ") else {
        rest = rest.dropFirst()
        continue
      }
      let more = rest.dropFirst().prefix { $0.hasPrefix("> ") || $0 == ">" }
      let expected = rest.dropFirst(1 + more.count).prefix { !$0.hasPrefix("$ ") }
      let command = ([String(first.dropFirst(2))] + more.map { String($0.dropFirst(2)) }).joined(
        separator: "\n")
      result.append(Step(written: [first] + more, command: command, expected: Array(expected)))
      rest = rest.dropFirst(1 + more.count + expected.count)
    }
    return result
  }
}

/// Puts words in place of what differs from run to run.
struct Normalizer {
  let sandbox: Sandbox

  func lines(of outcome: Outcome) -> [String] {
    var text = outcome.text
    var suffix: [String] = []
    if text.hasSuffix("\n") {
      text.removeLast()
    } else if !text.isEmpty {
      suffix.append("[no final newline]")
    }
    if outcome.status != 0 { suffix.append("[exit \(outcome.status)]") }
    var lines = text.isEmpty && outcome.output.isEmpty ? [] : normalized(text).components(separatedBy: "\n")
    lines += suffix
    return lines
  }

  private func normalized(_ text: String) -> String {
    var text = text
    text = text.replacingOccurrences(of: sandbox.root.path, with: "[ROOT]")
    text = text.replacingOccurrences(of: sandbox.base.path, with: "[BASE]")
    text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "[UID]")
    text.replace(/\b[0-9a-f]{64}\b/, with: "[SHA256]")
    text.replace(/\b[0-9a-f]{40}\b/, with: "[COMMIT]")
    text.replace(/shop-[0-9a-f]{12}\b/, with: "shop-[KEY]")
    let today = Self.today()
    text.replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/) { match in
      today.contains { match.output.hasPrefix($0) } ? "[TIME]" : String(match.output)
    }
    for day in today { text = text.replacingOccurrences(of: day, with: "[TODAY]") }
    return text
  }

  /// Today, and the day that it was when a command began just before midnight.
  private static func today() -> [String] {
    let now = Date()
    return [now, now.addingTimeInterval(-60)].map {
      $0.formatted(.iso8601.year().month().day())
    }
  }
}
