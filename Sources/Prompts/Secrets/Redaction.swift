/// A text with its credentials taken out.
public struct Redaction: Sendable {
  /// The text with `[REDACTED:kind]` in place of each credential.
  public let text: [UInt8]
  /// How many were taken out.
  public let count: Int

  /// Takes the credentials out of a text. The same credential always becomes the same mark.
  public init(of original: [UInt8]) {
    let secrets = SecretScan.secrets(in: original)
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
