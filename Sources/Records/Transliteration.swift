/// Letters of other scripts in ASCII. Readable rather than scholarly: the result names files.
enum Transliteration {
  private static let dash: [UInt8] = [UInt8(ascii: "-")]

  /// The ASCII bytes for a character; a dash for what separates or can't be written, nothing for combining marks.
  static func ascii(_ scalar: Unicode.Scalar) -> [UInt8] {
    if scalar.value < 0x80 { return [UInt8(scalar.value)] }
    if let text = table[scalar.value] { return Array(text.utf8) }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return []
    case .decimalNumber: return properties.numericType == nil ? dash : digits(properties.numericValue)
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter:
      return properties.name.flatMap { named($0) } ?? dash
    default: return dash
    }
  }

  private static func digits(_ value: Double?) -> [UInt8] {
    guard let value, value >= 0, value < 10 else { return dash }
    return [0x30 + UInt8(value)]
  }

  /// Unicode's own names spell many letters out: `LATIN SMALL LETTER E WITH ACUTE`, `HIRAGANA LETTER KA`.
  private static func named(_ name: String) -> [UInt8]? {
    let words = name.split(separator: " ")
    guard let script = words.first else { return nil }
    switch script {
    case "LATIN":
      guard let at = words.firstIndex(where: { $0 == "LETTER" || $0 == "LIGATURE" }), at + 1 < words.count
      else { return nil }
      let letter = words[at + 1]
      return letter.utf8.count <= 2 ? letter.utf8.map(\.lowered) : nil
    case "HIRAGANA", "KATAKANA":
      guard let last = words.last, words.contains("LETTER"), last.utf8.count <= 4 else { return nil }
      if words.contains("SMALL"), last == "TU" { return [] }
      return kana(String(last).lowercased())
    case "HANGUL":
      guard words.count == 3, words[1] == "SYLLABLE" else { return nil }
      return words[2].utf8.map(\.lowered)
    default: return nil
    }
  }

  private static func kana(_ syllable: String) -> [UInt8] {
    let spoken = ["si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji"]
    return Array((spoken[syllable] ?? syllable).utf8)
  }

  private static let table: [UInt32: String] = {
    var table: [UInt32: String] = [:]
    for group in [latin, greek, cyrillic, hebrew, arabic] {
      for pair in group.split(separator: " ") {
        let scalars = pair.unicodeScalars
        guard let first = scalars.first else { continue }
        let text = String(String.UnicodeScalarView(scalars.dropFirst()))
        table[first.value] = text
        // Some capitals are a letter and combining marks, which stand for nothing by themselves.
        let capital = first.properties.uppercaseMapping.unicodeScalars
        if capital.count == 1, let scalar = capital.first, scalar.value >= 0x80 { table[scalar.value] = text }
      }
    }
    table[0x2019] = "'"
    return table
  }()

  private static let latin = "ßss æae œoe øo đd ðd þth łl ħh ıi ŋng ſs"
  private static let greek =
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo άa έe ήi ίi όo ύy ώo ϊi ϋy ΐi ΰy"
  private static let cyrillic =
    "аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya"
    + " іi їyi єye ґg ўu ђdj јj љlj њnj ћc џdz"
  private static let hebrew =
    "אa בb גg דd הh וv זz חch טt יy ךk כk לl םm מm ןn נn סs עa ףp פp ץts צts קk רr שsh תt"
  private static let arabic =
    "اa آaa أa إi بb پp تt ٹt ثs جj چch حh خkh دd ڈd ذz رr ڑr زz ژzh سs شsh صs ضz طt ظz عa غgh فf قq کk كk گg لl مm نn"
    + " ںn وo ؤo ہh ھh هh ةh ءa یy يy ىa ئy ےe ۓe"
}
