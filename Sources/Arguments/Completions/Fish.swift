/// A `complete` line an entry, each under the condition that the words so far lead to its command.
func fishCompletions(_ root: Command) -> String {
  let nodes = root.nodes(includingHidden: false)
  let prefix = "__" + root.identifier
  var script = "# fish completion for \(root.name); generated from the declarations of its commands\n\n"
  script += fishWalk(nodes, prefix)
  script += "complete -c \(root.name) -f\n"
  for node in nodes {
    let isRoot = node.path.isEmpty
    let here = "complete -c \(root.name) -n \(fishQuoted("\(prefix)_at \(fishQuoted(node.key))"))"
    for command in node.visibleSubcommands {
      script += "\(here) -a \(fishQuoted(command.name)) -d \(fishQuoted(command.summary))\n"
    }
    if node.isGroup { script += "\(here) -a help -d \(fishQuoted("show help on a command"))\n" }
    for argument in node.arguments {
      if let values = fishValues(argument) { script += "\(here) \(values) -d \(fishQuoted(argument.name))\n" }
    }
    // The root's options hold everywhere, so they carry no condition.
    let place = isRoot ? "complete -c \(root.name)" : here
    for option in isRoot ? node.visibleOptions + [.help] : node.scriptOptions {
      script += place + fishOption(option)
    }
    if isRoot { script += here + fishOption(.version) }
  }
  return script
}

private func fishOption(_ option: Declaration) -> String {
  var line = " -l \(option.name)"
  if let short = option.short { line += " -s \(short)" }
  if option.form == .option { line += " -r " + (fishValues(option) ?? "-f") }
  return line + " -d \(fishQuoted(option.summary))\n"
}

private func fishValues(_ declaration: Declaration) -> String? {
  if !declaration.choices.isEmpty {
    return "-f -a " + fishQuoted(declaration.choices.map(fishQuoted).joined(separator: " "))
  }
  return switch declaration.completion {
  case .none: nil
  case .file: "-F"
  case .directory: "-f -a '(__fish_complete_directories)'"
  case .command(let line): "-f -a " + fishQuoted("(\(line) 2>/dev/null)")
  }
}

/// The functions that find the command under the cursor.
private func fishWalk(_ nodes: [Node], _ prefix: String) -> String {
  var descend = ""
  var valued: [String] = []
  for node in nodes {
    for command in node.visibleSubcommands {
      for name in [command.name] + command.aliases {
        descend += "            case \(fishQuoted("\(node.key) \(name)"))\n"
        descend += "                set path \(fishQuoted("\(node.key) \(command.name)"))\n"
      }
    }
    let isRoot = node.path.isEmpty
    for option in isRoot ? node.visibleOptions : node.scriptOptions where option.form == .option {
      valued += option.spellings.map { fishQuoted((isRoot ? "*" : "") + "\(node.key) \($0)") }
    }
  }
  let takesValue =
    valued.isEmpty ? "" : "            case \(valued.joined(separator: " "))\n                set skip 1\n"
  return """
    function \(prefix)_path
        set -l path ''
        set -l skip 0
        for word in (commandline -opc)[2..-1]
            if test $skip = 1
                set skip 0
                continue
            end
            switch "$path $word"
    \(takesValue)\(descend)        end
        end
        echo "$path"
    end

    function \(prefix)_at
        test (\(prefix)_path) = "$argv[1]"
    end


    """
}

private func fishQuoted(_ text: String) -> String {
  let escaped = text.replacingByte(UInt8(ascii: "\\"), with: "\\\\")
  return "'" + escaped.replacingByte(UInt8(ascii: "'"), with: "\\'") + "'"
}
