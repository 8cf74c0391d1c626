import Records

/// The mark that says "not this one": `#private` as the first or the last word of a prompt. In the middle it is a word
/// like any other, for people write about it too.
public enum PrivateMark {
  private static let mark = Array("#private".utf8)

  /// Whether a prompt bears the mark.
  public static func isSet(on prompt: [UInt8]) -> Bool {
    func isWhite(_ byte: UInt8) -> Bool { byte.isBlank || byte == .newline || byte == .carriageReturn }
    let start = prompt.firstIndex { !isWhite($0) } ?? prompt.count
    if prompt.hasPrefix(mark, at: start) {
      let after = start + mark.count
      if after == prompt.count || isWhite(prompt[after]) { return true }
    }
    guard let last = prompt.lastIndex(where: { !isWhite($0) }) else { return false }
    let begin = last + 1 - mark.count
    return begin >= 0 && prompt.hasPrefix(mark, at: begin) && (begin == 0 || isWhite(prompt[begin - 1]))
  }
}
