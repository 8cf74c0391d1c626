import Records

enum EncodingRule: Rule {
  static let about = About(
    "encoding", .form, .error,
    exceptions:
      "a warning for a byte order mark, mixed line ends, controls and marks that turn the direction of text",
    summary: "the file is not plain UTF-8 text",
    reason: """
      What is not UTF-8 can't be shown or searched. Controls and direction marks make a text look other than it is, and \
      mixed line ends make a difference of every line.
      """,
    mend: .fix(
      "removes the mark at the beginning and makes line ends alike; bytes that are no text it leaves alone"),
    examples: [
      Example("⟦\u{FEFF}⟧" + Example.prompt(), mended: true),
      Example(Example.prompt().replacingOnce("stage: red\n", with: "stage: red⟦\r\n⟧"), mended: true),
      Example(Example.prompt(impact: "sessions last ⟦\u{202E}⟧an hour"), mended: true),
      Example(Example.prompt(response: "It says ⟦\u{1B}⟧[31mred")),
      Example(Example.prompt(response: "é, 日本, 👩‍🚀 and a tab:\t.")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    for problem in subject.record.problems where problem.code == .encoding {
      let isNul = subject.text[problem.range.lowerBound] == 0
      findings.add(
        isNul ? "a NUL byte: this is no text" : "not valid UTF-8 from here on", at: problem.range,
        remedy: isNul ? "remove the byte" : "save the file as UTF-8")
    }
    mark(subject, &findings)
    lineEnds(subject, &findings)
    if subject.bytes.hasControls { controls(subject, &findings) }
  }

  private static func mark(_ subject: Subject, _ findings: inout Findings) {
    guard subject.text.hasPrefix(byteOrderMark, at: 0) else { return }
    let range = 0..<byteOrderMark.count
    findings.add(
      "the file begins with a byte order mark", at: range, severity: .warning, remedy: "remove it",
      fix: ("removes it", [Edit(range, "")]))
  }

  private static func lineEnds(_ subject: Subject, _ findings: inout Findings) {
    guard subject.bytes.has(.carriageReturn) else { return }
    let text = subject.text
    var pairs: [Int] = []
    var newlines = 0
    for index in text.indices where text[index] == .newline && !subject.isVouched(index) {
      if index > 0, text[index - 1] == .carriageReturn { pairs.append(index - 1) } else { newlines += 1 }
    }
    guard !pairs.isEmpty, newlines > 0 else { return }
    let isMostlyPairs = pairs.count > newlines
    let odd = isMostlyPairs ? firstSingle(subject) : pairs[0]..<(pairs[0] + 2)
    findings.add(
      "line ends are mixed: \(pairs.count) CRLF, \(newlines) LF", at: odd, severity: .warning,
      remedy: "save the file with one kind of line end",
      fix: isMostlyPairs ? nil : ("writes LF", pairs.map { Edit($0..<($0 + 1), "") }))
  }

  private static func firstSingle(_ subject: Subject) -> Range<Int> {
    let text = subject.text
    let index = text.indices.first {
      text[$0] == .newline && ($0 == 0 || text[$0 - 1] != .carriageReturn) && !subject.isVouched($0)
    }
    return index.map { $0..<($0 + 1) } ?? 0..<0
  }

  private static func controls(_ subject: Subject, _ findings: inout Findings) {
    let text = subject.text
    let said = subject.record.saidRanges
    var found: [UInt32: (first: Range<Int>, edits: [Edit], count: Int, isSaid: Bool)] = [:]
    var order: [UInt32] = []
    for index in suspects(text) where index > 0 || !text.hasPrefix(byteOrderMark, at: 0) {
      let (scalar, length) = mark(text, at: index)
      guard let scalar, !subject.isVouched(index) else { continue }
      if found[scalar] == nil {
        found[scalar] = (index..<(index + length), [], 0, false)
        order.append(scalar)
      }
      found[scalar]?.count += 1
      let isSaid = said.contains { $0.contains(index) }
      if isSaid {
        found[scalar]?.isSaid = true
      } else {
        found[scalar]?.edits.append(Edit(index..<(index + length), ""))
      }
    }
    for scalar in order {
      guard let (first, edits, count, isSaid) = found[scalar] else { continue }
      let name =
        "U+" + String(repeating: "0", count: max(0, 4 - String(scalar, radix: 16).count))
        + String(scalar, radix: 16, uppercase: true)
      let what =
        [0x202A...0x202E, 0x2066...0x2069].contains { $0.contains(scalar) }
        ? "turns the direction of text" : "can't be seen"
      findings.add(
        "\(name) \(what)" + (count > 1 ? "; it is there \(count) times" : ""), at: first, severity: .warning,
        remedy: "remove it", fix: isSaid || scalar == 0x0D ? nil : ("removes it", edits))
    }
  }

  /// Where a byte stands that may begin a character that can't be seen.
  private static func suspects(_ text: [UInt8]) -> [Int] {
    var result: [Int] = []
    text.withUnsafeBufferPointer { bytes in
      var from = 0
      while let index = ByteSearch.firstUnprintable(in: bytes, from: from) {
        from = index + 1
        let byte = bytes[index]
        // What a character goes on with begins none.
        while from < bytes.count, bytes[from] & 0xC0 == 0x80 { from += 1 }
        if byte >= 0x80 {
          // The second byte tells nearly all others apart.
          let next = index + 1 < bytes.count ? bytes[index + 1] : 0
          guard
            byte == 0xC2 && next < 0xA0 || byte == 0xE2 && (next == 0x80 || next == 0x81)
              || byte == 0xEF && next == 0xBB
          else { continue }
        }
        result.append(index)
      }
    }
    return result
  }

  /// A character that can't be seen, and how many bytes it has.
  private static func mark(_ text: [UInt8], at index: Int) -> (UInt32?, Int) {
    let byte = text[index]
    switch byte {
    case 0, .tab, .newline: return (nil, 1)
    case .carriageReturn:
      let next = index + 1 < text.count ? text[index + 1] : 0
      return (next == .newline ? nil : 0x0D, 1)
    case 0x01..<0x20, 0x7F: return (UInt32(byte), 1)
    case 0xC2 where index + 1 < text.count && (0x80..<0xA0).contains(text[index + 1]):
      return (UInt32(text[index + 1]), 2)
    case 0xE2 where index + 2 < text.count:
      let scalar = 0x2000 + (UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F))
      return ((0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar) ? scalar : nil, 3)
    case 0xEF where text.hasPrefix(byteOrderMark, at: index): return (0xFEFF, 3)
    default: return (nil, 1)
    }
  }
}

extension Record {
  /// What the user typed and the agent answered, as far as that is known: no mend changes a word of it.
  var saidRanges: [Range<Int>] { typedRanges + [place(of: .response)].compactMap { $0 } + provenRanges }
}
