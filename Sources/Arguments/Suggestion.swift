/// The candidates that a mistyped word may have meant, the likeliest first, at most three.
///
/// Near means: within a third of the word's length (at least 1) by optimal string alignment distance, where a
/// swap of neighbours counts 1; or the word is the start of the candidate. Case doesn't count.
public func suggestions(for word: String, among candidates: [String]) -> [String] {
  let wanted = folded(word)
  // Nobody mistypes a name at such a length, and the distance is quadratic.
  guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
  let limit = max(1, wanted.count / 3)

  var ranked: [(rank: Int, candidate: String)] = []
  for candidate in candidates {
    let other = folded(candidate)
    let isStart = other.starts(with: wanted)
    guard isStart || abs(other.count - wanted.count) <= limit else { continue }
    let distance = alignmentDistance(wanted, other)
    guard isStart || distance <= limit else { continue }
    guard !ranked.contains(where: { sameBytes($0.candidate, candidate) }) else { continue }
    ranked.append((isStart ? min(distance, 1) : distance, candidate))
  }
  // `sorted` is stable, so equals keep the order of the declarations.
  return ranked.sorted { $0.rank < $1.rank }.prefix(3).map(\.candidate)
}

private func folded(_ word: String) -> [UInt32] {
  word.unicodeScalars.map { (65...90).contains($0.value) ? $0.value + 32 : $0.value }
}

/// Insertions, deletions, replacements and swaps of neighbours, no part being edited twice.
func alignmentDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    row.reserveCapacity(right.count + 1)
    for j in 0..<right.count {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    beforeLast = last
    last = row
  }
  return last[right.count]
}
