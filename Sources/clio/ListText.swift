import JSON
import Records

/// A list as one word of a command line: entries with commas between them, where a comma in braces parts nothing
/// (`src/{a,b}/**`), or a JSON array of texts for entries that have commas themselves.
enum ListText {
  /// The entries; nil for what begins as a JSON array and is none.
  static func entries(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    if isArray(bytes) {
      guard let items = try? JSON.parse(bytes).items else { return nil }
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    }
    return text.listEntries
  }

  /// `[]` or `["…`: a glob such as `[ab].c` begins otherwise.
  private static func isArray(_ bytes: [UInt8]) -> Bool {
    let inner = bytes.dropFirst().first { $0 != UInt8(ascii: " ") }
    return bytes.first == UInt8(ascii: "[") && (inner == UInt8(ascii: "\"") || inner == UInt8(ascii: "]"))
  }
}
