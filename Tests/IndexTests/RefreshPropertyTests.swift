import Foundation
import History
import Platform
import Properties
import Records
import Testing

@testable import Index

/// After any sequence of changes, a refreshed index is what the files say.
struct RefreshPropertyTests {
  @Test(arguments: 0..<6) func aRefreshedIndexIsWhatTheFilesSay(_ seed: UInt64) throws {
    var random = Generator(seed: seed &* 7919 &+ 1)
    let folder = FileManager.default.temporaryDirectory.appending(path: "clio-index-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let prompts = folder.appending(path: "history/prompts")
    for name in ["general", "001-auth"] {
      try FileManager.default.createDirectory(
        at: prompts.appending(path: name), withIntermediateDirectories: true)
    }
    let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path]
    let world = World(arguments: [], environment: environment, directory: Path(folder.path))
    for step in 0..<Cases.count(12, cost: 1_000) {
      for _ in 0..<Int.random(in: 1...4, using: &random) { try change(prompts, &random) }
      let index = try Index(try Project(root: folder.path, world: world))
      #expect(try index.verify() == [], "seed \(seed), step \(step)")
    }
    let index = try Index(try Project(root: folder.path, world: world))
    let summary = try index.summary()
    let orders = try orders(index)
    try index.startAnew()
    #expect(try index.verify() == [])
    #expect(try index.summary() == summary)
    #expect(try self.orders(index) == orders)
  }

  /// The records in the orders of some searches.
  private func orders(_ index: Index) throws -> [[String]] {
    guard let today = CalendarDate("2026-03-15") else { throw NoSuchDay() }
    return try SearchOptions.Order.allCases.flatMap { order in
      try ["kind:phr", "stage:red OR kind:phr", "in:history/prompts/general"].map { text in
        let query = Query.parse(text, today: today) { _, _ in [] }.query
        let hits = try index.search(query, SearchOptions(limit: 100, order: order), today: today).hits
        return hits.map(\.row.path.description)
      }
    }
  }

  /// The names in a folder are not read as long as its own stamp can be trusted: whatever changes them shows there.
  @Test func namesThatChangeAreSeen() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "clio-index-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let manager = FileManager.default
    let prompts = folder.appending(path: "history/prompts")
    let (auth, later) = (prompts.appending(path: "001-auth"), prompts.appending(path: "002-later"))
    let first = auth.appending(path: "0001-a.red.prompt.md")
    let second = auth.appending(path: "0002-b.red.prompt.md")
    func write(_ text: String, _ file: URL) throws { try Data(text.utf8).write(to: file) }
    let changes: [() throws -> Void] = [
      {
        try manager.createDirectory(at: auth, withIntermediateDirectories: true)
        try write("alpha", first)
      },
      { try write("bravo", second) },
      { try manager.moveItem(at: second, to: auth.appending(path: "0003-c.red.prompt.md")) },
      { try write("not a record", auth.appending(path: "notes.txt")) },
      {
        let handle = try FileHandle(forWritingTo: first)
        try handle.write(contentsOf: Data("gamma".utf8))
        try handle.close()
      },
      {
        try manager.createDirectory(at: later, withIntermediateDirectories: true)
        try write("delta", later.appending(path: "0001-d.red.prompt.md"))
      },
      { try manager.removeItem(at: first) },
      { try manager.moveItem(at: later, to: auth.appending(path: "003-deeper")) },
      { try manager.createSymbolicLink(at: prompts.appending(path: "004-link"), withDestinationURL: auth) },
      { try manager.removeItem(at: auth) },
    ]
    let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path]
    let world = World(arguments: [], environment: environment, directory: Path(folder.path))
    for (number, change) in changes.enumerated() {
      try change()
      // Twice: what was noted by the first must hold for the second. All stamps seem to be a minute old.
      for _ in 0..<2 {
        Thread.sleep(forTimeInterval: 0.02)
        let project = try Project(root: folder.path, world: world)
        let index = try Index(project, progress: nil) { Stamp.nanoseconds(Clock.now()) + 60_000_000_000 }
        var paths: [String] = []
        try index.forEachRow { _ in
          ("SELECT row, path FROM records ORDER BY path", [])
        } _: { row, _ in
          paths.append(row.string(1))
        }
        let files = try project.recordFiles().map(\.path.description)
        #expect(paths == files, "change \(number)")
        #expect(try index.verify() == [], "change \(number)")
      }
    }
  }

  private func change(_ prompts: URL, _ random: inout Generator) throws {
    let folder = prompts.appending(path: ["general", "001-auth"].randomElement(using: &random) ?? "general")
    let file = folder.appending(path: "000\(Int.random(in: 1...6, using: &random))-a.red.prompt.md")
    let words = ["alpha", "bravo", "delta", "gamma", "getSession", "é"]
    let word = words.randomElement(using: &random) ?? "alpha"
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2:
      let text =
        "---\nid: \"0001\"\ntitle: \(word)\nstage: red\ndate: 2026-01-0\(Int.random(in: 1...9, using: &random))\n---\n\n## Prompt\n\n\(word)\n"
      try Data(text.utf8).write(to: file)
    case 3: try Data("not a record at all: \(word)".utf8).write(to: file)
    case 4: try? FileManager.default.removeItem(at: file)
    case 5:
      let other = folder.appending(path: "0009-\(word).red.prompt.md")
      try? FileManager.default.moveItem(at: file, to: other)
    case 6: try? rewriteInPlace(file, &random)
    case 7:
      // A folder goes away or comes back with everything in it.
      let aside = prompts.appending(path: "002-later")
      if !FileManager.default.fileExists(atPath: aside.path) {
        try FileManager.default.moveItem(at: folder, to: aside)
      } else {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.moveItem(at: aside, to: folder)
      }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    case 8: try Data([0xFF, 0x00, 0x2D]).write(to: file)
    case 9:
      let link = folder.appending(path: "0007-link.red.prompt.md")
      try? FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    case 10:
      let ahead = Date(timeIntervalSinceNow: 100_000)
      try? FileManager.default.setAttributes([.modificationDate: ahead], ofItemAtPath: file.path)
    default:
      let date = Date(
        timeIntervalSince1970: Double(Int.random(in: 1_000_000...1_700_000_000, using: &random)))
      try? FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    }
  }

  /// Other words of the same length, with the same inode and the same time of change of the contents: mostly within
  /// one tick of the clock in which the file was written or read.
  private func rewriteInPlace(_ file: URL, _ random: inout Generator) throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    var bytes = [UInt8](try Data(contentsOf: file))
    guard let last = bytes.lastIndex(where: { $0 >= 0x61 && $0 <= 0x7A }) else { return }
    bytes[last] = UInt8.random(in: 0x61...0x7A, using: &random)
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    guard let date = attributes[.modificationDate] else { return }
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
  }
}

/// The rules by which a file's stamp is trusted.
struct StampTests {
  private static let second: Int64 = 1_000_000_000

  @Test(arguments: [
    (modified: 90, changed: 90, isYoung: false), (modified: 97, changed: 97, isYoung: false),
    (modified: 99, changed: 99, isYoung: true), (modified: 100, changed: 100, isYoung: true),
    // Set back by a program, but changed just now.
    (modified: 10, changed: 100, isYoung: true),
    // A disk that keeps no time of change.
    (modified: 99, changed: 0, isYoung: true),
    // Set to the future long ago.
    (modified: 500, changed: 90, isYoung: false),
    // The clock was set back.
    (modified: 500, changed: 500, isYoung: true),
  ]) func youth(_ row: (modified: Int, changed: Int, isYoung: Bool)) {
    let stamp = Stamp(
      size: 1, modified: Int64(row.modified) * Self.second, changed: Int64(row.changed) * Self.second,
      inode: 1)
    #expect(stamp.isYoung(at: 100 * Self.second) == row.isYoung)
  }
}

/// What was in a folder, as it is kept.
struct FolderStateTests {
  private let state = FolderState(
    read: 7, own: Stamp(size: 4096, modified: 1, changed: 2, inode: 3), folders: [Array("001-auth".utf8)],
    entries: [
      FolderEntry(
        name: Array("0001-a.md".utf8), stamp: Stamp(size: 5, modified: 6, changed: 7, inode: 8), row: 9,
        hash: 10)
    ])

  @Test func whatIsWrittenIsRead() throws {
    let read = try #require(FolderState(encoded: state.encoded))
    #expect(
      read.read == state.read && read.own == state.own && read.folders == state.folders
        && read.entries == state.entries)
  }

  @Test func noOtherBytesAreTaken() {
    let bytes = state.encoded
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1 << UInt8(index % 8)
      #expect(FolderState(encoded: other) == nil, "byte \(index)")
      #expect(FolderState(encoded: Array(bytes[..<index])) == nil, "cut at \(index)")
    }
  }
}
