/// Tokens that a turn cost, as the agent counted them.
public struct TokenCost: Equatable, Sendable {
  /// Read, without those from a cache.
  public let input: Int
  /// Written.
  public let output: Int
  /// Read from a cache.
  public let cached: Int

  /// So many tokens: none of them fewer than none, nor more than any agent counts to.
  public init(input: Int = 0, output: Int = 0, cached: Int = 0) {
    func bounded(_ count: Int) -> Int { min(max(count, 0), 1 << 48) }
    (self.input, self.output, self.cached) = (bounded(input), bounded(output), bounded(cached))
  }

  /// The sum.
  public static func + (left: Self, right: Self) -> Self {
    Self(
      input: left.input + right.input, output: left.output + right.output,
      cached: left.cached + right.cached)
  }

  /// What is left without `right`.
  public static func - (left: Self, right: Self) -> Self {
    Self(
      input: left.input - right.input, output: left.output - right.output,
      cached: left.cached - right.cached)
  }
}

extension TokenCost {
  init?(_ value: FrontMatter.Value) {
    func number(_ key: String) -> Int? { value.entry(key)?.value.text.flatMap { Int($0) } }
    guard let input = number("input"), let output = number("output") else { return nil }
    self.init(input: input, output: output, cached: number("cached") ?? 0)
  }

  var flow: String { "{input: \(input), output: \(output), cached: \(cached)}" }
}
