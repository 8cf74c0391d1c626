import Records

/// A text with its credentials taken out.
public struct Redaction: Sendable {
  /// The text with `[REDACTED:kind]` in place of each credential.
  public let text: [UInt8]
  /// How many were taken out.
  public let count: Int

  /// The text as it is.
  init(keeping original: [UInt8]) { (text, count) = (original, 0) }

  /// Takes the credentials out of a text, those of more shapes too. The same credential always becomes the same mark.
  public init(of original: [UInt8], patterns: [SecretPattern] = []) {
    var secrets = SecretScan.secrets(in: original).map { (id: $0.id, range: $0.range) }
    for pattern in patterns {
      for range in pattern.ranges(in: original) where !secrets.contains(where: { $0.range.overlaps(range) }) {
        secrets.append((pattern.name, range))
      }
    }
    if !patterns.isEmpty { secrets.sort { $0.range.lowerBound < $1.range.lowerBound } }
    guard !secrets.isEmpty else {
      (text, count) = (original, 0)
      return
    }
    var result: [UInt8] = []
    result.reserveCapacity(original.count)
    var from = 0
    for secret in secrets {
      result += original[from..<secret.range.lowerBound]
      result += Array("[REDACTED:\(secret.id)]".utf8)
      from = secret.range.upperBound
    }
    text = result + original[from...]
    count = secrets.count
  }
}
