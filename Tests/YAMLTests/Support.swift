import Properties
import YAML

/// Strings that are hard on YAML: indicators, words and numbers in bits, blanks, breaks, controls, any plane.
func randomText(_ generator: inout Generator) -> String {
  let bits: [String] = [
    "a", "b", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "-", "---", "...", "?", ":", ": ", ",", "[", "]",
    "{",
    "}", "#", " #", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", "\\", "\0", "\u{7}", "\u{1B}",
    "\u{7F}",
    "\u{85}", "\u{9F}", "\u{A0}", "\u{AD}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "é",
    "e\u{301}", "日本", "😀", "👩‍👩‍👧", "\u{1FFFE}", "\u{10FFFF}", "null", "~", "true", "No", "0", "1", "9", "0x1F",
    "0o7",
    "1e3", "1:30", "2026-01-07", ".5", ".inf", "-", "+", "_", "=", "<<", "T12:00:00Z", "\\n", "\\u0041",
  ]
  var text = ""
  for _ in 0..<Int.random(in: 0...8, using: &generator) {
    if Int.random(in: 0..<8, using: &generator) == 0 {
      let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
      text.unicodeScalars.append(Unicode.Scalar(value) ?? "x")
    } else {
      text += bits.randomElement(using: &generator) ?? ""
    }
  }
  return text
}

/// The nodes in the order of writing, each with its kind.
func outline(_ node: YAMLNode) -> [(kind: String, node: YAMLNode)] {
  switch node.content {
  case .alias: [("alias", node)]
  case .scalar(_, let style): [("\(style)", node)]
  case .sequence(let items, _): [("sequence", node)] + items.flatMap(outline)
  case .mapping(let entries, _): [("mapping", node)] + entries.flatMap { outline($0.key) + outline($0.value) }
  }
}

/// The line and column of an offset, found the slow way.
func position(of offset: Int, in input: [UInt8]) -> YAMLMark {
  let skipped = input.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let before = Array(String(decoding: input[skipped..<offset], as: UTF8.self).unicodeScalars)
  var line = 0
  var column = 0
  for (index, scalar) in before.enumerated() {
    let isBreak = "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
    if isBreak && !(scalar == "\r" && index + 1 < before.count && before[index + 1] == "\n") {
      (line, column) = (line + 1, 0)
    } else {
      column += 1
    }
  }
  return YAMLMark(offset: offset, line: line, column: column)
}
