import Records

enum MojibakeRule: Rule {
  static let about = About(
    "mojibake", .form, .warning,
    summary: "UTF-8 was read as an older character set",
    reason: """
      `‚Üí` stands for `→`, `â†’` too, and `ðŸ“‹` for `📋`: some program read UTF-8 as MacRoman, Windows-1252 or CP437, and \
      saved that. What was meant can be told exactly where every byte is still there.
      """,
    mend: .fix("reads it right, where no byte was lost"),
    examples: [
      Example(Example.prompt(response: "Routing ⟦‚Üí⟧ `history/prompts/`."), mended: true),
      Example(Example.prompt(response: "Routing ⟦â†’⟧ `history/prompts/`."), mended: true),
      Example(Example.prompt(response: "The ⟦ðŸ“‹⟧ list."), mended: true),
      Example(Example.prompt(response: "A naïve café, été…», 10 €, “so”, Ã, √2 ≈ 1.4, Übung, às vezes.")),
    ])

  /// Whether two characters beyond ASCII stand side by side: one alone stands for no other.
  private static func hasNeighbours(_ text: [UInt8]) -> Bool {
    var index = 0
    while let wide = text.indexOfWide(from: index) {
      index = wide + (text[wide] >= 0xF0 ? 4 : text[wide] >= 0xE0 ? 3 : 2)
      if index < text.count, text[index] >= 0x80 { return true }
    }
    return false
  }

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard subject.bytes.hasWide, hasNeighbours(subject.text) else { return }
    for charset in Charset.all where charset.isLikely(subject.bytes) {
      let spoilt = charset.spoilt(in: subject.text).filter { !subject.isVouched($0.range.lowerBound) }
      guard let first = spoilt.first else { continue }
      let more = spoilt.count > 1 ? ", and \(spoilt.count - 1) more like it" : ""
      let shown = subject.text.string(first.range)
      let meant = String(decoding: first.meant, as: UTF8.self)
      findings.add(
        "`\(shown)` is `\(meant)`, read as \(charset.name)\(more)", at: first.range,
        remedy: "find the program that reads UTF-8 as \(charset.name)",
        fix: ("writes what was meant", spoilt.map { Edit($0.range, bytes: $0.meant) }))
      // Only one of them is right: what is left after the mend is looked at anew.
      return
    }
  }
}

/// An older set of characters, for reading bytes back that were taken for it.
struct Charset: Sendable {
  let name: String
  /// The byte of each character above ASCII.
  private let bytes: [UInt32: UInt8]

  static let all = [
    Charset(
      "MacRoman",
      upper:
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
        + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"),
    Charset(
      "Windows-1252",
      upper:
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿"
        + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"),
    Charset(
      "CP437",
      upper:
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"),
  ]

  private init(_ name: String, upper: String) {
    self.name = name
    var bytes: [UInt32: UInt8] = [:]
    for (index, scalar) in upper.unicodeScalars.enumerated() { bytes[scalar.value] = UInt8(0x80 + index) }
    self.bytes = bytes
  }

  /// Whether the text can hold any of it: the characters of the lead bytes of what is lost most often.
  func isLikely(_ seen: ByteSet) -> Bool { seen.has(0xC2) || seen.has(0xC3) || seen.has(0xE2) }

  struct Spoilt {
    let range: Range<Int>
    let meant: [UInt8]
  }

  /// The runs of characters that are the bytes of other ones. Chance makes single ones, such as `é…»`: only a sign or a
  /// letter of the West is believed alone, others in company.
  func spoilt(in text: [UInt8]) -> [Spoilt] {
    var result: [Spoilt] = []
    var index = 0
    while let wide = text.indexOfWide(from: index) {
      index = wide
      guard text[index] >= 0xC2, let first = character(text, at: index), first.byte >= 0xC2 else {
        index += 1
        continue
      }
      var end = index
      var meant: [UInt8] = []
      var scalars: [UInt32] = []
      while let (scalar, decoded, next) = sequence(text, at: end) {
        meant += decoded
        scalars.append(scalar)
        end = next
      }
      if !scalars.isEmpty, scalars.contains(where: Self.isTelling) || scalars.count >= 3 {
        result.append(Spoilt(range: index..<end, meant: meant))
        index = end
      } else {
        index += first.length
      }
    }
    return result
  }

  /// The byte that the character at an offset stands for.
  private func character(_ text: [UInt8], at index: Int) -> (byte: UInt8, length: Int, isDrawing: Bool)? {
    guard index < text.count else { return nil }
    let length = utf8Length(text, at: index)
    guard length >= 2, length <= 3 else { return nil }
    var scalar = UInt32(text[index] & (length == 2 ? 0x1F : 0x0F))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F) }
    let isDrawing = (0x2500...0x25FF).contains(scalar)
    return bytes[scalar].map { ($0, length, isDrawing) }
  }

  /// The character whose bytes the ones at an offset stand for.
  private func sequence(_ text: [UInt8], at index: Int) -> (scalar: UInt32, bytes: [UInt8], end: Int)? {
    guard let lead = character(text, at: index) else { return nil }
    let count: Int
    switch lead.byte {
    case 0xC2...0xDF: count = 2
    case 0xE0...0xEF: count = 3
    case 0xF0...0xF4: count = 4
    default: return nil
    }
    var decoded = [lead.byte]
    var end = index + lead.length
    var isDrawing = lead.isDrawing
    while decoded.count < count {
      guard let next = character(text, at: end) else { return nil }
      decoded.append(next.byte)
      end += next.length
      isDrawing = isDrawing && next.isDrawing
    }
    // Lines drawn with characters: `──┤` is nothing else.
    guard !isDrawing, utf8Length(decoded, at: 0) == count else { return nil }
    let mask: UInt32 = count == 2 ? 0x1F : count == 3 ? 0x0F : 0x07
    var scalar = UInt32(decoded[0]) & mask
    for byte in decoded.dropFirst() { scalar = scalar << 6 | UInt32(byte & 0x3F) }
    return (scalar, decoded, end)
  }

  /// Signs, emoji and western letters: what prose in UTF-8 mostly has beyond ASCII.
  private static func isTelling(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0...0xFF, 0x2010...0x2027, 0x2030...0x205E, 0x20AC, 0x2100...0x23FF, 0x2500...0x27BF,
      0x2B00...0x2BFF,
      0xFE0F, 0xFEFF, 0x1F000...0x1FAFF:
      true
    default: false
    }
  }
}
