extension Command {
  /// Mistakes in the declarations of the whole tree, a sentence each; this command is the program. A
  /// program's tests expect none.
  public func validate() -> [String] {
    var findings: [String] = []
    for node in nodes(includingHidden: true) {
      let place = "'\(spelled(node.path))': "
      let found =
        commandFindings(node) + nameFindings(node) + argumentFindings(node)
        + node.keys.flatMap(valueFindings) + exampleFindings(node)
      findings += found.map { place + $0 }
    }
    return findings
  }

  private func commandFindings(_ node: Node) -> [String] {
    var findings: [String] = []
    if !isName(node.command.name) {
      findings.append("a command's name is lower-case letters, digits and hyphens")
    }
    if node.command.summary.isEmpty { findings.append("the summary is empty") }
    if node.isGroup && !node.arguments.isEmpty { findings.append("a group takes no arguments") }
    if node.command.unknownArguments == .passThrough && !node.keys.isEmpty {
      findings.append("a command that passes its arguments through reads none")
    }
    for word in duplicates(node.subcommands.flatMap { [$0.name] + $0.aliases } + ["help"]) {
      findings.append("two commands answer to '\(word)'")
    }
    return findings
  }

  private func nameFindings(_ node: Node) -> [String] {
    var findings: [String] = []
    let reserved = node.path.isEmpty ? [Declaration.help, .version] : [.help]
    let spellings = (node.inherited + node.options + reserved).flatMap(\.spellings)
    for word in duplicates(spellings) { findings.append("'\(word)' is declared twice") }
    for word in duplicates(node.arguments.map(\.name)) {
      findings.append("argument \(word) is declared twice")
    }
    for key in node.keys {
      if key.summary.isEmpty { findings.append("\(key.shown) has no summary") }
      if key.form != .flag && key.placeholder.isEmpty { findings.append("\(key.shown) has no placeholder") }
      guard key.form != .argument else { continue }
      if !isName(key.name) {
        findings.append("\(key.shown): a name is lower-case letters, digits and hyphens")
      }
      if let short = key.short, !(short.isASCII && (short.isLetter || short.isNumber)) {
        findings.append("\(key.shown): a short name is an ASCII letter or digit")
      }
    }
    return findings
  }

  private func argumentFindings(_ node: Node) -> [String] {
    var findings: [String] = []
    for (before, after) in zip(node.arguments, node.arguments.dropFirst()) {
      if before.isRepeatable { findings.append("\(after.name) can't be reached behind \(before.name)") }
      if !before.isRequired && after.isRequired {
        findings.append("\(after.name) is required, but stands behind \(before.name), which is not")
      }
    }
    return findings
  }

  private func valueFindings(_ key: Declaration) -> [String] {
    let words = key.choices + (key.defaultText.map { [$0] } ?? [])
    return words.filter { (try? key.convert([$0])) == nil }.map {
      "\(key.shown) refuses its own value '\($0)'"
    }
  }

  private func exampleFindings(_ node: Node) -> [String] {
    node.command.examples.compactMap { example in
      problem(of: example, at: node.path).map { "example `\(example.line)`: \($0)" }
    }
  }

  /// Why an example is not a good one of the command at `path`: it is parsed by the very parser that users
  /// meet.
  private func problem(of example: Example, at path: [String]) -> String? {
    if example.explanation.isEmpty { return "it has no explanation" }
    guard let commands = shellCommands(example.line) else { return "a quote is never closed" }
    let own = commands.map { Array($0.drop(while: isAssignment)) }.filter { $0.first == name }
    if own.isEmpty { return "it does not call \(name)" }
    var showsCommand = false
    for words in own {
      do {
        let outcome = try Parser(self).parse(Array(words.dropFirst()))
        let shown: [String] =
          switch outcome {
          case .run(let parsed): parsed.path
          case .help(let path): path
          case .version: []
          }
        showsCommand = showsCommand || shown.starts(with: path)
      } catch {
        return error.sentence(in: self)
      }
    }
    return showsCommand ? nil : "it does not show '\(spelled(path))'"
  }
}

private func duplicates(_ words: [String]) -> [String] {
  var seen: Set<String> = []
  return words.filter { !seen.insert($0).inserted }
}

private func isName(_ word: String) -> Bool {
  guard let first = word.utf8.first, first != UInt8(ascii: "-") else { return false }
  return word.utf8.allSatisfy {
    (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
  }
}

/// `NAME=value` before a command.
private func isAssignment(_ word: String) -> Bool {
  guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")), equals > word.utf8.startIndex else {
    return false
  }
  return word.utf8[..<equals].allSatisfy {
    (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
  }
}
