import Platform
import Records

/// The prompts that the user had removed. Agents keep their own files, from which an import would bring them back. Of
/// each only a hash of its names is kept, which tells nothing of its words.
public struct ForgottenPrompts: Equatable, Sendable {
  private static let file = "forgotten"
  private var hashes: Set<[UInt8]> = []

  /// Reads what was noted in any of the places.
  public init(_ places: StatePlaces) {
    for place in places.all {
      guard let bytes = try? Files.readIfPresent(place / Self.file, limit: 1 << 26) else { continue }
      hashes.formUnion(bytes.split(separator: .newline).map(Array.init))
    }
  }

  /// The name of a prompt in a session, by the hash of its text.
  public static func name(_ session: String?, _ hash: String) -> String { (session ?? "") + " " + hash }

  /// Whether a prompt of this name, or a record of this identity, was removed.
  public func contain(_ name: String) -> Bool { !hashes.isEmpty && hashes.contains(Self.line(name)) }

  fileprivate static func line(_ name: String) -> [UInt8] { Array(SHA256.hexadecimal(of: name.utf8).utf8) }

  static func note(_ names: [String], in project: Project) throws(HistoryError) {
    try project.note(names.flatMap { line($0) + [.newline] }, in: file)
  }
}

extension Project {
  /// The prompts that the user had removed.
  public var forgottenPrompts: ForgottenPrompts { ForgottenPrompts(statePlaces) }

  /// Notes that prompts are not to come back, by their names.
  public func noteForgotten(_ names: [String]) throws(HistoryError) {
    try ForgottenPrompts.note(names, in: self)
  }
}
