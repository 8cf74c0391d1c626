/// The names in git's index, read from its file without running git.
public struct GitIndex: Sendable {
  private let bytes: [UInt8]
  /// Where each name lies, in the order of their bytes.
  private let names: [Range<Int>]

  /// Nil for what is git's alone to read: version 4, a split or sparse index, an unfinished merge, a damaged file.
  public init?(_ bytes: [UInt8], hashLength: Int) {
    let end = bytes.count - hashLength
    guard end >= 12, bytes.starts(with: "DIRC".utf8) else { return nil }
    func number(_ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) } }
    guard [2, 3].contains(number(4, 4)) else { return nil }
    var names: [Range<Int>] = []
    var at = 12
    for _ in 0..<number(8, 4) {
      var start = at + 42 + hashLength
      guard start + 2 < end else { return nil }
      let flags = number(start - 2, 2)
      // The stages of a merge, and folders that stand for what is in them.
      guard flags & 0x3000 == 0, number(at + 24, 4) != 0o40000 else { return nil }
      var isIntended = false
      if flags & 0x4000 != 0 {
        isIntended = bytes[start] & 0x20 != 0
        start += 2
      }
      guard let stop = bytes[start..<end].firstIndex(of: 0), stop > start else { return nil }
      if !isIntended { names.append(start..<stop) }
      at += (stop - at + 8) / 8 * 8
    }
    while at + 8 <= end {
      // Without an extension whose name begins in lower case, the rest can't be understood.
      guard (0x41...0x5A).contains(bytes[at]) else { return nil }
      at += 8 + number(at + 4, 4)
    }
    guard at == end else { return nil }
    (self.bytes, self.names) = (bytes, names)
  }

  /// Whether there is a file of this name, as seen from the top of the work tree.
  public func contains(_ name: [UInt8]) -> Bool {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if bytes[names[middle]].lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < names.count && bytes[names[low]].elementsEqual(name)
  }
}

extension GitRepository {
  /// The index that a commit is made from, which a hook is told; nil where only git can read it.
  public func index(hashLength: Int) -> GitIndex? {
    let path = stagedIndex ?? gitDirectory / "index"
    guard let bytes = try? Files.read(path, limit: 1 << 30) else { return nil }
    return GitIndex(bytes, hashLength: hashLength)
  }
}
