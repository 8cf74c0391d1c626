/// A function a command, each a call of `_arguments`.
func zshCompletions(_ root: Command) -> String {
  let nodes = root.nodes(includingHidden: false)
  let prefix = "_" + root.identifier
  var script =
    "#compdef \(root.name)\n"
    + "# zsh completion for \(root.name); generated from the declarations of its commands\n\n"
  var dynamic = DynamicCommands(prefix: prefix)
  for node in nodes { script += zshFunction(node, root, prefix, &dynamic) }
  script += dynamic.functions
  return script + """
    # Sourced, it registers itself; autoloaded from fpath, it is the function itself.
    if [[ ${funcstack[1]} == \(prefix) ]]; then
      \(prefix) "$@"
    else
      compdef \(prefix) \(root.name)
    fi

    """
}

/// Shell commands that list values; each gets one function, since `_arguments` would split a line by its own
/// rules.
private struct DynamicCommands {
  let prefix: String
  var lines: [String] = []

  mutating func function(for line: String) -> String {
    if !lines.contains(line) { lines.append(line) }
    return "\(prefix)_values_\((lines.firstIndex(of: line) ?? 0) + 1)"
  }

  var functions: String {
    lines.enumerated().reduce("") { script, entry in
      script + """
        \(prefix)_values_\(entry.offset + 1)() {
          local -a values
          values=(${(f)"$(\(entry.element) 2>/dev/null)"})
          values=(${values%%$'\\t'*})
          compadd -a values
        }


        """
    }
  }
}

private func zshFunction(
  _ node: Node, _ root: Command, _ prefix: String, _ dynamic: inout DynamicCommands
) -> String {
  let name = ([prefix] + node.path).joined(separator: "__")
  var specs: [String] = []
  let reserved = node.path.isEmpty ? [Declaration.help, .version] : [.help]
  for option in node.visibleOptions + node.visibleInherited + reserved {
    specs += zshOption(option, &dynamic)
  }
  for argument in node.arguments {
    let mark = argument.isRepeatable ? "*:" : argument.isRequired ? ":" : "::"
    specs.append(mark + zshEscaped(argument.name) + ":" + zshAction(argument, &dynamic))
  }
  if node.isGroup { specs += [": :->command", "*:: :->rest"] }
  let arguments = specs.map { " \\\n    " + shellQuoted($0) }.joined()

  guard node.isGroup else {
    return "\(name)() {\n  _arguments -s -S\(arguments)\n}\n\n"
  }
  let listed = node.visibleSubcommands.map { "\($0.name):\($0.summary)" } + ["help:show help on a command"]
  var script = """
    \(name)() {
      local context state state_descr line curcontext=$curcontext ret=1
      typeset -A opt_args
      _arguments -C -s -S\(arguments) && ret=0
      case $state in
        command)
          local -a commands=(

    """
  for entry in listed { script += "        \(shellQuoted(entry))\n" }
  script += "      )\n      _describe -t commands 'command' commands && ret=0\n      ;;\n"
  script += "    rest)\n      case ${words[1]} in\n"
  for command in node.visibleSubcommands {
    let names = ([command.name] + command.aliases).joined(separator: "|")
    script += "        \(names)) \(name)__\(command.name) && ret=0 ;;\n"
  }
  return script + "        help) \(name) && ret=0 ;;\n      esac\n      ;;\n  esac\n  return ret\n}\n\n"
}

private func zshOption(_ option: Declaration, _ dynamic: inout DynamicCommands) -> [String] {
  let exclusion = option.isRepeatable ? "*" : "(" + option.spellings.joined(separator: " ") + ")"
  let help = "[" + zshEscaped(option.summary) + "]"
  guard option.form == .option else { return option.spellings.map { exclusion + $0 + help } }
  let value = ":" + zshEscaped(option.placeholder) + ":" + zshAction(option, &dynamic)
  let long = exclusion + "--" + option.name + "=" + help + value
  guard let short = option.short else { return [long] }
  return [exclusion + "-\(short)+" + help + value, long]
}

private func zshAction(_ declaration: Declaration, _ dynamic: inout DynamicCommands) -> String {
  if !declaration.choices.isEmpty {
    return "(" + declaration.choices.map(zshWord).joined(separator: " ") + ")"
  }
  return switch declaration.completion {
  case .none: " "
  case .file: "_files"
  case .directory: "_files -/"
  case .command(let line): dynamic.function(for: line)
  }
}

/// Text of a specification: its own separators are escaped.
private func zshEscaped(_ text: String) -> String {
  escaped(text) { ":[]\\".utf8.contains($0) }
}

/// A word of a list of choices.
private func zshWord(_ text: String) -> String {
  escaped(text) { $0 < 128 && !isWordByte($0) && !"-./".utf8.contains($0) }
}

private func escaped(_ text: String, where needsEscape: (UInt8) -> Bool) -> String {
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    if needsEscape(byte) { bytes.append(UInt8(ascii: "\\")) }
    bytes.append(byte)
  }
  return String(decoding: bytes, as: UTF8.self)
}
