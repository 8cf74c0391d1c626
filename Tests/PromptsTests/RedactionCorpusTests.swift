import Foundation
import Properties
import Records
import Testing

@testable import Prompts

/// Redaction leaves ordinary texts alone: a mark where nothing was is a lost word.
@Suite struct RedactionCorpusTests {
  /// Prompts, answers and paragraphs that people and agents have written.
  static func texts() throws -> [(place: String, text: [UInt8])] {
    let corpus = RealCorpus.folder.path
    let files = try #require(FileManager.default.enumerator(atPath: corpus)).compactMap { $0 as? String }
    var texts: [(String, [UInt8])] = []
    for file in files.filter({ $0.hasSuffix(".md") }).sorted() {
      guard let data = FileManager.default.contents(atPath: corpus + "/" + file) else { continue }
      let record = Record([UInt8](data), name: Array(file.utf8), kind: .prompt)
      for prompt in record.prompts + [record.response ?? []] { texts.append((file, prompt)) }
      for paragraph in String(decoding: data, as: UTF8.self).split(separator: "\n\n") {
        texts.append((file, Array(paragraph.utf8)))
      }
    }
    return texts.filter { $0.1.count > 20 }
  }

  @Test(.enabled(if: RealCorpus.has(for: "redaction of real texts"))) func ordinaryTextsStayAsTheyAre() throws
  {
    let texts = try Self.texts()
    #expect(texts.count > 1_000)
    for (place, text) in texts {
      let found = SecretScan.secrets(in: text).map { "\($0.id): \(text.string($0.range))" }
      #expect(found.isEmpty, "\(place)")
    }
  }
}
