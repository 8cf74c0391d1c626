import Platform

/// What is remembered of a session from turn to turn: a small file each. It is no loss if it is gone; then the records
/// themselves are asked.
public struct SessionMemory: Sendable {
  private static let folder = "sessions"
  private let places: [Path]

  /// The memory of a project.
  public init(_ places: StatePlaces) { self.places = places.all }

  /// What was remembered under a name.
  public func read(_ name: String) -> [UInt8]? {
    for place in places {
      if let folder = try? Directory.open(place).child(Self.folder),
        let bytes = try? folder.read(name, limit: 1 << 26)
      {
        return bytes
      }
    }
    return nil
  }

  /// Remembers; where nothing can be written, nothing is.
  public func write(_ name: String, _ bytes: [UInt8]) {
    for place in places {
      guard let folder = try? Directory.open(place).child(Self.folder, create: true, durability: .fast)
      else { continue }
      // Every writer holds the lock, so what a killed one left can be swept away.
      guard (try? folder.lock()) != nil else { continue }
      _ = try? folder.sweep()
      if (try? folder.replace(name, contents: bytes, durability: .fast)) != nil { return }
    }
  }

  /// Forgets what nobody has asked for since a moment.
  public func forget(before moment: Timestamp) {
    for place in places {
      guard let folder = try? Directory.open(place).child(Self.folder), let entries = try? folder.entries()
      else { continue }
      for entry in entries {
        guard let status = (try? folder.status(entry.name)) ?? nil, status.kind == .file,
          status.modified < moment
        else { continue }
        try? folder.remove(entry.name, durability: .fast)
      }
    }
  }

  /// Every name there is, with what was remembered.
  public func all() -> [[UInt8]] {
    places.flatMap { place -> [[UInt8]] in
      guard let folder = try? Directory.open(place).child(Self.folder), let entries = try? folder.entries()
      else { return [] }
      return entries.compactMap { try? folder.read($0.name, limit: 1 << 26) }
    }
  }
}
