extension JSON {
  /// The value as text without line breaks or, pretty, with an indentation of two blanks; no line break at the end.
  ///
  /// Control characters of both ranges and the marks that turn the direction of writing are escaped, so that the text
  /// can't command a terminal.
  public func write(pretty: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    append(to: &output, indentation: pretty ? 0 : nil)
    return output
  }

  private func append(to output: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): output.append(contentsOf: text.utf8)
    case .string(let text): Self.append(text, to: &output)
    case .array(let items):
      Self.append(items, between: "[", "]", to: &output, indentation) { item, output, inner in
        item.append(to: &output, indentation: inner)
      }
    case .object(let members):
      Self.append(members, between: "{", "}", to: &output, indentation) { member, output, inner in
        Self.append(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        if inner != nil { output.append(UInt8(ascii: " ")) }
        member.value.append(to: &output, indentation: inner)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], between open: Unicode.Scalar, _ close: Unicode.Scalar, to output: inout [UInt8],
    _ indentation: Int?, _ write: (Element, inout [UInt8], Int?) -> Void
  ) {
    output.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(in: &output, indentation.map { $0 + 2 })
      write(element, &output, indentation.map { $0 + 2 })
    }
    if !elements.isEmpty { breakLine(in: &output, indentation) }
    output.append(UInt8(ascii: close))
  }

  private static func breakLine(in output: inout [UInt8], _ indentation: Int?) {
    guard let indentation else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
  }

  private static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      // Runs of bytes that need nothing are copied whole.
      var copied = 0
      var at = 0
      while at < bytes.count {
        let (escape, width) = escape(bytes, at)
        if let escape {
          output.append(contentsOf: bytes[copied..<at])
          output.append(contentsOf: escape.utf8)
          copied = at + width
        }
        at += width
      }
      output.append(contentsOf: bytes[copied...])
    }
    output.append(UInt8(ascii: "\""))
  }

  /// What to write for the bytes at an offset, nil for what they are; and how many they are.
  private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (String?, width: Int) {
    switch bytes[at] {
    case UInt8(ascii: "\""): ("\\\"", 1)
    case UInt8(ascii: "\\"): ("\\\\", 1)
    case 0x08: ("\\b", 1)
    case 0x09: ("\\t", 1)
    case 0x0A: ("\\n", 1)
    case 0x0C: ("\\f", 1)
    case 0x0D: ("\\r", 1)
    case ..<0x20, 0x7F: ("\\u00" + hexadecimal(bytes[at]), 1)
    case 0xC2 where bytes[at + 1] < 0xA0: ("\\u00" + hexadecimal(bytes[at + 1]), 2)
    case 0xE2 where turnsDirection(bytes, at): ("\\u20" + hexadecimal(mark(bytes, at)), 3)
    default: (nil, 1)
    }
  }

  /// U+2028 to U+202E (the first two break lines in JavaScript) and U+2066 to U+2069.
  private static func turnsDirection(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard bytes[at + 1] == 0x80 || bytes[at + 1] == 0x81 else { return false }
    return (0x28...0x2E).contains(mark(bytes, at)) || (0x66...0x69).contains(mark(bytes, at))
  }

  /// The low byte of a character from U+2000 to U+207F.
  private static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt8 {
    (bytes[at + 1] & 1) << 6 | bytes[at + 2] & 0x3F
  }
}

extension JSON: CustomStringConvertible {
  /// The value as text on one line.
  public var description: String { String(decoding: write(), as: UTF8.self) }
}
