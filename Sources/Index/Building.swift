import Database
import History
import Platform
import Records

/// What was read of a file that may have changed.
struct FileReading: Sendable {
  /// A hash of its contents; 0 if they can't be read.
  let hash: UInt64
  /// What the tables get; nil if its contents are what the index has.
  let entry: IndexEntry?
  /// Whether it was there before, and is no longer.
  let isMissing: Bool

  init(_ found: FoundRecord, _ stamp: Stamp, known: UInt64?) {
    switch found.content {
    case .success(let record):
      let hash = contentHash(record.text)
      self.hash = hash
      entry = hash != 0 && hash == known ? nil : IndexEntry(Document(found), stamp)
      isMissing = false
    case .failure(let fault):
      hash = 0
      entry = fault.isMissing ? nil : IndexEntry(Document(found), stamp)
      isMissing = fault.isMissing
    }
  }
}

extension Index {
  /// From so many files on they are read and taken apart on a second core while this one writes.
  private static let enoughForTwo = 256
  /// So many are handed over at once, and so many times that are made ready ahead.
  private static let handful = 16

  /// Brings the tables to what a survey found.
  func apply(_ survey: Survey) throws(DatabaseError) {
    let updater = try Updater(database)
    let all = survey.doubtfulFiles
    let isLarge = all >= Self.enoughForTwo
    if isLarge { try database.setCacheSize(kibibytes: 32 << 10) }
    for (path, entries) in survey.gone {
      for entry in entries { try updater.remove(entry.row) }
      try updater.removeFolder(path)
    }
    for entry in survey.folders.flatMap(\.gone) { try updater.remove(entry.row) }
    var done = 0
    var entries = survey.folders.map { $0.files.map { $0.isTrusted ? $0.old : nil } }
    try read(survey, known: true) { (place, seen, reading) throws(DatabaseError) in
      entries[place.folder][place.file] = try updated(seen, reading, updater)
      done += 1
      if done % 64 == 0 { progress?(done, all) }
    }
    for (folder, entries) in zip(survey.folders, entries) {
      let state = FolderState(
        read: folder.read, own: folder.own, folders: folder.folders, entries: entries.compactMap { $0 })
      try updater.put(folder.path, folder.kind, state)
    }
    if isLarge { try database.setCacheSize(kibibytes: 2 << 10) }
  }

  private func updated(
    _ seen: Survey.Seen, _ reading: FileReading, _ updater: Updater
  ) throws(DatabaseError) -> FolderEntry? {
    guard let entry = reading.entry, !reading.isMissing else {
      guard let old = seen.old else { return nil }
      if reading.isMissing {
        try updater.remove(old.row)
        return nil
      }
      if old.stamp != seen.stamp { try updater.restamp(old.row, seen.stamp) }
      return FolderEntry(name: seen.name, stamp: seen.stamp, row: old.row, hash: reading.hash)
    }
    if let old = seen.old { try updater.remove(old.row) }
    let row = try updater.add(entry, row: seen.old?.row)
    return FolderEntry(name: seen.name, stamp: seen.stamp, row: row, hash: reading.hash)
  }

  /// Reads every file of a survey whose stamp isn't trusted, and hands over what it found with its place, in
  /// order. `known` says whether contents that the index has are of no interest.
  func read(
    _ survey: Survey, known: Bool,
    _ body: (_ place: (folder: Int, file: Int), Survey.Seen, FileReading) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    let doubtful = survey.folders.enumerated().flatMap { folder, survey in
      survey.files.enumerated().lazy.filter { !$0.element.isTrusted }.map { file, seen in
        (place: (folder: folder, file: file), seen: seen)
      }
    }
    let paths = survey.folders.map { (path: $0.path, kind: $0.kind) }
    // Nothing of this object goes to the other thread.
    let reader = RecordReader(project)
    let one: @Sendable (inout RecordReader, Int, Survey.Seen) -> FileReading = { reader, folder, seen in
      let file = RecordFile(path: paths[folder].path.appending(bytes: seen.name), kind: paths[folder].kind)
      return FileReading(reader.read(file), seen.stamp, known: known ? seen.old?.hash : nil)
    }
    let step = Self.handful
    if doubtful.count >= Self.enoughForTwo,
      let pipeline = Pipeline<[FileReading]>(
        room: step,
        { send in
          var reader = reader
          for start in stride(from: 0, to: doubtful.count, by: step) {
            let part = doubtful[start..<min(start + step, doubtful.count)]
            guard send(part.map { one(&reader, $0.place.folder, $0.seen) }) else { return }
          }
        })
    {
      defer { pipeline.abandon() }
      var next = 0
      while true {
        let ready = pipeline.next()
        if ready.isEmpty { return }
        for reading in ready.joined() {
          try body(doubtful[next].place, doubtful[next].seen, reading)
          next += 1
        }
      }
    }
    var own = reader
    for (place, seen) in doubtful { try body(place, seen, one(&own, place.folder, seen)) }
  }
}
