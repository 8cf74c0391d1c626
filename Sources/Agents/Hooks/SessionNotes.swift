import JSON

/// What is remembered of a session when its turns are records: enough to know a turn that is told again.
public struct SessionNotes: Equatable, Sendable {
  /// A turn that became a record, or was left out on purpose.
  public struct Done: Equatable, Sendable {
    /// The record's identity.
    public var uid: String
    /// The agent's name for the prompt.
    public var key: String?
    /// The hash of the prompt.
    public var hash: String
    /// When, in milliseconds since 1970.
    public var time: Int64
    /// The folder of the record, relative to the root. Its name would tell what it is about, also when it is forgotten.
    public var folder: [UInt8]
    /// Whether it was to have no record.
    public var wasLeftOut: Bool { folder.isEmpty }
    /// Whether the transcript has told of it.
    public var isTold = false

    /// A turn that is done.
    public init(
      uid: String, key: String?, hash: String, time: Int64, folder: [UInt8], isTold: Bool = false
    ) {
      (self.uid, self.key, self.hash, self.time, self.folder) = (uid, key, hash, time, folder)
      self.isTold = isTold
    }
  }

  /// The agent and its session.
  public var session: String
  /// The project's root.
  public var root: [UInt8]
  /// How many turns the session has had.
  public var turns = 0
  /// Where the next reading of the transcript begins.
  public var offset: Int?
  /// How far it is dealt with: what stands between the two is read again, and told already.
  public var told: Int?
  /// The model that was told of last.
  public var model: String?
  /// The turns that are done, the newest last.
  public private(set) var done: [Done] = []

  /// How many turns are remembered.
  static let most = 64

  /// Nothing yet.
  public init(session: String, root: [UInt8]) { (self.session, self.root) = (session, root) }

  /// Notes that a turn is done.
  public mutating func add(_ turn: Done) {
    done.append(turn)
    if done.count > Self.most { done.removeFirst(done.count - Self.most) }
  }

  /// The turn that a prompt belongs to, if it is done. Without a name of its own, the same words at nearly the same
  /// time are the same prompt.
  public func done(key: String?, hash: String, time: Int64, within echo: Int64 = SpooledTurn.echo) -> Done? {
    done.last { turn in
      guard turn.hash == hash else { return false }
      if let key, let known = turn.key { return key == known }
      return abs(turn.time - time) <= echo
    }
  }

  /// Notes that the transcript tells of a turn that is done, if it has not before, and returns the turn.
  mutating func tell(hash: String, before time: Int64?) -> Done? {
    let index = done.firstIndex { turn in
      !turn.isTold && turn.hash == hash && time.map { abs($0 - turn.time) <= Self.farthest } ?? true
    }
    guard let index else { return nil }
    done[index].isTold = true
    return done[index]
  }

  /// How far apart a hook and a transcript may be about the time of a prompt, in milliseconds.
  private static let farthest: Int64 = 60_000

  /// Whether a turn of this name is done.
  public func hasDone(key: String) -> Bool { done.contains { $0.key == key } }

  /// The hash of the prompt that came last.
  public var lastHash: String? { done.last?.hash }

  /// As text.
  public var bytes: [UInt8] {
    let turns = done.map { turn -> JSON in
      [
        "uid": .string(turn.uid), "key": turn.key.map { .string($0) } ?? .null, "hash": .string(turn.hash),
        "time": JSON(Int(turn.time)), "folder": .text(bytes: turn.folder), "told": .bool(turn.isTold),
      ]
    }
    let json: JSON = [
      "session": .string(session), "root": .text(bytes: root), "turns": JSON(self.turns),
      "offset": offset.map { JSON($0) } ?? .null, "told": told.map { JSON($0) } ?? .null,
      "model": model.map { .string($0) } ?? .null,
      "done": .array(turns),
    ]
    return json.write() + [UInt8(ascii: "\n")]
  }

  /// Reads the text; nil for anything else.
  public init?(_ bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let session = json["session"]?.text,
      let root = json["root"]?.textBytes
    else { return nil }
    self.init(session: session, root: root)
    turns = json["turns"]?.boundedInteger ?? 0
    offset = json["offset"]?.boundedInteger
    told = json["told"]?.boundedInteger
    model = json["model"]?.text
    for item in json["done"]?.items ?? [] {
      guard let uid = item["uid"]?.text, let hash = item["hash"]?.text else { continue }
      add(
        Done(
          uid: uid, key: item["key"]?.text, hash: hash, time: Int64(item["time"]?.boundedInteger ?? 0),
          folder: item["folder"]?.textBytes ?? [], isTold: item["told"]?.boolean ?? false))
    }
  }
}
