import Records

extension Finding {
  /// What stays the same of a finding when lines shift or the file is renamed: the rule, the words of its source line,
  /// and which part of them.
  public var fingerprint: String {
    let line = place.excerpt.split { $0.isBlank || $0 == .carriageReturn }.joined(separator: [.space])
    let part = isAboutFile ? Array(message.utf8) : Array(place.excerpt[place.marked])
    let all = Array(rule.utf8) + [0] + (isAboutFile ? [] : Array(line)) + [0] + part
    return String(SHA256.hexadecimal(of: all).prefix(32))
  }
}
