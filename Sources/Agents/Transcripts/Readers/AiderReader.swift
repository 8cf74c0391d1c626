import Prompts
import Records

/// Aider: one Markdown file a project, with a heading a session. A prompt is a block of lines that begin with `####`.
struct AiderReader {
  private static let sessionMark: StaticString = "# aider chat started at "
  private static let promptMark: StaticString = "####"

  private var prompt: [[UInt8]] = []
  private var answer: [UInt8] = []
  private var time: Int64?
  private var fence: [UInt8]?
  private var isInNote = false
  /// Whether lines of a prompt end with two blanks, as Aider itself writes them: headings of answers don't.
  private var endsWithBlanks: Bool?

  static func recognizes(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    // A note may well have such headings and quotes as Aider's: only its own line tells.
    head.starts(with: sessionMarkText.utf8) || ByteSearch.first("\n# aider chat started at ", in: head) != nil
  }

  private static let sessionMarkText = "# aider chat started at "

  mutating func read(_ line: UnsafeBufferPointer<UInt8>, into turns: inout TurnCollector) {
    var line = Array(line)
    if line.last == .carriageReturn { line.removeLast() }
    if let text = promptLine(line) {
      if prompt.isEmpty { say(&turns) }
      prompt.append(text)
      isInNote = false
      return
    }
    flush(&turns)
    if line.hasPrefix(Self.sessionMark, at: 0) {
      say(&turns)
      turns.end()
      time = Moment.milliseconds(Array(line.dropFirst(Self.sessionMark.utf8CodeUnitCount)))
      turns.session =
        String(decoding: line.dropFirst(Self.sessionMark.utf8CodeUnitCount), as: UTF8.self).trimmedBlanks
      fence = nil
    } else if isNote(line) {
      (isInNote, fence) = (true, nil)
      note(line, &turns)
    } else if isInNote, !line.isEmpty {
      // What a program printed goes on without a mark.
      return
    } else {
      isInNote = false
      follow(line)
      if turns.isOpen { answer += line + [.newline] }
    }
  }

  /// Aider's own lines are told from those of an answer by the blanks at their ends, even where an answer was cut off
  /// within a block of code.
  private func isNote(_ line: [UInt8]) -> Bool {
    guard line.first == UInt8(ascii: ">") else { return false }
    return endsWithBlanks == true ? line.hasSuffix("  ") : fence == nil
  }

  /// The text of a line of a prompt.
  private mutating func promptLine(_ line: [UInt8]) -> [UInt8]? {
    guard fence == nil || endsWithBlanks == true, line.hasPrefix(Self.promptMark, at: 0),
      line.count == 4 || line[4] == .space
    else { return nil }
    let hasBlanks = line.count >= 6 && line.hasSuffix("  ")
    let expected = endsWithBlanks ?? hasBlanks
    endsWithBlanks = expected
    guard hasBlanks || !expected else { return nil }
    return Array(line.dropFirst(5).dropLast(expected ? 2 : 0))
  }

  private mutating func follow(_ line: [UInt8]) {
    let mark = line.prefix { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
    if let open = fence {
      if line.starts(with: open), line.dropFirst(open.count).allSatisfy(\.isWhite) { fence = nil }
    } else if mark.count >= 3, Set(mark).count == 1 {
      fence = Array(mark)
    }
  }

  private static let applied = Array("> Applied edit to ".utf8)

  private func note(_ line: [UInt8], _ turns: inout TurnCollector) {
    guard line.hasPrefix(Self.applied, at: 0) else { return }
    turns.change(String(decoding: line.dropFirst(Self.applied.count), as: UTF8.self).trimmedBlanks)
  }

  private mutating func flush(_ turns: inout TurnCollector) {
    guard !prompt.isEmpty else { return }
    let text = prompt.joinedLines
    prompt = []
    fence = nil
    // What a linter or a test says goes to the model in the user's name.
    let machine: [StaticString] = ["# Fix any errors below, if possible.", "I ran this command:\n\n"]
    if machine.contains(where: { text.hasPrefix($0, at: 0) }) || text == Array("<blank>".utf8) { return }
    let name = text.prefix { $0 > 0x20 }
    let isCommand =
      name.count > 1 && name.first == UInt8(ascii: "/") && !name.dropFirst().contains(UInt8(ascii: "/"))
    let kind: TypedText.Kind = isCommand ? .command(String(decoding: name, as: UTF8.self)) : .words
    turns.begin(kind, text, time: time, key: nil)
  }

  private mutating func say(_ turns: inout TurnCollector) {
    let text = answer.trimmedWhite(0..<answer.count)
    if !text.isEmpty { turns.answer(Array(answer[text])) }
    answer = []
  }

  mutating func finish(_ turns: inout TurnCollector) {
    flush(&turns)
    say(&turns)
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
