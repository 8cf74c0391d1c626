/// The readable part of a file name, made from a title: ASCII letters, digits and single dashes.
public enum Slug {
  /// Longest slug in bytes; a longer one is cut between words.
  public static let longest = 100

  /// The slug of a title. A title of which hardly a letter can be written in ASCII gets one that is derived from its
  /// bytes, so that the same title always has the same name.
  public static func make(from title: String) -> String {
    var result: [UInt8] = []
    var isPending = false
    var (written, lost) = (0, 0)
    for scalar in title.unicodeScalars {
      let letters = Transliteration.ascii(scalar)
      if scalar.properties.isAlphabetic {
        if letters.contains(where: \.isLetter) { written += 1 } else { lost += 1 }
      }
      for byte in letters {
        if byte.isLetter || byte.isDigit {
          if isPending, !result.isEmpty { result.append(.dash) }
          isPending = false
          result.append(byte.lowered)
        } else if byte != UInt8(ascii: "'") || scalar == "'" {
          isPending = true
        }
      }
    }
    // The one kana among ideographs would name nothing.
    let isASCII = title.utf8.contains { $0.isLetter || $0.isDigit }
    guard !result.isEmpty, isASCII || lost <= 2 * written else {
      return "untitled-" + SHA256.hexadecimal(of: title.utf8).prefix(8)
    }
    return String(decoding: cut(result), as: UTF8.self)
  }

  private static func cut(_ slug: [UInt8]) -> [UInt8] {
    guard slug.count > longest else { return slug }
    let head = slug.prefix(longest)
    if slug[longest] == .dash { return Array(head) }
    guard let dash = head.lastIndex(of: .dash), dash > longest / 2 else { return Array(head) }
    return Array(head[..<dash])
  }
}
