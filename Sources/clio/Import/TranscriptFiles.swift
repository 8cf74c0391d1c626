import Agents
import Platform
import Records

/// Finds transcripts, and reads the turns in them.
struct TranscriptFiles {
  /// What was found in one file.
  struct Found: Sendable {
    let path: Path
    let agent: Agent?
    let turns: [Turn]
    /// Lines that could not be understood.
    let unreadable: Int
    let failure: SystemError?
    /// How many bytes were read.
    let size: Int
    /// What is wrong with a store.
    var problem: String?
  }

  /// The files of folders, in order; a file stands for itself. Links within a folder are not followed.
  static func list(_ places: [Path]) throws(SystemError) -> [Path] {
    var files: [Path] = []
    for place in places {
      if try Files.status(of: place)?.kind == .directory, !TranscriptStores.isStore(place) {
        try add(place, to: &files, depth: 0)
      } else {
        files.append(place)
      }
    }
    return files
  }

  private static let deepest = 12

  private static func add(_ folder: Path, to files: inout [Path], depth: Int) throws(SystemError) {
    guard depth < deepest else { return }
    for entry in try Files.entries(of: folder) {
      let path = folder.appending(bytes: entry.name)
      var kind = entry.kind
      if kind == nil { kind = try Files.status(of: path)?.kind }
      switch kind {
      case .directory:
        if TranscriptStores.isStore(path) {
          files.append(path)
        } else {
          try add(path, to: &files, depth: depth + 1)
        }
      case .file: if mayBeTranscript(entry.name) { files.append(path) }
      default: break
      }
    }
  }

  /// By its name, a file of a folder may hold a conversation: pictures and settings need not be opened.
  private static func mayBeTranscript(_ name: [UInt8]) -> Bool {
    [".jsonl", ".json", ".md", ".txt", ".db"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
      && !name.elementsEqual("sessions.json".utf8)
  }

  /// Reads a file, one line of it at a time in memory, and hands over the turns as they end.
  static func read(_ path: Path, _ body: (Found) -> Bool) {
    if TranscriptStores.read(path, body) { return }
    var stream = TranscriptStream(name: path.description)
    var failure: SystemError?
    var goesOn = true
    var size = 0
    func found(_ stream: inout TranscriptStream, isEnd: Bool) -> Bool {
      // Some turns at a time: another thread is woken for them.
      guard isEnd || size >= 1 << 22 else { return true }
      defer { size = 0 }
      return body(
        Found(
          path: path, agent: stream.agent, turns: stream.take(), unreadable: isEnd ? stream.unreadable : 0,
          failure: failure, size: size))
    }
    do throws(SystemError) {
      // Blocks that stay in a cache near the processor while they are gone over, and what they are copied from with them.
      try Files.forEachBlock(of: path, size: 1 << 16) { block in
        stream.feed(block)
        size += block.count
        goesOn = found(&stream, isEnd: false)
        return goesOn
      }
    } catch {
      failure = error
    }
    guard goesOn else { return }
    stream.finish()
    _ = found(&stream, isEnd: true)
  }
}
