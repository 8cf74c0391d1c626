/// Reads a command line by the declarations of a tree of commands.
///
/// - `--name value`, `--name=value`, `-n value`, `-nvalue`, and flags in a bundle (`-abc`).
/// - Options may follow arguments.
/// - `--` ends the options; a lone `-` is always a value.
/// - A value of its own word may start with a dash unless it starts with two or spells a known option;
///   `--name=…` takes anything.
/// - Long options are never abbreviated: a new option must not break an old script.
public struct Parser: Sendable {
  private let root: Command

  /// A parser for the program `root`.
  public init(_ root: Command) {
    self.root = root
  }

  /// Reads the words after the program's name. It looks up in `environment` only what keys declare.
  ///
  /// Help and version win over mistakes elsewhere, but for a command that does not exist: there is no help on
  /// it.
  public func parse(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws(UsageError) -> Outcome {
    var scan = Scan(root: root, arguments: arguments)
    return try scan.outcome(environment)
  }
}

/// One pass over the words.
private struct Scan {
  let arguments: [String]
  var index = 0

  var path: [String] = []
  var command: Command
  var subcommands: [Command]
  /// The options and arguments known at this point, with the words that each was given.
  var known: [(declaration: Declaration, words: [String])] = []
  var operands: [String] = []
  var remainder: [String] = []

  var optionsEnded = false
  var wantsHelp = false
  var wantsVersion = false
  /// Kept until the end, since a later `--help` wins.
  var firstError: UsageError?

  init(root: Command, arguments: [String]) {
    self.arguments = arguments
    command = root
    subcommands = root.subcommands
    declare(root)
  }

  mutating func outcome(_ environment: [String: String]) throws(UsageError) -> Outcome {
    while index < arguments.count {
      if command.unknownArguments == .passThrough && subcommands.isEmpty {
        remainder += arguments[index...]
        break
      }
      let word = arguments[index]
      index += 1
      if optionsEnded || !word.startsWithBytes("-") || word.utf8.count == 1 {
        if let help = try operand(word) { return help }
      } else if word.utf8.count == 2 && word.startsWithBytes("--") {
        optionsEnded = true
      } else if word.startsWithBytes("--") {
        long(word)
      } else if command.unknownArguments == .asWords, !isShortOption(word) {
        operands.append(word)
      } else {
        cluster(word)
      }
      if wantsVersion && !wantsHelp { return .version }
    }
    if wantsHelp { return .help(path) }
    if let firstError { throw firstError }
    if !subcommands.isEmpty { throw .missingCommand(path: path) }
    try placeOperands()
    return .run(try parsed(environment))
  }

  mutating func declare(_ command: Command) {
    for declaration in command.keys { known.append((declaration, [])) }
  }

  mutating func fail(_ error: UsageError) {
    if firstError == nil { firstError = error }
  }
}

// MARK: - Words

extension Scan {
  /// A word that is no option: a command's name in a group, else an argument.
  mutating func operand(_ word: String) throws(UsageError) -> Outcome? {
    guard !subcommands.isEmpty else {
      operands.append(word)
      return nil
    }
    if try descend(word) { return nil }
    // Only `help` itself is left; it takes the commands that follow and no notice of options.
    while index < arguments.count {
      let next = arguments[index]
      index += 1
      if !next.startsWithBytes("-") { _ = try descend(next) }
    }
    return .help(path)
  }

  /// Goes down to the command that a word names; false for `help`.
  mutating func descend(_ word: String) throws(UsageError) -> Bool {
    if let next = subcommands.first(where: { $0.answers(to: word) }) {
      path.append(next.name)
      command = next
      subcommands = next.subcommands
      declare(next)
      return true
    }
    if sameBytes(word, "help") && !subcommands.isEmpty { return false }
    throw firstError ?? .unknownCommand(word, path: path)
  }

  mutating func long(_ word: String) {
    let body = word.utf8.dropFirst(2)
    let equals = body.firstIndex(of: UInt8(ascii: "="))
    let name = String(Substring(body[..<(equals ?? body.endIndex)]))
    let value = equals.map { String(Substring(body[body.index(after: $0)...])) }
    let option = "--" + name

    if let position = known.firstIndex(where: { $0.declaration.isOption(name) }) {
      take(position, option: option, attached: value)
    } else if sameBytes(name, "help") || (path.isEmpty && sameBytes(name, "version")) {
      if let value { return fail(.flagTakesNoValue(option: option, value: value, path: path)) }
      if sameBytes(name, "help") { wantsHelp = true } else { wantsVersion = true }
    } else {
      unknown(option, in: word)
    }
  }

  /// `-n`, `-abc` or `-nvalue`.
  mutating func cluster(_ word: String) {
    let bytes = word.utf8
    var at = bytes.index(after: bytes.startIndex)
    while at < bytes.endIndex {
      let next = bytes.index(after: at)
      let byte = bytes[at]
      if byte == UInt8(ascii: "h") {
        wantsHelp = true
      } else if path.isEmpty && byte == UInt8(ascii: "V") {
        wantsVersion = true
      } else if let position = known.firstIndex(where: { $0.declaration.shortByte == byte }) {
        let option = "-" + String(UnicodeScalar(byte))
        if known[position].declaration.form == .option {
          let rest = String(Substring(bytes[next...]))
          return take(position, option: option, attached: rest.isEmpty ? nil : rest)
        }
        take(position, option: option, attached: nil)
      } else {
        return unknown("-" + String(word[at]), in: word)
      }
      at = next
    }
  }

  /// `-n` or `-n5`, where a command takes other words with a dash for arguments.
  func isShortOption(_ word: String) -> Bool {
    let bytes = Array(word.utf8.dropFirst())
    guard let first = bytes.first else { return false }
    let option = known.first { $0.declaration.shortByte == first }?.declaration
    if bytes.count == 1 { return option != nil || first == UInt8(ascii: "h") }
    return option?.form == .option && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  mutating func take(_ position: Int, option: String, attached: String?) {
    let declaration = known[position].declaration
    if declaration.form == .flag {
      if let attached { return fail(.flagTakesNoValue(option: option, value: attached, path: path)) }
      known[position].words.append("")
    } else if let attached {
      known[position].words.append(attached)
    } else if index < arguments.count, !spellsOption(arguments[index]) {
      known[position].words.append(arguments[index])
      index += 1
    } else {
      let next = index < arguments.count ? arguments[index] : nil
      fail(.missingValue(option: option, placeholder: declaration.placeholder, next: next, path: path))
    }
  }

  mutating func unknown(_ option: String, in word: String) {
    if command.unknownArguments == .ignore {
      remainder.append(word)
    } else {
      fail(.unknownOption(option, word: word, path: path))
    }
  }

  /// Whether a word in a value's place is more likely the next option: it starts with two dashes, or is a
  /// known short option or a bundle of known flags. Text such as `-5` or `-t is short for title` is a value.
  func spellsOption(_ word: String) -> Bool {
    if word.startsWithBytes("--") { return true }
    guard word.startsWithBytes("-"), word.utf8.count > 1 else { return false }
    let isSingle = word.utf8.count == 2
    return word.utf8.dropFirst().allSatisfy { byte in
      byte == UInt8(ascii: "h")
        || known.contains { $0.declaration.shortByte == byte && (isSingle || $0.declaration.form == .flag) }
    }
  }
}

// MARK: - Values

extension Scan {
  mutating func placeOperands() throws(UsageError) {
    var rest = operands[...]
    for position in known.indices where known[position].declaration.form == .argument {
      if known[position].declaration.isRepeatable {
        known[position].words += rest
        rest = []
      } else if let word = rest.popFirst() {
        known[position].words = [word]
      }
    }
    if command.unknownArguments == .ignore {
      remainder += rest
    } else if let word = rest.first {
      throw .unexpectedArgument(word, path: path)
    }
  }

  func parsed(_ environment: [String: String]) throws(UsageError) -> Parsed {
    var entries: [Parsed.Entry] = []
    for (declaration, words) in known {
      if let first = words.first {
        if !declaration.isRepeatable, let other = words.first(where: { !sameBytes($0, first) }) {
          throw .repeated(option: declaration.shown, first: first, second: other, path: path)
        }
        let used = declaration.isRepeatable ? words : [first]
        entries.append(try entry(declaration, used, .commandLine, named: declaration.shown))
      } else if let variable = declaration.environment, let word = environment[variable], !word.isEmpty {
        entries.append(try entry(declaration, [word], .environment, named: variable))
      } else if let word = declaration.defaultText {
        entries.append(try entry(declaration, [word], .absent, named: declaration.shown))
      } else if declaration.isRequired {
        throw .missingArgument(declaration.name, path: path)
      }
    }
    return Parsed(path: path, remainder: remainder, entries: entries)
  }

  func entry(
    _ declaration: Declaration, _ words: [String], _ source: Parsed.Source, named name: String
  ) throws(UsageError) -> Parsed.Entry {
    do {
      return Parsed.Entry(declaration: declaration, box: try declaration.convert(words), source: source)
    } catch {
      switch error {
      case .absent:
        throw .missingArgument(name, path: path)
      case .refused(let value) where declaration.choices.isEmpty:
        throw .invalidValue(name, value: value, expected: declaration.expected, path: path)
      case .refused(let value):
        throw .notAChoice(name, value: value, choices: declaration.choices, path: path)
      }
    }
  }
}

extension Declaration {
  fileprivate func isOption(_ name: String) -> Bool {
    form != .argument && sameBytes(self.name, name)
  }
}
