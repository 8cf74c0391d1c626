import Foundation
import History
import Platform
import Properties
import Testing

@testable import Index

/// After any sequence of changes, a refreshed index is what the files say.
struct RefreshPropertyTests {
  @Test(arguments: 0..<6) func aRefreshedIndexIsWhatTheFilesSay(_ seed: UInt64) throws {
    var random = SeededGenerator(state: seed &* 7919 &+ 1)
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
    try index.startAnew()
    #expect(try index.verify() == [])
    #expect(try index.summary() == summary)
  }

  private func change(_ prompts: URL, _ random: inout SeededGenerator) throws {
    let folder = prompts.appending(path: ["general", "001-auth"].randomElement(using: &random) ?? "general")
    let file = folder.appending(path: "000\(Int.random(in: 1...6, using: &random))-a.red.prompt.md")
    let words = ["alpha", "bravo", "delta", "gamma", "getSession", "é"]
    let word = words.randomElement(using: &random) ?? "alpha"
    switch Int.random(in: 0..<7, using: &random) {
    case 0...2:
      let text =
        "---\nid: \"0001\"\ntitle: \(word)\nstage: red\ndate: 2026-01-0\(Int.random(in: 1...9, using: &random))\n---\n\n## Prompt\n\n\(word)\n"
      try Data(text.utf8).write(to: file)
    case 3: try Data("not a record at all: \(word)".utf8).write(to: file)
    case 4: try? FileManager.default.removeItem(at: file)
    case 5:
      let other = folder.appending(path: "0009-\(word).red.prompt.md")
      try? FileManager.default.moveItem(at: file, to: other)
    default:
      let date = Date(
        timeIntervalSince1970: Double(Int.random(in: 1_000_000...1_700_000_000, using: &random)))
      try? FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    }
  }
}

/// A generator that gives the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 33)
  }
}
