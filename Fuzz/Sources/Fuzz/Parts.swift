/// An input that is cut into parts by lines `%%%`. The first part makes choices, a byte each.
struct Parts {
  private let choices: [UInt8]
  private let parts: [[UInt8]]

  /// The line between two parts.
  static let separator = Array("\n%%%\n".utf8)

  init(_ input: [UInt8]) {
    var parts = input.pieces(around: Self.separator).map { Array($0) }
    choices = parts.count > 1 ? parts.removeFirst() : []
    self.parts = parts
  }

  /// The bytes of a part; empty if there are fewer parts.
  func bytes(_ index: Int) -> [UInt8] { index < parts.count ? parts[index] : [] }

  /// A part as text, with U+FFFD for what is not UTF-8.
  func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

  /// The lines of a part as texts.
  func lines(_ index: Int) -> [String] {
    let bytes = bytes(index)
    if bytes.isEmpty { return [] }
    return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether there is a part.
  func has(_ index: Int) -> Bool { index < parts.count }

  /// One of so many possibilities.
  func choice(_ index: Int, of count: Int) -> Int { index < choices.count ? Int(choices[index]) % count : 0 }
}

extension String {
  /// Without blanks and line breaks at both ends.
  var withoutOuterBlanks: String {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    var bytes = Array(utf8)[...]
    while let first = bytes.first, blanks.contains(first) { bytes.removeFirst() }
    while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether these very bytes stand in it. The library looks for whole characters, and an accent may follow.
  func has(_ text: String) -> Bool { text.isEmpty || Array(utf8).pieces(around: Array(text.utf8)).count > 1 }

  /// Equal to the last byte; `==` also takes another composition of an accent.
  func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension [UInt8] {
  /// What stands between the occurrences of a word.
  func pieces(around word: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index + word.count <= count {
      if self[index] == word[0], self[index..<(index + word.count)].elementsEqual(word) {
        pieces.append(self[start..<index])
        index += word.count
        start = index
      } else {
        index += 1
      }
    }
    return pieces + [self[start...]]
  }
}

extension [String] {
  /// Equal to the last byte.
  func areSame(as other: [String]) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.isSame(as: $1) }
  }
}
