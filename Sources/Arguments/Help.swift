extension Command {
  /// The help text of the command at a path; this command is the program.
  ///
  /// - Parameters:
  ///   - path: the names that lead to the command; none for the program itself.
  ///   - width: the columns to fill.
  ///   - styled: whether headings are bold, for a terminal.
  ///   - notes: paragraphs under headings at the end of the program's own help: exit codes, files.
  /// - Returns: the text, with a line feed at its end.
  public func help(
    for path: [String] = [], width: Int = 80, styled: Bool = false, notes: [Note] = []
  ) -> String {
    var page = HelpPage(root: self, node: node(at: path), width: max(width, 40), styled: styled)
    page.write(notes: path.isEmpty ? notes : [])
    return page.text
  }
}

/// A headed piece of text that belongs to the whole program.
public struct Note: Sendable {
  /// As in "Exit codes".
  public let title: String
  /// Paragraphs, parted by empty lines; indented lines stay as they are.
  public let text: String

  /// A note.
  public init(_ title: String, _ text: String) {
    self.title = title
    self.text = text
  }
}

private struct HelpPage {
  let root: Command
  let node: Node
  let width: Int
  let styled: Bool
  var text = ""

  mutating func write(notes: [Note]) {
    lines(wrapped(node.command.summary, width: width), indent: 0)
    text += "\n" + heading("Usage:") + " "
    let usage = wrapped(node.usage(root), width: width - 7)
    text += usage.joined(separator: "\n" + spaces(11)) + "\n"
    if !node.command.aliases.isEmpty {
      text += heading("Aliases:") + " " + node.command.aliases.joined(separator: ", ") + "\n"
    }
    if !node.command.discussion.isEmpty {
      text += "\n"
      prose(node.command.discussion, indent: 0)
    }
    examples(node.command.examples)
    for section in node.sections {
      table(section.title, section.commands.map { ($0.name, words(of: $0.summary)) })
    }
    table("Arguments", node.arguments.map { ($0.name, $0.explanationParts) })
    table(node.path.isEmpty ? "Global options" : "Options", rows(node.ownTable))
    table("Global options", rows(node.globalTable))
    for note in notes {
      text += "\n" + heading(note.title + ":") + "\n"
      prose(note.text, indent: 2)
    }
    if node.isGroup {
      text += "\n"
      lines(
        wrapped("Run '\(root.spelled(node.path)) COMMAND --help' for more on a command.", width: width),
        indent: 0)
    }
  }

  func heading(_ title: String) -> String {
    styled ? "\u{1b}[1m\(title)\u{1b}[0m" : title
  }

  mutating func lines(_ lines: [String], indent: Int) {
    for line in lines { text += line.isEmpty ? "\n" : spaces(indent) + line + "\n" }
  }

  mutating func prose(_ prose: String, indent: Int) {
    for (position, block) in Prose.blocks(prose).enumerated() {
      if position > 0 { text += "\n" }
      switch block {
      case .paragraph(let words): lines(wrapped(words, width: width - indent), indent: indent)
      case .verbatim(let kept): lines(kept, indent: indent + 2)
      }
    }
  }

  mutating func examples(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    text += "\n" + heading("Examples:") + "\n"
    for example in examples {
      lines(example.line.trimmedOfNewlines.lines, indent: 2)
      lines(wrapped(example.explanation, width: width - 6), indent: 6)
    }
  }

  /// Options without a short letter line up with those that have one.
  func rows(_ options: [Declaration]) -> [(String, [String])] {
    options.map { (($0.short == nil ? spaces(4) : "") + $0.label, $0.explanationParts) }
  }

  /// Two columns; a label too long for the first has its explanation below.
  mutating func table(_ title: String, _ rows: [(label: String, explanation: [String])]) {
    guard !rows.isEmpty else { return }
    text += "\n" + heading(title + ":") + "\n"
    let widest = min(30, width / 3)
    let column = rows.map(\.label.unicodeScalars.count).filter { $0 <= widest }.max() ?? widest
    for (label, explanation) in rows {
      let size = label.unicodeScalars.count
      let right = wrapped(explanation, width: width - column - 4)
      text += spaces(2) + label
      var rest = right[...]
      if size <= column, let first = rest.popFirst() {
        text += spaces(column - size + 2) + first
      }
      text += "\n"
      lines(Array(rest), indent: column + 4)
    }
  }
}
