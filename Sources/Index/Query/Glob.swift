/// A pattern of paths: `*` is anything but `/`, `**` anything, `?` one character. Case doesn't count in ASCII.
///
/// A pattern may begin at any folder of a path, unless it begins with `/`; one that ends with a plain name also
/// matches all that lies in a folder of that name.
public struct Glob: Equatable, Sendable {
  private enum Step: Equatable, Sendable {
    case byte(UInt8)
    /// A byte that begins a character, other than `/`.
    case first
    /// Any number of bytes that go on with a character.
    case rest
    /// Any number of bytes other than `/`.
    case name
    /// Any number of bytes.
    case anything
    /// Nothing, or what `skipped` matches up to a `/`.
    case folders
    case skipped
  }

  /// As typed.
  public let pattern: [UInt8]
  /// Bytes that every matching path holds, in some case; for narrowing down with LIKE.
  public let literal: [UInt8]
  private let steps: [Step]
  private let isFolder: Bool

  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")

  /// Reads a pattern; every text is one.
  public init(_ pattern: [UInt8]) {
    self.pattern = pattern
    var text = pattern.filter { $0 != 0 }[...]
    var steps: [Step] = []
    if text.starts(with: [UInt8(ascii: "."), Self.slash]) { text = text.dropFirst() }
    if text.first == Self.slash {
      text = text.dropFirst()
    } else {
      steps = [.folders, .skipped]
    }
    while text.count > 1, text.last == Self.slash { text = text.dropLast() }

    var runs: [[UInt8]] = [[]]
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index].lowered
      index += 1
      if byte != Self.star && byte != UInt8(ascii: "?") {
        steps.append(.byte(byte))
        runs[runs.count - 1].append(byte)
        continue
      }
      runs.append([])
      if byte != Self.star {
        steps += [.first, .rest]
        continue
      }
      var stars = 1
      while index < text.endIndex, text[index] == Self.star {
        stars += 1
        index += 1
      }
      let isWhole = index - stars == text.startIndex || text[index - stars - 1] == Self.slash
      if stars == 1 {
        steps.append(.name)
      } else if isWhole, index < text.endIndex, text[index] == Self.slash {
        steps += [.folders, .skipped]
        index += 1
      } else {
        steps.append(.anything)
      }
    }
    self.steps = steps
    literal = runs.max { $0.count < $1.count } ?? []
    let name = text.split(separator: Self.slash).last ?? []
    isFolder = !name.isEmpty && !name.contains { $0 == Self.star || $0 == UInt8(ascii: "?") }
  }

  /// Whether a path fits the pattern. The time grows with the product of the lengths, whatever the pattern.
  public func matches(_ path: [UInt8]) -> Bool {
    var path = path[...]
    if path.starts(with: [UInt8(ascii: "."), Self.slash]) { path = path.dropFirst(2) }
    if path.first == Self.slash { path = path.dropFirst() }
    var now = [Bool](repeating: false, count: steps.count + 1)
    now[0] = true
    skip(&now)
    for byte in path {
      if isFolder, byte == Self.slash, now[steps.count] { return true }
      var next = [Bool](repeating: false, count: steps.count + 1)
      var isAlive = false
      for (index, step) in steps.enumerated() where now[index] {
        switch step {
        case .byte(let wanted): if byte.lowered == wanted { next[index + 1] = true }
        case .first: if byte != Self.slash, byte & 0xC0 != 0x80 { next[index + 1] = true }
        case .rest: if byte & 0xC0 == 0x80 { next[index] = true }
        case .name: if byte != Self.slash { next[index] = true }
        case .anything: next[index] = true
        case .folders: continue
        case .skipped:
          next[index] = true
          if byte == Self.slash { next[index + 1] = true }
        }
        isAlive = true
      }
      guard isAlive else { return false }
      skip(&next)
      now = next
    }
    return now[steps.count]
  }

  /// Goes on over steps that may match nothing.
  private func skip(_ states: inout [Bool]) {
    for (index, step) in steps.enumerated() where states[index] {
      switch step {
      case .rest, .name, .anything: states[index + 1] = true
      case .folders:
        states[index + 1] = true
        states[index + 2] = true
      case .byte, .first, .skipped: break
      }
    }
  }
}
