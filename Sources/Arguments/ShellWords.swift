/// The simple commands of a line as a POSIX shell would split it: quotes and backslashes are undone,
/// redirections and here-documents are left out, `$(…)` stays as it is inside its word. Nil if a quote is
/// never closed.
public func shellCommands(_ line: String) -> [[String]]? {
  var splitter = ShellSplitter(bytes: Array(line.utf8))
  return splitter.split()
}

private struct ShellSplitter {
  let bytes: [UInt8]
  var index = 0
  var commands: [[String]] = []
  var words: [String] = []
  var word: [UInt8] = []
  var inWord = false
  var skipsNextWord = false
  var hereDocument = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func split() -> [[String]]? {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        inWord = true
        guard quoted(by: byte) else { return nil }
      case UInt8(ascii: "\\"):
        guard index < bytes.count else { return nil }
        if bytes[index] != 10 {
          inWord = true
          word.append(bytes[index])
        }
        index += 1
      case UInt8(ascii: "$") where index < bytes.count && bytes[index] == UInt8(ascii: "("):
        inWord = true
        guard substitution() else { return nil }
      case UInt8(ascii: "#") where !inWord:
        while index < bytes.count, bytes[index] != 10 { index += 1 }
      case UInt8(ascii: " "), 9:
        endWord()
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        redirection(byte)
      case 10:
        endCommand()
        if hereDocument { return commands }
      case UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"):
        endCommand()
      default:
        inWord = true
        word.append(byte)
      }
    }
    endCommand()
    return commands
  }

  mutating func endWord() {
    if inWord {
      if skipsNextWord { skipsNextWord = false } else { words.append(String(decoding: word, as: UTF8.self)) }
    }
    word = []
    inWord = false
  }

  mutating func endCommand() {
    endWord()
    skipsNextWord = false
    if !words.isEmpty { commands.append(words) }
    words = []
  }

  /// The number right before the sign belongs to it, and so does the word after it.
  mutating func redirection(_ sign: UInt8) {
    if inWord && word.allSatisfy({ (48...57).contains($0) }) {
      word = []
      inWord = false
    }
    endWord()
    if sign == UInt8(ascii: "<"), index < bytes.count, bytes[index] == sign { hereDocument = true }
    while index < bytes.count, [sign, UInt8(ascii: "&"), UInt8(ascii: "-")].contains(bytes[index]) {
      index += 1
    }
    skipsNextWord = true
  }

  mutating func quoted(by quote: UInt8) -> Bool {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == quote { return true }
      if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), index < bytes.count,
        "\"\\$`\n".utf8.contains(bytes[index])
      {
        if bytes[index] != 10 { word.append(bytes[index]) }
        index += 1
      } else if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "$"), index < bytes.count,
        bytes[index] == UInt8(ascii: "(")
      {
        guard substitution() else { return false }
      } else {
        word.append(byte)
      }
    }
    return false
  }

  /// From after the dollar sign to the matching bracket.
  mutating func substitution() -> Bool {
    word.append(UInt8(ascii: "$"))
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      word.append(byte)
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return true }
    }
    return false
  }
}
