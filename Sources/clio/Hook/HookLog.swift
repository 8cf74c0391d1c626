import History
import Platform

/// What hooks did, for whoever asks why: a short file that begins anew when it has grown. It never holds what was typed.
struct HookLog {
  private static let name = "hook.log"
  private static let longest: Int64 = 128 << 10

  let root: Path
  let world: World

  /// Adds a line. Nothing is made for it: without `.clio/` there is no log.
  func add(_ text: String) {
    let line = "\(Clock.now().utcText) \(Terminal.sanitized(text))\n"
    if let debug = world.environment["CLIO_DEBUG"], !debug.isEmpty, debug != "0" {
      let notes = Output(descriptor: 2)
      notes.write("clio hook: " + line)
      try? notes.flush()
    }
    guard let folder = try? Directory.open(root).child(Project.ownFolder) else { return }
    if let status = (try? folder.status(Self.name)) ?? nil, status.size > Self.longest {
      try? folder.rename(Self.name, to: Self.name + ".1", durability: .fast)
    }
    guard let file = try? LockedFile.open(Self.name, in: folder) else { return }
    _ = try? file.append(Array(line.utf8), durability: .fast)
  }

  /// The newest lines, oldest first.
  func newest(_ count: Int) -> [String] {
    guard let folder = try? Directory.open(root).child(Project.ownFolder) else { return [] }
    let texts = [Self.name + ".1", Self.name].compactMap { try? folder.read($0, limit: 1 << 24) }
    let lines = texts.joined().split(separator: UInt8(ascii: "\n"))
    return lines.suffix(count).map { String(decoding: $0, as: UTF8.self) }
  }

}
