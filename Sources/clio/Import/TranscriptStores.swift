import Agents
import Database
import Platform
import Records

/// Conversations that lie in a database, or in a folder with a file a message: their rows are handed to the agent's
/// reader, a session at a time.
enum TranscriptStores {
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Whether a file is a database, by what it begins with.
  static func isDatabase(_ path: Path) -> Bool {
    var isOne = false
    try? Files.forEachBlock(of: path, size: magic.count) {
      isOne = $0.elementsEqual(magic)
      return false
    }
    return isOne
  }

  /// Whether a folder is OpenCode's older store: messages and their parts beside each other.
  static func isStore(_ folder: Path) -> Bool {
    ["message", "part"].allSatisfy {
      ((try? Files.status(of: folder / $0)) ?? nil)?.kind == .directory
    }
  }

  /// Reads a store, and hands over the turns of each session; false if it is none.
  static func read(_ path: Path, _ body: (TranscriptFiles.Found) -> Bool) -> Bool {
    let size = ((try? Files.status(of: path)) ?? nil)?.size ?? 0
    func found(
      _ agent: Agent?, _ turns: [Turn], unreadable: Int = 0, _ failure: (any Error)? = nil, size: Int = 0
    )
      -> Bool
    {
      body(
        TranscriptFiles.Found(
          path: path, agent: agent, turns: turns, unreadable: unreadable, failure: failure as? SystemError,
          size: size, problem: (failure as? DatabaseError).map { "\($0)" }))
    }
    if isStore(path) {
      do {
        try OpenCodeFolder(path).forEachSession { found(.opencode, $0.openCodeTurns()) }
        _ = found(.opencode, [])
      } catch {
        _ = found(.opencode, [], error)
      }
      return true
    }
    guard isDatabase(path) else { return false }
    do {
      let store = try ConversationDatabase(path)
      try store.forEachSession { found(store.agent, $0, unreadable: $1) }
      _ = found(store.agent, [], size: Int(size))
    } catch {
      _ = found(nil, [], error, size: Int(size))
    }
    return true
  }
}

/// A database in which an agent keeps conversations. Nothing in it is trusted, and nothing is written, not even beside it.
private struct ConversationDatabase {
  let agent: Agent?
  private let database: Database
  private let tables: Set<String>

  init(_ path: Path) throws {
    // Without a log of writes beside it, nobody is writing, and no file is made for reading.
    let hasLog = try Files.status(of: Path(bytes: path.bytes + Array("-wal".utf8))) != nil
    database = try Database(path: path.bytes, mode: .readOnly, options: hasLog ? [] : .immutable)
    try database.harden()
    database.setBusyTimeout(milliseconds: 2_000)
    var names: Set<String> = []
    try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").forEachRow {
      names.insert($0.string(0))
    }
    tables = names
    agent =
      names.isSuperset(of: ["message", "part"])
      ? .opencode
      : names.isSuperset(of: ["sessions", "messages"]) ? .goose : names.contains("threads") ? .zed : nil
  }

  /// Hands over the turns of each session, and how much of it could not be read.
  func forEachSession(_ body: (_ turns: [Turn], _ unreadable: Int) -> Bool) throws {
    switch agent {
    case .opencode:
      for id in try names("SELECT DISTINCT session_id FROM message ORDER BY 1") {
        guard body(try openCode(id).openCodeTurns(), 0) else { return }
      }
    case .goose:
      for id in try names("SELECT id FROM sessions ORDER BY created_at, id") {
        guard body(try goose(id).gooseTurns(), 0) else { return }
      }
    case .zed: try zed(body)
    default: return
    }
  }

  private func names(_ query: String) throws -> [String] {
    var names: [String] = []
    try database.prepare(query).forEachRow { names.append($0.string(0)) }
    return names
  }

  private func openCode(_ id: String) throws -> StoredSession {
    var session = StoredSession(id: id)
    if tables.contains("session"),
      let query = try? database.prepare("SELECT directory FROM session WHERE id = ?")
    {
      session.directory = try query.first([.text(Array(id.utf8))]) { $0.isNull(0) ? nil : $0.bytes(0) } ?? nil
    }
    let parts = try database.prepare("SELECT data FROM part WHERE message_id = ? ORDER BY id")
    try database.prepare("SELECT id, data FROM message WHERE session_id = ? ORDER BY time_created, id")
      .forEachRow([.text(Array(id.utf8))]) { row in
        var message = StoredSession.Message(id: row.string(0), time: nil, json: row.bytes(1))
        try parts.forEachRow([.text(row.bytes(0))]) { message.parts.append($0.bytes(0)) }
        session.messages.append(message)
      }
    return session
  }

  private func goose(_ id: String) throws -> StoredSession {
    var session = StoredSession(id: id)
    session.directory = try database.prepare("SELECT working_dir FROM sessions WHERE id = ?")
      .first([.text(Array(id.utf8))]) { $0.bytes(0) }
    // Older versions have no names for messages.
    let rows = "role, content_json, created_timestamp FROM messages WHERE session_id = ? ORDER BY id"
    let query =
      try (try? database.prepare("SELECT message_id, \(rows)")) ?? database.prepare("SELECT '', \(rows)")
    try query.forEachRow([.text(Array(id.utf8))]) { row in
      let time = row.int64(3)
      session.messages.append(
        StoredSession.Message(
          id: row.string(0), role: row.string(1), time: time < 100_000_000_000 ? time * 1000 : time,
          json: row.bytes(2)))
    }
    return session
  }

  /// Zed compresses what it writes now; only what an older one wrote can be read.
  private func zed(_ body: (_ turns: [Turn], _ unreadable: Int) -> Bool) throws {
    let rows = "id, data_type, data FROM threads ORDER BY updated_at, id"
    let query =
      try (try? database.prepare("SELECT folder_paths, \(rows)")) ?? database.prepare("SELECT NULL, \(rows)")
    var goesOn = true
    try query.forEachRow { row in
      guard goesOn else { return }
      guard row.string(2) == "json" else {
        goesOn = body([], 1)
        return
      }
      var stream = TranscriptStream(name: row.string(1))
      row.bytes(3).withUnsafeBufferPointer { stream.feed($0) }
      stream.finish()
      let folder =
        row.isNull(0) ? nil : row.bytes(0).split(separator: UInt8(ascii: "\n")).first.map(Array.init)
      let turns = stream.take().map { turn in
        var turn = turn
        turn.directory = turn.directory ?? folder
        return turn
      }
      goesOn = body(turns, stream.unreadable)
    }
  }
}

/// OpenCode's older store: `message/SESSION/MESSAGE.json`, and `part/MESSAGE/PART.json`.
private struct OpenCodeFolder {
  private static let longest = 64 << 20
  let folder: Path

  init(_ folder: Path) { self.folder = folder }

  func forEachSession(_ body: (StoredSession) -> Bool) throws {
    for entry in try Files.entries(of: folder / "message") {
      let place = (folder / "message").appending(bytes: entry.name)
      guard try Files.status(of: place)?.kind == .directory else { continue }
      var session = StoredSession(id: String(decoding: entry.name, as: UTF8.self))
      for (name, json) in try files(place) {
        let id = String(decoding: name.dropLast(5), as: UTF8.self)
        let parts = (folder / "part").appending(bytes: Array(name.dropLast(5)))
        let isThere = try Files.status(of: parts)?.kind == .directory
        session.messages.append(
          StoredSession.Message(
            id: id, time: nil, json: json, parts: isThere ? try files(parts).map(\.contents) : []))
      }
      session.sortByTime()
      guard body(session) else { return }
    }
  }

  private func files(_ place: Path) throws -> [(name: [UInt8], contents: [UInt8])] {
    try Files.entries(of: place).filter { $0.name.suffix(5).elementsEqual(".json".utf8) }.map {
      ($0.name, try Files.read(place.appending(bytes: $0.name), limit: Self.longest))
    }
  }
}
