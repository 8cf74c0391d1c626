import Platform

/// The directory that holds `history/`.
public struct Root: Equatable, Sendable {
  /// Where it is, absolute.
  public let path: Path
  /// How it was found, in words.
  public let reason: String
  /// Whether anything says that a project is here; else no sub-projects are looked for.
  public let isMarked: Bool

  private static let marks: [[UInt8]] = [
    "clio.yml", ".specify", "history/prompts", "history/adr", ".git",
  ].map { Array($0.utf8) }

  /// Finds the root: what was asked for, `CLIO_ROOT`, the nearest directory upward with a mark, else the current one.
  public static func find(asked: String?, in world: World) throws(HistoryError) -> Root {
    if let asked { return try given(asked, "--root", world) }
    if let text = world.environment["CLIO_ROOT"], !text.isEmpty { return try given(text, "CLIO_ROOT", world) }
    var directory = world.directory
    while true {
      for mark in marks where exists(directory.appending(bytes: mark)) {
        return Root(
          path: directory, reason: "it has \(String(decoding: mark, as: UTF8.self))", isMarked: true)
      }
      let parent = directory.parent
      if parent == directory { break }
      directory = parent
    }
    return Root(
      path: world.directory, reason: "the current directory; nothing above it marks a project",
      isMarked: false)
  }

  private static func given(_ text: String, _ from: String, _ world: World) throws(HistoryError) -> Root {
    let path = Path(text).absolute(in: world.directory)
    let status = try? Files.status(of: path)
    guard status?.kind == .directory else { throw .rootMissing(path, from: from) }
    return Root(path: path, reason: "given by \(from)", isMarked: true)
  }

  private static func exists(_ path: Path) -> Bool { ((try? Files.status(of: path)) ?? nil) != nil }
}
