/// Looks for texts that are known by length and hash. The work is bounded by the size of the body, whatever is in
/// it: rather than search on and on, it takes a text for altered.
struct ProofSearch {
  private let text: [UInt8]
  private let end: Int
  /// How many bytes may still be looked at, and how many hashed.
  private var scans: Int
  private var hashes: Int

  /// How many headings, and how many lines at all, are tried for one text.
  private static let mostTries = 64
  /// How many lines below a heading are tried. A template may put a line or two between heading and slot.
  private static let linesBelow = 4

  init(_ text: [UInt8], _ body: Range<Int>) {
    self.text = text
    end = body.upperBound
    scans = 64 * body.count + 1 << 16
    hashes = 16 * body.count + 1 << 16
  }

  /// Tries every line that is the heading, then, for templates that have another one, every line at all.
  mutating func find(_ proof: TextProof, from start: Int, under heading: String) -> Extents.Text? {
    first(proof, from: start, under: Array(heading.utf8)) ?? first(proof, from: start, under: nil)
  }

  private mutating func first(_ proof: TextProof, from start: Int, under heading: [UInt8]?) -> Extents.Text? {
    var window = Window(proof: proof, at: start)
    var offset = start
    var lines = heading == nil ? Self.mostTries : 0
    var headings = heading == nil ? 0 : Self.mostTries
    while scans > 0, lines > 0 || headings > 0 {
      if lines > 0 {
        lines -= 1
        guard window.slide(to: offset, in: text, end: end, &scans) else { return nil }
        if let found = proven(window) { return found }
      }
      guard let line = text.line(at: offset, end: end) else { return nil }
      scans -= line.next - offset
      if let heading, headings > 0, line.content.count == heading.count, text.hasPrefix(heading, at: offset) {
        headings -= 1
        lines = Self.linesBelow
      }
      offset = line.next
    }
    return nil
  }

  /// A text of the right length, if its line ends there, too, and the hash is right.
  private mutating func proven(_ window: Window) -> Extents.Text? {
    guard window.isFull, isEndOfLine(window.stop), hashes > 0 else { return nil }
    hashes -= window.proof.count
    guard let (original, stop) = window.proof.read(from: text, at: window.start), stop <= end,
      window.proof.holds(for: original)
    else { return nil }
    return Extents.Text(original: original, range: window.start..<stop)
  }

  private func isEndOfLine(_ offset: Int) -> Bool {
    var offset = offset
    while offset < end, text[offset].isBlank { offset += 1 }
    return offset == end || text[offset] == .newline || text[offset] == .carriageReturn
  }

  /// As much of the body as a text of the noted length takes. It slides from line to line, so that the length is
  /// not counted anew at each.
  private struct Window {
    let proof: TextProof
    private(set) var start: Int
    private(set) var stop: Int
    private var count = 0

    init(proof: TextProof, at start: Int) { (self.proof, self.start, stop) = (proof, start, start) }

    var isFull: Bool { count == proof.count }

    /// Returns whether there is enough text.
    mutating func slide(to offset: Int, in text: [UInt8], end: Int, _ scans: inout Int) -> Bool {
      if stop < offset { (start, stop, count) = (offset, offset, 0) }
      scans -= offset - start
      while start < offset {
        let (length, worth) = proof.unit(of: text, at: start)
        start += length
        count -= worth
      }
      let from = stop
      while count < proof.count, stop < end {
        let (length, worth) = proof.unit(of: text, at: stop)
        stop += length
        count += worth
      }
      scans -= stop - from
      return count >= proof.count
    }
  }
}
