import Agents
import History
import Platform
import Prompts
import Records

/// Reads what an agent's own file tells of a session since it was read last, and no more of it.
struct TranscriptTailReader {
  let session: SpooledSession
  let notes: SessionNotes
  /// How long the file was when the first prompt was told of that is no record yet.
  let offset: Int?

  /// How far before that the prompt itself may stand: some agents write it before they call hooks.
  private static let before = 128 << 10
  /// How much is read of a file that can only be read as a whole.
  private static let longest: Int64 = 32 << 20

  /// The tail; nil if the file is not there, can't be read, or is nobody's.
  func read() -> TranscriptTail? {
    let path = Path(bytes: session.transcript)
    guard path.isAbsolute, let status = (try? Files.status(of: path)) ?? nil, status.kind == .file else {
      return nil
    }
    return hasLines(path) ? lines(path, length: Int(status.size)) : document(path, length: status.size)
  }

  /// Whether the file only grows, line by line.
  private func hasLines(_ path: Path) -> Bool {
    path.nameBytes.suffix(6).elementsEqual(".jsonl".utf8) && session.agent != .copilotVSCode
  }

  private func lines(_ path: Path, length: Int) -> TranscriptTail? {
    // A file that has become shorter is another one: only what hooks told of can be found in it.
    let isContinued = offset.map { $0 <= length } ?? true && notes.told.map { $0 <= length } ?? true
    let known = isContinued ? notes.offset ?? offset : nil
    let start = notes.offset == nil ? max(0, (known ?? 0) - Self.before) : known ?? 0
    var stream =
      start == 0
      ? TranscriptStream(name: path.description)
      : TranscriptStream(of: session.agent, name: path.description, from: start)
    guard feed(&stream, path, from: start) else { return nil }
    var resume: Int?
    if session.isOver { stream.finish() } else { resume = stream.leave() }
    return TranscriptTail(
      turns: stream.take(), told: known == nil ? 0 : notes.told ?? known ?? 0, end: stream.offset,
      resume: resume ?? stream.offset, isContinued: known != nil)
  }

  /// A file that is written anew each time: its turns are counted.
  private func document(_ path: Path, length: Int64) -> TranscriptTail? {
    guard length <= Self.longest else { return nil }
    var stream = TranscriptStream(name: path.description)
    guard feed(&stream, path, from: 0) else { return nil }
    stream.finish()
    var turns = stream.take()
    for index in turns.indices {
      turns[index].extent = index..<(index + 1)
      for prompt in turns[index].prompts.indices { turns[index].prompts[prompt].place = index }
    }
    let told = notes.told.flatMap { $0 <= turns.count ? $0 : nil }
    return TranscriptTail(
      turns: turns, told: told ?? 0, end: turns.count, resume: turns.count, isContinued: told != nil)
  }

  private func feed(_ stream: inout TranscriptStream, _ path: Path, from start: Int) -> Bool {
    do throws(SystemError) {
      try Files.forEachBlock(of: path, from: start) {
        stream.feed($0)
        return true
      }
      return true
    } catch {
      return false
    }
  }
}
