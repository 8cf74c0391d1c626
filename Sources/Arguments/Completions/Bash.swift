/// The script is tables in `case` statements and one function that walks the words. Nothing but bash 3.2 is
/// needed, and no value is ever expanded: a record's title may hold `$(…)`.
func bashCompletions(_ root: Command) -> String {
  let nodes = root.nodes(includingHidden: false)
  let prefix = "_" + root.identifier

  var descend: [String] = []
  var valued: [String] = []
  var values: [String] = []
  var operands: [String] = []
  var options: [String] = []
  for node in nodes {
    for command in node.visibleSubcommands {
      let patterns = ([command.name] + command.aliases).map { shellQuoted("\(node.key) \($0)") }
      descend.append(
        "\(patterns.joined(separator: "|"))) REPLY=\(shellQuoted("\(node.key) \(command.name)")) ;;")
    }
    let table = node.path.isEmpty ? node.visibleOptions : node.scriptOptions
    for option in table where option.form == .option {
      let any = node.path.isEmpty ? "*" : ""
      let pattern = option.spellings.map { any + shellQuoted("\(node.key) \($0)") }.joined(separator: "|")
      valued.append("\(pattern)) ;;")
      if let action = bashAction(option, prefix) { values.append("\(pattern)) \(action) ;;") }
    }
    if node.isGroup {
      let names = node.visibleSubcommands.map(\.name) + ["help"]
      operands.append(
        "\(shellQuoted(node.key + " 0"))) \(prefix)_words \(names.map(shellQuoted).joined(separator: " ")) ;;"
      )
    }
    for (position, argument) in node.arguments.enumerated() {
      guard let action = bashAction(argument, prefix) else { continue }
      let place =
        argument.isRepeatable ? shellQuoted(node.key + " ") + "*" : shellQuoted("\(node.key) \(position)")
      operands.append("\(place)) \(action) ;;")
    }
    let shown = (node.path.isEmpty ? node.visibleOptions + [.version] : node.scriptOptions)
      .flatMap(\.spellings)
    let globals = (node.path.isEmpty ? [] : nodes[0].visibleOptions).flatMap(\.spellings) + ["-h", "--help"]
    let words = (shown + globals).map(shellQuoted).joined(separator: " ")
    options.append("\(shellQuoted(node.key))) \(prefix)_words \(words) ;;")
  }

  func table(_ name: String, _ comment: String, _ subject: String, _ rows: [String], otherwise: String)
    -> String
  {
    var text = "# \(comment)\n\(prefix)_\(name)() {\n  case \"\(subject)\" in\n"
    for row in rows { text += "    \(row)\n" }
    return text + "    *) \(otherwise) ;;\n  esac\n}\n\n"
  }

  return "# bash completion for \(root.name); generated from the declarations of its commands\n\n"
    + bashHelpers(prefix)
    + table("descend", "PATH WORD: the path of a command in REPLY", "$1 $2", descend, otherwise: "return 1")
    + table("valued", "PATH OPTION: whether the option takes a value", "$1 $2", valued, otherwise: "return 1")
    + table("value", "PATH OPTION: the values of an option", "$1 $2", values, otherwise: "return 0")
    + table("operand", "PATH POSITION: what may stand there", "$1 $2", operands, otherwise: "return 0")
    + table("options", "PATH: the options", "$1", options, otherwise: "return 0")
    + bashMain(root.name, prefix)
}

private func bashAction(_ declaration: Declaration, _ prefix: String) -> String? {
  if !declaration.choices.isEmpty {
    return "\(prefix)_words " + declaration.choices.map(shellQuoted).joined(separator: " ")
  }
  return switch declaration.completion {
  case .none: nil
  case .file: "\(prefix)_paths -f"
  case .directory: "\(prefix)_paths -d"
  case .command(let line): "\(prefix)_lines < <(\(line) 2>/dev/null)"
  }
}

private func bashHelpers(_ prefix: String) -> String {
  """
  # The words among the arguments that start with $cur.
  \(prefix)_words() {
    local word
    for word in "$@"; do
      [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
    done
  }

  # The same of the lines of standard input, each up to its first tab.
  \(prefix)_lines() {
    local line
    while IFS= read -r line; do
      line=${line%%$'\\t'*}
      [[ $line == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
    done
  }

  \(prefix)_paths() {
    local line
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done < <(compgen "$1" -- "$cur")
  }


  """
}

private func bashMain(_ name: String, _ prefix: String) -> String {
  """
  \(prefix)() {
    local cur=${COMP_WORDS[COMP_CWORD]} path='' plain='' word='' REPLY=''
    local -i index=1 position=0
    COMPREPLY=()
    while ((index < COMP_CWORD)); do
      word=${COMP_WORDS[index]}
      index+=1
      if [[ -z $plain && $word == -- ]]; then
        plain=1
      elif [[ -z $plain && $word == -?* ]]; then
        if \(prefix)_valued "$path" "$word"; then
          # Readline splits --name=value into three words.
          [[ ${COMP_WORDS[index]} == = ]] && index+=1
          if ((index >= COMP_CWORD)); then
            [[ $cur == = ]] && cur=''
            \(prefix)_value "$path" "$word"
            return 0
          fi
          index+=1
        fi
      elif \(prefix)_descend "$path" "$word"; then
        path=$REPLY
      elif [[ $word != help ]]; then
        position+=1
      fi
    done
    if [[ -z $plain && $cur == -* ]]; then
      \(prefix)_options "$path"
    else
      \(prefix)_operand "$path" "$position"
    fi
    return 0
  }

  complete -F \(prefix) \(name)

  """
}
