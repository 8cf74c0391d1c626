import Agents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is fuzzed. To add a target, add a case with its row, a file, and a folder of seeds.
enum Target: String, CaseIterable {
  case reader, sections, editor, filler, drafts, yaml, json, transcripts, hooks, settings, prompts

  /// Runs one input; ends the process if something that must hold does not.
  func run(_ input: [UInt8]) {
    switch self {
    case .reader: fuzzReader(input)
    case .sections: fuzzSections(Parts(input))
    case .editor: fuzzEditor(Parts(input))
    case .filler: fuzzFiller(Parts(input))
    case .drafts: fuzzDrafts(Parts(input))
    case .yaml: fuzzYAML(input)
    case .json: fuzzJSON(input)
    case .transcripts: fuzzTranscripts(input)
    case .hooks: fuzzHooks(input)
    case .settings: fuzzSettings(input)
    case .prompts: fuzzPrompts(input)
    }
  }

  /// The target that the environment names.
  static let chosen: Target = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = Target(rawValue: name) else {
      fail("FUZZ_TARGET must be one of: " + allCases.map(\.rawValue).joined(separator: " "))
    }
    return target
  }()
}

/// The agent that the first byte of an input names; nil for whoever's it is.
func agent(named byte: UInt8) -> Agent? {
  let choice = Int(byte &- UInt8(ascii: "@")) % (Agent.allCases.count + 1)
  return choice == 0 ? nil : Agent.allCases[choice - 1]
}

/// What libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  Target.chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the process with a message if a condition does not hold.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fail(message()) }
}

/// Ends the process with a message. libFuzzer then keeps the input.
func fail(_ message: String) -> Never {
  let text = Array("fuzz: \(message)\n".utf8)
  _ = text.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  abort()
}
