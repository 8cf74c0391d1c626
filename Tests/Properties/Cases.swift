import Foundation

/// How many generated cases a property is tried with. Every test with a generator asks here, so that the long tests
/// try all properties with many more than the quick ones do.
public enum Cases {
  /// `usual` of them, or as many as `CLIO_STRESS_COUNT` says, divided by what one case costs more than a cheap one;
  /// never fewer than usual.
  public static func count(_ usual: Int, cost: Int = 1) -> Int {
    guard let text = ProcessInfo.processInfo.environment["CLIO_STRESS_COUNT"] else { return usual }
    guard let wanted = Int(text), wanted > 0 else {
      preconditionFailure("CLIO_STRESS_COUNT is '\(text)'; it is a number of cases")
    }
    return max(usual, wanted / cost)
  }
}
