// The phrases that help, the man page and the reference share.

extension Declaration {
  /// `-t, --title TEXT`, or `REF`.
  var label: String {
    let value = form == .option ? " " + placeholder : ""
    return (form == .argument ? [name] : spellings).joined(separator: ", ") + value
  }

  /// The summary, and what else there is to know: choices, default, variable, repetition.
  var explanation: String {
    explanationParts.joined(separator: " ")
  }

  /// The explanation in the parts that a line may be broken between.
  var explanationParts: [String] {
    var parts = words(of: summary)
    if !choices.isEmpty { parts += words(of: "[one of: " + choices.joined(separator: ", ") + "]") }
    if let defaultText { parts.append("[default: \(defaultText)]") }
    if let environment { parts.append("[env: \(environment)]") }
    if isRepeatable { parts.append("[repeatable]") }
    return parts
  }

  /// `REF`, `[REF]`, `REF...` or `[REF...]`.
  var slot: String {
    let word = isRepeatable ? name + "..." : name
    return isRequired ? word : "[\(word)]"
  }

  /// What every command answers to without declaring it.
  static let help = Declaration(
    .flag, "help", short: "h", summary: "show help and exit",
    convert: { (words) throws(Rejection) in Box(value: !words.isEmpty) })

  /// What the program answers to without declaring it.
  static let version = Declaration(
    .flag, "version", short: "V", summary: "show the version and exit",
    convert: { (words) throws(Rejection) in Box(value: !words.isEmpty) })
}

extension Node {
  /// The options that stand in its own table; at the root that includes `--help` and `--version`.
  var ownTable: [Declaration] {
    path.isEmpty ? visibleOptions + [.help, .version] : visibleOptions
  }

  /// The options that come from above.
  var globalTable: [Declaration] {
    path.isEmpty ? [] : visibleInherited + [.help]
  }

  /// The usage line.
  func usage(_ root: Command) -> String {
    var words = [root.spelled(path)]
    if !visibleOptions.isEmpty || path.isEmpty { words.append("[OPTIONS]") }
    if isGroup { words.append("COMMAND") }
    if command.unknownArguments == .passThrough { words.append("[ARGUMENTS...]") }
    return (words + arguments.map(\.slot)).joined(separator: " ")
  }

  /// The commands to show, under their headings, in the order in which the headings first appear.
  var sections: [(title: String, commands: [Command])] {
    var sections: [(title: String, commands: [Command])] = []
    for command in visibleSubcommands {
      if let position = sections.firstIndex(where: { $0.title == command.section }) {
        sections[position].commands.append(command)
      } else {
        sections.append((command.section, [command]))
      }
    }
    return sections
  }
}
