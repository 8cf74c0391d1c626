import Foundation
import Properties
import Testing

@testable import YAML

/// The short way for plain text says what libyaml says, of everything.
struct PlainReaderTests {
  private func check(_ text: String) { check(Array(text.utf8), text.debugDescription) }

  private func check(_ bytes: [UInt8], _ name: String) {
    let short = Result { () throws(YAMLError) in try YAML.parse(bytes) }
    let long = Result { () throws(YAMLError) in try YAML.parse(bytes, onlyByLibrary: true) }
    #expect(short == long, "\(name)")
  }

  private func isRead(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer {
      var reader = PlainReader($0, base: 0, limits: .standard)
      return (try? reader.document()) != nil
    }
  }

  @Test(arguments: [
    "id: 0001\ntitle: Fix it\n", "a:\n  b: c\n  d:\n\ne: \"f # g\" \n", "a:\n- b\n- c d\ne: 1",
    "a:\n  - 'b: c'\n  - d#e\n",
    "a: []\nb: [ c, \"d\" , e f ]\n", "a: {b: 1, c: \"2\"}\nd:\n  - {e: f}\n", "a: é日 x\nb: 'ü'  \n",
    "a: {}\nb: x:y\n",
    "a:\n  b:\n    c: d\ne:\n    - f\n", "\n \na: b\n\n\n  \nc: d\n  ", "a: ''\nb: \"\"\nc: x\"y'z\n", "a:",
  ])
  func readsPlainText(text: String) {
    #expect(isRead(Array(text.utf8)))
    check(text)
  }

  @Test(arguments: [
    "", " ", "a", "- a\n", "a: b\n  c\n", "a:\n  b\n", "a: b: c\n", "a: b # c\n", "a: |\n  b\n",
    "a: \"b\n  c\"\n",
    "a: 'b''c'\n", "a: \"\\x41\"\n", "a: [b,\n c]\n", "a: [b: c]\n", "a: [-]\n", "a: &x b\nc: *x\n",
    "a: !t b\n",
    "a:\tb\n", "a: b\t\n", "a: b\r\nc: d\r\n", "a:\n- b\n - c\n", "a:\n    b: 1\n  c: 2\n", " a: b\nc: d\n",
    "? a\n: b\n",
    "a: b\n...\nc: d\n", "a: -\n", "a:\n-\n- b\n", "a:\n- b: c\n", "\"a\": b\n", "a : b\n",
    "a: b\u{85}c: d\n",
    "a: b\u{2028}c: d\n", "a: \u{FEFF}b\n", "a: [b, ]\n", "a: {b}\n", "a: {b: }\n", "a: {b: [c]}\n",
    "a: @b\n", "a: b:\n",
  ])
  func leavesTheRestToTheLibrary(text: String) {
    #expect(!isRead(Array(text.utf8)))
    check(text)
  }

  @Test func isAsTheLibraryForRandomText() {
    let bits = [
      "a", "b-c", "a: ", "b:", "c: ", "- ", "-", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "  ", " ",
      ":", "#",
      " #", "\"", "'", "\"x y\"", "'z'", "[", "]", "[]", "{", "}", "{a: b}", ",", ", ", "x", "2025-01-01",
      "é", "日本",
      "\\", "\t", "\r", "\u{85}", "\u{2028}", "\u{FEFF}", "!t ", "&a ", "*a", "|", ">", "?", "? ", "...",
      "---", "%",
      "@", "\n\n", "null", "~", "/", ".",
    ]
    var generator = Generator(seed: 23)
    var read = 0
    for _ in 0..<Cases.count(20_000) {
      // A text that is read, with bits anywhere.
      var text = ""
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        text +=
          ["a: b\n", "c:\n  d: e\n  f:\n", "g:\n  - h\n", "i:\n- j k\n", "l: [m, \"n\"]\n", "o: {p: 'q'}\n"]
          .randomElement(using: &generator) ?? ""
      }
      var characters = Array(text.unicodeScalars)
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0...characters.count, using: &generator)
        characters.insert(contentsOf: (bits.randomElement(using: &generator) ?? "").unicodeScalars, at: place)
      }
      var changed = String.UnicodeScalarView()
      changed.append(contentsOf: characters)
      let bytes = Array(String(changed).utf8)
      if isRead(bytes) { read += 1 }
      check(bytes, String(changed).debugDescription)
    }
    #expect(read > Cases.count(20_000) / 8)
  }

  @Test func isAsTheLibraryForRealRecords() throws {
    guard RealCorpus.has("phr", for: "front matter") else { return }
    var blocks = 0
    var read = 0
    let files = FileManager.default.enumerator(at: RealCorpus.folder, includingPropertiesForKeys: nil)
    for case let file as URL in try #require(files) where file.pathExtension == "md" {
      guard let text = try? [UInt8](Data(contentsOf: file)), text.starts(with: "---\n".utf8) else { continue }
      let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      guard let end = lines.dropFirst().firstIndex(where: { $0.elementsEqual("---".utf8) }) else { continue }
      let block = Array(lines[1..<end].joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
      blocks += 1
      if isRead(block) { read += 1 }
      check(block, file.path)
    }
    #expect(blocks > 100)
    #expect(read > blocks / 2)
  }
}
