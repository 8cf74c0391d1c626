import Records

/// A pattern of paths from the root: `*` anything but `/`, `**` any folders, `?` one byte, `[a-z]` one of a set,
/// `{a,b}` one of several. A pattern that names a folder binds all that lies in it; one without `/` fits a file of that
/// name in any folder; one that begins with `!` takes out what others bind.
public struct PathGlob: Sendable {
  /// As written.
  public let pattern: String
  /// Whether it takes out what others bind.
  public let isExclusion: Bool
  /// How much of a path it names: the more, the more specific.
  public let weight: Int
  private let variants: [[UInt8]]
  private let isPlainName: Bool

  /// The most patterns that braces may stand for.
  private static let mostVariants = 64

  /// Reads a pattern; nil for one that says nothing.
  public init?(_ pattern: String) {
    self.pattern = pattern
    var bytes = Array(pattern.utf8)[...]
    isExclusion = bytes.first == UInt8(ascii: "!")
    if isExclusion { bytes = bytes.dropFirst() }
    if bytes.starts(with: "./".utf8) { bytes = bytes.dropFirst(2) }
    let isRooted = bytes.first == slash
    if isRooted { bytes = bytes.dropFirst() }
    while bytes.last == slash { bytes = bytes.dropLast() }
    guard !bytes.isEmpty, !bytes.contains(0) else { return nil }
    isPlainName = !isRooted && !bytes.contains(slash) && pattern.utf8.last != slash
    variants = Self.expanded(Array(bytes))
    let literals = bytes.filter { !"*?[]{},".utf8.contains($0) }.count
    // A path without any wildcard is as specific as can be.
    weight = literals + (literals == bytes.count ? 1000 : 0)
  }

  /// What is wrong with a pattern that somebody writes, if anything. One that is read is taken as it is.
  public static func fault(in pattern: String) -> String? {
    guard PathGlob(pattern) != nil else { return "names no path" }
    var isInBraces = false
    var bytes = Array(pattern.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "{"):
        if isInBraces { return "has braces in braces" }
        isInBraces = true
      case UInt8(ascii: "}"):
        if !isInBraces { return "closes a brace that it doesn't open" }
        isInBraces = false
      case UInt8(ascii: "["):
        guard let end = bytes.dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
          return "opens a bracket that it doesn't close"
        }
        bytes = bytes[(end + 1)...]
      default: break
      }
    }
    return isInBraces ? "opens a brace that it doesn't close" : nil
  }

  /// Whether a path from the root fits.
  public func matches(_ path: [UInt8]) -> Bool {
    variants.contains { variant in
      if isPlainName {
        let name = path.lastIndex(of: slash).map { Array(path[($0 + 1)...]) } ?? path
        return Self.fits(variant[...], name[...], isWhole: true)
          || Self.fits(variant[...], path[...], isWhole: false)
      }
      return Self.fits(variant[...], path[...], isWhole: false)
    }
  }

  /// Whether something in a folder can fit.
  public func touches(folder: [UInt8]) -> Bool {
    if matches(folder) || folder.isEmpty { return true }
    return variants.contains { variant in
      let literal = variant.prefix { !"*?[".utf8.contains($0) }
      return literal.starts(with: folder + [slash])
        || (isPlainName && !literal.isEmpty && variant.count > literal.count)
        || (variant.starts(with: "**".utf8))
    }
  }

  /// One pattern of bytes against a path; where the pattern ends at a `/` of the path, that names a folder.
  private static func fits(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, isWhole: Bool) -> Bool {
    // Places to go on from, so that no pattern takes longer than its length times that of the path.
    var states: Set<Int> = [pattern.startIndex]
    func closed(_ states: Set<Int>, atFolder: Bool) -> Set<Int> {
      var result = states
      var open = Array(states)
      while let at = open.popLast() {
        guard at < pattern.endIndex, pattern[at] == UInt8(ascii: "*") else { continue }
        let isDouble = at + 1 < pattern.endIndex && pattern[at + 1] == UInt8(ascii: "*")
        var next = at + (isDouble ? 2 : 1)
        if result.insert(next).inserted { open.append(next) }
        // `**/` stands for no folder too.
        if isDouble, atFolder, next < pattern.endIndex, pattern[next] == slash {
          next += 1
          if result.insert(next).inserted { open.append(next) }
        }
      }
      return result
    }
    states = closed(states, atFolder: true)
    for index in path.indices {
      let byte = path[index]
      if !isWhole, byte == slash, states.contains(pattern.endIndex) { return true }
      var next: Set<Int> = []
      for at in states where at < pattern.endIndex {
        switch pattern[at] {
        case UInt8(ascii: "*"):
          let isDouble = at + 1 < pattern.endIndex && pattern[at + 1] == UInt8(ascii: "*")
          if isDouble || byte != slash { next.insert(at) }
        case UInt8(ascii: "?"): if byte != slash { next.insert(at + 1) }
        case UInt8(ascii: "["):
          guard let (isIn, end) = set(pattern, at, byte) else { fallthrough }
          if isIn, byte != slash { next.insert(end) }
        default: if pattern[at] == byte { next.insert(at + 1) }
        }
      }
      if next.isEmpty { return false }
      states = closed(next, atFolder: byte == slash)
    }
    return states.contains(pattern.endIndex)
  }

  /// Whether a byte is in the set that begins at `[`, and where the set ends; nil for a bracket that nobody closes.
  private static func set(_ pattern: ArraySlice<UInt8>, _ start: Int, _ byte: UInt8) -> (Bool, Int)? {
    var index = start + 1
    let isNegated =
      index < pattern.endIndex && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
    if isNegated { index += 1 }
    let first = index
    var isIn = false
    while index < pattern.endIndex, pattern[index] != UInt8(ascii: "]") || index == first {
      if index + 2 < pattern.endIndex, pattern[index + 1] == .dash, pattern[index + 2] != UInt8(ascii: "]") {
        if pattern[index] <= byte, byte <= pattern[index + 2] { isIn = true }
        index += 3
      } else {
        if pattern[index] == byte { isIn = true }
        index += 1
      }
    }
    return index < pattern.endIndex ? (isIn != isNegated, index + 1) : nil
  }

  /// The patterns that `{a,b}` stands for.
  private static func expanded(_ pattern: [UInt8]) -> [[UInt8]] {
    var done: [[UInt8]] = []
    var open = [pattern]
    while let next = open.popLast() {
      guard let start = next.firstIndex(of: UInt8(ascii: "{")),
        let end = next[start...].firstIndex(of: UInt8(ascii: "}")), done.count + open.count < mostVariants
      else {
        done.append(next)
        continue
      }
      let parts = next[(start + 1)..<end].split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      for part in parts.prefix(mostVariants) {
        open.append(Array(next[..<start]) + Array(part) + Array(next[(end + 1)...]))
      }
    }
    return done
  }
}
