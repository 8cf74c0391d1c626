extension Command {
  /// The reference of all commands, in Markdown; this command is the program.
  public func reference(notes: [Note] = []) -> String {
    var text = "# \(name): the commands\n\n<!-- Generated from the declarations of the commands. -->\n"
    for node in nodes(includingHidden: false) {
      text += section(node)
      if node.path.isEmpty {
        for note in notes { text += "\n## \(note.title)\n" + prose(note.text) }
      }
    }
    return text
  }

  private func section(_ node: Node) -> String {
    var text = node.path.isEmpty ? "" : "\n## \(spelled(node.path))\n"
    text += "\n\(plain(node.command.summary))\n"
    text += fence("console", [node.usage(self)])
    if !node.command.aliases.isEmpty {
      text += "\nAlso: " + node.command.aliases.map { "`\($0)`" }.joined(separator: ", ") + "\n"
    }
    text += prose(node.command.discussion)
    text += list("Arguments", node.arguments)
    text += list(node.path.isEmpty ? "Global options, accepted by every command" : "Options", node.ownTable)
    for section in node.sections {
      text += "\n**\(plain(section.title))**\n\n"
      for command in section.commands {
        let anchor = spelled(node.path + [command.name]).replacingByte(UInt8(ascii: " "), with: "-")
        text += "- [`\(command.name)`](#\(anchor)): \(plain(command.summary))\n"
      }
    }
    for example in node.command.examples {
      text += "\n" + plain(example.explanation) + "\n"
      text += fence("sh", example.line.trimmedOfNewlines.lines)
    }
    return text
  }

  private func list(_ title: String, _ declarations: [Declaration]) -> String {
    guard !declarations.isEmpty else { return "" }
    return declarations.reduce("\n**\(title)**\n\n") { text, declaration in
      let label = declaration.form == .argument ? declaration.slot : declaration.label
      return text + "- `\(label)`: \(plain(declaration.explanation))\n"
    }
  }
}

private func prose(_ text: String) -> String {
  Prose.blocks(text).reduce("") { result, block in
    switch block {
    case .paragraph(let words): result + "\n" + plain(words) + "\n"
    case .verbatim(let lines): result + fence("text", lines)
    }
  }
}

/// A fence longer than any run of backticks in it.
private func fence(_ language: String, _ lines: [String]) -> String {
  var longest = 2
  for line in lines {
    var run = 0
    for byte in line.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
  }
  let marks = String(repeating: "`", count: longest + 1)
  return "\n\(marks)\(language)\n" + lines.joined(separator: "\n") + "\n\(marks)\n"
}

/// Text in which nothing but backticks is Markdown.
private func plain(_ text: String) -> String {
  var result = ""
  var inCode = false
  for scalar in text.unicodeScalars {
    if scalar == "`" { inCode.toggle() }
    if !inCode, "<*\\".unicodeScalars.contains(scalar) { result += "\\" }
    result.unicodeScalars.append(scalar)
  }
  return result
}
