/// The difference of two texts in the manner of `diff -u`.
enum UnifiedDiff {
  private static let context = 3
  /// More lines than that between the first and the last change are shown as replaced as a whole.
  private static let largest = 2000

  /// The lines, or nothing if the texts are alike.
  static func lines(_ old: [UInt8], _ new: [UInt8], path: String) -> [[UInt8]] {
    let (before, after) = (split(old), split(new))
    let steps = steps(before, after)
    guard steps.contains(where: { $0.kind != .keep }) else { return [] }
    var result: [[UInt8]] = [Array("--- a/\(path)".utf8), Array("+++ b/\(path)".utf8)]
    for hunk in hunks(steps) { result += shown(hunk, steps) }
    return result
  }

  private enum Kind { case keep, remove, add }

  private struct Step {
    let kind: Kind
    let line: ArraySlice<UInt8>
    /// How many lines of either text stand before.
    let old: Int
    let new: Int
  }

  private static func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(text[start...index])
      start = index + 1
    }
    if start < text.count { lines.append(text[start...]) }
    return lines
  }

  /// What is alike at both ends is kept; between, the longest common lines are.
  private static func steps(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Step] {
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    var steps: [Step] = []
    var (left, right) = (0, 0)
    func add(_ kind: Kind) {
      steps.append(Step(kind: kind, line: kind == .add ? new[right] : old[left], old: left, new: right))
      if kind != .add { left += 1 }
      if kind != .remove { right += 1 }
    }
    for _ in 0..<head { add(.keep) }
    for kind in middle(Array(old[head..<(old.count - tail)]), Array(new[head..<(new.count - tail)])) {
      add(kind)
    }
    for _ in 0..<tail { add(.keep) }
    return steps
  }

  private static func middle(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Kind] {
    guard old.count <= largest, new.count <= largest, !old.isEmpty, !new.isEmpty else {
      return old.map { _ in .remove } + new.map { _ in .add }
    }
    let width = new.count + 1
    var common = [Int32](repeating: 0, count: (old.count + 1) * width)
    for left in stride(from: old.count - 1, through: 0, by: -1) {
      for right in stride(from: new.count - 1, through: 0, by: -1) {
        common[left * width + right] =
          old[left] == new[right]
          ? common[(left + 1) * width + right + 1] + 1
          : max(common[(left + 1) * width + right], common[left * width + right + 1])
      }
    }
    var kinds: [Kind] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, right < new.count, old[left] == new[right] {
        kinds.append(.keep)
        left += 1
        right += 1
      } else if left < old.count,
        right == new.count || common[(left + 1) * width + right] >= common[left * width + right + 1]
      {
        kinds.append(.remove)
        left += 1
      } else {
        kinds.append(.add)
        right += 1
      }
    }
    return kinds
  }

  private static func hunks(_ steps: [Step]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for (index, step) in steps.enumerated() where step.kind != .keep {
      let range = max(0, index - context)..<min(steps.count, index + context + 1)
      if let last = result.last, last.upperBound >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }

  private static func shown(_ hunk: Range<Int>, _ steps: [Step]) -> [[UInt8]] {
    let part = steps[hunk]
    let first = steps[hunk.lowerBound]
    let (old, new) = (part.count { $0.kind != .add }, part.count { $0.kind != .remove })
    func range(_ start: Int, _ count: Int) -> String {
      count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }
    var lines = [Array("@@ -\(range(first.old, old)) +\(range(first.new, new)) @@".utf8)]
    for step in part {
      let mark =
        step.kind == .keep ? UInt8(ascii: " ") : step.kind == .add ? UInt8(ascii: "+") : UInt8(ascii: "-")
      let hasEnd = step.line.last == UInt8(ascii: "\n")
      lines.append([mark] + (hasEnd ? step.line.dropLast() : step.line))
      if !hasEnd { lines.append(Array("\\ No newline at end of file".utf8)) }
    }
    return lines
  }
}
