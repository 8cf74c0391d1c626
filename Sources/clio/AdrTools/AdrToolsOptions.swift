/// Short options as a shell's getopts reads them: `-s 3`, `-s3`, and `--` for the end.
enum AdrToolsOptions {
  struct Option {
    let name: Character
    let value: String
  }

  /// Reads the options, each of which has a value, and the words that are none.
  static func read(_ words: [String], _ names: String, stopsAtWord: Bool) throws -> (
    options: [Option], rest: [String]
  ) {
    var options: [Option] = []
    var rest: [String] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--" { return (options, rest + words[index...]) }
      guard word.hasPrefix("-"), let name = word.dropFirst().first else {
        rest.append(word)
        if stopsAtWord { return (options, rest + words[index...]) }
        continue
      }
      guard names.contains(name) else {
        throw ScriptError("Not implemented: -\(name)\nPut -- before a title that begins with a dash.")
      }
      var value = String(word.dropFirst(2))
      if value.isEmpty {
        guard index < words.count else { throw ScriptError("ERROR: -\(name) wants a value") }
        value = words[index]
        index += 1
      }
      options.append(Option(name: name, value: value))
    }
    return (options, rest)
  }
}
