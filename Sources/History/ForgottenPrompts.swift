import Platform
import Records

/// The prompts that the user had removed. Agents keep their own files, from which an import would bring them back. Of
/// each only a hash of its names is kept, which tells nothing of its words, and its time.
public struct ForgottenPrompts: Equatable, Sendable {
  private static let file = "forgotten"
  private var hashes: Set<[UInt8]> = []
  private var times: [[UInt8]: [PromptTime]] = [:]

  /// Reads what was noted in any of the places.
  public init(_ places: StatePlaces) {
    for place in places.all {
      guard let bytes = try? Files.readIfPresent(place / Self.file, limit: 1 << 26) else { continue }
      for line in bytes.split(separator: .newline) {
        let hash = Array(line.prefix { $0 != .space })
        if hash.count == line.count {
          hashes.insert(hash)
        } else if let time = PromptTime(line.dropFirst(hash.count)),
          !times[hash, default: []].contains(where: time.isOfSamePrompt)
        {
          times[hash, default: []].append(time)
        }
      }
    }
  }

  /// The name of a prompt in a session, by the hash of its text.
  public static func name(_ session: String?, _ hash: String) -> String { (session ?? "") + " " + hash }

  /// Whether every prompt of this name, or the record of this identity, was removed.
  public func contain(_ name: String) -> Bool { !hashes.isEmpty && hashes.contains(Self.line(name)) }

  /// When the prompts of this name were typed that were removed one by one.
  public func times(of name: String) -> [PromptTime] {
    times.isEmpty ? [] : times[Self.line(name)] ?? []
  }

  fileprivate static func line(_ name: String) -> [UInt8] { Array(SHA256.hexadecimal(of: name.utf8).utf8) }

  fileprivate static func note(
    _ names: [String], _ prompts: [(name: String, time: PromptTime)], in project: Project
  ) throws(HistoryError) {
    let lines =
      names.map(line) + prompts.map { line($0.name) + Array(" \($0.time.text)".utf8) }
    try project.note(lines.flatMap { $0 + [.newline] }, in: file)
  }
}

extension Project {
  /// The prompts that the user had removed.
  public var forgottenPrompts: ForgottenPrompts { ForgottenPrompts(statePlaces) }

  /// Notes that prompts are not to come back: all of these names, and those that were typed at a time.
  public func noteForgotten(
    _ names: [String], _ prompts: [(name: String, time: PromptTime)] = []
  ) throws(HistoryError) {
    try ForgottenPrompts.note(names, prompts, in: self)
  }
}
