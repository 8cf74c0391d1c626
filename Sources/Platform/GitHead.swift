#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

extension GitRepository {
  /// What is checked out.
  public enum Head: Equatable, Sendable {
    /// A branch, and its newest commit if it has one.
    case branch(String, commit: String?)
    /// A commit without a branch.
    case detached(String)
    /// It can't be told.
    case unknown

    /// The branch's name.
    public var branch: String? { if case .branch(let name, _) = self { name } else { nil } }

    /// All digits of the commit.
    public var commit: String? {
      switch self {
      case .branch(_, let commit): commit
      case .detached(let commit): commit
      case .unknown: nil
      }
    }
  }

  /// The branch, as far as one small file tells: git is never asked.
  public func branchByFile() -> String? {
    guard let text = small(gitDirectory / "HEAD"), let reference = target(of: text),
      reference != Array("refs/heads/.invalid".utf8), isSafe(reference),
      reference.starts(with: "refs/heads/".utf8)
    else { return nil }
    return String(validating: reference.dropFirst("refs/heads/".utf8.count), as: UTF8.self)
  }

  /// What is checked out now.
  public func head() -> Head {
    guard let text = small(gitDirectory / "HEAD") else { return .unknown }
    guard let first = target(of: text) else { return commit(text).map { .detached($0) } ?? .unknown }
    // What a repository with reference tables writes, to stop whoever can't read them.
    if first == Array("refs/heads/.invalid".utf8) { return headFromGit() }
    var reference = first
    for _ in 0..<5 {
      guard isSafe(reference) else { return .unknown }
      guard let text = small(home(of: reference).appending(bytes: reference)) else {
        return head(reference, packed(reference))
      }
      guard let next = target(of: text) else { return head(reference, commit(text)) }
      reference = next
    }
    return .unknown
  }

  private func head(_ reference: [UInt8], _ commit: String?) -> Head {
    let prefix = Array("refs/heads/".utf8)
    guard reference.starts(with: prefix) else { return commit.map { .detached($0) } ?? .unknown }
    guard isSafe(reference), let name = String(validating: reference.dropFirst(prefix.count), as: UTF8.self)
    else { return .unknown }
    return .branch(name, commit: commit)
  }

  private func headFromGit() -> Head {
    let newest = ask(["rev-parse", "--quiet", "--verify", "HEAD"]).flatMap { commit($0.line) }
    guard let answer = ask(["symbolic-ref", "--quiet", "HEAD"]), answer.status == 0 else {
      return newest.map { .detached($0) } ?? .unknown
    }
    return head(answer.line, newest)
  }

  /// Work trees have these references for themselves.
  private func home(of reference: [UInt8]) -> Path {
    let own = ["refs/bisect/", "refs/worktree/", "refs/rewritten/"]
    return own.contains { reference.starts(with: $0.utf8) } ? gitDirectory : commonDirectory
  }

  private func small(_ path: Path) -> [UInt8]? {
    guard let bytes = try? Files.read(path, limit: 1 << 12) else { return nil }
    let end = bytes.lastIndex { !isBlank($0) } ?? -1
    return Array(bytes[...end])
  }

  /// The reference that a symbolic reference stands for.
  private func target(of text: [UInt8]) -> [UInt8]? {
    let prefix = Array("ref:".utf8)
    return text.starts(with: prefix) ? Array(text.dropFirst(prefix.count).drop(while: isBlank)) : nil
  }

  private func commit(_ text: [UInt8]) -> String? {
    guard text.count == 40 || text.count == 64, text.allSatisfy(isHexadecimal) else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// The commit that `packed-refs` has for a reference.
  private func packed(_ reference: [UInt8]) -> String? {
    guard let bytes = try? Files.read(commonDirectory / "packed-refs", limit: 1 << 28) else { return nil }
    let wanted = [UInt8(ascii: " ")] + reference
    let found: [UInt8]? = bytes.withUnsafeBytes { text in
      var start = 0
      while start < text.count, let base = text.baseAddress {
        let rest = text.count - start
        let newline = memchr(base + start, 10, rest).map { UnsafeRawPointer($0) - (base + start) }
        var length = newline ?? rest
        let next = start + length + 1
        if length > 0, text[start + length - 1] == 13 { length -= 1 }
        let digits = length - wanted.count
        if digits == 40 || digits == 64, memcmp(base + start + digits, wanted, wanted.count) == 0 {
          return Array(text[start..<start + digits])
        }
        start = next
      }
      return nil
    }
    return found.flatMap { commit($0) }
  }

  /// What git allows in a reference, more or less; above all nothing that leads out of the repository.
  private func isSafe(_ reference: [UInt8]) -> Bool {
    guard reference.starts(with: Array("refs/".utf8)) else { return false }
    let forbidden = Array(" ~^:?*[\\".utf8)
    if reference.contains(where: { $0 < 0x20 || $0 == 0x7F || forbidden.contains($0) }) { return false }
    let dot = UInt8(ascii: ".")
    let parts = reference.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      part.first != nil && part.first != dot
        && !zip(part, part.dropFirst()).contains { $0 == dot && $1 == dot }
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
