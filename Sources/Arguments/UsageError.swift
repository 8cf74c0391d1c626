/// What is wrong with a command line. Each case names the path of the command that refused it.
public enum UsageError: Error, Sendable, Equatable {
  /// No such command in the group at `path`.
  case unknownCommand(String, path: [String])
  /// A group was named, but none of its commands.
  case missingCommand(path: [String])
  /// No such option; `word` is the whole word it stood in.
  case unknownOption(String, word: String, path: [String])
  /// An option without its value; `next` is the word that looked like another option.
  case missingValue(option: String, placeholder: String, next: String?, path: [String])
  /// `--flag=value`
  case flagTakesNoValue(option: String, value: String, path: [String])
  /// A required argument is not there.
  case missingArgument(String, path: [String])
  /// One argument too many.
  case unexpectedArgument(String, path: [String])
  /// A value that could not be converted; the name is an option, an argument or an environment variable.
  case invalidValue(String, value: String, expected: String, path: [String])
  /// A value that is none of those listed.
  case notAChoice(String, value: String, choices: [String], path: [String])
  /// An option that takes one value was given two different ones.
  case repeated(option: String, first: String, second: String, path: [String])

  /// The path of the command that refused the line.
  public var path: [String] {
    switch self {
    case .unknownCommand(_, let path), .missingCommand(let path), .unknownOption(_, _, let path),
      .missingValue(_, _, _, let path), .flagTakesNoValue(_, _, let path), .missingArgument(_, let path),
      .unexpectedArgument(_, let path), .invalidValue(_, _, _, let path), .notAChoice(_, _, _, let path),
      .repeated(_, _, _, let path):
      path
    }
  }

  /// The whole message: the sentence, and a line that tells where to read on.
  public func message(in root: Command) -> String {
    sentence(in: root) + "\n" + hint(in: root)
  }

  /// Where to read on.
  public func hint(in root: Command) -> String {
    "Try '\(root.spelled(path)) --help'."
  }

  /// What is wrong, and what may have been meant.
  public func sentence(in root: Command) -> String {
    let node = root.node(at: path)
    switch self {
    case .unknownCommand(let word, _):
      return node.isGroup
        ? "there is no command \(quoted(word))"
          + (path.isEmpty ? "" : " in '\(root.spelled(path))'") + didYouMean(word, node.commandNames)
        : "'\(root.spelled(path))' has no commands, but was given \(quoted(word))"
    case .missingCommand:
      let names = node.visibleSubcommands.map(\.name)
      // A long list is what help is for.
      return "'\(root.spelled(path))' needs a command" + (names.count > 10 ? "" : ": " + alternatives(names))
    case .unknownOption(let option, let word, _):
      return "there is no option \(quoted(option))" + didYouMeanOption(option, word, node)
    case .missingValue(let option, let placeholder, let next, _):
      let missing = "\(option) needs a value (\(placeholder))"
      guard let next else { return missing }
      let attached = option.startsWithBytes("--") ? "\(option)=…" : "\(option)…"
      return missing
        + ", but \(quoted(next)) follows; write \(attached), in one word, for a value that starts so"
    case .flagTakesNoValue(let option, let value, _):
      return "\(option) takes no value, but was given \(quoted(value))"
    case .missingArgument(let name, _):
      return "'\(root.spelled(path))' needs \(name)" + explained(name, node)
    case .unexpectedArgument(let word, _):
      return "unexpected argument \(quoted(word))" + reason(unexpected: word, node, root)
    case .invalidValue(let name, let value, let expected, _):
      return "\(name) should be \(expected), not \(quoted(value))"
    case .notAChoice(let name, let value, let choices, _):
      return "\(name) can't be \(quoted(value)); it is " + alternatives(choices) + didYouMean(value, choices)
    case .repeated(let option, let first, let second, _):
      return "\(option) was given twice, as \(quoted(first)) and as \(quoted(second)); it takes one value"
    }
  }
}

// MARK: - Parts of sentences

extension Node {
  fileprivate var commandNames: [String] {
    visibleSubcommands.flatMap { [$0.name] + $0.aliases } + ["help"]
  }

  fileprivate var optionNames: [String] {
    (visibleOptions + visibleInherited).map { "--" + $0.name } + ["--help"]
      + (path.isEmpty ? ["--version"] : [])
  }
}

private func didYouMean(_ word: String, _ candidates: [String]) -> String {
  let near = suggestions(for: word, among: candidates)
  return near.isEmpty ? "" : "; did you mean " + alternatives(near.map { "'\($0)'" }) + "?"
}

private func didYouMeanOption(_ option: String, _ word: String, _ node: Node) -> String {
  // A long name after one dash arrives as its first letter.
  let typed = option.startsWithBytes("--") ? option : "-" + word
  guard typed.utf8.count > 3 else { return "" }
  let name = String(typed.dropFirst(2))
  let near = suggestions(for: name, among: node.optionNames.map { String($0.dropFirst(2)) })
  return near.isEmpty ? "" : "; did you mean " + alternatives(near.map { "'--\($0)'" }) + "?"
}

private func explained(_ name: String, _ node: Node) -> String {
  node.arguments.first { $0.name == name }.map { ": \($0.summary)" } ?? ""
}

private func reason(unexpected word: String, _ node: Node, _ root: Command) -> String {
  if node.optionNames.contains(where: { sameBytes($0, "--" + word) }) { return "; did you mean '--\(word)'?" }
  let command = "'\(root.spelled(node.path))'"
  let names = node.arguments.map(\.name)
  let taken =
    names.isEmpty ? "\(command) takes none" : "\(command) takes only \(names.joined(separator: " "))"
  return "; \(taken), and a value with spaces needs quotes"
}
