/// Porter's stemmer, as the index's tokenizer applies it: `expires` and `expiring` are both `expir`.
public enum Porter {
  /// The stem of a word in lower case.
  public static func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 2, word.count <= 64 else { return word }
    var stemmer = Stemmer(word: word)
    stemmer.plurals()
    stemmer.pastAndProgressive()
    if stemmer.ends("y"), stemmer.hasVowel(before: stemmer.word.count - 1) {
      stemmer.word[stemmer.word.count - 1] = UInt8(ascii: "i")
    }
    stemmer.replaceFirst(of: Stemmer.doubleSuffixes, measure: 1)
    stemmer.replaceFirst(of: Stemmer.plainSuffixes, measure: 1)
    stemmer.replaceFirst(of: Stemmer.lastSuffixes, measure: 2)
    stemmer.tidy()
    return stemmer.word
  }

  /// The stem of a word in lower case.
  public static func stem(_ word: String) -> String {
    String(decoding: stem(Array(word.utf8)), as: UTF8.self)
  }
}

private struct Stemmer {
  var word: [UInt8]

  typealias Suffix = (old: StaticString, new: StaticString)

  static let doubleSuffixes: [Suffix] = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("logi", "log"),
    ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"),
    ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
    ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
  ]
  static let plainSuffixes: [Suffix] = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
  ]
  static let lastSuffixes: [Suffix] = [
    ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""),
    ("ement", ""), ("ment", ""), ("ent", ""), ("sion", "s"), ("tion", "t"), ("ou", ""), ("ism", ""),
    ("ate", ""),
    ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
  ]

  mutating func plurals() {
    if ends("sses") || ends("ies") {
      word.removeLast(2)
    } else if ends("s"), !ends("ss") {
      word.removeLast()
    }
  }

  mutating func pastAndProgressive() {
    if ends("eed") {
      if measure(before: word.count - 3) > 0 { word.removeLast() }
      return
    }
    if ends("ed"), hasVowel(before: word.count - 2) {
      word.removeLast(2)
    } else if ends("ing"), hasVowel(before: word.count - 3) {
      word.removeLast(3)
    } else {
      return
    }
    if ends("at") || ends("bl") || ends("iz") {
      word.append(UInt8(ascii: "e"))
    } else if endsInDoubleConsonant, !ends("l"), !ends("s"), !ends("z") {
      word.removeLast()
    } else if measure(before: word.count) == 1, endsInShortSyllable(before: word.count) {
      word.append(UInt8(ascii: "e"))
    }
  }

  mutating func tidy() {
    if ends("e") {
      let measure = measure(before: word.count - 1)
      if measure > 1 || (measure == 1 && !endsInShortSyllable(before: word.count - 1)) { word.removeLast() }
    }
    if ends("ll"), measure(before: word.count - 1) > 1 { word.removeLast() }
  }

  /// Replaces the suffix that the word ends with, if what is before it is long enough. The longest one counts.
  mutating func replaceFirst(of suffixes: [Suffix], measure least: Int) {
    var found: Suffix?
    for suffix in suffixes where ends(suffix.old) {
      if let other = found, other.old.utf8CodeUnitCount >= suffix.old.utf8CodeUnitCount { continue }
      found = suffix
    }
    guard let found else { return }
    let kept = word.count - found.old.utf8CodeUnitCount
    guard measure(before: kept + found.new.utf8CodeUnitCount * (least - 1)) >= least else { return }
    word.removeSubrange(kept...)
    found.new.withUTF8Buffer { word.append(contentsOf: $0) }
  }

  func ends(_ suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    let start = word.count - length
    guard start > 0 else { return false }
    // Most differ in the last letter.
    var index = length
    while index > 0 {
      index -= 1
      if word[start + index] != suffix.utf8Start[index] { return false }
    }
    return true
  }

  private func isConsonant(_ index: Int) -> Bool {
    switch word[index] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
    case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
    default: true
    }
  }

  /// How often consonants follow vowels.
  func measure(before end: Int) -> Int {
    var count = 0
    var wasVowel = false
    for index in 0..<end {
      let isVowel = !isConsonant(index)
      if wasVowel, !isVowel { count += 1 }
      wasVowel = isVowel
    }
    return count
  }

  /// Here the engine takes every `y` but the first letter for a vowel.
  func hasVowel(before end: Int) -> Bool {
    for index in 0..<end where !isConsonant(index) || (index > 0 && word[index] == UInt8(ascii: "y")) {
      return true
    }
    return false
  }

  private var endsInDoubleConsonant: Bool {
    guard word.count > 1, let last = word.last, last == word[word.count - 2] else { return false }
    return !"aeiou".utf8.contains(last)
  }

  private func endsInShortSyllable(before end: Int) -> Bool {
    guard end > 2, isConsonant(end - 3), !isConsonant(end - 2), isConsonant(end - 1) else { return false }
    return ![UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y")].contains(word[end - 1])
  }
}
