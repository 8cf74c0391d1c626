import Records

enum PromptParaphrasedRule: Rule {
  static let about = About(
    "prompt-paraphrased", .completeness, .info, scope: .prompts,
    summary: "the prompt is told in the third person, not as it was typed",
    reason:
      "What an agent understood is not what the user said; only the user's own words can settle what was asked.",
    mend: .hand("record prompts with a hook, or with `clio record --prompt-file`"),
    examples: [
      Example(Example.prompt(prompt: "⟦User requested⟧ a fix of the login.")),
      Example(Example.prompt(prompt: "⟦The user wants⟧ the login to be fixed.")),
      Example(Example.prompt(prompt: "User requests time out after a minute.")), Example(Example.prompt()),
    ])

  private static let verbs: Set<String> = [
    "requested", "asked", "wants", "wanted", "provided", "reported", "confirmed", "instructed", "said",
    "initiated",
    "invoked", "ran", "executed", "approved", "needs", "clarified", "specified", "submitted", "has", "would",
  ]

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), .quote, .apostrophe, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: ">"),
      UInt8(ascii: "("), .space:
      true
    default: false
    }
  }

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let record = subject.record
    guard !record.isVouched, let place = record.place(of: .prompt) else { return }
    let text = subject.text
    var range = text.withoutOuterBlankLines(place)
    while let first = range.first, isMark(text[first]) { range = (first + 1)..<range.upperBound }
    // `User …` or `The user …`.
    guard let first = range.first,
      text[first].lowered == UInt8(ascii: "u") || text[first].lowered == UInt8(ascii: "t")
    else { return }
    let words = text[range].prefix(60).split(separator: .space, omittingEmptySubsequences: true).prefix(3)
    let lowered = words.map { String(decoding: $0, as: UTF8.self).lowercased() }
    let index = lowered.first == "the" ? 1 : 0
    guard lowered.count > index + 1, lowered[index] == "user", verbs.contains(lowered[index + 1]) else {
      return
    }
    findings.add(
      "the prompt is told, not quoted", at: range.lowerBound..<words[index + 1].endIndex,
      remedy: "put the user's own words there")
  }
}
