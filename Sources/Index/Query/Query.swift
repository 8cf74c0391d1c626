import Platform
import Records

/// A search as a person types it. Any text is a query: what can't be understood is searched for as words, and noted.
///
/// Words stand beside each other because all are wanted. `OR` (or `|`) binds tighter than that, so
/// `timeout auth OR login` wants `timeout` and one of the two; an explicit `AND` binds tighter still.
public struct Query: Equatable, Sendable {
  /// The text as typed, up to `maximumBytes`.
  public let text: String
  /// What is wanted; nil wants every record.
  public let root: Node?

  /// Words, phrases and filters beyond this number are left out, with a note.
  public static let maximumTerms = 64
  /// Parentheses nested deeper than this are read as if they were not there. SQLite's parsers have small stacks.
  public static let maximumDepth = 12
  /// A longer text is cut, with a note.
  public static let maximumBytes = 16_384

  /// Reads a text. `folder` is where the user stands, from `root`; `suggestions` names the candidates that a mistyped
  /// word may have meant.
  public static func parse(
    _ text: String, today: CalendarDate, root: Path = "/", folder: Path = ".",
    suggestions: (_ word: String, _ candidates: [String]) -> [String]
  ) -> (query: Query, notes: [QueryNote]) {
    var bytes = Array(text.utf8)
    var notes: [QueryNote] = []
    if bytes.count > maximumBytes {
      var end = maximumBytes
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      notes.append(
        QueryNote(.limit, end..<bytes.count, "the query is too long; what follows byte \(end) is left out"))
      bytes.removeSubrange(end...)
    }
    return withoutActuallyEscaping(suggestions) { suggestions in
      var parser = QueryParser(bytes, today: today, root: root, folder: folder, suggestions: suggestions)
      let query = Query(text: String(decoding: bytes, as: UTF8.self), root: parser.parse())
      return (query, notes + parser.notes)
    }
  }
}

/// Something that the user should know about how a query was read.
public struct QueryNote: Equatable, Sendable {
  /// What kind of thing it is.
  public enum Reason: Equatable, Sendable {
    /// What looks like a field is none.
    case unknownField
    /// A field has a value that it can't have.
    case unknownValue
    /// A word has nothing that the index holds.
    case unsearchable
    /// A quotation mark has no partner.
    case unclosedQuote
    /// A `*` stands where it can't work.
    case misplacedStar
    /// Something was left out, for being too much.
    case limit
  }

  /// What kind of thing it is.
  public let reason: Reason
  /// The bytes of the query that it is about.
  public let range: Range<Int>
  /// A sentence for the user. It quotes the query, so control characters may be in it.
  public let message: String
  /// What may have been meant, ready to stand in place of the range.
  public let suggestions: [String]

  init(_ reason: Reason, _ range: Range<Int>, _ message: String, suggestions: [String] = []) {
    self.reason = reason
    self.range = range
    self.message =
      suggestions.isEmpty
      ? message : message + "; did you mean " + suggestions.joined(separator: " or ") + "?"
    self.suggestions = suggestions
  }
}
