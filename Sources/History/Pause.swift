import Platform

/// The times in which nothing is recorded. They are kept, so that what is read from a transcript later knows them too.
public struct Pauses: Equatable, Sendable {
  private static let file = "pauses"

  /// Beginnings and ends in milliseconds since 1970; the last one has no end while it lasts.
  public private(set) var times: [(from: Int64, to: Int64?)] = []

  /// The same times.
  public static func == (left: Pauses, right: Pauses) -> Bool {
    left.times.elementsEqual(right.times) { $0.from == $1.from && $0.to == $1.to }
  }

  /// Reads what was noted in any of the places.
  public init(_ places: StatePlaces) {
    for place in places.all {
      guard let bytes = try? Files.readIfPresent(place / Self.file, limit: 1 << 20) else { continue }
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count == 2, let time = Int64(words[1]) else { continue }
        if words[0] == "pause" {
          if times.last?.to != nil || times.isEmpty { times.append((time, nil)) }
        } else if !times.isEmpty {
          times[times.count - 1].to = times[times.count - 1].to ?? time
        }
      }
    }
  }

  /// Whether nothing is recorded now.
  public var isPaused: Bool { times.last.map { $0.to == nil } ?? false }

  /// Whether nothing was recorded at a time.
  public func contain(_ time: Int64) -> Bool {
    times.contains { $0.from <= time && time <= ($0.to ?? .max) }
  }

  static func note(_ word: String, in project: Project) throws(HistoryError) {
    try project.note(Array("\(word) \(Clock.now().milliseconds)\n".utf8), in: Self.file)
  }
}

extension Project {
  /// Where clio keeps what must outlive a worktree.
  public var statePlaces: StatePlaces {
    StatePlaces(root: root.path, repository: repository, environment: world.environment)
  }

  /// Stops recording; false if it is stopped already.
  public func pause() throws(HistoryError) -> Bool {
    if Pauses(statePlaces).isPaused { return false }
    try Pauses.note("pause", in: self)
    return true
  }

  /// Records again; false if nothing was stopped.
  public func resume() throws(HistoryError) -> Bool {
    guard Pauses(statePlaces).isPaused else { return false }
    try Pauses.note("resume", in: self)
    return true
  }
}
