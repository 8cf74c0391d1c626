import JSON
import Records

/// What a transcript is, by its first bytes: never by its path, and never by what another tool says of it.
enum TranscriptShape {
  case json(any TranscriptReader.Type, isDocument: Bool)
  case aider

  /// How many lines are looked at.
  private static let most = 200

  static func find(in head: UnsafeBufferPointer<UInt8>, name: String) -> TranscriptShape? {
    var start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < head.count, head[start].isWhite { start += 1 }
    guard start < head.count else { return nil }
    if head[start] == UInt8(ascii: "{") || head[start] == UInt8(ascii: "[")
      || head[start] == UInt8(ascii: "\"")
    {
      return json(head, from: start, name)
    }
    if AiderReader.recognizes(head) { return .aider }
    // A first line that is spoilt spoils no transcript.
    return ByteSearch.first(.newline, in: head, from: start).flatMap {
      lines(head, from: $0 + 1, name, areWhole: false)
    }
  }

  private static func json(_ head: UnsafeBufferPointer<UInt8>, from start: Int, _ name: String)
    -> TranscriptShape?
  {
    let lineEnd = ByteSearch.first(.newline, in: head, from: start) ?? head.count
    let first = JSONView(head, at: start)
    if let first, first.range.upperBound <= lineEnd { return lines(head, from: start, name, areWhole: false) }
    // The first line is no whole value: the value goes on, or the line is spoilt, or the end of it isn't here yet.
    if lineEnd < head.count, let found = lines(head, from: lineEnd + 1, name, areWhole: true) { return found }
    let members = JSONView.leadingMembers(head, at: start)
    return reader(of: members, first, name).map { .json($0, isDocument: lineEnd < head.count) }
  }

  /// Looks for a line that tells; with `areWhole`, only among those that are one value from their first byte to their
  /// last, as no line within a larger value is.
  private static func lines(
    _ head: UnsafeBufferPointer<UInt8>, from start: Int, _ name: String, areWhole: Bool
  ) -> TranscriptShape? {
    var at = start
    for _ in 0..<most where at < head.count {
      let end = ByteSearch.first(.newline, in: head, from: at) ?? head.count
      let line = UnsafeBufferPointer(rebasing: head[at..<end])
      if let value = JSONView(line), !areWhole || value.range == line.indices,
        let reader = reader(of: value.members, value, name)
      {
        return .json(reader, isDocument: false)
      }
      at = end + 1
    }
    return nil
  }

  private static func reader(of members: JSONMembers, _ value: JSONView?, _ name: String) -> (
    any TranscriptReader.Type
  )? {
    TranscriptReaders.all.first { $0.recognizes(members, value, name: name) }
  }
}
