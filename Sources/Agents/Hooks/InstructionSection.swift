import Records

/// The section that `clio init --agent` puts into an agent's instruction file, between marks, so that it can be found
/// again.
public enum InstructionSection {
  static let begin = "<!-- clio: begin -->"
  static let end = "<!-- clio: end -->"

  /// What it says.
  public static let text = """
    \(begin)
    ## Prompt and decision history

    clio records the prompts of this project by itself, through hooks. Don't write prompt history files by hand.

    - Add to the record of the prompt at hand: `clio record --current --impact TEXT --reflection TEXT --label NAME`
    - What was asked before, and why: `clio search WORDS`, `clio show REF`
    - Which decisions bind a file, before you change it: `clio adr for PATH`
    \(end)
    """

  /// The file's text with the section in it, or up to date if it was there.
  public static func adding(to file: [UInt8]) -> [UInt8] {
    let section = Array(text.utf8)
    if let range = range(in: file) {
      return Array(file[..<range.lowerBound]) + section + file[range.upperBound...]
    }
    if file.isEmpty { return section + [.newline] }
    // A file without an end of its last line gets none: so it can be had back as it was.
    return file.last == .newline
      ? file + [.newline] + section + [.newline] : file + [.newline, .newline] + section
  }

  /// The file's text without the section.
  public static func removing(from file: [UInt8]) -> [UInt8] {
    guard let range = range(in: file) else { return file }
    var (start, end) = (range.lowerBound, range.upperBound)
    let hadNoEnd = end == file.count
    if end < file.count, file[end] == .newline { end += 1 }
    // The empty line before it came with it.
    if start > 1, file[start - 1] == .newline, file[start - 2] == .newline { start -= hadNoEnd ? 2 : 1 }
    return Array(file[..<start]) + file[end...]
  }

  private static func range(in file: [UInt8]) -> Range<Int>? {
    guard var first = file.firstRange(of: Array(begin.utf8)),
      let last = file.firstRange(of: Array(end.utf8), from: first.upperBound)
    else { return nil }
    // A mark that nothing ends is not the section's: what follows it is the user's.
    while let next = file.firstRange(of: Array(begin.utf8), from: first.upperBound, to: last.lowerBound) {
      first = next
    }
    return first.lowerBound..<last.upperBound
  }
}
