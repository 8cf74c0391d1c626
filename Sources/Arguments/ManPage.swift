extension Command {
  /// The manual page of the program and all its commands, in roff; this command is the program.
  ///
  /// - Parameters:
  ///   - version: as in "1.2.0".
  ///   - date: of the release, as in "2026-01-07".
  ///   - notes: headed texts at the end: exit codes, files.
  /// - Returns: the text of `name.1`.
  public func manPage(version: String, date: String, notes: [Note] = []) -> String {
    let all = nodes(includingHidden: false)
    var page = ".\\\" Generated from the declarations of the commands.\n"
    page += ".TH \(argument(name.uppercased())) 1 \(argument(date)) \(argument(name + " " + version))\n"
    page += ".SH NAME\n\(roff(name)) \\- \(roff(summary))\n"
    for node in all {
      if node.path.isEmpty {
        page +=
          ".SH SYNOPSIS\n" + usage(node) + ".SH DESCRIPTION\n" + roffProse(summary + "\n\n" + discussion)
        page += ".SH OPTIONS\n" + options(node.ownTable)
        page += node.isGroup ? ".SH COMMANDS\n" : options(node.arguments)
      } else {
        page +=
          ".SS \(argument(spelled(node.path)))\n" + usage(node) + ".PP\n" + roff(node.command.summary) + "\n"
        page += roffProse(node.command.discussion, continued: true)
        page += options(node.arguments) + options(node.ownTable)
        page += examples(node.command.examples)
      }
    }
    page += environment(all)
    for note in notes {
      page += ".SH \(argument(note.title.uppercased()))\n" + roffProse(note.text)
    }
    let own = self.examples
    if !own.isEmpty { page += ".SH EXAMPLES\n" + examples(own) }
    return page
  }

  private func usage(_ node: Node) -> String {
    ".nf\n.B \(argument(node.usage(self)))\n.fi\n"
  }

  private func options(_ declarations: [Declaration]) -> String {
    declarations.reduce("") { page, declaration in
      let names = declaration.form == .argument ? [declaration.slot] : declaration.spellings
      var label = names.map { "\\fB\(roff($0))\\fR" }.joined(separator: ", ")
      if declaration.form == .option { label += " \\fI\(roff(declaration.placeholder))\\fR" }
      return page + ".TP\n\(label)\n\(roff(declaration.explanation))\n"
    }
  }

  private func examples(_ examples: [Example]) -> String {
    examples.reduce("") { page, example in
      page + ".PP\n" + roff(example.explanation) + "\n" + roffVerbatim(example.line.trimmedOfNewlines.lines)
    }
  }

  private func environment(_ nodes: [Node]) -> String {
    var entries: [(variable: String, option: String)] = []
    for declaration in nodes.flatMap(\.visibleOptions) {
      guard let variable = declaration.environment else { continue }
      guard !entries.contains(where: { $0.variable == variable }) else { continue }
      entries.append((variable, "stands in for \(declaration.shown): \(declaration.summary)"))
    }
    guard !entries.isEmpty else { return "" }
    return entries.reduce(".SH ENVIRONMENT\n") { page, entry in
      page + ".TP\n\\fB\(roff(entry.variable))\\fR\n\(roff(entry.option))\n"
    }
  }
}

private func roffProse(_ text: String, continued: Bool = false) -> String {
  var page = ""
  for (position, block) in Prose.blocks(text).enumerated() {
    switch block {
    case .paragraph(let words):
      if continued || position > 0 { page += ".PP\n" }
      page += roff(words) + "\n"
    case .verbatim(let lines):
      page += roffVerbatim(lines)
    }
  }
  return page
}

private func roffVerbatim(_ lines: [String]) -> String {
  ".RS 4\n.nf\n" + lines.map { $0.isEmpty ? "\\&\n" : roff($0) + "\n" }.joined() + ".fi\n.RE\n"
}

/// One argument of a macro.
private func argument(_ text: String) -> String {
  "\"" + roff(text) + "\""
}

/// Text that roff prints as it is: nothing in it is an escape, a macro or a typographic quote.
private func roff(_ text: String) -> String {
  var result = ""
  if text.startsWithBytes(".") || text.startsWithBytes("'") { result = "\\&" }
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\e"
    case "-": result += "\\-"
    case "'": result += "\\(aq"
    case "\"": result += "\\(dq"
    case "`": result += "\\(ga"
    case "^": result += "\\(ha"
    case "~": result += "\\(ti"
    case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
    }
  }
  return result
}
