import YAML

/// Where a slot stands in a template: that decides how its value is written.
enum SlotPlace: Equatable {
  /// A plain scalar of front matter, or a part of one.
  case plain(Position)
  /// Between double quotes.
  case doubleQuoted(inSequence: Bool)
  /// Between single quotes.
  case singleQuoted(inSequence: Bool)
  /// In a `|` or `>` block, from its header to its last line.
  case block(Block)
  /// In a YAML comment.
  case comment
  /// Alone on a line of the body: the value stands there as it is.
  case ownLine
  /// In a line of the body with other text; more lines of a value are set in by so many blanks.
  case inline(indentation: Int)
  case heading, tableCell, htmlComment

  /// The position of a plain scalar.
  enum Position: Equatable {
    /// After `key:`, or a key itself.
    case value
    /// Alone on its line, where the items of a block list belong.
    case listLines(indentation: Int)
    /// After `- `.
    case item(indentation: Int)
    /// In brackets or braces.
    case flow(inSequence: Bool)

    var isFlow: Bool { if case .flow = self { true } else { false } }
  }

  /// A block scalar.
  struct Block: Equatable {
    /// The first line: its mark such as `|-`, and how many of the site's parts are the comment and line end behind it.
    struct Header: Equatable {
      let mark: [UInt8]
      let parts: Int
      /// Whether the mark is the first on its line.
      let isFirst: Bool

      /// How many of the line ends behind the text belong to it.
      var keptLineEnds: Int {
        if mark.contains(UInt8(ascii: "+")) { return .max }
        return mark.contains(.dash) ? 0 : 1
      }
    }

    let header: Header
    let indentation: Int
    var isFolded: Bool { header.mark.first == UInt8(ascii: ">") }
  }
}

/// A part of a template.
enum TemplatePiece {
  case literal([UInt8])
  case site(SlotPlace, [TemplatePart])
}

/// A part of the text around slots.
enum TemplatePart {
  case text([UInt8])
  case slot(name: String, line: Int)

  var literal: [UInt8]? { if case .text(let bytes) = self { bytes } else { nil } }
}

/// Recognises `{{NAME}}`: capitals, digits and `_`, with blanks around the name if someone likes them. What Helm,
/// Jinja or GitHub write between braces is none.
package enum SlotSyntax {
  package static func slot(in text: [UInt8], at start: Int, end: Int) -> (name: String, end: Int)? {
    guard start + 5 <= end, text[start] == UInt8(ascii: "{"), text[start + 1] == UInt8(ascii: "{") else {
      return nil
    }
    var index = start + 2
    while index < end, text[index] == .space { index += 1 }
    let nameStart = index
    guard index < end, text[index].isUpper else { return nil }
    while index < end, text[index].isUpper || text[index].isDigit || text[index] == UInt8(ascii: "_") {
      index += 1
    }
    let name = text.string(nameStart..<index)
    while index < end, text[index] == .space { index += 1 }
    guard index + 1 < end, text[index] == UInt8(ascii: "}"), text[index + 1] == UInt8(ascii: "}") else {
      return nil
    }
    return (name, index + 2)
  }

  /// Splits a range into text and slots; the line of a slot is counted from `line`.
  static func parts(of text: [UInt8], _ range: Range<Int>, line: Int) -> [TemplatePart] {
    var parts: [TemplatePart] = []
    var literal = range.lowerBound
    var index = range.lowerBound
    var line = line
    while index < range.upperBound {
      if text[index] == .newline { line += 1 }
      if let (name, end) = slot(in: text, at: index, end: range.upperBound) {
        if literal < index { parts.append(.text(Array(text[literal..<index]))) }
        parts.append(.slot(name: name, line: line))
        index = end
        literal = end
      } else {
        index += 1
      }
    }
    if literal < range.upperBound { parts.append(.text(Array(text[literal..<range.upperBound]))) }
    return parts
  }

  static func hasSlot(_ parts: [TemplatePart]) -> Bool {
    parts.contains { if case .slot = $0 { true } else { false } }
  }
}
