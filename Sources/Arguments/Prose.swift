/// Text of the declarations: paragraphs parted by empty lines, and indented lines that stay as they are.
enum Prose {
  case paragraph(String)
  case verbatim([String])

  static func blocks(_ text: String) -> [Prose] {
    var blocks: [Prose] = []
    var paragraph: [String] = []
    var verbatim: [String] = []

    func endParagraph() {
      if !paragraph.isEmpty { blocks.append(.paragraph(paragraph.joined(separator: " "))) }
      paragraph = []
    }
    func endVerbatim() {
      while verbatim.last == "" { verbatim.removeLast() }
      if !verbatim.isEmpty { blocks.append(.verbatim(verbatim)) }
      verbatim = []
    }
    for line in text.lines {
      if line.startsWithBytes("  ") {
        endParagraph()
        verbatim.append(String(line.dropFirst(2)))
      } else if line.isEmpty {
        endParagraph()
        // An empty line between two indented ones belongs to them.
        if !verbatim.isEmpty { verbatim.append("") }
      } else {
        endVerbatim()
        paragraph.append(line)
      }
    }
    endParagraph()
    endVerbatim()
    return blocks
  }
}

func words(of text: String) -> [String] {
  text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
}

/// Breaks text at spaces into lines of at most `width`; a longer word stands alone.
func wrapped(_ text: String, width: Int) -> [String] {
  wrapped(words(of: text), width: width)
}

/// Fills lines of at most `width` with words.
func wrapped(_ words: [String], width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var length = 0
  for word in words {
    let size = word.unicodeScalars.count
    if length > 0 && length + 1 + size > width {
      lines.append(line)
      line = ""
      length = 0
    }
    if length > 0 {
      line += " "
      length += 1
    }
    line += word
    length += size
  }
  if length > 0 { lines.append(line) }
  return lines
}

func spaces(_ count: Int) -> String {
  String(repeating: " ", count: max(0, count))
}
