extension Query.Term {
  /// More words than these are cut from a phrase.
  static let maximumTokens = 64
  /// An identifier of more parts than these is taken for a number or a key, and is not searched for by its parts.
  private static let maximumParts = 16

  /// The term that a part of a query stands for, or nil if it has no word characters.
  init?(
    _ bytes: [UInt8], _ content: Range<Int>, range: Range<Int>, style: Style, column: Query.Column?
  ) {
    let words = Tokenizer.words(bytes, in: content).prefix(Self.maximumTokens)
    guard !words.isEmpty else { return nil }
    func lowered(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).lowercased()
    }
    text = String(decoding: bytes[content], as: UTF8.self)
    self.range = range
    // A run of ideographs in quotation marks may still be a part of a longer run.
    let isRun = style == .phrase && words.count == 1 && words.allSatisfy { Identifiers.isUnspaced(bytes, $0) }
    let style = isRun ? .word : style
    self.style = style
    self.column = column
    tokens = words.map(lowered)
    guard style != .phrase else {
      (parts, fineParts, joined) = (tokens, tokens, nil)
      return
    }
    let fine = words.flatMap { Identifiers.parts(bytes, $0) }
    var coarse: [Range<Int>] = []
    for part in fine {
      if let last = coarse.last, last.upperBound == part.lowerBound, bytes[part.lowerBound].isDigit {
        coarse[coarse.count - 1] = last.lowerBound..<part.upperBound
      } else {
        coarse.append(part)
      }
    }
    let isTooLong = fine.count > Self.maximumParts
    parts = isTooLong ? tokens : coarse.map(lowered)
    fineParts = isTooLong ? tokens : fine.map(lowered)

    var isIdentifier = words.count > 1
    var last: Range<Int>?
    for word in words {
      // Not so `1.2`, `a.m.` and `he's`: together they would be other words.
      if word.count < 2 || !bytes[word.lowerBound].isLetter { isIdentifier = false }
      if let last, last.upperBound + 1 != word.lowerBound || !Self.isJoint(bytes[last.upperBound]) {
        isIdentifier = false
      }
      last = word
    }
    joined = isIdentifier ? tokens.joined() : nil
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Whether words were left out because there were too many.
  var isCut: Bool {
    tokens.count == Self.maximumTokens && Tokenizer.words(Array(text.utf8)).count > tokens.count
  }

  /// Whether the words are searched for by their beginnings: with a star, or because the script puts no blanks
  /// between words and the tokenizer takes a whole run for one.
  var isOpenEnded: Bool {
    if style == .prefix { return true }
    guard style == .word, let last = tokens.last else { return false }
    let bytes = Array(last.utf8)
    return Identifiers.isUnspaced(bytes, 0..<bytes.count)
  }

  /// The spellings that are looked for, each a row of words.
  var forms: [Query.Form] {
    var forms = [Query.Form(words: tokens, isPrefix: isOpenEnded)]
    if tokens.count == 1, isIdentifier, !isOpenEnded { forms[0].isCompound = true }
    if let joined {
      forms.append(Query.Form(words: [joined], isPrefix: style == .prefix, isCompound: true))
    }
    if parts != tokens { forms.append(Query.Form(words: parts, isPrefix: style == .prefix)) }
    if fineParts != parts { forms.append(Query.Form(words: fineParts, isPrefix: style == .prefix)) }
    // `formatted table` in a sentence is not `formatTable`, which the index holds as one word too.
    if isIdentifier {
      for index in forms.indices where forms[index].words.count > 1 { forms[index].weight = Self.rowWeight }
    }
    return forms
  }

  /// How much the parts of an identifier count where they stand as words in a row.
  private static let rowWeight = 0.5

  /// Whether it is written as nothing but an identifier is: `formatTable`, `format_table`.
  private var isIdentifier: Bool {
    style == .word && (parts != tokens || (joined != nil && text.utf8.contains(UInt8(ascii: "_"))))
  }

  /// Stems of words that begin as a prefix does, but whose stems do not: the index holds stems only, so
  /// `"authenti"*` alone would miss `authentication`, which stands there as `authent`.
  var completions: [String] {
    guard style == .prefix, tokens.count == 1, let word = tokens.first else { return [] }
    let bytes = Array(word.utf8)
    guard bytes.count > 3, bytes.allSatisfy(\.isLower) else { return [] }
    let searched = Porter.stem(bytes)
    var found: [[UInt8]] = []
    for ending in Self.endings {
      let suffix = Array(ending.utf8)
      for length in 1...suffix.count where bytes.count - length > 2 && bytes.hasSuffix(suffix[..<length]) {
        let stem = Porter.stem(bytes + suffix[length...])
        if !stem.starts(with: searched), !found.contains(stem) { found.append(stem) }
      }
    }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  private static let endings: [String] = [
    "ed", "er", "ers", "es", "ing", "ings", "ies", "ied", "y", "ely", "ily", "ally", "ably", "ation",
    "ations",
    "ication", "ications", "icate", "icated", "ization", "ition", "ions", "ate", "ates", "ated", "ating",
    "ator",
    "ators", "ator", "ative", "able", "ible", "ability", "ibility", "ance", "ence", "ment", "ments", "ness",
    "ize", "ized", "izes", "izing", "izer", "ise", "ous", "ously", "ive", "ively", "ivity", "ity", "ical",
    "ically",
    "ism", "ful", "fulness", "alism", "ality",
  ]
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: ArraySlice<UInt8>) -> Bool { self[...].suffix(suffix.count) == suffix }
}
