import Foundation
import History
import Platform
import Properties
import Testing

@testable import Index

/// Every record of real projects is in the index, the broken ones too, and as its file says.
struct CorpusIndexTests {
  static let projects: [URL] = ["phr", "adr"].flatMap { kind -> [URL] in
    guard RealCorpus.has(kind, for: "an index of real records") else { return [] }
    let folder = RealCorpus.folder.appending(path: kind)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }
  }

  @Test(arguments: projects) func everyRecordIsInTheIndex(_ source: URL) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "clio-corpus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: source, to: folder)
    let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path]
    let world = World(arguments: [], environment: environment, directory: Path(folder.path))
    // Some collections have no layout of their own: what there is of them are decisions.
    if (try Project(root: folder.path, world: world)).recordPlaces().isEmpty {
      let place = folder.appending(path: "history")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: source, to: place.appending(path: "adr"))
    }
    let project = try Project(root: folder.path, world: world)

    let index = try Index(project)
    #expect(try index.verify() == [])
    let files = try project.recordFiles()
    #expect(try index.summary().records == files.count)
    let indexed = Set(files.map(\.path.description))
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for name in names where name.hasSuffix(".prompt.md") && name.contains("history/prompts/") {
      #expect(indexed.contains(name))
    }
    try index.startAnew()
    #expect(try index.verify() == [])
  }
}
