import Foundation
import Properties
import Records
import Testing

@testable import Prompts

/// How often the derived stage is the one that people gave to real records. The rules were written with one half of the
/// records in view; what counts is the other.
@Suite struct StageCorpusTests {
  struct Sample {
    let stage: Stage
    let prompt: String
    let command: String?
    let hasFeature: Bool
    let isHeldOut: Bool
  }

  static func samples() throws -> [Sample] {
    let corpus = RealCorpus.folder.path + "/phr"
    let files = try #require(FileManager.default.enumerator(atPath: corpus)).compactMap { $0 as? String }
    return files.filter { $0.hasSuffix(".md") }.sorted().compactMap { file in
      guard let data = FileManager.default.contents(atPath: corpus + "/" + file) else { return nil }
      let record = Record([UInt8](data), name: Array(file.utf8), kind: .prompt)
      guard let stage = record.frontMatterStage else { return nil }
      let feature = record.fields["feature"]?.value ?? "none"
      let command = record.fields["command"]?.value
      return Sample(
        stage: stage,
        prompt: record.prompts.first.map { String(decoding: $0.prefix(16384), as: UTF8.self) } ?? "",
        command: command == "none" ? nil : command, hasFeature: !["none", ""].contains(feature),
        isHeldOut: SHA256.hexadecimal(of: Array(file.utf8)).utf8.last.map { $0 % 2 == 1 } ?? false)
    }
  }

  @Test(.enabled(if: RealCorpus.has("phr", for: "stages of real records"))) func derivedStagesAgree() throws {
    let all = try Self.samples()
    for (name, samples) in [("in view", all.filter { !$0.isHeldOut }), ("held out", all.filter(\.isHeldOut))]
    {
      func share(_ agrees: (Sample) -> Bool) -> Double {
        Double(samples.count(where: agrees)) / Double(max(samples.count, 1)) * 100
      }
      let counts = Dictionary(grouping: samples, by: \.stage).mapValues(\.count)
      let commonest = try #require(counts.max { $0.value < $1.value }).key
      let always = share { $0.stage == commonest }
      let words = share {
        StageGuess(prompt: $0.prompt, command: "", hasFeature: $0.hasFeature).stage == $0.stage
      }
      let derived = share {
        StageGuess(prompt: $0.prompt, command: $0.command, hasFeature: $0.hasFeature).stage == $0.stage
      }
      print(
        "stages, \(name): \(samples.count) records; commonest \(always), words \(words), derived \(derived)")
      for stage in Stage.allCases {
        let own = samples.filter { $0.stage == stage }
        let right = own.count {
          StageGuess(prompt: $0.prompt, command: $0.command, hasFeature: $0.hasFeature).stage == stage
        }
        if !own.isEmpty { print("  \(stage.rawValue): \(right) of \(own.count)") }
      }
      #expect(derived >= max(always, words) + 15, "\(name)")
    }
  }
}

extension Record {
  /// The stage that the record itself says, not that of its file's name.
  fileprivate var frontMatterStage: Stage? { fields["stage"].flatMap { Stage(rawValue: $0.value) } }
}
