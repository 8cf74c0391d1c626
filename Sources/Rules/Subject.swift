import Prompts
import Records

/// A record as the rules see it, with what several of them need worked out once.
public final class Subject {
  /// The file, relative to the root.
  public let path: [UInt8]
  /// The record.
  public let record: Record
  /// The world beside it.
  public let workspace: any Workspace

  /// Takes a record to be checked.
  public init(_ record: Record, path: [UInt8], workspace: any Workspace) {
    (self.record, self.path, self.workspace) = (record, path, workspace)
  }

  var text: [UInt8] { record.text }
  var isPrompt: Bool { record.kind == .prompt }
  var isOwnForm: Bool { isPrompt || record.dialect == .frontMatter }

  /// The name of the file.
  lazy var fileName: [UInt8] = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
  /// The names of the folders above the file, outermost first.
  lazy var folders: [String] = path.split(separator: UInt8(ascii: "/")).dropLast().map {
    String(decoding: $0, as: UTF8.self)
  }
  /// Where the paths begin that stand in the record.
  lazy var places = LinkPlaces(path)
  /// The texts that provenance vouches for: no rule looks into them but those of safety.
  lazy var vouched: [Range<Int>] = record.provenRanges
  /// Which bytes of the body are code, comment or vouched for.
  lazy var markup = Markup(
    text, from: record.bodyStart, hiding: vouched,
    sections: Section.allCases.compactMap { record.heading(of: $0)?.lowerBound }, bytes: bytes)
  /// Which byte values occur at all: a rule that needs a certain one has nothing to do without it.
  lazy var bytes = ByteSet(text)

  /// The credentials in the record.
  lazy var secrets = SecretScan.secrets(in: text)

  /// Where the body begins.
  var body: Range<Int> { min(record.bodyStart, text.count)..<text.count }

  /// Whether an offset lies in a text that provenance vouches for.
  func isVouched(_ offset: Int) -> Bool { vouched.contains { $0.contains(offset) } }

  /// The value of a field and where it stands, unless it is a slot that nobody filled: that is told once, elsewhere.
  func field(_ name: String) -> Field? {
    guard let field = record.fields[name], !isSlot(field) else { return nil }
    return field
  }

  /// Whether a field is a slot that nobody filled, or spoilt in a way that is told by itself.
  func isSlot(_ field: Field) -> Bool {
    // What has neither mark is no slot: most values.
    guard field.value.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "&") }) else {
      return false
    }
    let bytes = Array(field.value.utf8)
    if bytes.starts(with: Array("&quot;".utf8)), record.frontMatter?.failure != nil { return true }
    if bytes.first == UInt8(ascii: "{"),
      KnownSlots.begins(String(field.value.dropFirst()), with: KnownSlots.guidance)
    {
      return true
    }
    guard let start = bytes.firstIndex(of: UInt8(ascii: "{")) else { return false }
    return SlotSyntax.slot(in: bytes, at: start, end: bytes.count) != nil
  }
}

/// Which byte values a text has.
struct ByteSet {
  private var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ text: [UInt8]) {
    var flags = [Bool](repeating: false, count: 256)
    text.withUnsafeBufferPointer { bytes in
      flags.withUnsafeMutableBufferPointer { flags in
        for byte in bytes { flags[Int(byte)] = true }
      }
    }
    for value in 0..<256 where flags[value] { insert(UInt8(value)) }
  }

  private mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: seen.0 |= bit
    case 1: seen.1 |= bit
    case 2: seen.2 |= bit
    default: seen.3 |= bit
    }
  }

  func has(_ byte: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: return seen.0 & bit != 0
    case 1: return seen.1 & bit != 0
    case 2: return seen.2 & bit != 0
    default: return seen.3 & bit != 0
    }
  }

  /// Whether there is anything beyond ASCII.
  var hasWide: Bool { seen.2 != 0 || seen.3 != 0 }
  /// Whether there is a control character other than tab and line ends, or one of three bytes that may begin an
  /// invisible mark.
  var hasControls: Bool { seen.0 & 0xFFFF_D9FF != 0 || has(0x7F) || has(0xC2) || has(0xE2) || has(0xEF) }
}
