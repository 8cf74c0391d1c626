/// A first look at what stands beside a mark, which the marks of most texts don't pass.
struct SecretGlance {
  let bytes: UnsafeBufferPointer<UInt8>
  private let neighbours = Self.table

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// What stands beside an anchor in the prefixes that have it: before it, or behind it where it comes first.
  private struct Neighbours {
    private var before: UInt32 = 0
    private var after: UInt32 = 0

    /// The lowest bits tell letters apart.
    private static func bit(_ byte: UInt8) -> UInt32 { 1 << UInt32(byte & 31) }

    mutating func insert(_ prefix: [UInt8], anchor: Int) {
      if anchor > 0 { before |= Self.bit(prefix[anchor - 1]) } else { after |= Self.bit(prefix[1]) }
    }

    func fits(_ left: UInt8, _ right: UInt8) -> Bool {
      before & Self.bit(left) != 0 || after & Self.bit(right) != 0
    }
  }

  private static let table: [Neighbours] = {
    var table = [Neighbours](repeating: Neighbours(), count: 256)
    for shape in SecretShape.all {
      if let anchor = SecretPass.anchor(shape) {
        table[Int(shape.prefix[anchor])].insert(shape.prefix, anchor: anchor)
      }
    }
    return table
  }()

  /// Whether the bytes beside a mark are such as a credential has there: those of most marks in a text are not.
  func isWorthALook(_ index: Int, _ kind: UInt8) -> Bool {
    let byte = bytes[index]
    let before = index > 0 ? bytes[index - 1] : 0
    let after = index + 1 < bytes.count ? bytes[index + 1] : 0
    if kind & 1 != 0, neighbours[Int(byte)].fits(before, after) { return true }
    if kind == 1 { return false }
    switch byte {
    case .dash: return after == .dash
    case UInt8(ascii: "J"): return before == UInt8(ascii: "y")
    case UInt8(ascii: "."): return after == UInt8(ascii: "a")
    case .colon:
      return after == UInt8(ascii: "/") || after == UInt8(ascii: "A") || secretNameEnd(before: index) != nil
    case UInt8(ascii: "="): return secretNameEnd(before: index) != nil
    // What has no case here is looked at.
    default: return true
    }
  }
}
