/// The readable part of a file name, made from a title: ASCII letters, digits and single dashes.
public enum Slug {
  /// Longest slug in bytes; a longer one is cut between words.
  public static let longest = 100

  /// The slug of a title. A title without any letter or digit that can be written in ASCII gets one that is
  /// derived from its bytes, so that the same title always has the same name.
  public static func make(from title: String) -> String {
    var result: [UInt8] = []
    var isPending = false
    for scalar in title.unicodeScalars {
      for byte in Transliteration.ascii(scalar) {
        if byte.isLetter || byte.isDigit {
          if isPending, !result.isEmpty { result.append(.dash) }
          isPending = false
          result.append(byte.lowered)
        } else if byte != UInt8(ascii: "'") || scalar == "'" {
          isPending = true
        }
      }
    }
    guard !result.isEmpty else { return "untitled-" + SHA256.hexadecimal(of: title.utf8).prefix(8) }
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
