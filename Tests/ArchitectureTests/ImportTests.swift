import Foundation
import Testing

/// The rooms of the house, and who may know whom. The compiler keeps most of this; a target's list of dependencies is
/// changed in a moment, and this table is what it is compared with.
@Suite struct ImportTests {
  static let allowed: [String: Set<String>] = [
    "Platform": [], "Arguments": [], "YAML": ["CYAML"], "JSON": [], "Database": ["CSQLite"],
    "Records": ["YAML"], "Templates": [], "Prompts": ["Records"],
    "History": ["Records", "Templates", "YAML", "Platform", "Synchronization"],
    "Index": ["History", "Database", "Records", "Platform"],
    "Rules": ["Records", "Prompts", "YAML"], "Reports": ["Rules", "Records", "JSON", "Platform"],
    "Decisions": ["Records"],
    "Agents": ["Records", "Prompts", "JSON"],
    "clio": [
      "Platform", "Arguments", "YAML", "JSON", "Database", "Records", "Templates", "Prompts", "History",
      "Index", "Rules", "Reports", "Decisions", "Agents",
    ],
  ]
  /// What only the room that faces the system may import.
  static let system: Set<String> = ["Glibc", "Darwin"]

  @Test(arguments: Source.all()) func imports(_ source: Source) throws {
    let room = try #require(Self.allowed[source.room], "a new room: give it a line in this table")
    let mayTouchSystem = source.room == "Platform"
    for name in source.imports {
      if mayTouchSystem, Self.system.contains(name) { continue }
      #expect(room.contains(name), "\(source) must not import \(name)")
    }
    if !mayTouchSystem { #expect(!source.text.contains("canImport("), "\(source) asks for a platform") }
  }

  /// In a static binary nothing is found by its name at run time, and nothing can be loaded.
  @Test(arguments: Source.all()) func nothingIsLookedUpAtRunTime(_ source: Source) {
    for call in ["dlsym(", "dlopen("] { #expect(!source.text.contains(call), "\(source) calls \(call)…)") }
  }

  /// A newcomer reads there what each room is for.
  @Test func everyRoomIsInTheGuide() throws {
    let guide = try String(contentsOf: Source.package.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let rows = guide.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap {
      $0.split(separator: "|").first
    }
    let named = rows.flatMap { $0.split(separator: "`").filter { $0.contains(where: \.isLetter) } }.map(
      String.init)
    #expect(Set(named) == Set(Source.all().map(\.room)))
  }

  /// A long file has more than one reason to change.
  @Test(arguments: Source.all()) func filesAreShort(_ source: Source) {
    #expect(
      source.lines.count <= 320, "\(source) has \(source.lines.count) lines; split it by reason to change")
  }

  @Test func thereAreSources() { #expect(Source.all().count > 80) }
}

/// A file of the product.
struct Source: CustomTestStringConvertible, CustomStringConvertible, Sendable {
  let room: String
  let name: String
  let text: String

  var description: String { room + "/" + name }
  var testDescription: String { description }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The modules that the file imports, whatever attributes stand before.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
        words[..<at].allSatisfy({
          $0.hasPrefix("@") || ["public", "internal", "private", "package"].contains($0)
        })
      else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
      let module = kinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
      return module.split(separator: ".").first.map(String.init)
    }
  }

  /// The commands and groups that the file declares.
  var commands: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(where: { $0.hasSuffix(":") }), at > 0, at + 1 < words.count,
        words[at - 1] == "enum" || words[at - 1] == "struct",
        words[at + 1] == "AppCommand" || words[at + 1] == "CommandGroup"
      else { return nil }
      return String(words[at].dropLast())
    }
  }

  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func all() -> [Source] {
    let top = package.appending(path: "Sources").resolvingSymlinksInPath()
    let names = FileManager.default.subpaths(atPath: top.path) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: top.appending(path: name), encoding: .utf8),
        let slash = name.firstIndex(of: "/")
      else { return nil }
      return Source(room: String(name[..<slash]), name: String(name[name.index(after: slash)...]), text: text)
    }
  }
}
